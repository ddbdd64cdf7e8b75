"""Reads: the leads an officer may see, and one lead with all that its page shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, UUIDField, Value, When
from django.db.models.functions import Coalesce

from minhbach.domains.agencies.models import Officer
from minhbach.domains.law.class_names import class_names
from minhbach.domains.screening import policies
from minhbach.domains.screening.keys import FOUND_NUMBERS, WORD_LETTERS
from minhbach.domains.screening.lead_kinds import LEAD_KINDS
from minhbach.domains.screening.models import Lead, LeadEvent, LeadWord, Platform, Sighting, SweptLead
from minhbach.domains.screening.types import EventKind, LeadState
from minhbach.engine.identifiers import recognise
from minhbach.engine.identifiers.platforms import platform_name
from minhbach.engine.screening.signs import signs
from minhbach.engine.telling.told import Told, tell
from minhbach.engine.text.keys import search_key
from minhbach.engine.text.spelling import spelt_alike
from minhbach.foundation.pages.tally import Tally
from minhbach.foundation.refusals import NotFound
from minhbach.foundation.search import Asked, Tokens
from minhbach.foundation.search.asking import LAST, MARK
from minhbach.foundation.search.finding import CAP

OTHERS_SHOWN = 8
# Of what one account offers under one title: as many are told of, and acted on, at once.
ALIKE_SHOWN = 50
PEERS_SHOWN = 200
# Of a list that may be longer than the cap of a count, twice the cap is read to count what stands in it.
READ_TO_COUNT = 2
# Figures over all leads of a nation cost seconds; over the most urgent ones they cost a walk along one index.
MOST_URGENT = 1_000
TOKENS = Tokens("screening_leadword", "lead_id", "word")


@dataclass(frozen=True)
class LeadPage:
    """A lead as its page shows it."""

    lead: Lead
    sighting: Sighting
    sightings: Sequence[Sighting]
    told: Told
    alike: Sequence[Lead]
    place: SweptLead | None
    # Of what the same sweep gave of the same kinds of goods, as the reader may see it. Units: đồng.
    peer_prices: Sequence[int]
    others: Sequence[Lead]
    other_count: int
    copies: Sequence[Lead]
    events: Sequence[LeadEvent]

    @property
    def snapshot(self) -> Mapping[str, Any]:
        return self.sighting.snapshot  # type: ignore[no-any-return]

    @property
    def collected_on(self) -> date | None:
        """The day on which the listing was seen on offer, where its table told it."""
        day = self.snapshot.get("collected_on")
        return date.fromisoformat(day) if day else None

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
    return Lead.objects.select_related("place", "taken_by", "assigned_unit", "assigned_by").order_by("-score", "id")


def access_lead(officer: Officer, lead_id: UUID, *, at: datetime) -> Lead:
    """Fetch a lead for an officer who may see it.

    Raises: agencies.policies.RoleMissing, foundation.refusals.NotFound.
    """
    lead = visible_leads(officer, at=at).filter(id=lead_id).first()
    if lead is None:
        raise NotFound
    return lead


def has_listing(officer: Officer, lead_id: UUID, *, at: datetime) -> bool:
    """Say whether a lead is a listing's; one that cannot be seen is taken for one, and not found there.

    Raises: agencies.policies.RoleMissing.
    """
    kind = visible_leads(officer, at=at).filter(id=lead_id).values_list("kind", flat=True).first()
    return kind is None or (kind in LEAD_KINDS and LEAD_KINDS[kind].has_listing)


def lead_in_reach(lead_id: UUID) -> Lead:
    """Raises: foundation.refusals.NotFound."""
    found: Lead | None = Lead.objects.filter(pk=lead_id).first()
    if found is None:
        raise NotFound
    return found


def access_leads(officer: Officer, lead_ids: Sequence[UUID], *, at: datetime) -> list[Lead]:
    """Fetch several leads, or none if any of them may not be seen.

    Raises: agencies.policies.RoleMissing, foundation.refusals.NotFound.
    """
    leads = list(visible_leads(officer, at=at).filter(id__in=lead_ids))
    if len(leads) != len(set(lead_ids)):
        raise NotFound
    return leads


def with_words(leads: QuerySet[Lead], text: str) -> QuerySet[Lead]:
    """Keep the leads whose title or seller has every word of a text, by its start; or in whose text a telephone is."""
    held = Q()
    for term in Asked.of(text).terms:
        spelt = Q()
        for one in spelt_alike(term.word.plain[:WORD_LETTERS]):
            spelt |= Q(word__gte=one, word__lt=one + LAST)
        held &= Q(Exists(LeadWord.objects.filter(spelt, lead=OuterRef("pk"))))
    numbers = _numbers(text)
    if numbers:
        held |= Q(Exists(LeadWord.objects.filter(lead=OuterRef("pk"), word__in=numbers)))
    return leads.filter(held)


def with_number(text: str) -> list[UUID]:
    """Return the leads in whose text a telephone or a number of goods stands, however it is written there and here."""
    found = LeadWord.objects.filter(word__in=_numbers(text)).values_list("lead_id", flat=True)
    return list(found[: CAP + 1]) if _numbers(text) else []


def _numbers(text: str) -> list[str]:
    return [(MARK + one.canonical)[:WORD_LETTERS] for one in recognise(text) if one.kind in FOUND_NUMBERS]


def folded(leads: QuerySet[Lead]) -> QuerySet[Lead]:
    """Let the most urgent stand for all that one account offers under one title, as far as they stand in LEADS.

    Each row that stands tells of up to ALIKE_SHOWN others in `alike_ids`. What is in other hands stands for itself.
    """
    same = leads.order_by().filter(
        Q(taken_by=OuterRef("taken_by")) | Q(taken_by__isnull=True),
        alike_key=OuterRef("alike_key"),
        state=OuterRef("state"),
        owner_agency=OuterRef("owner_agency"),
    )
    # The first condition is said by the second; with it an index stops at the row itself.
    ahead = same.filter(score__gte=OuterRef("score")).filter(
        Q(score__gt=OuterRef("score")) | Q(score=OuterRef("score"), id__lt=OuterRef("id"))
    )
    others = same.exclude(id=OuterRef("id")).order_by("-score", "id").values("id")[:ALIKE_SHOWN]
    # Asked row by row, so that a page of a long list needs no more than its rows: PostgreSQL would join an EXISTS.
    has_one_ahead = Coalesce(Subquery(ahead.annotate(holds=Value(True)).values("holds")[:1]), Value(False))
    return leads.filter(Q(alike_key="") | ~Q(has_one_ahead)).annotate(
        alike_ids=Case(
            When(alike_key="", then=Value([], output_field=ArrayField(UUIDField()))), default=ArraySubquery(others)
        )
    )


def folded_count(leads: QuerySet[Lead], cap: int) -> int:
    """Count the leads that stand in the folded list: exactly, or as more than CAP where there are very many."""
    columns = ("id", "alike_key", "state", "owner_agency_id", "taken_by_id")
    query, values = leads.order_by().values(*columns)[: READ_TO_COUNT * cap + 1].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*), count(distinct hashtextextended(case when alike_key = '' then id::text"
            " else concat(alike_key, state, owner_agency_id, taken_by_id) end, 0))"
            f" from ({query}) narrowed",
            values,
        )
        read, standing = cursor.fetchone()
    return int(standing) if read <= READ_TO_COUNT * cap else max(int(standing), cap + 1)


def alike_to(lead: Lead) -> QuerySet[Lead]:
    """List what the same account offers under the same title, in the same state and the same hands."""
    if not lead.alike_key:
        return Lead.objects.none()
    return (
        Lead.objects.filter(
            alike_key=lead.alike_key, state=lead.state, owner_agency=lead.owner_agency_id, taken_by=lead.taken_by_id
        )
        .exclude(id=lead.id)
        .order_by("-score", "id")
    )


def seen_in(leads: QuerySet[Lead], sweep_id: UUID) -> QuerySet[Lead]:
    """Keep the leads that one sweep gave, new or seen before."""
    return leads.filter(Exists(SweptLead.objects.filter(sweep=sweep_id, lead=OuterRef("pk"))))


def read_lead_page(officer: Officer, lead_id: UUID, *, at: datetime, sighting_id: UUID | None = None) -> LeadPage:
    """Read a lead with the look that stands (or an earlier one) and everything beside it.

    Raises: agencies.policies.RoleMissing, foundation.refusals.NotFound.
    """
    lead = access_lead(officer, lead_id, at=at)
    sightings = list(lead.sightings.order_by("-seen_at", "-id"))
    sighting = next((one for one in sightings if sighting_id in (None, one.id)), None)
    if sighting is None:
        raise NotFound
    place = SweptLead.objects.filter(lead=lead, sweep=sighting.sweep_id).first()
    alike = list(alike_to(lead)[:ALIKE_SHOWN])
    others = _others(lead).exclude(id__in=[one.id for one in alike])
    copies = Lead.objects.filter(text_sha256=lead.text_sha256).exclude(id__in=[lead.id, *(one.id for one in alike)])
    return LeadPage(
        lead=lead,
        sighting=sighting,
        sightings=sightings,
        told=_tell(sighting),
        alike=alike,
        place=place,
        peer_prices=_peer_prices(place) if place else (),
        others=list(others[:OTHERS_SHOWN]),
        other_count=others.count(),
        copies=list(copies.order_by("-score", "id")[:OTHERS_SHOWN]),
        events=list(lead.events.select_related("officer").order_by("-at", "-id")),
    )


def _peer_prices(place: SweptLead) -> list[int]:
    if not place.goods:
        return []
    peers = SweptLead.objects.filter(sweep=place.sweep_id, goods=place.goods, price_vnd__gt=0).exclude(id=place.id)
    return list(peers.order_by("rank").values_list("price_vnd", flat=True)[:PEERS_SHOWN])


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
        classes=class_names(),
        signs=[sums.get(sign, {"sign": sign}) for sign in sighting.signs],
        unchecked=frozen.get("unchecked", ()),
        probability=sighting.probability,
        order=frozen.get("order"),
    )


def lead_platforms() -> list[str]:
    """List every platform that leads were ever seen on, as they are called."""
    return sorted(Platform.objects.values_list("name", flat=True), key=lambda code: search_key(platform_name(code)))


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
