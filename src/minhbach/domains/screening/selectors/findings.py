"""A lead without a listing as its page shows it: the reasons that its reader sees, record by record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from minhbach.domains.agencies.models import Officer
from minhbach.domains.networks.models import Outcome
from minhbach.domains.screening.lead_kinds import LEAD_KINDS, LeadKind
from minhbach.domains.screening.models import Lead, LeadEvent
from minhbach.domains.screening.selectors.leads import access_lead
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.domains.subjects.selectors import values_shown
from minhbach.foundation.refusals import NotFound

REASONS_SHOWN = 9


@dataclass(frozen=True)
class Said:
    """One statement of a reason, its value as the reader may see it."""

    statement: Statement
    value: str


@dataclass(frozen=True)
class ReasonLines:
    """One reason: who, by what they hang together, what was done before. IS_WHOLE: nothing of it was taken back."""

    subjects: Sequence[Subject]
    said: Sequence[Said]
    outcomes: Sequence[Outcome]
    is_whole: bool


@dataclass(frozen=True)
class FoundPage:
    """A lead without a listing as its page shows it."""

    lead: Lead
    kind: LeadKind
    reasons: Sequence[ReasonLines]
    events: Sequence[LeadEvent]

    @property
    def why(self) -> str:
        """Say why one looks, in the words of the kind and the names that stand in the lead."""
        first = self.reasons[0] if self.reasons else None
        others = [one.name for one in first.subjects if one.pk != self.lead.subject_id] if first else []
        sanctioned = {row.subject_id for row in first.outcomes} if first else set()
        named = [one.name for one in first.subjects if one.pk in sanctioned] if first else []
        said = {
            "name": self.lead.seller_name,
            "other": ", ".join(named or others[:1]),
            "provinces": len({one.place_id for one in first.subjects if one.place_id}) if first else 0,
        }
        return str(self.kind.why) % said


def read_found_page(officer: Officer, lead_id: UUID, *, at: datetime) -> FoundPage:
    """Read a lead without a listing, with the reasons within the reader's reach.

    Raises: agencies.policies.RoleMissing, foundation.refusals.NotFound.
    """
    lead = access_lead(officer, lead_id, at=at)
    kind = LEAD_KINDS.get(lead.kind)
    if kind is None or kind.has_listing:
        raise NotFound
    rows = list(lead.reasons.order_by("at", "id")[:REASONS_SHOWN])
    subjects = Subject.objects.select_related("place", "owner_agency").in_bulk(
        {one for row in rows for one in row.subject_ids}
    )
    statements = Statement.objects.select_related("identifier", "subject", "owner_agency").in_bulk(
        {one for row in rows for one in row.statement_ids}
    )
    outcomes = Outcome.objects.select_related("owner_agency").in_bulk({one for row in rows for one in row.outcome_ids})
    shown = values_shown(statements.values())
    reasons = [
        ReasonLines(
            subjects=[subjects[one] for one in row.subject_ids if one in subjects],
            said=[
                Said(statements[one], shown.get(statements[one].identifier_id, ""))
                for one in row.statement_ids
                if one in statements
            ],
            outcomes=[outcomes[one] for one in row.outcome_ids if one in outcomes],
            is_whole=all(one in statements and statements[one].retracted_at is None for one in row.statement_ids)
            and all(one in outcomes for one in row.outcome_ids),
        )
        for row in rows
    ]
    events = list(lead.events.select_related("officer").order_by("-at", "-id"))
    return FoundPage(lead, kind, sorted(reasons, key=lambda one: not one.is_whole), events)
