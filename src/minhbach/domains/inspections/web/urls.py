from __future__ import annotations

from django.urls import path

from minhbach.domains.inspections.web import acts, kept, lists, pages, terms

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
    path("diem-kiem-tra/", kept.points, name="points"),
    path("diem-kiem-tra/them/", kept.keep_point, name="keep_point"),
    path("diem-kiem-tra/<uuid:check_id>/het/", kept.end_point, name="end_point"),
    path("cach-lay-mau/", kept.sampling, name="sampling"),
    path("cach-lay-mau/them/", kept.keep_sampling, name="keep_sampling"),
    path("cach-lay-mau/<uuid:sampling_id>/het/", kept.end_sampling, name="end_sampling"),
    path("noi-thu-nghiem/", kept.laboratories, name="laboratories"),
    path("noi-thu-nghiem/them/", kept.keep_laboratory, name="keep_laboratory"),
    path("noi-thu-nghiem/<uuid:laboratory_id>/het/", kept.end_laboratory, name="end_laboratory"),
    path("the/", kept.cards, name="cards"),
    path("the/them/", kept.keep_card, name="keep_card"),
    path("the/<uuid:card_id>/het/", kept.end_card, name="end_card"),
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
