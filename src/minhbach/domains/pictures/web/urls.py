from __future__ import annotations

from django.urls import path

from minhbach.domains.pictures.web import acts, lists, pages

app_name = "pictures"
urlpatterns = [
    path("", lists.matches, name="matches"),
    path("<uuid:match_id>/", pages.match, name="match"),
    path("<uuid:match_id>/anh/<str:side>/", pages.match_small, name="match_small"),
    path("<uuid:match_id>/ket-luan/", acts.judge, name="judge"),
    path("cua-thong-tin/<uuid:lead_id>/", pages.of_lead, name="of_lead"),
    path("mau/", lists.known, name="known_list"),
    path("mau/nap/", acts.send_known, name="send_known"),
    path("mau/ma-anh.csv", pages.hashes, name="hashes"),
    path("mau/<uuid:known_id>/", pages.known, name="known"),
    path("mau/<uuid:known_id>/anh/", pages.known_small, name="known_small"),
    path("mau/<uuid:known_id>/rut/", acts.withdraw, name="withdraw"),
    path("nap/", acts.send, name="send"),
    path("lan-nap/", lists.uploads, name="uploads"),
    path("lan-nap/<uuid:upload_id>/", pages.upload, name="upload"),
    path("lan-nap/<uuid:upload_id>/tien-do/", pages.progress, name="progress"),
    path("lan-nap/<uuid:upload_id>/go/", acts.undo, name="undo"),
]
