"""Every address of the public's way in."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from minhbach.interfaces.portal import recordings, views

# In Vietnamese as they stand here, in English below /en/.
PAGES = [
    path("", views.tip, name="tip"),
    path("loai/", views.wishes, name="wishes"),
    path("loai/<slug:wish>/", views.wish, name="wish"),
    path("gui/<slug:kind>/", views.report, name="report"),
    path("theo-doi/", views.talk, name="talk"),
    path("theo-doi/ten/", views.tell, name="tell"),
    path("kiem-chung/", views.check, name="check"),
    path("co-quan/", views.offices, name="offices"),
    path("co-quan/<slug:slug>/", views.poster, name="poster"),
    path("an-toan/", views.safety, name="safety"),
]
# What says nothing in any language.
PLAIN = [
    path("song/", views.alive, name="alive"),
    path("thoat/", views.leave, name="leave"),
    path("tep/", recordings.begin, name="begin_recording"),
    path("tep/<uuid:key>/", recordings.go_on, name="recording"),
]

urlpatterns = [
    path("", include((PLAIN, "plain"))),
    *i18n_patterns(path("", include((PAGES, "portal"))), prefix_default_language=False),
]

handler404 = "minhbach.interfaces.portal.views.not_found"
handler500 = "minhbach.interfaces.portal.views.broken"
