from __future__ import annotations

from django.urls import path

from minhbach.domains.linkage.web import acts, lists, pages, quality

app_name = "linkage"
urlpatterns = [
    path("", lists.pairs, name="list"),
    path("cap/<uuid:candidate_id>/", pages.pair, name="pair"),
    path("cap/<uuid:candidate_id>/ket-luan/", acts.judge, name="judge"),
    path("ket-luan/<uuid:judgement_id>/rut-lai/", acts.take_back, name="take_back"),
    path("cua-doi-tuong/<uuid:subject_id>/", lists.of_subject, name="of_subject"),
    path("danh-sach/<uuid:import_id>/", lists.pairs_of_import, name="pairs_of_import"),
    path("cua-danh-sach/<uuid:import_id>/", lists.of_import, name="of_import"),
    path("chat-luong/", quality.quality, name="quality"),
    path("mau/<uuid:pair_id>/", quality.sampled, name="sampled"),
    path("mau/<uuid:pair_id>/doc/", quality.read, name="read_sampled"),
]
