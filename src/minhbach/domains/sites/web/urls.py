from __future__ import annotations

from django.urls import path

from minhbach.domains.sites.web import acts, lists, pages

app_name = "sites"
urlpatterns = [
    path("", lists.sites, name="list"),
    path("chua-phan-loai/", lists.open_ones, name="open_ones"),
    path("muc-day-du/", pages.coverage, name="coverage"),
    path("moi/", acts.open_one, name="open"),
    path("thong-bao/", acts.take_notices, name="take_notices"),
    path("<uuid:site_id>/", pages.site, name="site"),
    path("<uuid:site_id>/sua/", acts.edit, name="edit"),
    path("<uuid:site_id>/thu-doan/", acts.observe, name="observe"),
]
