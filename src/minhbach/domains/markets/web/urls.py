from __future__ import annotations

from django.urls import path

from minhbach.domains.markets.web import acts, lists, pages, rounds

app_name = "markets"
urlpatterns = [
    path("", lists.markets, name="list"),
    path("moi/", acts.open_one, name="open"),
    path("dot/", lists.rounds, name="rounds"),
    path("cua/<uuid:subject_id>/", pages.of_subject, name="of_subject"),
    path("o/<uuid:stall_id>/", pages.stall, name="stall"),
    path("thay-doi/<uuid:change_id>/", pages.change, name="change"),
    path("thay-doi/<uuid:change_id>/ghi/", acts.apply, name="apply"),
    path("thay-doi/<uuid:change_id>/rut-lai/", acts.undo, name="undo"),
    path("dot/<uuid:round_id>/", rounds.walk, name="round"),
    path("dot/<uuid:round_id>/ghi/", rounds.mark, name="mark"),
    path("dot/<uuid:round_id>/gui/", rounds.send, name="send"),
    path("dot/<uuid:round_id>/ket-qua/", lists.summary, name="summary"),
    path("dot/<uuid:round_id>/ket-thuc/", rounds.close, name="close_round"),
    path("lan-ghi/<uuid:mark_id>/rut-lai/", rounds.take_back, name="take_back"),
    path("<uuid:market_id>/", pages.market, name="market"),
    path("<uuid:market_id>/sua/", acts.edit, name="edit"),
    path("<uuid:market_id>/bang/", lists.stalls, name="stalls"),
    path("<uuid:market_id>/danh-sach/", acts.take_list, name="take_list"),
    path("<uuid:market_id>/ghi-o/", acts.set_stall, name="set_stall"),
    path("<uuid:market_id>/dot/", rounds.begin, name="open_round"),
]
