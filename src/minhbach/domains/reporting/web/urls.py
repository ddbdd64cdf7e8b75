from __future__ import annotations

from django.urls import path

from minhbach.domains.reporting.web import acts, figures, lists, members, pages

app_name = "reporting"
urlpatterns = [
    path("", lists.reports, name="list"),
    path("mo/", acts.open_report, name="open"),
    path("<uuid:report_id>/", pages.report, name="report"),
    path("<uuid:report_id>/so-lieu/", figures.cases_behind, name="figure"),
    path("<uuid:report_id>/dia-ban/", figures.places, name="places"),
    path("<uuid:report_id>/bang.xlsx", figures.workbook, name="workbook"),
    path("<uuid:report_id>/viet/", pages.write, name="write"),
    path("<uuid:report_id>/muc/<slug:code>/", acts.write_section, name="section"),
    path("<uuid:report_id>/chot/", acts.close_figures, name="close"),
    path("<uuid:report_id>/mo-lai/", acts.reopen_figures, name="reopen"),
    path("<uuid:report_id>/trinh/", acts.put_forward, name="put_forward"),
    path("<uuid:report_id>/don-doc/<uuid:agency_id>/", acts.urge, name="urge"),
    path("<uuid:report_id>/don-vi/<uuid:agency_id>/", members.member, name="member"),
    path("<uuid:report_id>/don-vi/<uuid:agency_id>/nhap/", members.keep, name="keep"),
    path("<uuid:report_id>/don-vi/<uuid:agency_id>/khong-phat-sinh/", members.nothing, name="nothing"),
    path("<uuid:report_id>/don-vi/<uuid:agency_id>/tai-len/", members.upload, name="upload"),
    path("<uuid:report_id>/don-vi/<uuid:agency_id>/mau.xlsx", members.template, name="template"),
]
