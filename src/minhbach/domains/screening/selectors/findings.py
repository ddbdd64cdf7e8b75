"""A lead without a listing as its page shows it: the reasons that its reader sees, record by record."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from minhbach.domains.agencies.models import Officer, Post
from minhbach.domains.agencies.selectors import keys_with
from minhbach.domains.networks.models import Outcome
from minhbach.domains.networks.selectors import keys_of, provinces_of
from minhbach.domains.networks.types import Reason
from minhbach.domains.screening import policies
from minhbach.domains.screening.lead_kinds import LEAD_KINDS, LeadKind
from minhbach.domains.screening.models import Lead, LeadEvent
from minhbach.domains.screening.selectors.assignees import Assignee, UnitOffered
from minhbach.domains.screening.selectors.leads import access_lead
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.domains.subjects.selectors import values_shown
from minhbach.foundation.clock import local_date
from minhbach.foundation.refusals import NotFound
from minhbach.foundation.scope import ANY_OFFICER, acting_as
from minhbach.foundation.scope.access import SYSTEM

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

    @property
    def provinces(self) -> int:
        """Count today's provinces in which its subjects lie."""
        return len(set(provinces_of({one.place_id for one in self.subjects if one.place_id}).values()))


@dataclass(frozen=True)
class FoundPage:
    """A lead without a listing as its page shows it."""

    lead: Lead
    kind: LeadKind
    about: UUID | None
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
            "provinces": first.provinces if first else 0,
        }
        return str(self.kind.why) % said


def about_of(lead: Lead) -> UUID | None:
    """Return whom a lead is about as its reader sees it; of one that names nobody, the first of the first reason."""
    if lead.has_listing or lead.subject_id is not None:
        return lead.subject_id
    first: list[UUID] | None = lead.reasons.order_by("at", "id").values_list("subject_ids", flat=True).first()
    rows = Subject.objects.filter(pk__in=first or ()).order_by("created_at", "id")
    return rows.values_list("pk", flat=True).first()


def who_sees(lead: Lead, some: Collection[Assignee], *, at: datetime) -> set[Assignee]:
    """Keep of units and officers those who see what a lead rests on: all records of one of its reasons.

    A unit sees what the posts see together by which leads are verified there. What a sweep found is opened to whoever
    it is given to.
    """
    if not lead.rests_on_records:
        return set(some)
    with acting_as(SYSTEM):
        rows = lead.reasons.values_list("subject_ids", "statement_ids", "outcome_ids")
        reasons = [Reason(*map(tuple, row)) for row in rows]
        keys = keys_of(reasons)
    posts = list(
        Post.objects.on(local_date(at))
        .filter(Q(agency__in=[one.unit for one in some]) | Q(officer__in=[one.person for one in some if one.person]))
        .select_related("agency")
    )
    # Who answers for an area by one post does not by another.
    wide = keys_with([post for post in posts if post.covers_area])
    narrow = keys_with([post for post in posts if not post.covers_area])
    keys_by = {post: (wide if post.covers_area else narrow)[post.agency_id] for post in posts}
    found = set()
    for one in some:
        own = [held for post, held in keys_by.items() if _is_of(post, one)]
        held = frozenset({ANY_OFFICER}).union(*own)
        if any(keys.shows(reason, held) for reason in reasons):
            found.add(one)
    return found


def seeing(units: Collection[UnitOffered], lead: Lead, *, at: datetime) -> list[UnitOffered]:
    """Leave of those to whom one may give a lead those who see what it rests on."""
    found = who_sees(lead, [one for unit in units for one in (unit.unit, *unit.people)], at=at)
    kept = [UnitOffered(unit.unit, tuple(one for one in unit.people if one in found)) for unit in units]
    return [unit for unit in kept if unit.unit in found]


def _is_of(post: Post, one: Assignee) -> bool:
    if one.person is not None:
        return bool(post.officer_id == one.person.pk)
    return bool(post.agency_id == one.unit.pk and post.role in policies.VERIFIERS)


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
    return FoundPage(lead, kind, about_of(lead), sorted(reasons, key=lambda one: not one.is_whole), events)
