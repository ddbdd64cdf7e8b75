from __future__ import annotations

from django.urls import path

from minhbach.domains.evidence.web import acts, adding, files, lists, pages

app_name = "evidence"
urlpatterns = [
    path("", lists.evidence, name="list"),
    path("cua/<str:target_type>/<uuid:target_id>/", adding.of, name="of"),
    path("them/<str:target_type>/<uuid:target_id>/", adding.add, name="add"),
    path("<uuid:item_id>/", pages.item, name="item"),
    path("<uuid:item_id>/tep/", files.download, name="download"),
    path("<uuid:item_id>/anh/", files.picture, name="picture"),
    path("<uuid:item_id>/kiem-tra/", acts.verify, name="verify"),
    path("<uuid:item_id>/luan-chuyen/", acts.custody, name="custody"),
    path("<uuid:item_id>/loai-ra/", acts.put_aside, name="set_aside"),
]
