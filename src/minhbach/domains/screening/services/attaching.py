"""Saying who stands behind a lead: a subject already on record, or a seller still to be traced."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.screening import policies
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.refusals import LeadHasNoSubject, LeadHasSubject, SellerUnnamed
from minhbach.domains.screening.selectors.leads import doer_of
from minhbach.domains.screening.selectors.sellers import identities_in, open_leads_of_account
from minhbach.domains.screening.services.leads import locked, tell
from minhbach.domains.screening.types import EventKind
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.types import (
    MerchantFacts,
    PresenceKind,
    Provenance,
    SellsOn,
    Source,
    SourceKind,
    SubjectKind,
)
from minhbach.foundation.database.locks import lock_all
from minhbach.foundation.refusals import NotFound

# Platforms where one sells from a page or a channel, not from a shop.
PAGES = {"facebook": PresenceKind.PAGE, "zalo": PresenceKind.PAGE, "instagram": PresenceKind.PAGE}
CHANNELS = {"tiktok": PresenceKind.CHANNEL, "youtube": PresenceKind.CHANNEL, "telegram": PresenceKind.CHANNEL}
_NAME_LETTERS = 300


@transaction.atomic
def attach_lead(*, officer: Officer, at: datetime, lead: Lead, subject: Subject) -> int:
    """Say that a subject stands behind a lead, and behind the other leads of the same account.

    Returns how many leads were attached; a lead attached to the same subject already is left as it is.
    Raises: agencies.policies.RoleMissing, LeadHasSubject.
    """
    policies.require_judge(officer, at=at)
    # Held together in one order: two officers may begin at different leads of one account.
    ids = [lead.id, *open_leads_of_account(lead).values_list("id", flat=True)]
    held = {one.id: one for one in lock_all(Lead.objects, id__in=ids)}
    if lead.id not in held:
        raise NotFound
    lead = held[lead.id]
    if lead.subject_id == subject.id:
        return 0
    if lead.subject_id is not None:
        raise LeadHasSubject
    leads = [lead, *(one for one in held.values() if one.id != lead.id and one.subject_id is None)]
    for one in leads:
        one.subject = subject
        one.save(update_fields=["subject"])
        data = {"subject": str(subject.id)}
        tell(one, EventKind.ATTACHED, "screening.lead.attached", officer=officer, at=at, data=data)
        _tell_story(subject, one, officer=officer, at=at)
    return len(leads)


@transaction.atomic
def register_seller(*, officer: Officer, at: datetime, lead: Lead) -> Subject:
    """Register who sells as not yet identified, with the account and the numbers that stand in the listing.

    Raises: agencies.policies.RoleMissing, LeadHasSubject, SellerUnnamed.
    """
    policies.require_judge(officer, at=at)
    lead = locked(lead)
    if lead.subject_id is not None:
        raise LeadHasSubject
    name = lead.seller_name.strip() or lead.seller_id
    if not name:
        raise SellerUnnamed
    identities = identities_in(lead)
    source = Source(SourceKind.LISTING, f"{lead.platform} {lead.listing_id}".strip())
    facts = MerchantFacts(
        kind=SubjectKind.UNKNOWN,
        name=name[:_NAME_LETTERS],
        place=lead.place,
        account=SellsOn(_presence_kind(lead.platform), lead.platform, lead.seller_id) if lead.platform else None,
        identifiers=[(kind, value, "") for kind, value in identities],
    )
    provenance = Provenance(sharing=lead.sharing, source=source)
    subject = subjects.register_merchant(officer=officer, at=at, facts=facts, provenance=provenance)
    attach_lead(officer=officer, at=at, lead=lead, subject=subject)
    return subject


@transaction.atomic
def detach_lead(*, officer: Officer, at: datetime, lead: Lead) -> None:
    """Undo an attachment of one lead; what the subject's story tells of it stays told.

    Raises: agencies.policies.RoleMissing, LeadOfAnotherAgency, LeadHasNoSubject.
    """
    policies.require_judge(officer, at=at)
    lead = locked(lead)
    policies.require_holder(officer, lead, at=at, also=doer_of(lead, EventKind.ATTACHED))
    if lead.subject_id is None:
        raise LeadHasNoSubject
    data = {"subject": str(lead.subject_id)}
    lead.subject = None
    lead.save(update_fields=["subject"])
    tell(lead, EventKind.DETACHED, "screening.lead.detached", officer=officer, at=at, data=data)


def _tell_story(subject: Subject, lead: Lead, *, officer: Officer, at: datetime) -> None:
    """Read by those who may read of the subject, for it is their story; it opens the lead to those who may see that."""
    pointer = Lead(id=lead.id, **subjects.reach_with_subject(lead, subject, is_apart=lead.is_apart))
    subjects.tell_story(subject=subject, at=at, kind="screening.lead.attached", target=pointer, officer=officer)


def _presence_kind(platform: str) -> PresenceKind:
    platform = platform.strip().lower()
    return PAGES.get(platform) or CHANNELS.get(platform) or PresenceKind.SHOP
