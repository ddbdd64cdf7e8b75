from __future__ import annotations

from django.urls import path

from minhbach.domains.mediation.web import acts, figures, lists, pages

app_name = "mediation"
urlpatterns = [
    path("", lists.disputes, name="list"),
    path("so-lieu/", figures.figures, name="figures"),
    path("tin-don/<uuid:tip_id>/", pages.of_report, name="of_report"),
    path("tin-don/<uuid:tip_id>/mo/", acts.begin, name="begin"),
    path("<uuid:dispute_id>/", pages.dispute, name="dispute"),
    path("<uuid:dispute_id>/chuyen/", acts.pass_on, name="pass_on"),
    path("<uuid:dispute_id>/ghi/", acts.enter, name="enter"),
    path("<uuid:dispute_id>/lap-van-ban/", acts.write_agreement, name="write_agreement"),
    path("<uuid:dispute_id>/van-ban/", pages.agreement, name="agreement"),
    path("<uuid:dispute_id>/to-giay/<uuid:step_id>/", pages.paper, name="paper"),
    path("<uuid:dispute_id>/ket-thuc/", acts.close, name="close"),
]
