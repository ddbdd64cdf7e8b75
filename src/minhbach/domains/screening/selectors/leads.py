"""Reads: the leads an officer may see, and one lead with all that its page shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from minhbach.domains.agencies.models import Officer
from minhbach.domains.screening import policies
from minhbach.domains.screening.explanations import reason_sentence
from minhbach.domains.screening.marking import Segment, segments
from minhbach.domains.screening.models import Lead, LeadEvent, LeadWord, Sighting
from minhbach.domains.screening.types import LeadState, Sign
from minhbach.engine.text.keys import search_key
from minhbach.foundation.refusals import NotFound

FIELDS = ("title", "description")
OTHERS_SHOWN = 8
_WORD_LETTERS = 40
_FIND_WORDS = 8
# Beyond any letter: with it a prefix is a range, which row-level security lets the index answer.
_LAST = "\U0010ffff"


@dataclass(frozen=True)
class Reason:
    """One rule's say about a sign, with every place it points at.

    Units: weight in log-odds; share of the strongest reason shown, in [0, 1].
    """

    sentence: str
    weight: float
    share: float
    sign: str
    signals: tuple[int, ...]


@dataclass(frozen=True)
class SignReasons:
    """A sign that holds and what speaks for it."""

    sign: Sign
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Note:
    """What stands in the margin beside a marked word."""

    sign: Sign
    sentence: str
    is_against: bool


@dataclass(frozen=True)
class LeadPage:
    """A lead as its page shows it."""

    lead: Lead
    sighting: Sighting
    sightings: Sequence[Sighting]
    title: Sequence[Segment]
    description: Sequence[Segment]
    notes: Sequence[Note]
    for_it: Sequence[SignReasons]
    weaker: Sequence[Reason]
    against: Sequence[Reason]
    others: Sequence[Lead]
    other_count: int
    copies: Sequence[Lead]
    events: Sequence[LeadEvent]

    @property
    def snapshot(self) -> Mapping[str, Any]:
        return self.sighting.snapshot  # type: ignore[no-any-return]


def visible_leads(officer: Officer, *, at: datetime) -> QuerySet[Lead]:
    """This will list the leads an officer may see, most urgent first.

    Raises: agencies.policies.RoleMissing.
    """
    policies.require_reader(officer, at=at)
    return Lead.objects.select_related("place", "taken_by").order_by("-score", "id")


def access_lead(officer: Officer, lead_id: UUID, *, at: datetime) -> Lead:
    """This will fetch a lead for an officer who may see it.

    Raises: agencies.policies.RoleMissing, foundation.refusals.NotFound.
    """
    lead = visible_leads(officer, at=at).filter(id=lead_id).first()
    if lead is None:
        raise NotFound
    return lead


def access_leads(officer: Officer, lead_ids: Sequence[UUID], *, at: datetime) -> list[Lead]:
    """This will fetch several leads, or none if any of them may not be seen.

    Raises: agencies.policies.RoleMissing, foundation.refusals.NotFound.
    """
    leads = list(visible_leads(officer, at=at).filter(id__in=lead_ids))
    if len(leads) != len(set(lead_ids)):
        raise NotFound
    return leads


def with_words(leads: QuerySet[Lead], text: str) -> QuerySet[Lead]:
    """This will keep the leads whose title or seller has every word of a text, by its start, accents aside."""
    for word in search_key(text).split()[:_FIND_WORDS]:
        start = word[:_WORD_LETTERS]
        leads = leads.filter(
            Exists(LeadWord.objects.filter(lead=OuterRef("pk"), word__gte=start, word__lt=start + _LAST))
        )
    return leads


def read_lead_page(officer: Officer, lead_id: UUID, *, at: datetime, sighting_id: UUID | None = None) -> LeadPage:
    """This will read a lead with the look that stands (or an earlier one) and everything beside it.

    Raises: agencies.policies.RoleMissing, foundation.refusals.NotFound.
    """
    lead = access_lead(officer, lead_id, at=at)
    sightings = list(lead.sightings.select_related("sweep__export").order_by("-seen_at", "-id"))
    sighting = next((one for one in sightings if sighting_id in (None, one.id)), None)
    if sighting is None:
        raise NotFound
    signals = sighting.signals
    others = _others(lead)
    copies = Lead.objects.filter(text_sha256=lead.text_sha256).exclude(id=lead.id).order_by("-score", "id")
    return LeadPage(
        lead=lead,
        sighting=sighting,
        sightings=sightings,
        title=_marked(sighting, "title"),
        description=_marked(sighting, "description"),
        notes=[
            Note(Sign(signal["sign"]), reason_sentence(signal), is_against=signal["weight"] < 0) for signal in signals
        ],
        for_it=_reasons_by_sign(signals, sighting.signs),
        weaker=[reason for reason in _reasons(signals) if reason.weight > 0 and reason.sign not in sighting.signs],
        against=[reason for reason in _reasons(signals) if reason.weight < 0],
        others=list(others[:OTHERS_SHOWN]),
        other_count=others.count(),
        copies=list(copies[:OTHERS_SHOWN]),
        events=list(lead.events.select_related("officer").order_by("-at", "-id")),
    )


def _others(lead: Lead) -> QuerySet[Lead]:
    if not lead.seller_key:
        return Lead.objects.none()
    return Lead.objects.filter(seller_key=lead.seller_key).exclude(id=lead.id).order_by("-score", "id")


def _marked(sighting: Sighting, field: str) -> list[Segment]:
    """Indexes count through all signals of the sighting, so that both fields share one list of notes."""
    text = sighting.snapshot.get(field) or ""
    nowhere = {"start": 0, "end": 0}
    return segments(text, [signal if signal["field"] == field else nowhere for signal in sighting.signals])


def _reasons_by_sign(signals: Sequence[Mapping[str, Any]], signs: Sequence[str]) -> list[SignReasons]:
    reasons = _reasons(signals)
    return [
        SignReasons(Sign(sign), tuple(one for one in reasons if one.sign == sign and one.weight > 0)) for sign in signs
    ]


def _reasons(signals: Sequence[Mapping[str, Any]]) -> list[Reason]:
    """One reason a rule: the strongest of its signals speaks, the others are its further places."""
    by_rule: dict[tuple[str, str], list[int]] = {}
    for index, signal in enumerate(signals):
        by_rule.setdefault((signal["sign"], signal["rule"]), []).append(index)
    most = max((abs(signal["weight"]) for signal in signals), default=1.0) or 1.0
    reasons = []
    for (sign, _rule), places in by_rule.items():
        first = max(places, key=lambda index: abs(signals[index]["weight"]))
        weight = signals[first]["weight"]
        reasons.append(
            Reason(reason_sentence(signals[first]), weight, round(abs(weight) / most, 3), sign, tuple(places))
        )
    return sorted(reasons, key=lambda reason: -abs(reason.weight))


def open_lead_counts(officer: Officer, *, at: datetime) -> dict[str, int]:
    """This will count the leads that wait, by sign."""
    policies.require_reader(officer, at=at)
    counts = dict.fromkeys(Sign.values, 0)
    for signs in Lead.objects.filter(state=LeadState.NEW).values_list("signs", flat=True):
        for sign in signs:
            counts[sign] += 1
    return counts
