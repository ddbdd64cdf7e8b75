"""Every address of the public's way in."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from minhbach.interfaces.portal import bargaining, feeds, looking, opinions, partners, recordings, telling, toll, views

# In Vietnamese as they stand here, in English below /en/.
PAGES = [
    path("", views.tip, name="tip"),
    path("loai/", views.wishes, name="wishes"),
    path("loai/<slug:wish>/", views.wish, name="wish"),
    path("gui/<slug:kind>/", views.report, name="report"),
    path("theo-doi/", views.talk, name="talk"),
    path("theo-doi/ten/", views.tell, name="tell"),
    path("theo-doi/thuong-luong/", bargaining.dispute, name="dispute"),
    path("theo-doi/y-kien/", opinions.rate, name="rate"),
    path("kiem-chung/", views.check, name="check"),
    path("co-quan/", views.offices, name="offices"),
    path("co-quan/<slug:slug>/", views.poster, name="poster"),
    path("an-toan/", views.safety, name="safety"),
    path("nhan-thu/", telling.subscribe, name="subscribe"),
    path("nhan-thu/<slug:secret>/", telling.subscription, name="subscription"),
    path("nhan-thu/<slug:secret>/ngung/", telling.unsubscribe, name="unsubscribe"),
    path("tra-cuu/", looking.look_up, name="look_up"),
    path("cong-bo/", looking.latest, name="published"),
    path("cong-bo/<slug:kind>/", looking.of_kind, name="of_kind"),
    path("cong-bo/<slug:kind>/<slug:slug>/", looking.publication, name="publication"),
]
# What says nothing in any language, and what machines read.
PLAIN = [
    path("tra-cuu/doi-tac/", partners.ask, name="partner"),
    path("tra-cuu/doi-tac/khoa/", partners.key, name="partner_key"),
    path("cong-bo/atom.xml", feeds.atom, name="atom"),
    path("cong-bo/feed.json", feeds.json_feed, name="json_feed"),
    path("cong-bo/<slug:kind>/<slug:slug>/anh/<int:pair>-<str:side>.jpg", looking.picture, name="picture"),
    path("cong-bo/<slug:kind>/<slug:slug>.csv", looking.figures, name="figures"),
    path("robots.txt", feeds.robots, name="robots"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("cong-suc/", toll.challenge, name="toll"),
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
