from __future__ import annotations

from django.urls import path

from minhbach.domains.agencies.web import (
    acts,
    delegations,
    lists,
    officers,
    pages,
    places,
    posts,
    proposals,
    rota,
    sharing,
)

app_name = "agencies"
urlpatterns = [
    path("", lists.directory, name="home"),
    path("moi/", acts.create, name="create"),
    path("<uuid:agency_id>/", pages.agency, name="agency"),
    path("<uuid:agency_id>/sua/", acts.amend, name="amend"),
    path("<uuid:agency_id>/ket-thuc/", acts.end, name="end"),
    path("<uuid:agency_id>/lich-truc/", rota.rota, name="rota"),
    path("<uuid:agency_id>/lich-truc/dat/", rota.set_rota, name="set_rota"),
    path("<uuid:agency_id>/chuc-vu/", posts.appoint, name="appoint"),
    path("<uuid:agency_id>/giao-quyen/", delegations.delegate, name="delegate"),
    path("chuc-vu/<uuid:post_id>/ket-thuc/", posts.end, name="end_post"),
    path("chuc-vu/cho-xac-nhan/", proposals.proposals, name="proposals"),
    path("chuc-vu/cho-xac-nhan/<uuid:proposal_id>/", proposals.proposal, name="proposal"),
    path("chuc-vu/cho-xac-nhan/<uuid:proposal_id>/xac-nhan/", proposals.confirm, name="confirm_post"),
    path("chuc-vu/cho-xac-nhan/<uuid:proposal_id>/tu-choi/", proposals.refuse, name="refuse_post"),
    path("chuc-vu/cho-xac-nhan/<uuid:proposal_id>/rut-lai/", proposals.withdraw, name="withdraw_post"),
    path("giao-quyen/<uuid:delegation_id>/thu-hoi/", delegations.revoke, name="revoke"),
    path("can-bo/", officers.officers, name="officers"),
    path("can-bo/moi/", officers.create, name="create_officer"),
    path("can-bo/<uuid:officer_id>/", officers.officer, name="officer"),
    path("can-bo/<uuid:officer_id>/mat-khau/", officers.give_password, name="give_password"),
    path("can-bo/<uuid:officer_id>/khoa/", officers.set_active, name="set_active"),
    path("ai-xem/<str:target_type>/<uuid:target_id>/", sharing.sharing, name="sharing"),
    path("ai-xem/<uuid:sharing_id>/hoan-tac/", sharing.undo_sharing, name="undo_sharing"),
    path("dia-ban/", places.places, name="places"),
    path("dia-ban/<int:place_id>/", places.place, name="place"),
]
