from __future__ import annotations

from django.urls import path

from minhbach.domains.inspections.web import acts, lists, pages, terms

app_name = "inspections"
urlpatterns = [
    path("", lists.plans, name="list"),
    path("lap/", acts.draw_up, name="draw_up"),
    path("cho-trung/", lists.overlaps, name="overlaps"),
    path("cho-trung/<uuid:overlap_id>/", pages.overlap, name="overlap"),
    path("cho-trung/<uuid:overlap_id>/dong-y/", acts.speak, {"what": "agree"}, name="agree"),
    path("cho-trung/<uuid:overlap_id>/phan-doi/", acts.speak, {"what": "object"}, name="object"),
    path("cho-trung/<uuid:overlap_id>/trao-doi/", acts.speak, {"what": "say"}, name="say"),
    path("cho-trung/<uuid:overlap_id>/rut/", acts.speak, {"what": "withdraw"}, name="withdraw"),
    path("cho-trung/<uuid:overlap_id>/cap-tren/", acts.rule, name="rule"),
    path("thoi-han/", terms.term_list, name="terms"),
    path("thoi-han/dat/", terms.set_term, name="set_term"),
    path("chon-doi-tuong/", acts.pick_subject, name="pick_subject"),
    path("cua-doi-tuong/<uuid:subject_id>/", pages.of_subject, name="of_subject"),
    path("<uuid:planning_id>/", pages.plan, name="plan"),
    path("<uuid:planning_id>/doi-tuong/", acts.add_item, name="add_item"),
    path("<uuid:planning_id>/doi-tuong/<uuid:planned_id>/bo/", acts.drop_item, name="drop_item"),
    path("<uuid:planning_id>/lay-y-kien/", acts.share, name="share"),
    path("<uuid:planning_id>/gop-y/", acts.remark, name="remark"),
    path("<uuid:planning_id>/duyet/", acts.approve, name="approve"),
    path("<uuid:planning_id>/dieu-chinh/", acts.reopen, name="reopen"),
    path("<uuid:planning_id>/huy/", acts.drop, name="drop"),
]
