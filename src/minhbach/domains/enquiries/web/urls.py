from __future__ import annotations

from django.urls import path

from minhbach.domains.enquiries.web import acts, lists, pages

app_name = "enquiries"
urlpatterns = [
    path("", lists.received, name="received"),
    path("da-hoi/", lists.asked, name="list"),
    path("hoi/", acts.ask, name="ask"),
    path("da-hoi/<uuid:enquiry_id>/", pages.enquiry, name="enquiry"),
    path("giu-kin/", lists.notices, name="notices"),
    path("giu-kin/<uuid:notice_id>/", pages.notice, name="notice"),
    path("giu-kin/<uuid:notice_id>/da-xem/", acts.mark_read, name="mark_read"),
    path("<uuid:question_id>/", pages.question, name="question"),
    path("<uuid:question_id>/tra-loi/", acts.answer, name="answer"),
]
