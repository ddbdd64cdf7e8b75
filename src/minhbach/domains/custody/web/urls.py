from __future__ import annotations

from django.urls import path

from minhbach.domains.custody.web import acts, lists, pages

app_name = "custody"
urlpatterns = [
    path("", lists.openings, name="list"),
    path("khoa/", lists.keys, name="keys"),
    path("khoa/tao/", acts.make_key, name="make_key"),
    path("khoa/<uuid:key_id>/xac-nhan/", acts.confirm_key, name="confirm_key"),
    path("khoa/<uuid:key_id>/thoi-dung/", acts.end_key, name="end_key"),
    path("xoa/", lists.blankings, name="blankings"),
    path("xoa/de-nghi/", acts.ask_to_blank, name="ask_to_blank"),
    path("dang-giu/", lists.kept, name="kept"),
    path("xoa/giu-lai/<uuid:hold_id>/thoi/", acts.release, name="release"),
    path("xoa/<uuid:blanking_id>/", lists.blanking, name="blanking"),
    path("xoa/<uuid:blanking_id>/ho-so/<int:due_id>/giu-lai/", acts.hold, name="hold"),
    path("xoa/<uuid:blanking_id>/dong-y/", acts.blank, name="blank"),
    path("xoa/<uuid:blanking_id>/giu-lai/", acts.keep, name="keep"),
    path("<uuid:opening_id>/", pages.opening, name="opening"),
    path("<uuid:opening_id>/dong-y/", acts.approve, name="approve"),
    path("<uuid:opening_id>/khong-dong-y/", acts.refuse, name="refuse"),
    path("<uuid:opening_id>/mo/", acts.open_box, name="open"),
]
