"""Links that the owner of a right reported become leads, one for each address; who reported hears what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from minhbach.domains.agencies.models import Officer
from minhbach.domains.rights import services as rights
from minhbach.domains.rights.types import Answer, NoticeRead, ReportedLink
from minhbach.domains.screening.keys import seller_key
from minhbach.domains.screening.lead_kinds import RIGHTS_NOTICE
from minhbach.domains.screening.models import Lead, LeadReason, LeadWord, Platform
from minhbach.domains.screening.services.importing import words_of
from minhbach.domains.screening.types import DismissalReason
from minhbach.engine.identifiers.hosts import shop_at

# Of the reasons for which a lead is laid aside those that are an answer to who reported it; with the others an
# officer says in his own words what became of it.
ANSWERS: Mapping[str, Answer] = {
    DismissalReason.MISREAD: Answer.UNFOUNDED,
    DismissalReason.LAWFUL: Answer.UNFOUNDED,
    DismissalReason.DUPLICATE: Answer.KNOWN,
}


def hear_notice(read: NoticeRead) -> None:
    """Make a lead of each link, or have it looked into by the lead there is, in the transaction that read them.

    Needs the system's reach.
    """
    own_ids = {link.id: _own_id(link) for link in read.links}
    # A sweep of a file without ids knows a listing by its address.
    addresses = {link.id: link.address[:300] for link in read.links}
    known = {
        (lead.platform, lead.listing_id): lead.pk
        for lead in Lead.unscoped.filter(
            owner_agency_id=read.agency_id, listing_id__in=[*own_ids.values(), *addresses.values()]
        )
    }
    leads: dict[UUID, UUID] = {}
    new: list[Lead] = []
    for link in read.links:
        found = known.get((link.platform, addresses[link.id])) or known.get((link.platform, own_ids[link.id]))
        if found is None:
            lead = _new_lead(read, link, own_ids[link.id])
            new.append(lead)
            found = known[lead.platform, lead.listing_id] = lead.pk
        leads[link.id] = found
    Lead.unscoped.bulk_create(new)
    # It rests on no record that its reader would have to see.
    LeadReason.objects.bulk_create(
        LeadReason(lead=lead, digest=lead.content_sha256, at=read.at, subject_ids=[], statement_ids=[]) for lead in new
    )
    LeadWord.objects.bulk_create(LeadWord(lead=lead, word=word) for lead in new for word in words_of(lead, ""))
    platforms = {lead.platform for lead in new} - {""}
    Platform.objects.bulk_create((Platform(name=name) for name in sorted(platforms)), ignore_conflicts=True)
    rights.follow_links(leads)


def answer_reporter(lead: Lead, *, officer: Officer, at: datetime) -> None:
    """Tell who reported a link what came of it, where the reason for which its lead was laid aside says so."""
    if lead.kind == RIGHTS_NOTICE.code and lead.dismissal_reason in ANSWERS:
        rights.hear_lead_closed(lead.pk, ANSWERS[lead.dismissal_reason], officer=officer, at=at)


def _own_id(link: ReportedLink) -> str:
    return f"{RIGHTS_NOTICE.code}:{hashlib.sha256(link.address.encode()).hexdigest()}"


def _new_lead(read: NoticeRead, link: ReportedLink, own_id: str) -> Lead:
    shop = shop_at(link.address)
    account = shop[1][:300] if shop else ""
    digest = hashlib.sha256(own_id.encode()).hexdigest()
    said = {"name": read.mark, "other": read.holder, "address": link.address}
    return Lead(
        kind=RIGHTS_NOTICE.code, owner_agency_id=read.agency_id, place_id=read.place_id, sharing=read.sharing,
        created_at=read.at, platform=link.platform, listing_id=own_id, signs=[], score=RIGHTS_NOTICE.score,
        title=str(RIGHTS_NOTICE.title) % said, url=f"https://{link.address}", seller_id=account,
        seller_key=seller_key(link.platform, account, ""), text_sha256=digest, content_sha256=digest,
        first_seen_at=read.at, last_seen_at=read.at,
    )  # fmt: skip
