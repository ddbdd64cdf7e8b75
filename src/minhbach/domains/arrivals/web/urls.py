from __future__ import annotations

from django.urls import path

from minhbach.domains.arrivals.web import acts, lists, pages, registers

app_name = "arrivals"
urlpatterns = [
    path("", lists.arrivals, name="list"),
    path("dang-ky/", acts.register, name="register"),
    path("cua-vu-viec/<uuid:case_id>/", lists.of_case, name="of_case"),
    path("so/bat-dau/", registers.start, name="start_register"),
    path("<uuid:arrival_id>/", pages.arrival, name="arrival"),
    path("<uuid:arrival_id>/sua/", acts.amend, name="amend"),
    path("<uuid:arrival_id>/but-phe/", acts.instruct, name="instruct"),
    path("<uuid:arrival_id>/ket-qua/", acts.finish, name="finish"),
    path("<uuid:arrival_id>/tep/", pages.file, name="file"),
]
