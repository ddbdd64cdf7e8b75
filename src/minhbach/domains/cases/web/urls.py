from __future__ import annotations

from django.urls import path

from minhbach.domains.cases.web import acts, field, field_entries, goods, lists, opening, pages, papers

app_name = "cases"
urlpatterns = [
    path("", lists.case_list, name="list"),
    path("mo/", opening.open_own, name="open"),
    path("mo-tu-tin/", opening.open_from_lead, name="open_from_lead"),
    path("cua-doi-tuong/<uuid:subject_id>/", lists.of_subject, name="of_subject"),
    path("chon-doi-tuong/", opening.pick_subject, name="pick_subject"),
    path("hien-truong/", field.shell, name="field"),
    path("hien-truong/nen.js", field.worker, name="field_worker"),
    path("hien-truong/phien/", field.session, name="field_session"),
    path("hien-truong/<uuid:kit_id>/", field.kit, name="kit"),
    path("hien-truong/<uuid:kit_id>/gui/", field.send, name="send"),
    path("hien-truong/<uuid:kit_id>/tra/", field.give_back, name="give_back"),
    path("cho-doi-chieu/", field_entries.entries, name="field_entries"),
    path("cho-doi-chieu/<uuid:field_id>/", field_entries.entry, name="field_entry"),
    path("cho-doi-chieu/<uuid:field_id>/anh/", field_entries.photo, name="field_photo"),
    path("cho-doi-chieu/<uuid:field_id>/giai-quyet/", field_entries.settle, name="settle"),
    path("<uuid:case_id>/mang-theo/", field.take_along, name="take_along"),
    path("<uuid:case_id>/hien-truong/da-doc/", field_entries.read, name="field_read"),
    path("<uuid:case_id>/", pages.case, name="case"),
    path("<uuid:case_id>/ho-so/", pages.file, name="file"),
    path("<uuid:case_id>/van-ban/", pages.case_papers, name="papers"),
    path("<uuid:case_id>/chung-cu/", pages.evidence, name="evidence"),
    path("<uuid:case_id>/dien-bien/", pages.story, name="story"),
    path("<uuid:case_id>/don-vi-khac/", acts.look_around, name="look_around"),
    path("<uuid:case_id>/viec/<slug:slug>/", acts.act, name="act"),
    path("<uuid:case_id>/xem-truoc/<slug:slug>/", acts.preview, name="preview"),
    path("<uuid:case_id>/hang-hoa/", goods.goods_list, name="goods"),
    path("<uuid:case_id>/hang-hoa/chon/<slug:slug>/", goods.pick, name="pick_goods"),
    path("<uuid:case_id>/doi-tuong/", acts.add_subject, name="add_subject"),
    path("<uuid:case_id>/doi-tuong/<uuid:subject_id>/bo/", acts.remove_subject, name="remove_subject"),
    path("<uuid:case_id>/muc/<uuid:event_id>/sua/", acts.correct, name="correct"),
    path("<uuid:case_id>/muc/<uuid:event_id>/huy/", acts.annul, name="annul"),
    path("<uuid:case_id>/van-ban/<slug:kind>/", papers.draft, name="draft_paper"),
]
