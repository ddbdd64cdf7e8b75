from __future__ import annotations

from django.urls import path

from minhbach.domains.intake.web import acts, lists, pages, persons

app_name = "intake"
urlpatterns = [
    path("", lists.reports, name="list"),
    path("hop-thu/", lists.letterboxes, name="letterboxes"),
    path("hop-thu/mo/", acts.open_letterbox, name="open_letterbox"),
    path("hop-thu/<uuid:letterbox_id>/", pages.letterbox, name="letterbox"),
    path("hop-thu/<uuid:letterbox_id>/sua/", acts.change_letterbox, name="change_letterbox"),
    path("hop-thu/<uuid:letterbox_id>/dong/", acts.close_letterbox, name="close_letterbox"),
    path("<uuid:tip_id>/", pages.report, name="report"),
    path("<uuid:tip_id>/anh/<int:number>/", pages.picture, name="picture"),
    path("<uuid:tip_id>/nguoi-gui/", persons.open_person, name="open_person"),
    path("<uuid:tip_id>/nguoi-gui/mo-niem-phong/", persons.ask_for_person, name="ask_for_person"),
    path("<uuid:tip_id>/tra-loi/", acts.answer, name="answer"),
    path("<uuid:tip_id>/ghi-chu/", acts.note, name="note"),
    path("<uuid:tip_id>/chuyen-buoc/", acts.move, name="move"),
    path("<uuid:tip_id>/doi-loai/", acts.turn, name="turn"),
    path("<uuid:tip_id>/giao/", acts.assign, name="assign"),
]
