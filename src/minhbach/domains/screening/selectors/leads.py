"""Reads: the leads an officer may see, and one lead with all that its page shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Func, Max, OuterRef, QuerySet
from django.utils.translation import gettext as _

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
class Stretch:
    """A stretch of the listing's text with the signs read in it, each once, and what to say of them in the margin."""

    text: str
    signs: tuple[Sign, ...] = ()
    notes: tuple[str, ...] = ()
    # Words that speak against a sign are marked, but not as a sign.
    is_against: bool = False


@dataclass(frozen=True)
class LeadPage:
    """A lead as its page shows it."""

    lead: Lead
    sighting: Sighting
    sightings: Sequence[Sighting]
    title: Sequence[Stretch]
    description: Sequence[Stretch]
    for_it: Sequence[SignReasons]
    weaker: Sequence[Reason]
    against: Sequence[Reason]
    unchecked: Sequence[str]
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
    sightings = list(lead.sightings.order_by("-seen_at", "-id"))
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
        for_it=_reasons_by_sign(signals, sighting.signs),
        weaker=[reason for reason in _reasons(signals) if reason.weight > 0 and reason.sign not in sighting.signs],
        against=[reason for reason in _reasons(signals) if reason.weight < 0],
        unchecked=_unchecked(sighting),
        others=list(others[:OTHERS_SHOWN]),
        other_count=others.count(),
        copies=list(copies[:OTHERS_SHOWN]),
        events=list(lead.events.select_related("officer").order_by("-at", "-id")),
    )


def _others(lead: Lead) -> QuerySet[Lead]:
    if not lead.seller_key:
        return Lead.objects.none()
    return Lead.objects.filter(seller_key=lead.seller_key).exclude(id=lead.id).order_by("-score", "id")


def _marked(sighting: Sighting, field: str) -> list[Stretch]:
    signals = [signal for signal in sighting.signals if signal["field"] == field]
    return [
        _stretch(segment, [signals[index] for index in segment.signals])
        for segment in segments(sighting.snapshot.get(field) or "", signals)
    ]


def _stretch(segment: Segment, signals: Sequence[Mapping[str, Any]]) -> Stretch:
    raised = [signal for signal in signals if signal["weight"] > 0]
    return Stretch(
        segment.text,
        signs=tuple(dict.fromkeys(Sign(signal["sign"]) for signal in raised)),
        notes=tuple(dict.fromkeys(reason_sentence(signal) for signal in signals)),
        is_against=bool(signals) and not raised,
    )


def _unchecked(sighting: Sighting) -> list[str]:
    """What this sweep could not look at: an officer must not take silence for a clean result."""
    listing = sighting.snapshot
    without = [
        (not listing.get("description"), _("The listing has no description; only its title could be read.")),
        (listing.get("price_vnd") is None, _("The listing gives no price.")),
        (
            listing.get("price_vnd") is not None,
            _("The price was not compared: the sweep had no prices of the same goods to compare with."),
        ),
        (
            Sign.COUNTERFEIT in sighting.signs,
            _("The seller was not looked up among the authorised sellers of the mark: no such list was given."),
        ),
        (
            bool(listing.get("image_urls")),
            _("The pictures were not looked at: only their addresses are kept."),
        ),
        (
            not listing.get("seller_id") and not listing.get("seller_name"),
            _("The export does not say who sells; the account must be found on the platform."),
        ),
        (not listing.get("seller_location"), _("The export does not say where the seller is.")),
    ]
    return [sentence for holds, sentence in without if holds]


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


def lead_platforms() -> list[str]:
    """This will list the platforms of the leads in reach."""
    return list(Lead.objects.exclude(platform="").order_by("platform").values_list("platform", flat=True).distinct())


def lead_places() -> list[tuple[str, str]]:
    """This will list the places of the leads in reach, each as id and name, in Vietnamese order."""
    places = Lead.objects.filter(place__isnull=False).values_list("place_id", "place__name", "place__sort_key")
    return [(str(place_id), name) for place_id, name, _key in places.order_by("place__sort_key", "place_id").distinct()]


def sellers_of(leads: QuerySet[Lead]) -> QuerySet[Any, Any]:
    """This will group leads by seller, those with most first.

    Shape: seller_key, platform, name, location, leads, score (of the most urgent one).
    """
    return (
        leads.exclude(seller_key="")
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


def open_lead_counts(officer: Officer, *, at: datetime) -> dict[str, int]:
    """This will count the leads that wait, by sign."""
    policies.require_reader(officer, at=at)
    waiting = Lead.objects.filter(state=LeadState.NEW).order_by().annotate(sign=Func("signs", function="unnest"))
    counted = dict(waiting.values_list("sign").annotate(Count("id")))
    return {sign: counted.get(sign, 0) for sign in Sign.values}
