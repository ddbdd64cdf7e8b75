from __future__ import annotations

from django.urls import path

from minhbach.domains.screening.web import acts, attaching, exports, lexicon, lexicon_acts, lists, pages, sweeps, trials

app_name = "screening"
urlpatterns = [
    path("", lists.leads, name="leads"),
    path("<uuid:lead_id>/", pages.lead, name="lead"),
    path("<uuid:lead_id>/giai-thich.json", pages.explanation, name="explanation"),
    path("<uuid:lead_id>/nhan/", acts.take, name="take"),
    path("<uuid:lead_id>/tra-lai/", acts.release, name="release"),
    path("<uuid:lead_id>/bo-qua/", acts.dismiss, name="dismiss"),
    path("<uuid:lead_id>/khoi-phuc/", acts.restore, name="restore"),
    path("<uuid:lead_id>/chuyen/", acts.pass_on, name="pass_on"),
    path("<uuid:lead_id>/gan/", attaching.attach, name="attach"),
    path("<uuid:lead_id>/go/", attaching.detach, name="detach"),
    path("hang-loat/", acts.bulk, name="bulk"),
    path("nguoi-ban/", lists.sellers, name="sellers"),
    path("luot-quet/", sweeps.sweeps, name="sweeps"),
    path("luot-quet/moi/", exports.upload, name="upload"),
    path("luot-quet/tep/<uuid:export_id>/", exports.mapping, name="mapping"),
    path("luot-quet/tep/<uuid:export_id>/doc-lai/", exports.read_anew, name="read_anew"),
    path("luot-quet/<uuid:sweep_id>/", sweeps.sweep, name="sweep"),
    path("luot-quet/<uuid:sweep_id>/tien-do/", sweeps.progress, name="progress"),
    path("luot-quet/<uuid:sweep_id>/dung/", sweeps.cancel, name="cancel"),
    path("luot-quet/<uuid:sweep_id>/dong-bi-loai.xlsx", sweeps.refused, name="refused"),
    path("tu-dien/", lexicon.entries, name="lexicon"),
    path("tu-dien/san-co/", lexicon.built_in, name="built_in"),
    path("tu-dien/moi/", lexicon.write, name="lexicon_new"),
    path("tu-dien/kiem-tra/", lexicon.check, name="lexicon_check_new"),
    path("tu-dien/<uuid:entry_id>/", lexicon.entry, name="lexicon_entry"),
    path("tu-dien/<uuid:entry_id>/sua/", lexicon.write, name="lexicon_edit"),
    path("tu-dien/<uuid:entry_id>/kiem-tra/", lexicon.check, name="lexicon_check"),
    path("tu-dien/<uuid:entry_id>/xoa/", lexicon.delete, name="lexicon_delete"),
    path("tu-dien/<uuid:entry_id>/khoi-phuc/", lexicon.restore, name="lexicon_restore"),
    path("tu-dien/<uuid:entry_id>/trinh/", lexicon_acts.propose, name="lexicon_propose"),
    path("tu-dien/<uuid:entry_id>/duyet/", lexicon_acts.approve, name="lexicon_approve"),
    path("tu-dien/<uuid:entry_id>/tra-lai/", lexicon_acts.give_back, name="lexicon_return"),
    path("tu-dien/<uuid:entry_id>/tat/", lexicon_acts.switch_off, name="lexicon_off"),
    path("tu-dien/<uuid:entry_id>/thu/", trials.start, name="trial_start"),
    path("tu-dien/thu/<uuid:trial_id>/", trials.trial, name="trial"),
    path("tu-dien/thu/<uuid:trial_id>/tien-do/", trials.progress, name="trial_progress"),
    path("tu-dien/thu/<uuid:trial_id>/dung/", trials.cancel, name="trial_cancel"),
    path("tu-dien/thu/<uuid:trial_id>/tin/<int:number>/", trials.judge, name="trial_judge"),
]
