from __future__ import annotations

from django.urls import path

from minhbach.domains.stores.web import acts, lists, pages

app_name = "stores"
urlpatterns = [
    path("", lists.stores, name="list"),
    path("sap-het-han/", lists.terms, name="terms"),
    path("mo/", acts.open_one, name="open"),
    path("<uuid:store_id>/", pages.store, name="store"),
    path("<uuid:store_id>/so/", lists.book, name="book"),
    path("<uuid:store_id>/hang/", lists.lots, name="lots"),
    path("<uuid:store_id>/soat-so/", pages.verify, name="verify"),
    path("<uuid:store_id>/dong/", acts.close, name="close"),
    path("<uuid:store_id>/thu-kho/", acts.appoint, name="appoint"),
    path("<uuid:store_id>/kiem-ke/", acts.count, name="count"),
    path("thu-kho/<uuid:keeper_id>/thoi/", acts.end_keeper, name="end_keeper"),
    path("phieu/<uuid:book_entry_id>/", pages.entry, name="entry"),
    path("phieu/<uuid:book_entry_id>/tra-loi/", acts.answer, name="answer"),
    path("the/<uuid:lot_id>/", pages.lot, name="lot"),
    path("the/<uuid:lot_id>/nhan/", pages.label, name="label"),
    path("the/<uuid:lot_id>/chuyen/", acts.transfer, name="transfer"),
    path("vu-viec/<uuid:case_id>/", pages.of_case, name="of_case"),
    path("vu-viec/<uuid:case_id>/tom-tat/", pages.panel, name="panel"),
    path("vu-viec/<uuid:case_id>/nhap/", acts.ask_in, name="ask_in"),
    path("vu-viec/<uuid:case_id>/xuat/", acts.ask_out, name="ask_out"),
]
