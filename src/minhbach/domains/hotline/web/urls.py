from __future__ import annotations

from django.urls import path

from minhbach.domains.hotline.web import acts, boxes, desk, figures, letters, lists, pages, visits

app_name = "hotline"
urlpatterns = [
    path("", lists.calls, name="list"),
    path("ban-truc/", desk.desk, name="desk"),
    path("ban-truc/dang-cho/", desk.waiting, name="waiting"),
    path("ban-truc/da-biet/", desk.known, name="known"),
    path("bien-nhan/<uuid:pressed>/", desk.told, name="told"),
    path("cuoc-goi/<uuid:call_id>/", pages.call, name="call"),
    path("cuoc-goi/<uuid:call_id>/nhan-goi-lai/", acts.take_on, name="take_on"),
    path("cuoc-goi/<uuid:call_id>/da-goi-lai/", acts.try_back, name="try_back"),
    path("cuoc-goi-nho/ghi/", acts.note_missed, name="note_missed"),
    path("duong-day/", lists.lines, name="lines"),
    path("duong-day/mo/", acts.open_line, name="open_line"),
    path("duong-day/<uuid:line_id>/", pages.line, name="line"),
    path("duong-day/<uuid:line_id>/ket-thuc/", acts.close_line, name="close_line"),
    path("duong-day/<uuid:line_id>/nhan-ca/", acts.take_over, name="take_over"),
    path("duong-day/<uuid:line_id>/giao-ca/", acts.hand_over, name="hand_over"),
    path("tin-don/<uuid:tip_id>/", pages.of_report, name="of_report"),
    path("tin-don/<uuid:tip_id>/bao-cao/", acts.raise_to_head, name="raise_to_head"),
    path("tin-don/<uuid:tip_id>/but-phe/", acts.give_instruction, name="give_instruction"),
    path("tin-don/<uuid:tip_id>/ban-quet/<int:number>/", letters.scan, name="scan"),
    path("thu/nhap/", letters.enter_letter, name="enter_letter"),
    path("hom-thu/", boxes.boxes, name="boxes"),
    path("hom-thu/dat/", boxes.put_up, name="put_up_box"),
    path("hom-thu/<uuid:box_id>/", boxes.box, name="box"),
    path("hom-thu/<uuid:box_id>/mo/", boxes.write_opening, name="write_opening"),
    path("hom-thu/<uuid:box_id>/ky/", boxes.sign_opening, name="sign_opening"),
    path("hom-thu/<uuid:box_id>/nhap-thu/", letters.enter_from_box, name="enter_from_box"),
    path("hom-thu/<uuid:box_id>/thoi-dung/", boxes.take_down, name="take_down_box"),
    path("tiep-cong-dan/", visits.visits, name="visits"),
    path("tiep-cong-dan/ghi/", visits.enter_visit, name="enter_visit"),
    path("so-lieu/", figures.figures, name="figures"),
]
