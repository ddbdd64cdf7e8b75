"""Agencies that follow from a pattern and a place: what each is called there, from when, and what came after."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from minhbach.domains.agencies.reference.places import DATA, NATION_KEY, PlaceRow, read_places, read_successions
from minhbach.domains.agencies.types import AgencyLevel, PlaceLevel


@dataclass(frozen=True)
class AgencyRow:
    """One agency as the tables have it; other agencies and places by their keys."""

    key: str
    force: str
    level: str
    name: str
    short_name: str
    symbol: str
    source: str
    confidence: str
    parent: str = ""
    successor: str = ""
    areas: tuple[str, ...] = ()
    works_in_system: bool = False
    valid_from: date | None = None
    valid_until: date | None = None


def read_agencies() -> list[AgencyRow]:
    """Read the national and provincial agencies, for every province there is or was."""
    patterns = _load(DATA / "agencies.toml")["pattern"]
    rows = [
        row
        for pattern in patterns
        if pattern["level"] == AgencyLevel.NATION
        for row in _at_places(pattern, [_nation()], AgencyLevel.NATION)
    ]
    provinces = [place for place in read_places() if place.level == PlaceLevel.PROVINCE]
    rows += [
        row
        for pattern in patterns
        if pattern["level"] == AgencyLevel.PROVINCE
        for row in _at_places(pattern, provinces, AgencyLevel.PROVINCE)
    ]
    return _linked(rows, patterns)


def read_demo_province() -> list[AgencyRow]:
    """Read what the demo province has besides: bodies of its communes, teams, the customs branch."""
    table = _load(DATA / "demo_province.toml")
    communes = [place for place in read_places() if place.parent == table["province"]]
    rows = [row for pattern in table["commune_pattern"] for row in _at_places(pattern, communes, AgencyLevel.COMMUNE)]
    return rows + [_single(entry) for entry in table["agency"]]


def demo_members() -> list[str]:
    """Name the agencies of the demo province whose figures the system computes."""
    return list(_load(DATA / "demo_province.toml")["works_in_system"])


def key_at(pattern_id: str, place: PlaceRow) -> str:
    """Give an agency's key: short for a nation or a province of today, with the place's key otherwise."""
    if place.key == NATION_KEY:
        return f"{pattern_id}.vn"
    if place.level == PlaceLevel.PROVINCE and place.valid_until is None:
        return f"{pattern_id}.{place.code}"
    return f"{pattern_id}.{place.key}"


def _at_places(pattern: dict[str, Any], places: Iterable[PlaceRow], level: AgencyLevel) -> Iterator[AgencyRow]:
    for place in places:
        start = _later(pattern.get("from"), place.valid_from)
        end = _earlier(pattern.get("until"), place.valid_until)
        if start and end and start >= end:
            continue
        words = {
            "name": place.name.removeprefix(place.kind).strip(),
            "place": place.name.replace(place.kind, place.kind.lower(), 1) if place.kind else place.name,
        }
        words["initials"] = "".join(word[0] for word in words["name"].split() if word[0].isalpha())
        parent = pattern.get("parent", "")
        yield AgencyRow(
            key=key_at(pattern["id"], place),
            force=pattern["force"],
            level=level,
            name=pattern["name"].format(**words),
            short_name=pattern["short_name"].format(**words),
            symbol=pattern["symbol"].format(**words),
            source=pattern["source"],
            confidence=pattern["confidence"],
            parent=parent if "." in parent or not parent else key_at(parent, place),
            areas=(place.key,),
            works_in_system=pattern.get("works_in_system", False),
            valid_from=start,
            valid_until=end,
        )


def _linked(rows: list[AgencyRow], patterns: list[dict[str, Any]]) -> list[AgencyRow]:
    """Tie each ended agency to the one after it: the pattern's own or its successor, where the place then is."""
    by_key = {row.key: row for row in rows}
    places = {place.key: place for place in read_places()}
    became = {before: after for before, after, _ in read_successions() if before in places}
    follows = {(pattern["id"], pattern["level"]): pattern.get("successor", "") for pattern in patterns}
    linked = []
    for row in rows:
        parent = row.parent if row.parent in by_key else ""
        successor = ""
        if row.valid_until is not None:
            place = places[row.areas[0]]
            then = (
                place if place.valid_until is None or place.valid_until > row.valid_until else places[became[place.key]]
            )
            pattern_id = row.key.split(".", 1)[0]
            candidates = (key_at(pattern_id, then), key_at(follows[pattern_id, row.level] or pattern_id, then))
            successor = next((key for key in candidates if key in by_key and key != row.key), "")
        linked.append(replace(row, parent=parent, successor=successor))
    return linked


def _single(entry: dict[str, Any]) -> AgencyRow:
    return AgencyRow(
        **{name: entry[name] for name in ("key", "force", "level", "name", "short_name", "symbol", "source")},
        confidence=entry["confidence"],
        parent=entry.get("parent", ""),
        successor=entry.get("successor", ""),
        areas=tuple(entry["areas"]),
        works_in_system=entry.get("works_in_system", False),
        valid_from=entry.get("from"),
        valid_until=entry.get("until"),
    )


def _nation() -> PlaceRow:
    return next(place for place in read_places() if place.key == NATION_KEY)


def _load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _later(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day), default=None)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day), default=None)
