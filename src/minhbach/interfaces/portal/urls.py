"""Every address of the public's way in."""

from __future__ import annotations

from django.urls import include, path

from minhbach.interfaces.portal import views

PAGES = [
    path("", views.tip, name="tip"),
    path("loai/", views.wishes, name="wishes"),
    path("loai/<slug:wish>/", views.wish, name="wish"),
    path("gui/<slug:kind>/", views.report, name="report"),
    path("theo-doi/", views.talk, name="talk"),
    path("theo-doi/ten/", views.tell, name="tell"),
    path("kiem-chung/", views.check, name="check"),
    path("co-quan/", views.offices, name="offices"),
    path("song/", views.alive, name="alive"),
]

urlpatterns = [path("", include((PAGES, "portal")))]

handler404 = "minhbach.interfaces.portal.views.not_found"
handler500 = "minhbach.interfaces.portal.views.broken"
