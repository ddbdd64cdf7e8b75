from __future__ import annotations

from django.urls import path

from minhbach.domains.dues.web import acts, lists, pages

app_name = "dues"
urlpatterns = [
    path("", lists.debtors, name="list"),
    path("doi-chieu/", pages.month, name="month"),
    path("tai-khoan/", acts.treasury, name="treasury"),
    path("chung-tu/", lists.slips, name="slips"),
    path("chung-tu/nhap/", acts.enter_slip, name="enter_slip"),
    path("chung-tu/danh-sach/", acts.take_slips, name="take_slips"),
    path("chung-tu/<uuid:slip_id>/", pages.slip, name="slip"),
    path("chung-tu/<uuid:slip_id>/khop/", acts.match, name="match"),
    path("chung-tu/<uuid:slip_id>/go/", acts.undo, name="undo"),
    path("chung-tu/<uuid:slip_id>/de-rieng/", acts.lay_aside, name="lay_aside"),
    path("vu-viec/<uuid:case_id>/", pages.of_case, name="of_case"),
    path("vu-viec/<uuid:case_id>/ghi/", acts.add_entry, name="add_entry"),
    path("vu-viec/<uuid:case_id>/<uuid:cost_id>/rut/", acts.withdraw, name="withdraw"),
    path("<uuid:account_id>/", pages.account, name="account"),
]
