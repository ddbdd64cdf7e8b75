"""The two maps and what became of each place: read from tables beside this domain, written where they differ."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection

from minhbach.domains.agencies.models import Place, PlaceSuccession
from minhbach.domains.agencies.types import PlaceLevel
from minhbach.engine.text.keys import search_key, sort_key

DATA = Path(__file__).parents[1] / "data"
NATION_KEY = "nation"
SOURCES = {
    date(2025, 7, 1): "NQ 202/2025/QH15; mã theo QĐ 19/2025/QĐ-TTg (nguồn thứ cấp)",
    date(2026, 4, 30): "NQ 30/2026/QH16 (nguồn thứ cấp)",
}
COLUMNS = ("code", "name", "kind", "level", "parent_id", "folded", "sort_key", "valid_from", "valid_until")


@dataclass(frozen=True)
class PlaceRow:
    """One place as the tables have it."""

    key: str
    level: str
    kind: str
    name: str
    parent: str
    valid_from: date | None
    valid_until: date | None

    @property
    def code(self) -> str:
        return self.key.partition(":")[2]


def read_places() -> Iterator[PlaceRow]:
    """Read the nation and every place of both maps, parents before children."""
    yield PlaceRow(NATION_KEY, PlaceLevel.NATION, "", "Việt Nam", "", None, None)
    rows = [row for name in ("map_2025.csv", "map_2024.csv") for row in _read(name)]
    places = [
        PlaceRow(
            key=row["key"],
            level=row["level"],
            kind=row["kind"],
            name=row["name"],
            parent=row["parent"] or NATION_KEY,
            valid_from=_day(row["valid_from"]),
            valid_until=_day(row["valid_until"]),
        )
        for row in rows
    ]
    order = {PlaceLevel.PROVINCE: 0, PlaceLevel.DISTRICT: 1, PlaceLevel.COMMUNE: 2}
    yield from sorted(places, key=lambda place: order[PlaceLevel(place.level)])


def read_successions() -> Iterator[tuple[str, str, date]]:
    """Read what became what: (predecessor's key, successor's key, day)."""
    for row in _read("successions.csv"):
        yield row["predecessor"], row["successor"], date.fromisoformat(row["on"])


def load_places() -> int:
    """Write what differs from the tables and count it, in a transaction; nothing is ever removed."""
    with _walked_by_indexes():
        return _load_places()


@contextmanager
def _walked_by_indexes() -> Iterator[None]:
    """Within, what lies above each place is found by the rows beside it, however few places the planner knows of.

    Its figures are of before the table was filled: by them it reads all of it at each step up or down the map.
    """
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        yield
        cursor.execute("set local enable_seqscan to default")


def _load_places() -> int:
    known = {key: (pk, *values) for pk, key, *values in Place.objects.values_list("pk", "key", *COLUMNS)}
    ids = {key: row[0] for key, row in known.items()}
    written = 0
    by_level: dict[str, list[PlaceRow]] = {}
    for row in read_places():
        by_level.setdefault(row.level, []).append(row)
    for rows in by_level.values():
        wanted = [_place(row, ids) for row in rows]
        changed = [
            place
            for place in wanted
            if place.key not in known or known[place.key][1:] != tuple(getattr(place, column) for column in COLUMNS)
        ]
        Place.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=[column.removesuffix("_id") for column in COLUMNS],
            batch_size=2_000,
        )
        ids.update(Place.objects.filter(key__in=[place.key for place in changed]).values_list("key", "pk"))
        written += len(changed)
    return written + _load_successions(ids)


def _load_successions(ids: dict[str, int]) -> int:
    known = set(PlaceSuccession.objects.values_list("predecessor_id", "successor_id", "on"))
    missing = [
        PlaceSuccession(predecessor_id=ids[before], successor_id=ids[after], on=on, source=SOURCES[on])
        for before, after, on in read_successions()
        if (ids[before], ids[after], on) not in known
    ]
    PlaceSuccession.objects.bulk_create(missing, ignore_conflicts=True, batch_size=2_000)
    return len(missing)


def _place(row: PlaceRow, ids: dict[str, int]) -> Place:
    own_name = row.name.removeprefix(row.kind).strip()
    return Place(
        key=row.key,
        code=row.code,
        name=row.name,
        kind=row.kind,
        level=row.level,
        parent_id=ids[row.parent] if row.parent else None,
        folded=search_key(row.name),
        # By the name people look for, not by the kind before it.
        sort_key=sort_key(own_name),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _read(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
