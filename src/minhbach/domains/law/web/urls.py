from __future__ import annotations

from django.urls import path

from minhbach.domains.law.web import acts, fines, holidays, lists, pages, proposals, review, sets

app_name = "law"
urlpatterns = [
    path("", lists.home, name="home"),
    path("van-ban/", lists.instruments, name="instruments"),
    path("khung-tien-phat/", fines.fine, name="fine"),
    path("lich-nghi/", holidays.holidays, name="holidays"),
    path("lich-nghi/ngay/", holidays.set_day, name="set_day"),
    path("lich-nghi/xac-nhan/", holidays.confirm_year, name="confirm_year"),
    path("cho-xac-nhan/", proposals.changes, name="proposals"),
    path("cho-xac-nhan/<uuid:proposal_id>/", proposals.change, name="proposal"),
    path("cho-xac-nhan/<uuid:proposal_id>/xac-nhan/", proposals.confirm, name="confirm_change"),
    path("cho-xac-nhan/<uuid:proposal_id>/tu-choi/", proposals.refuse, name="refuse_change"),
    path("cho-xac-nhan/<uuid:proposal_id>/rut-lai/", proposals.withdraw, name="withdraw_change"),
    path("thay-doi/", review.review, name="review"),
    path("thay-doi/de-nghi/", review.propose, name="propose_review"),
    path("bo-de-nghi/<uuid:set_id>/", sets.change_set, name="change_set"),
    path("bo-de-nghi/<uuid:set_id>/quyet-dinh/", sets.decide, name="decide_changes"),
    path("bo-de-nghi/<uuid:set_id>/rut-lai/", sets.withdraw, name="withdraw_set"),
    path("so-sanh/", pages.compare, name="compare"),
    path("muc/<str:row_id>/", pages.row, name="row"),
    path("muc/<str:row_id>/bat-tat/", acts.switch, name="switch"),
    path("muc/<str:row_id>/sua/", acts.correct, name="correct"),
    path("muc/<str:row_id>/them-ky/", acts.add_period, name="add_period"),
]
