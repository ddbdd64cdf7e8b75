"""What is known of the seller and of this very listing: it raises or lowers other evidence, it never speaks alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.knowledge.sellers import rows_of_seller
from minhbach.engine.screening.listing import Finding, Listing
from minhbach.engine.screening.rule_table import Rule, rule
from minhbach.engine.screening.rules import finding, listing_rule
from minhbach.engine.text.letters import fold_text

_OFFICIAL = rule("known.official")
_AUTHORISED = rule("known.authorised")
_THIS_LISTING = {"confirmed": rule("known.listing.confirmed"), "unfounded": rule("known.listing.unfounded")}
_SELLER = {"confirmed": rule("known.seller.confirmed"), "unfounded": rule("known.seller.unfounded")}
_VIOLATIONS = rule("known.seller.violations")
_COMMITTED = rule("known.seller.committed")
_NEW = rule("known.seller.new")
_LONG = rule("known.seller.long")

_HALF_LIFE_DAYS = 365.0
_NEW_DAYS = 30
_LONG_DAYS = 3 * 365


@listing_rule("known.official")
def official_shop(listing: Listing, found: Sequence[Finding], knowledge: Knowledge) -> Iterable[Finding]:
    """The platform vouches for the shop: it checked papers of brand or company once."""
    signs = _signs(found, _OFFICIAL.signs)
    if signs and listing.columns["is_official"]:
        for sign in signs:
            yield _finding(_OFFICIAL, sign, _OFFICIAL.weights[sign], {})


@listing_rule("known.authorised")
def authorised_seller(listing: Listing, found: Sequence[Finding], knowledge: Knowledge) -> Iterable[Finding]:
    """The holder of the mark authorised this seller, on the day of the sweep."""
    signs = _signs(found, _AUTHORISED.signs)
    if not signs:
        return
    rows, by = rows_of_seller(knowledge, "authorised_sellers", listing.columns)
    for row in sorted(rows, key=lambda row: (row["mark"], str(row["valid_from"]))):
        if _holds(row, listing.as_of) and _names_mark(listing, row["mark"]):
            share = _AUTHORISED.shares.get(by, 1.0)
            values = _values(row, ("mark", "valid_from", "valid_until", "source"), by, knowledge)
            for sign in signs:
                yield _finding(_AUTHORISED, sign, _AUTHORISED.weights[sign] * share, values)
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
            of = _THIS_LISTING[row["outcome"]]
            yield _finding(of, row["sign"], of.weight, values)
    rows, by = rows_of_seller(knowledge, "outcomes", listing.columns)
    decided = [
        row
        for row in rows
        if row["decided_on"] <= listing.as_of
        and not (row["listing_id"] is not None and row["listing_id"] == listing.columns["listing_id"])
    ]
    for outcome, of in _SELLER.items():
        same = [row for row in decided if row["outcome"] == outcome]
        for sign in signs if same else ():
            weight = of.shares.get(by, 1.0) * _weight_of(same, of, sign, listing.as_of)
            values = {
                "count": len(same),
                "same_sign": sum(row["sign"] == sign for row in same),
                "last_on": max(row["decided_on"] for row in same).isoformat(),
                "matched_by": by,
                "knowledge": knowledge.version,
            }
            yield _finding(of, sign, weight, values)


@listing_rule("known.seller")
def history_of_seller(listing: Listing, found: Sequence[Finding], knowledge: Knowledge) -> Iterable[Finding]:
    """What the table of sellers says: earlier violations, a commitment, since when the seller is known."""
    rows, by = rows_of_seller(knowledge, "sellers", listing.columns)
    signs = _signs(found)
    for row in rows[:1]:
        for of, weight, columns in _history(row, listing.as_of):
            # Long in trade speaks for a seller with a clean record only, whichever table the record stands in.
            if of is _LONG and _has_record(listing, knowledge):
                continue
            for sign in signs:
                values = _values(row, columns, by, knowledge)
                yield _finding(of, sign, weight * of.shares.get(by, 1.0), values)


def _has_record(listing: Listing, knowledge: Knowledge) -> bool:
    """Say whether an inspection confirmed a violation of this seller, or in this very listing."""
    if not knowledge.has("outcomes"):
        return False
    rows, _by = rows_of_seller(knowledge, "outcomes", listing.columns)
    known = [*rows, *_outcomes_of_listing(listing, knowledge)]
    return any(row["outcome"] == "confirmed" and row["decided_on"] <= listing.as_of for row in known)


def _history(row: Mapping[str, Any], as_of: date) -> Iterator[tuple[Rule, float, tuple[str, ...]]]:
    """Yield rule, weight and the columns that it was drawn from."""
    count, last = row["violations"] or 0, row["last_violation_on"]
    known = last is None or last <= as_of
    if count and known:
        # Undated ones count as a year old each.
        fresh = _recency(last, as_of) if last else 0.5
        weight = min(_VIOLATIONS.weights["most"], _VIOLATIONS.weights["each"] * count * fresh)
        yield _VIOLATIONS, weight, ("violations", "last_violation_on", "source")
    if row["committed_on"] is not None and row["committed_on"] <= as_of:
        yield _COMMITTED, _COMMITTED.weight, ("committed_on", "source")
    if row["first_seen"] is not None and row["first_seen"] <= as_of:
        days = (as_of - row["first_seen"]).days
        if days < _NEW_DAYS:
            yield _NEW, _NEW.weight, ("first_seen",)
        elif days >= _LONG_DAYS and not count:
            yield _LONG, _LONG.weight, ("first_seen",)


def _weight_of(rows: Sequence[Mapping[str, Any]], of: Rule, sign: str, as_of: date) -> float:
    """Add up what earlier outcomes say of a sign now.

    Units: log-odds, capped.
    """
    other = of.shares["other_sign"]
    shares = [_recency(row["decided_on"], as_of) * (1.0 if row["sign"] == sign else other) for row in rows]
    each, most = of.weights["each"], of.weights["most"]
    return round(min(most, each * sum(shares)) if each > 0 else max(most, each * sum(shares)), 4)


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
    signs = {one.sign for one in found if one.weight > 0}
    return sorted(signs if among is None else signs.intersection(among))


def _values(row: Mapping[str, Any], columns: Sequence[str], by: str, knowledge: Knowledge) -> dict[str, Any]:
    shown = {name: row[name].isoformat() if isinstance(row[name], date) else row[name] for name in columns}
    return {**shown, "matched_by": by, "knowledge": knowledge.version}


def _finding(of: Rule, sign: str, weight: float, values: dict[str, Any]) -> Finding:
    return finding(of, sign, round(weight, 4), values)
