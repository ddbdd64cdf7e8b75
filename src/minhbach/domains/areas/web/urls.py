from __future__ import annotations

from django.urls import path

from minhbach.domains.areas.web import acts, lists, pages, sources

app_name = "areas"
urlpatterns = [
    path("", lists.keepings, name="list"),
    path("dua-vao/", acts.add_many, name="add_many"),
    path("da-bi-xu-phat/", lists.sanctioned, name="sanctioned"),
    path("giay-phep/", lists.licences, name="licences"),
    path("giay-phep/<uuid:licence_id>/ket-thuc/", acts.end_licence, name="end_licence"),
    path("phan-cong/", lists.keepers, name="keepers"),
    path("phan-cong/moi/", acts.assign, name="assign"),
    path("chua-xac-dinh/", lists.unknown, name="unknown"),
    path("truy-tim/<uuid:pursuit_id>/thoi/", acts.end_pursuit, name="end_pursuit"),
    path("diem-tap-ket/", lists.points, name="points"),
    path("diem-tap-ket/moi/", acts.add_point, name="add_point"),
    path("diem-tap-ket/<uuid:point_id>/", pages.point, name="point"),
    path("diem-tap-ket/<uuid:point_id>/ghi-them/", acts.note_point, name="note_point"),
    path("diem-tap-ket/<uuid:point_id>/thoi/", acts.end_point, name="end_point"),
    path("tin-bao/", sources.sources, name="sources"),
    path("tin-bao/moi/", acts.open_source, name="open_source"),
    path("tin-bao/<uuid:source_id>/", pages.source, name="source"),
    path("tin-bao/<uuid:source_id>/ghi-them/", acts.note_source, name="note_source"),
    path("tin-bao/<uuid:source_id>/thoi/", acts.end_source, name="end_source"),
    path("ke-hoach/", lists.plans, name="plans"),
    path("ke-hoach/<uuid:plan_id>/", pages.plan, name="plan"),
    path("ke-hoach/<uuid:plan_id>/bien-phap/", acts.set_measure, name="set_measure"),
    path("ke-hoach/<uuid:plan_id>/ghi-them/", acts.note_plan, name="note_plan"),
    path("ke-hoach/<uuid:plan_id>/ket-thuc/", acts.close_plan, name="close_plan"),
    path("bien-phap/<uuid:measure_id>/ket-qua/", acts.finish_measure, name="finish_measure"),
    path("cua/<uuid:subject_id>/", pages.of_subject, name="of_subject"),
    path("cua/<uuid:subject_id>/dua-vao/", acts.add, name="add"),
    path("cua/<uuid:subject_id>/lan-xem/", acts.visit, name="visit"),
    path("cua/<uuid:subject_id>/giay-phep/", acts.add_licence, name="add_licence"),
    path("cua/<uuid:subject_id>/ke-hoach/", acts.open_plan, name="open_plan"),
    path("cua/<uuid:subject_id>/truy-tim/", acts.pursue, name="pursue"),
    path("lan-xem/<uuid:visit_id>/rut/", acts.take_back, name="take_back"),
    path("<uuid:keeping_id>/", pages.keeping, name="keeping"),
    path("<uuid:keeping_id>/sua/", acts.change, name="change"),
    path("<uuid:keeping_id>/dua-ra/", acts.end, name="end"),
]
