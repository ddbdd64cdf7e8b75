"""What somebody whom a publication names says to it: written down as it was sent, and shown beside."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.outreach.models import Publication, Reply
from minhbach.domains.outreach.policies import require_own
from minhbach.domains.outreach.refusals import NotStanding, PublicationNotFound
from minhbach.domains.outreach.services.journal import TARGET, passed
from minhbach.domains.outreach.types import STANDING, Step
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold


@transaction.atomic
def add_reply(*, officer: Officer, at: datetime, publication: Publication, party: str, text: str, dated: date) -> Reply:
    """Show a party's own words beside what stands.

    Raises: RoleMissing, PublicationOfAnotherAgency, NotStanding.
    """
    require_own(officer, publication, at=at)
    publication = hold(publication)
    if publication.state not in STANDING:
        raise NotStanding
    made: Reply = Reply.objects.create(
        publication=publication, party=" ".join(party.split()), text=text.strip(), dated=dated, recorded_by=officer,
        recorded_at=at,
    )  # fmt: skip
    passed(publication, Step.REPLIED, officer=officer, at=at)
    audit.record(
        "outreach.publication.replied", officer_id=officer.id, at=at, target_type=TARGET, target_id=publication.id
    )
    return made


@transaction.atomic
def withdraw_reply(*, officer: Officer, at: datetime, publication: Publication, number: int) -> Reply:
    """Take a reply down that was written down wrongly, or that its party takes back; NUMBER counts those that stand.

    Raises: RoleMissing, PublicationOfAnotherAgency, PublicationNotFound.
    """
    require_own(officer, publication, at=at)
    publication = hold(publication)
    standing = list(publication.replies.filter(withdrawn_at=None).order_by("recorded_at", "id"))
    if not 0 < number <= len(standing):
        raise PublicationNotFound
    found: Reply = standing[number - 1]
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    passed(publication, Step.UNREPLIED, officer=officer, at=at)
    audit.record(
        "outreach.publication.unreplied", officer_id=officer.id, at=at, target_type=TARGET, target_id=publication.id
    )
    return found
