"""What networks find becomes a lead; the same found again adds the reasons that are new."""

from __future__ import annotations

import hashlib
import json

from minhbach.domains.networks.types import Finding, Reason
from minhbach.domains.screening.lead_kinds import LEAD_KINDS
from minhbach.domains.screening.models import Lead, LeadReason, LeadWord
from minhbach.domains.screening.services.importing import words_of
from minhbach.domains.subjects.models import Subject
from minhbach.foundation.database.locks import wait_turn
from minhbach.foundation.scope import Sharing

# One for each that sees it by other records than the rest; so many there are hardly ever.
MOST_REASONS = 120


def hear_network(finding: Finding) -> None:
    """Make the lead of a finding, or add to the one there is, in the transaction that found it.

    Needs the system's reach. Every agency may see it that sees all records of one reason: the database asks
    (the policy of `screening_lead`).
    """
    kind, listing_id = LEAD_KINDS[finding.kind], f"{finding.kind}:{finding.key}"
    wait_turn("screening.finding", listing_id)
    lead: Lead | None = Lead.unscoped.filter(kind=kind.code, listing_id=listing_id).first()
    if lead is None:
        lead = _new_lead(finding, listing_id)
    known = set(LeadReason.objects.filter(lead=lead).values_list("digest", flat=True))
    new = {digest: reason for reason in finding.reasons if (digest := _digest(reason)) not in known}
    LeadReason.objects.bulk_create(
        [
            LeadReason(
                lead=lead,
                digest=digest,
                at=finding.at,
                subject_ids=list(reason.subjects),
                statement_ids=list(reason.statements),
                outcome_ids=list(reason.outcomes),
            )
            for digest, reason in sorted(new.items())[: max(0, MOST_REASONS - len(known))]
        ],
        ignore_conflicts=True,
    )
    if lead.subject_id and not all(lead.subject_id in reason.subjects for reason in new.values()):
        _leave_unnamed(lead, finding)
    if new and lead.last_seen_at < finding.at:
        lead.last_seen_at = finding.at
        lead.save(update_fields=["last_seen_at"])


def _new_lead(finding: Finding, listing_id: str) -> Lead:
    kind = LEAD_KINDS[finding.kind]
    named = Subject.unscoped.in_bulk([one for one in (finding.about, finding.other) if one])
    about, other = named[finding.about], named.get(finding.other) if finding.other else None
    said = {"name": about.name, "other": other.name if other else "", "provinces": finding.provinces}
    digest = hashlib.sha256(listing_id.encode()).hexdigest()
    lead = Lead(
        kind=kind.code,
        owner_agency_id=finding.owner_agency_id,
        place_id=finding.place_id,
        sharing=Sharing.NETWORK,
        created_at=finding.at,
        listing_id=listing_id,
        signs=[],
        score=kind.score,
        title=str(kind.title) % said,
        seller_name=about.name,
        subject=about,
        text_sha256=digest,
        content_sha256=digest,
        first_seen_at=finding.at,
        last_seen_at=finding.at,
    )
    lead.save(force_insert=True)
    _write_words(lead)
    return lead


def _leave_unnamed(lead: Lead, finding: Finding) -> None:
    """Let a lead name nobody: one of its reasons is seen by who may not know of the one it named."""
    lead.title = str(LEAD_KINDS[lead.kind].unnamed) % {"provinces": finding.provinces}
    lead.seller_name, lead.subject = "", None
    lead.save(update_fields=["title", "seller_name", "subject"])
    LeadWord.objects.filter(lead=lead).delete()
    _write_words(lead)


def _write_words(lead: Lead) -> None:
    LeadWord.objects.bulk_create(LeadWord(lead=lead, word=word) for word in words_of(lead, ""))


def _digest(reason: Reason) -> str:
    content = [sorted(map(str, own)) for own in (reason.subjects, reason.statements, reason.outcomes)]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
