"""An explanation as it is told to people, in the office and on the command line alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from minhbach.engine.screening.signs import short_name, sign_name
from minhbach.engine.telling.marking import segments
from minhbach.engine.telling.sentences import (
    goods_name,
    likeness,
    order_sentences,
    reasons_sentence,
    unchecked_sentence,
    value_name,
    value_said,
    values_of,
)
from minhbach.engine.telling.values import likelihood, said, strength

TEXT_LETTERS = 20_000  # a longer text is shown around its marks only
_AROUND = 600
_MARKS = 200
_NEAR = 90  # letters before and after a place that are shown with its reason
_SAID_ALREADY = {"unconfirmed", "knowledge", "recorded", "several"}  # by the sentence, and by the versions
_OF_ONE_SIGN = ("same_sign", "others_held", "held_share")  # figures that count what bears on one sign
_OF_A_RECORD = ("known.seller.confirmed", "known.seller.violations", "known.listing.confirmed", "sameness.repeated")
# What is said to be missing, and the rules that could not have spoken without it.
_RESTING_ON = {
    "seller_absent": ("known.seller.", "known.authorised"),
    "authorised_sellers_absent": ("known.authorised",),
    "registrations_absent": ("codes.registration.valid", "codes.registration.revoked", "codes.registration.expired"),
    "outcomes_absent": ("known.listing.", "known.seller.confirmed", "known.seller.unfounded", "sameness."),
    "seller_history_absent": (
        "known.seller.violations", "known.seller.committed", "known.seller.new", "known.seller.long",
    ),
}  # fmt: skip
_FIELDS = ("title", "description")


@dataclass(frozen=True)
class Reason:
    """What one rule says of a sign, with every place it points at.

    Units: counted in log-odds as it went into the score; share of the strongest reason shown, in [0, 1].
    """

    signs: tuple[str, ...]  # that it bears on
    sentence: str
    counted: float
    share: float
    strength: str
    signals: tuple[int, ...]  # places among the signals given
    places: int  # how many of them stand in the text
    basis: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]  # what was drawn from other listings or from knowledge, frozen
    around: tuple[str, str, str] = ("", "", "")  # of its first place in a description: words before, quote, after
    number: int = 0  # as shown beside its marks


@dataclass(frozen=True)
class SignTold:
    """A sign that holds, and what speaks for it alone."""

    sign: str
    name: str
    reasons: tuple[Reason, ...]
    # Numbers of the reasons that speak for other signs too, and are told with them.
    shared: tuple[int, ...]
    basis: tuple[str, ...]  # classes of violation that the reasons may concern
    likelihood: str
    harm: str


@dataclass(frozen=True)
class Stretch:
    """A stretch of the listing's text: which reasons point at it, or how many letters were left out here."""

    text: str
    reasons: tuple[Reason, ...] = ()
    left_out: int = 0
    anchors: tuple[int, ...] = ()  # numbers of the reasons whose first mark begins here
    ends: tuple[int, ...] = ()  # numbers of the reasons of which a mark ends here

    @property
    def signs(self) -> tuple[str, ...]:
        """The signs read here, each once; words that only speak against one are marked, but not as a sign."""
        return tuple(dict.fromkeys(sign for reason in self.reasons if reason.counted > 0 for sign in reason.signs))

    @property
    def is_against(self) -> bool:
        return bool(self.reasons) and all(reason.counted < 0 for reason in self.reasons)


@dataclass(frozen=True)
class Told:
    """A lead's explanation, ready to be shown."""

    listing: Mapping[str, Any]
    title: tuple[Stretch, ...]
    description: tuple[Stretch, ...]
    signs: tuple[SignTold, ...]
    shared: tuple[Reason, ...]  # what speaks for several of them
    weaker: tuple[Reason, ...]
    against: tuple[Reason, ...]
    context: tuple[Reason, ...]
    unchecked: tuple[str, ...]
    likelihood: str
    order: tuple[str, ...] = ()  # what raised or lowered its place in the sweep


def tell(
    listing: Mapping[str, Any],
    signals: Sequence[Mapping[str, Any]],
    *,
    signs: Sequence[Mapping[str, Any]],
    classes: Mapping[str, str],
    unchecked: Iterable[str] = (),
    probability: float | None = None,
    order: Mapping[str, Any] | None = None,
) -> Told:
    """Say why a listing is a lead.

    Shape: LISTINGS as a mapping; rows of SIGNALS (those with ``counted`` are weighed by it, else by their
           weight); SIGNS that hold, each {sign, probability, harm}, the last two as the explanation has them;
           ORDER, how the lead stands in its sweep, as the explanation has it;
           CLASSES, the law's names of classes of violation by code: one that has none is said by its code.
    """
    holding = [sign["sign"] for sign in signs]
    signals = _in_agreement(signals)
    reasons = _numbered(_reasons(signals, str(listing.get("description") or ""), classes), holding)
    by_signal = {index: reason for reason in reasons for index in reason.signals}
    first: set[int] = set()
    title, description = (
        _stretches(str(listing.get(field) or ""), field, signals, by_signal, first) for field in _FIELDS
    )
    return Told(
        listing=listing,
        title=title,
        description=description,
        signs=tuple(_sign(sign, reasons, holding) for sign in signs),
        shared=tuple(one for one in reasons if one.counted > 0 and len(_held(one, holding)) > 1),
        weaker=tuple(one for one in reasons if one.counted > 0 and not _held(one, holding)),
        against=tuple(one for one in reasons if one.counted < 0),
        context=tuple(one for one in reasons if one.counted == 0),
        unchecked=tuple(
            unchecked_sentence(code)
            for code in dict.fromkeys([*unchecked, *_gaps(listing)])
            if not _was_checked(code, signals)
        ),
        likelihood="" if probability is None else likelihood(probability),
        order=order_sentences(order or {}),
    )


def tell_explanation(
    explanation: Mapping[str, Any], reasons: Sequence[Mapping[str, Any]], *, classes: Mapping[str, str]
) -> Told:
    """Tell an explanation of engine.screening.explain, with its reasons in one row."""
    return tell(
        explanation["listing"],
        reasons,
        signs=[sign for sign in explanation["signs"] if sign["holds"]],
        classes=classes,
        unchecked=explanation["unchecked"],
        probability=explanation["probability"],
        order=explanation.get("order"),
    )


def _sign(sign: Mapping[str, Any], reasons: Sequence[Reason], holding: Sequence[str]) -> SignTold:
    harm, probability = sign.get("harm"), sign.get("probability")
    speaking = [one for one in reasons if one.counted > 0 and sign["sign"] in one.signs]
    own = tuple(one for one in speaking if len(_held(one, holding)) == 1)
    return SignTold(
        sign=sign["sign"],
        name=sign_name(sign["sign"]),
        reasons=own,
        shared=tuple(one.number for one in speaking if one not in own),
        basis=tuple(dict.fromkeys(name for one in speaking for name in one.basis)),
        likelihood="" if probability is None else likelihood(probability),
        harm=f"{goods_name(harm['goods'])}, hệ số {said('factor', harm['factor'])}" if harm else "",
    )


def _held(reason: Reason, holding: Sequence[str]) -> tuple[str, ...]:
    return tuple(sign for sign in reason.signs if sign in holding)


def _in_agreement(signals: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Let no reason deny what another says: who has a record is not called one without."""
    if not any(str(signal["rule"]).startswith(_OF_A_RECORD) for signal in signals):
        return list(signals)
    return [
        {**signal, "values": {**values_of(signal), "recorded": True}}
        if signal["rule"] == "known.seller.long"
        else signal
        for signal in signals
    ]


def _was_checked(code: str, signals: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether a reason rests on what is said to be missing."""
    rules = _RESTING_ON.get(code, ())
    return bool(rules) and any(str(signal["rule"]).startswith(rules) for signal in signals)


def _reasons(signals: Sequence[Mapping[str, Any]], description: str, classes: Mapping[str, str]) -> list[Reason]:
    """Signals whose sentences differ in the quote only are one reason, and so are like reasons of several signs.

    The strongest come first.
    """
    alike: dict[tuple[Any, ...], list[int]] = {}
    for index, signal in enumerate(signals):
        side = (signal["weight"] > 0) - (signal["weight"] < 0)
        key = (signal["sign"], side, likeness(signal), "" if signal["field"] else _facts(signal))
        alike.setdefault(key, []).append(index)
    facts: dict[tuple[Any, ...], list[list[int]]] = {}
    for (_sign_of, side, *_rest), places in alike.items():
        members = [signals[index] for index in places]
        bare = _of_no_sign(members[0])
        where = tuple((one["field"], one["start"], one["end"]) for one in members)
        fact: tuple[Any, ...] = (side, likeness(bare), "" if bare["field"] else _facts(bare), where)
        facts.setdefault(fact, []).append(places)
    reasons = [_reason(signals, by_sign, description, classes) for by_sign in facts.values()]
    most = max((abs(reason.counted) for reason in reasons), default=0.0) or 1.0
    reasons = [replace(one, share=round(abs(one.counted) / most, 3)) for one in reasons]
    return sorted(reasons, key=lambda one: -abs(one.counted))


def _reason(
    signals: Sequence[Mapping[str, Any]],
    places: Sequence[Sequence[int]],
    description: str,
    classes: Mapping[str, str],
) -> Reason:
    """Make one reason of the signals at PLACES, those of one sign together.

    It counts as much as for the sign it tells most of.
    """
    by_sign = [[signals[index] for index in of_sign] for of_sign in places]
    members = by_sign[0]
    is_of_several = len(by_sign) > 1
    counted = max((_counted(one) for one in by_sign), key=abs)
    bases = [code for of_sign in by_sign for one in of_sign for code in one["legal_basis"]]
    facts = () if members[0]["field"] else _facts(_of_no_sign(members[0]) if is_of_several else members[0])
    described = [one for one in members if one["field"] == "description"]
    return Reason(
        signs=tuple(str(of_sign[0]["sign"]) for of_sign in by_sign),
        sentence=reasons_sentence([_of_several(by_sign), *members[1:]] if is_of_several else members),
        counted=counted,
        share=0.0,
        strength=strength(counted),
        signals=tuple(index for of_sign in places for index in of_sign),
        places=sum(1 for one in members if one["field"]),
        basis=tuple(classes.get(code, code) for code in dict.fromkeys(bases)),
        facts=facts,
        around=_around(description, described[0]) if described else ("", "", ""),
    )


def _counted(members: Sequence[Mapping[str, Any]]) -> float:
    return sum(float(one.get("counted", 0.0)) for one in members) or max(
        (float(one["weight"]) for one in members), key=abs
    )


def _of_no_sign(signal: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out the figures that count one sign only."""
    values = values_of(signal)
    kept = {name: value for name, value in values.items() if name not in _OF_ONE_SIGN}
    return {**signal, "values": kept | ({"several": True} if len(kept) < len(values) else {})}


def _of_several(by_sign: Sequence[Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """Give the first signal with its figures sign by sign, for the sentence that tells of all of them."""
    bare = _of_no_sign(by_sign[0][0])
    if "several" not in bare["values"]:
        return bare
    figures = "; ".join(f"{short_name(str(one[0]['sign']))}: {_figure(values_of(one[0]))}" for one in by_sign)
    return {**bare, "values": {**bare["values"], "by_sign": figures}}


def _figure(values: Mapping[str, Any]) -> str:
    return next((value_said(name, values[name]) for name in _OF_ONE_SIGN if name in values), "0")


def _around(text: str, signal: Mapping[str, Any]) -> tuple[str, str, str]:
    """The words about a place, cut at blanks: a quote alone may say the contrary of what was written."""
    start, end = signal["start"], signal["end"]
    before, after = " ".join(text[:start][-_NEAR:].split()), " ".join(text[end:][:_NEAR].split())
    if start > _NEAR:
        before = "… " + before.partition(" ")[2]
    if len(text) - end > _NEAR:
        after = after.rpartition(" ")[0] + " …"
    return before, " ".join(text[start:end].split()), after


def _numbered(reasons: Sequence[Reason], holding: Sequence[str]) -> list[Reason]:
    """Number the reasons in the order in which a page shows them."""

    def place(reason: Reason) -> int:
        held = _held(reason, holding)
        if reason.counted > 0:
            return holding.index(held[0]) if len(held) == 1 else len(holding) + (not held)
        return len(holding) + (2 if reason.counted < 0 else 3)

    numbers = count(1)
    return [replace(reason, number=next(numbers)) for reason in sorted(reasons, key=place)]


def _facts(signal: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (value_name(name), value_said(name, value))
        for name, value in sorted(values_of(signal).items())
        if value not in (None, "", [], 0) and name not in _SAID_ALREADY
    )


def _stretches(
    text: str, field: str, signals: Sequence[Mapping[str, Any]], by_signal: Mapping[int, Reason], first: set[int]
) -> tuple[Stretch, ...]:
    places = [index for index, signal in enumerate(signals) if signal["field"] == field]
    told = []
    end = 0
    for segment in segments(text, [signals[index] for index in places]):
        end += len(segment.text)
        here = {by_signal[places[index]].number: by_signal[places[index]] for index in segment.signals}
        ending = {by_signal[places[index]].number for index in segment.signals if signals[places[index]]["end"] == end}
        anchors = set(here) - first
        first.update(here)
        reasons = tuple(here[number] for number in sorted(here))
        told.append(Stretch(segment.text, reasons, 0, tuple(sorted(anchors)), tuple(sorted(ending))))
    return tuple(told if len(text) <= TEXT_LETTERS else _around_marks(told))


def _around_marks(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Of a very long text, keep what stands around its first marks."""
    kept: list[Stretch] = []
    last = len(stretches) - 1
    marks = 0
    for place, stretch in enumerate(stretches):
        marks += bool(stretch.reasons)
        if marks > _MARKS:
            rest = sum(len(other.text) for other in stretches[place:])
            return [*kept, Stretch("", left_out=rest)]
        tail = 0 if place == last else _AROUND
        out = len(stretch.text) - _AROUND - tail
        if stretch.reasons or out <= 0:
            kept.append(stretch)
            continue
        kept += [Stretch(stretch.text[:_AROUND]), Stretch("", left_out=out)]
        kept += [Stretch(stretch.text[len(stretch.text) - tail :])] if tail else []
    return kept


def _gaps(listing: Mapping[str, Any]) -> list[str]:
    """What the listing itself leaves open: an officer must not take silence for a clean result."""
    gaps = {
        "description_absent": not listing.get("description"),
        "price_absent": not listing.get("price_vnd"),
        "seller_absent": not listing.get("seller_id") and not listing.get("seller_name"),
        "pictures_unseen": bool(listing.get("image_urls")),
        "location_absent": not listing.get("seller_location"),
    }
    return [code for code, holds in gaps.items() if holds]
