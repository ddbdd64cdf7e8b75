from __future__ import annotations

from django.urls import path

from minhbach.domains.handovers.web import acts, answers, books, lists, pages

app_name = "handovers"
urlpatterns = [
    path("", lists.minutes_list, name="list"),
    path("tra-loi-doan-kiem-tra/", answers.answer, name="answer_inspection"),
    path("so/nhat-ky/", books.book, {"slug": "nhat-ky"}, name="journal"),
    path("so/tin/", books.book, {"slug": "tin"}, name="tips"),
    path("so/quyet-dinh/", books.book, {"slug": "quyet-dinh"}, name="decisions"),
    path("so/kho/", books.book, {"slug": "kho"}, name="store_book"),
    path("mo/", acts.open_one, name="open"),
    path("<uuid:minutes_id>/", pages.minutes, name="minutes"),
    path("<uuid:minutes_id>/giao/", acts.offer, name="offer"),
    path("<uuid:minutes_id>/tra-loi/", acts.answer, name="answer"),
    path("<uuid:minutes_id>/cap-nhat/", acts.relist, name="relist"),
    path("<uuid:minutes_id>/chuyen/", acts.carry_out, name="carry_out"),
    path("<uuid:minutes_id>/ket-thuc/", acts.close, name="close"),
    path("<uuid:minutes_id>/huy/", acts.drop, name="drop"),
]
