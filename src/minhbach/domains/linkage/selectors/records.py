"""Records of subjects as the engine compares them, made of what the access in force reaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection

from minhbach.domains.agencies.models import Place
from minhbach.domains.agencies.selectors import communes_today, province_of, where_is_now
from minhbach.domains.subjects.types import Property
from minhbach.engine.identifiers import KINDS
from minhbach.engine.linkage import HUB, Record

_NAMES = {Property.NAME, Property.OTHER_NAME}
_STANDING = """
    select id, kind, created_at, place_id from subjects_subject where id = any(%s::uuid[]) and withdrawn_at is null
"""
# One row for all of a kind: a merchant may have hundreds of numbers.
_STATED = """
    select s.subject_id, s.property, i.kind, array_agg(i.canonical), array_agg(s.value),
        array_agg(distinct s.holder) filter (where s.holder <> ''), array_agg(p.address), array_agg(e.name)
    from subjects_statement s
    left join subjects_identifier i on i.id = s.identifier_id
    left join subjects_premises p on p.id = s.premises_id
    left join subjects_presence e on e.id = s.presence_id
    where s.subject_id = any(%s::uuid[]) and s.retracted_at is null
    group by s.subject_id, s.property, i.kind
"""
# Maps change with a release, so a process may know each place for as long as it lives.
_known_places: dict[int, tuple[str, str]] = {}
# A number counted beyond this means nothing more.
_COUNTED = HUB + 1
_DEGREES = """
    select i.kind, i.canonical, (select count(distinct c.subject_id) from (
        select s.subject_id from subjects_statement s where s.identifier_id = i.id and s.retracted_at is null limit %s
    ) c)
    from subjects_identifier i where (i.kind, i.canonical) in (select * from unnest(%s::text[], %s::text[]))
"""


def records_of(subject_ids: Collection[UUID | str]) -> dict[str, Record]:
    """Return the records of subjects in reach that are not withdrawn, by id."""
    if not subject_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [_array(subject_ids)])
        rows = cursor.fetchall()
    said = _said([row[0] for row in rows])
    places = _places({row[3] for row in rows if row[3]})
    found = {}
    for subject_id, kind, created_at, place_id in rows:
        own = said.get(subject_id, _Said())
        commune, province = places.get(place_id, ("", ""))
        found[str(subject_id)] = Record(
            id=str(subject_id),
            made_at=microseconds(created_at),
            kind=kind,
            names=tuple(sorted(own.names)),
            people=tuple(sorted(own.people)),
            addresses=tuple(sorted(own.addresses)),
            commune=commune,
            province=province,
            identifiers=tuple(sorted(own.identifiers)),
        )
    return found


def microseconds(at: datetime) -> int:
    """Return a moment as linkage tells which record was made first."""
    return int(at.timestamp() * 1_000_000)


def degrees_within_reach(records: Mapping[str, Record]) -> dict[tuple[str, str], int]:
    """Count who carries the identifiers of records, as far as the access in force reaches."""
    held = sorted({identifier for record in records.values() for identifier in record.identifiers})
    if not held:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_DEGREES, [_COUNTED, [kind for kind, _ in held], [value for _, value in held]])
        return {(kind, value): int(count) for kind, value, count in cursor.fetchall()}


class _Said:
    """What the statements of one subject add up to."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.people: set[str] = set()
        self.addresses: set[str] = set()
        self.identifiers: set[tuple[str, str]] = set()


def _said(subject_ids: Collection[UUID]) -> Mapping[UUID, _Said]:
    found: dict[UUID, _Said] = defaultdict(_Said)
    with connection.cursor() as cursor:
        cursor.execute(_STATED, [_array(subject_ids)])
        for subject_id, named, kind, canonicals, values, holders, addresses, presences in cursor.fetchall():
            own = found[subject_id]
            if named in _NAMES:
                own.names.update(values)
            elif named == Property.REPRESENTATIVE:
                own.people.update(values)
            elif named == Property.PREMISES:
                own.addresses.update(filter(None, addresses))
            elif named == Property.PRESENCE:
                own.names.update(filter(None, presences))
            own.people.update(holders or ())
            if kind and KINDS[kind].tells_one:
                own.identifiers.update((kind, canonical) for canonical in canonicals)
    return found


def _array(ids: Collection[UUID | str]) -> str:
    """Write ids as an array; a list would be written out one by one."""
    return "{" + ",".join(map(str, ids)) + "}"


def _places(place_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return today's commune and province of places of any map; empty where that is not one place."""
    unknown = set(place_ids) - set(_known_places)
    places = list(Place.objects.filter(pk__in=unknown).select_related("parent__parent"))
    today = communes_today(places)
    for place in places:
        commune = today.get(place.pk)
        _known_places[place.pk] = (commune.key if commune else "", _province(commune or place))
    return {place_id: _known_places[place_id] for place_id in place_ids if place_id in _known_places}


def _province(place: Place) -> str:
    """Return today's province of a place, whatever map it stands on."""
    province = province_of(place)
    today = where_is_now(province) if province is not None else []
    return today[0].key if len(today) == 1 else ""
