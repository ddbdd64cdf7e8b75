"""What is known of the seller and of this very listing: it raises or lowers other evidence, it never speaks alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.knowledge.sellers import rows_of_seller
from minhbach.engine.screening.listing import Finding, Listing
from minhbach.engine.screening.rules import listing_rule
from minhbach.engine.text.letters import fold_text

FAMILY_OF_SELLER = "known.seller"

# Log-odds. By hand until inspectors' outcomes refit them; docs/method/knowledge.md.
_AUTHORISED = {"counterfeit": -2.5, "unknown_origin": -1.5}
_OFFICIAL = {"counterfeit": -0.8, "unknown_origin": -0.5}
_VIOLATION = 0.8  # a violation of the same sign found today
_OTHER_SIGN_SHARE = 0.25
_VIOLATIONS_CAP = 1.5
_EARLIER_VIOLATION = 0.4  # a violation of which only the number is known
_UNFOUNDED = -0.3
_UNFOUNDED_CAP = -0.9
_HALF_LIFE_DAYS = 365.0
_NAME_SHARE = 0.5  # found by the shop's name alone, which another may bear
_SAME_LISTING = {"confirmed": 1.5, "unfounded": -1.5}
_NEW_DAYS, _NEW = 30, 0.2
_LONG_DAYS, _LONG = 3 * 365, -0.2


@listing_rule("known.official")
def official_shop(listing: Listing, found: Sequence[Finding], knowledge: Knowledge) -> Iterable[Finding]:
    """The platform vouches for the shop: it checked papers of brand or company once."""
    signs = _signs(found, _OFFICIAL)
    if signs and listing.columns["is_official"]:
        for sign in signs:
            yield _finding("known.official", "known.official", sign, _OFFICIAL[sign], {})


@listing_rule("known.authorised")
def authorised_seller(listing: Listing, found: Sequence[Finding], knowledge: Knowledge) -> Iterable[Finding]:
    """The holder of the mark authorised this seller, on the day of the sweep."""
    signs = _signs(found, _AUTHORISED)
    if not signs:
        return
    rows, by = rows_of_seller(knowledge, "authorised_sellers", listing.columns)
    for row in sorted(rows, key=lambda row: (row["mark"], str(row["valid_from"]))):
        if _holds(row, listing.as_of) and _names_mark(listing, row["mark"]):
            share = _NAME_SHARE if by == "seller_name" else 1.0
            values = _values(row, ("mark", "valid_from", "valid_until", "source"), by, knowledge)
            for sign in signs:
                yield _finding("known.authorised", "known.authorised", sign, _AUTHORISED[sign] * share, values)
            return


@listing_rule("known.outcomes")
def inspected_before(listing: Listing, found: Sequence[Finding], knowledge: Knowledge) -> Iterable[Finding]:
    """What inspections found of this listing and of its seller, the older the less it says."""
    if not knowledge.has("outcomes"):
        return
    signs = _signs(found)
    for row in _outcomes_of_listing(listing, knowledge):
        if row["sign"] in signs:
            values = _values(row, ("outcome", "decided_on", "source"), "listing_id", knowledge)
            weight = _SAME_LISTING[row["outcome"]]
            yield _finding(f"known.listing.{row['outcome']}", "known.listing", row["sign"], weight, values)
    rows, by = rows_of_seller(knowledge, "outcomes", listing.columns)
    decided = [
        row
        for row in rows
        if row["decided_on"] <= listing.as_of
        and not (row["listing_id"] is not None and row["listing_id"] == listing.columns["listing_id"])
    ]
    share = _NAME_SHARE if by == "seller_name" else 1.0
    for outcome in ("confirmed", "unfounded"):
        same = [row for row in decided if row["outcome"] == outcome]
        for sign in signs if same else ():
            weight = share * _weight_of(same, outcome, sign, listing.as_of)
            values = {
                "count": len(same),
                "same_sign": sum(row["sign"] == sign for row in same),
                "last_on": max(row["decided_on"] for row in same).isoformat(),
                "matched_by": by,
                "knowledge": knowledge.version,
            }
            yield _finding(f"known.seller.{outcome}", FAMILY_OF_SELLER, sign, weight, values)


@listing_rule("known.seller")
def history_of_seller(listing: Listing, found: Sequence[Finding], knowledge: Knowledge) -> Iterable[Finding]:
    """What the table of sellers says: earlier violations, a commitment, since when the seller is known."""
    rows, by = rows_of_seller(knowledge, "sellers", listing.columns)
    signs = _signs(found)
    for row in rows[:1]:
        for rule, weight, columns in _history(row, listing.as_of):
            # Long in trade speaks for a seller with a clean record only, whichever table the record stands in.
            if rule == "long" and _has_record(listing, knowledge):
                continue
            share = _NAME_SHARE if by == "seller_name" else 1.0
            for sign in signs:
                values = _values(row, columns, by, knowledge)
                yield _finding(f"known.seller.{rule}", FAMILY_OF_SELLER, sign, weight * share, values)


def _has_record(listing: Listing, knowledge: Knowledge) -> bool:
    """Say whether an inspection confirmed a violation of this seller, or in this very listing."""
    if not knowledge.has("outcomes"):
        return False
    rows, _by = rows_of_seller(knowledge, "outcomes", listing.columns)
    known = [*rows, *_outcomes_of_listing(listing, knowledge)]
    return any(row["outcome"] == "confirmed" and row["decided_on"] <= listing.as_of for row in known)


def _history(row: Mapping[str, Any], as_of: date) -> Iterator[tuple[str, float, tuple[str, ...]]]:
    """Yield rule, weight and the columns that it was drawn from."""
    count, last = row["violations"] or 0, row["last_violation_on"]
    known = last is None or last <= as_of
    if count and known:
        # Undated ones count as a year old each.
        fresh = _recency(last, as_of) if last else 0.5
        weight = min(_VIOLATIONS_CAP, _EARLIER_VIOLATION * count * fresh)
        yield "violations", weight, ("violations", "last_violation_on", "source")
    if row["committed_on"] is not None and row["committed_on"] <= as_of:
        yield "committed", 0.0, ("committed_on", "source")
    if row["first_seen"] is not None and row["first_seen"] <= as_of:
        days = (as_of - row["first_seen"]).days
        if days < _NEW_DAYS:
            yield "new", _NEW, ("first_seen",)
        elif days >= _LONG_DAYS and not count:
            yield "long", _LONG, ("first_seen",)


def _weight_of(rows: Sequence[Mapping[str, Any]], outcome: str, sign: str, as_of: date) -> float:
    """Add up what earlier outcomes say of a sign now.

    Units: log-odds, capped.
    """
    shares = [_recency(row["decided_on"], as_of) * (1.0 if row["sign"] == sign else _OTHER_SIGN_SHARE) for row in rows]
    if outcome == "confirmed":
        return round(min(_VIOLATIONS_CAP, _VIOLATION * sum(shares)), 4)
    return round(max(_UNFOUNDED_CAP, _UNFOUNDED * sum(shares)), 4)


def _recency(day: date, as_of: date) -> float:
    """Return 1 for today, a half for a year ago."""
    return float(0.5 ** ((as_of - day).days / _HALF_LIFE_DAYS))


def _holds(row: Mapping[str, Any], as_of: date) -> bool:
    begun = row["valid_from"] is None or row["valid_from"] <= as_of
    return begun and (row["valid_until"] is None or as_of <= row["valid_until"])


def _names_mark(listing: Listing, mark: str) -> bool:
    """Say whether title or brand field names the mark."""
    name = rb"(?<![a-z0-9])" + re.escape(fold_text(mark)) + rb"(?![a-z0-9])"
    return any(re.search(name, text) for text in (listing.title, fold_text(listing.columns["brand"] or "")))


def _outcomes_of_listing(listing: Listing, knowledge: Knowledge) -> list[Mapping[str, Any]]:
    """Return the latest outcome of each sign for this very listing, up to the day of the sweep."""
    if "outcomes of listings" not in knowledge.memory:
        index: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
        for row in knowledge.table("outcomes").sort("decided_on", maintain_order=True).iter_rows(named=True):
            if row["listing_id"]:
                index.setdefault((row["platform"].casefold(), row["listing_id"]), []).append(row)
        knowledge.memory["outcomes of listings"] = index
    key = ((listing.columns["platform"] or "").casefold(), listing.columns["listing_id"])
    rows = knowledge.memory["outcomes of listings"].get(key, [])
    latest = {row["sign"]: row for row in rows if row["decided_on"] <= listing.as_of}
    return [latest[sign] for sign in sorted(latest)]


def _signs(found: Sequence[Finding], among: Iterable[str] | None = None) -> list[str]:
    """Return the signs that something speaks for."""
    signs = {finding.sign for finding in found if finding.weight > 0}
    return sorted(signs if among is None else signs.intersection(among))


def _values(row: Mapping[str, Any], columns: Sequence[str], by: str, knowledge: Knowledge) -> dict[str, Any]:
    shown = {name: row[name].isoformat() if isinstance(row[name], date) else row[name] for name in columns}
    return {**shown, "matched_by": by, "knowledge": knowledge.version}


def _finding(rule: str, family: str, sign: str, weight: float, values: dict[str, Any]) -> Finding:
    return Finding(rule, sign, family, round(weight, 4), -1, -1, (), "", values)
