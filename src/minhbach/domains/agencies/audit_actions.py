"""The sentences of this domain's acts, for the audit pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhbach.foundation import audit


def register() -> None:
    audit.register("agencies.reference.loaded", _("loaded places and agencies"))
    audit.register("agencies.officer.created", _("created an officer's account"))
    audit.register("agencies.officer.closed", _("closed an officer's account"))
    audit.register("agencies.officer.opened", _("opened an officer's account again"))
    audit.register("agencies.officer.password_given", _("gave an officer a new password"))
    audit.register("agencies.post.given", _("gave a post"))
    audit.register("agencies.post.ended", _("ended a post"))
    audit.register("agencies.agency.created", _("added an agency"))
    audit.register("agencies.agency.amended", _("amended an agency"))
    audit.register("agencies.agency.ended", _("ended an agency"))
    audit.register("agencies.delegation.given", _("recorded a delegation"))
    audit.register("agencies.delegation.revoked", _("took a delegation back"))
