from __future__ import annotations

from django.urls import path

from minhbach.domains.law.web import changes, fines, holidays, rows

app_name = "law"
urlpatterns = [
    path("", rows.home, name="home"),
    path("van-ban/", rows.instruments, name="instruments"),
    path("khung-tien-phat/", fines.fine, name="fine"),
    path("lich-nghi/", holidays.holidays, name="holidays"),
    path("lich-nghi/ngay/", holidays.set_day, name="set_day"),
    path("lich-nghi/xac-nhan/", holidays.confirm_year, name="confirm_year"),
    path("so-sanh/", rows.compare, name="compare"),
    path("muc/<str:row_id>/", rows.row, name="row"),
    path("muc/<str:row_id>/bat-tat/", changes.switch, name="switch"),
    path("muc/<str:row_id>/sua/", changes.correct, name="correct"),
    path("muc/<str:row_id>/them-ky/", changes.add_period, name="add_period"),
]
