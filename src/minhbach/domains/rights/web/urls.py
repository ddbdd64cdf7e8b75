from __future__ import annotations

from django.urls import path

from minhbach.domains.rights.web import acts, lists, pages

app_name = "rights"
urlpatterns = [
    path("", lists.rights, name="list"),
    path("cua-toi/", lists.own, name="own"),
    path("ghi/", acts.enter, name="enter"),
    path("bao/", lists.notices, name="notices"),
    path("bao/<uuid:links_id>/", pages.notice, name="notice"),
    path("bao/<uuid:links_id>/tien-do/", pages.progress, name="progress"),
    path("bao/<uuid:links_id>/tra-loi/", acts.answer, name="answer"),
    path("cua-tin/<uuid:lead_id>/", pages.of_lead, name="of_lead"),
    path("<uuid:right_id>/", pages.right, name="right"),
    path("<uuid:right_id>/doi-chieu/", acts.decide, name="decide"),
    path("<uuid:right_id>/bao/", acts.send, name="send"),
    path("<uuid:right_id>/anh/<uuid:picture_id>.jpg", pages.picture, name="picture"),
    path("<uuid:right_id>/<slug:part>/them/", acts.say, name="say"),
    path("<uuid:right_id>/<slug:part>/<uuid:said_id>/xac-nhan/", acts.confirm, name="confirm"),
    path("<uuid:right_id>/<slug:part>/<uuid:said_id>/bo/", acts.drop, name="drop"),
]
