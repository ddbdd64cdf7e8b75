from __future__ import annotations

from django.urls import path

from minhbach.domains.screening.web import acts, attaching, exports, leads, sweeps

app_name = "screening"
urlpatterns = [
    path("", leads.leads, name="leads"),
    path("<uuid:lead_id>/", leads.lead, name="lead"),
    path("<uuid:lead_id>/nhan/", acts.take, name="take"),
    path("<uuid:lead_id>/tra-lai/", acts.release, name="release"),
    path("<uuid:lead_id>/bo-qua/", acts.dismiss, name="dismiss"),
    path("<uuid:lead_id>/khoi-phuc/", acts.restore, name="restore"),
    path("<uuid:lead_id>/chuyen/", acts.pass_on, name="pass_on"),
    path("<uuid:lead_id>/gan/", attaching.attach, name="attach"),
    path("<uuid:lead_id>/go/", attaching.detach, name="detach"),
    path("hang-loat/", acts.bulk, name="bulk"),
    path("nguoi-ban/", leads.sellers, name="sellers"),
    path("luot-quet/", sweeps.sweeps, name="sweeps"),
    path("luot-quet/moi/", exports.upload, name="upload"),
    path("luot-quet/tep/<uuid:export_id>/", exports.mapping, name="mapping"),
    path("luot-quet/<uuid:sweep_id>/", sweeps.sweep, name="sweep"),
    path("luot-quet/<uuid:sweep_id>/tien-do/", sweeps.progress, name="progress"),
    path("luot-quet/<uuid:sweep_id>/dung/", sweeps.cancel, name="cancel"),
    path("luot-quet/<uuid:sweep_id>/dong-bi-loai.xlsx", sweeps.refused, name="refused"),
]
