from __future__ import annotations

from django.urls import path

from minhbach.domains.outreach.web import acts, keys, lists, pages

app_name = "outreach"
urlpatterns = [
    path("", lists.publications, name="list"),
    path("soan/", acts.draft, name="draft"),
    path("soan/<slug:kind_slug>/", acts.draft_kind, name="draft_kind"),
    path("khoa/", lists.partners, name="partners"),
    path("khoa/de-nghi/", keys.propose, name="propose_key"),
    path("khoa/<uuid:partner_id>/", pages.partner, name="partner"),
    path("khoa/<uuid:partner_id>/duyet/", keys.confirm, name="confirm_key"),
    path("khoa/<uuid:partner_id>/khong-duyet/", keys.refuse, name="refuse_key"),
    path("khoa/<uuid:partner_id>/lay/", keys.take, name="take_key"),
    path("khoa/<uuid:partner_id>/thu-hoi/", keys.revoke, name="revoke_key"),
    path("<uuid:publication_id>/", pages.publication, name="publication"),
    path("<uuid:publication_id>/sua/", acts.edit, name="edit"),
    path("<uuid:publication_id>/anh/", acts.add_pair, name="add_pair"),
    path("<uuid:publication_id>/anh/<int:number>/bo/", acts.drop_pair, name="drop_pair"),
    path("<uuid:publication_id>/anh/<int:number>/<slug:side>/", pages.picture, name="picture"),
    path("<uuid:publication_id>/trinh/", acts.submit, name="submit"),
    path("<uuid:publication_id>/rut-ve/", acts.recall, name="recall"),
    path("<uuid:publication_id>/bo/", acts.discard, name="discard"),
    path("<uuid:publication_id>/duyet/", acts.approve, name="approve"),
    path("<uuid:publication_id>/tra-lai/", acts.give_back, name="give_back"),
    path("<uuid:publication_id>/dinh-chinh/", acts.correct, name="correct"),
    path("<uuid:publication_id>/rut-lai/", acts.retract, name="retract"),
    path("<uuid:publication_id>/y-kien/", acts.reply, name="reply"),
    path("<uuid:publication_id>/y-kien/<int:number>/go/", acts.withdraw_reply, name="withdraw_reply"),
]
