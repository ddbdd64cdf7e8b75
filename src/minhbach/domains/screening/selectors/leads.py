"""Reads: the leads an officer may see, and one lead with all that its page shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet

from minhbach.domains.agencies.models import Officer
from minhbach.domains.screening import policies
from minhbach.domains.screening.models import Lead, LeadEvent, LeadWord, Platform, Sighting
from minhbach.domains.screening.told import Told, tell
from minhbach.domains.screening.types import EventKind, LeadState
from minhbach.engine.screening.signs import signs
from minhbach.engine.text.keys import search_key
from minhbach.foundation.pages.tally import Tally
from minhbach.foundation.refusals import NotFound

OTHERS_SHOWN = 8
# Figures over all leads of a nation cost seconds; over the most urgent ones they cost a walk along one index.
MOST_URGENT = 1_000
_WORD_LETTERS = 40
_FIND_WORDS = 8
# Beyond any letter: with it a prefix is a range, which row-level security lets the index answer.
_LAST = "\U0010ffff"


@dataclass(frozen=True)
class LeadPage:
    """A lead as its page shows it."""

    lead: Lead
    sighting: Sighting
    sightings: Sequence[Sighting]
    told: Told
    others: Sequence[Lead]
    other_count: int
    copies: Sequence[Lead]
    events: Sequence[LeadEvent]

    @property
    def snapshot(self) -> Mapping[str, Any]:
        return self.sighting.snapshot  # type: ignore[no-any-return]

    @property
    def explanation_sha256(self) -> str:
        """The digest of the explanation's file; empty for looks that froze none."""
        from minhbach.engine.screening.canonical import digest

        return digest(explanation_of(self.sighting)) if self.sighting.explanation else ""


def doer_of(lead: Lead, kind: EventKind) -> UUID | None:
    """Give the officer who last did a thing with a lead; what one did one may undo."""
    events = LeadEvent.objects.filter(lead=lead, kind=kind).order_by("-at", "-id")
    return events.values_list("officer_id", flat=True).first()


def visible_leads(officer: Officer, *, at: datetime) -> QuerySet[Lead]:
    """List the leads an officer may see, most urgent first.

    Raises: agencies.policies.RoleMissing.
    """
    policies.require_reader(officer, at=at)
    return Lead.objects.select_related("place", "taken_by").order_by("-score", "id")


def access_lead(officer: Officer, lead_id: UUID, *, at: datetime) -> Lead:
    """Fetch a lead for an officer who may see it.

    Raises: agencies.policies.RoleMissing, foundation.refusals.NotFound.
    """
    lead = visible_leads(officer, at=at).filter(id=lead_id).first()
    if lead is None:
        raise NotFound
    return lead


def access_leads(officer: Officer, lead_ids: Sequence[UUID], *, at: datetime) -> list[Lead]:
    """Fetch several leads, or none if any of them may not be seen.

    Raises: agencies.policies.RoleMissing, foundation.refusals.NotFound.
    """
    leads = list(visible_leads(officer, at=at).filter(id__in=lead_ids))
    if len(leads) != len(set(lead_ids)):
        raise NotFound
    return leads


def with_words(leads: QuerySet[Lead], text: str) -> QuerySet[Lead]:
    """Keep the leads whose title or seller has every word of a text, by its start, accents aside."""
    for word in search_key(text).split()[:_FIND_WORDS]:
        start = word[:_WORD_LETTERS]
        leads = leads.filter(
            Exists(LeadWord.objects.filter(lead=OuterRef("pk"), word__gte=start, word__lt=start + _LAST))
        )
    return leads


def read_lead_page(officer: Officer, lead_id: UUID, *, at: datetime, sighting_id: UUID | None = None) -> LeadPage:
    """Read a lead with the look that stands (or an earlier one) and everything beside it.

    Raises: agencies.policies.RoleMissing, foundation.refusals.NotFound.
    """
    lead = access_lead(officer, lead_id, at=at)
    sightings = list(lead.sightings.order_by("-seen_at", "-id"))
    sighting = next((one for one in sightings if sighting_id in (None, one.id)), None)
    if sighting is None:
        raise NotFound
    others = _others(lead)
    copies = Lead.objects.filter(text_sha256=lead.text_sha256).exclude(id=lead.id).order_by("-score", "id")
    return LeadPage(
        lead=lead,
        sighting=sighting,
        sightings=sightings,
        told=_tell(sighting),
        others=list(others[:OTHERS_SHOWN]),
        other_count=others.count(),
        copies=list(copies[:OTHERS_SHOWN]),
        events=list(lead.events.select_related("officer").order_by("-at", "-id")),
    )


def _others(lead: Lead) -> QuerySet[Lead]:
    if not lead.seller_key:
        return Lead.objects.none()
    return Lead.objects.filter(seller_key=lead.seller_key).exclude(id=lead.id).order_by("-score", "id")


def explanation_of(sighting: Sighting) -> dict[str, Any]:
    """Give the explanation frozen with a look, whole; engine.screening.canonical writes it down."""
    return {**sighting.explanation, "listing": sighting.snapshot}


def _tell(sighting: Sighting) -> Told:
    """Tell a look by its explanation; looks from before there was one by their signals."""
    from minhbach.engine.screening.canonical import reasons_of

    frozen = sighting.explanation
    sums = {sign["sign"]: sign for sign in frozen.get("signs", ())}
    return tell(
        sighting.snapshot,
        reasons_of(frozen) if frozen else sighting.signals,
        signs=[sums.get(sign, {"sign": sign}) for sign in sighting.signs],
        unchecked=frozen.get("unchecked", ()),
        probability=sighting.probability,
    )


def lead_platforms() -> list[str]:
    """List every platform that leads were ever seen on."""
    return list(Platform.objects.order_by("name").values_list("name", flat=True))


def sellers_of(leads: QuerySet[Lead]) -> list[dict[str, Any]]:
    """Group the most urgent of some leads by seller, those with most first.

    Shape: seller_key, platform, name, location, leads, score (of the most urgent one).
    """
    urgent = leads.exclude(seller_key="").order_by("-score", "id").values("pk")[:MOST_URGENT]
    return list(
        Lead.objects.filter(pk__in=urgent)
        .order_by()
        .values("seller_key", "platform")
        .annotate(
            name=Max("seller_name"),
            account=Max("seller_id"),
            location=Max("seller_location"),
            leads=Count("id"),
            highest=Max("score"),
        )
        .order_by(F("leads").desc(), F("highest").desc(), "seller_key")
    )


def open_lead_counts(officer: Officer, *, at: datetime) -> Tally:
    """Count the leads that wait, by sign: all of them, or as many as there are among the most urgent."""
    policies.require_reader(officer, at=at)
    waiting = Lead.objects.filter(state=LeadState.NEW).order_by("-score", "id").values("signs")[:MOST_URGENT]
    query, values = waiting.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"select sign, count(*) from ({query}) urgent"
            " cross join lateral unnest(array_append(signs::text[], '')) as one(sign) group by sign",
            values,
        )
        counted = dict(cursor.fetchall())
    counts = {sign: counted.get(sign, 0) for sign in signs()}
    return Tally(counts, frozenset(counts) if counted.get("", 0) == MOST_URGENT else frozenset())
