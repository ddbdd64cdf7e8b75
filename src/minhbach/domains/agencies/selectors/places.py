"""Reads about places: where a place is now, what it was then, and what is in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet

from minhbach.domains.agencies.models import Place, PlaceSuccession
from minhbach.domains.agencies.selectors.reach import place_ids_within
from minhbach.domains.agencies.types import PlaceLevel
from minhbach.engine.text.keys import search_key


class DayMap:
    """What lies in what on a day: a province may be renamed around communes that go on as they are."""

    def __init__(self, on: date) -> None:
        self.on = on

    def above(self, place: Place) -> Place | None:
        """Give what a place lies in: its own parent, or what that has become while the place went on."""
        own = place.parent
        if own is None or own.valid_until is None or own.valid_until > self.on:
            return own
        if place.valid_until is not None and place.valid_until <= own.valid_until:
            return own
        return self._became.get(own.pk, own)

    def chain(self, place: Place) -> list[Place]:
        """List the units above a place, nearest first, without the nation."""
        found, above = [], self.above(place)
        while above is not None and above.level != PlaceLevel.NATION:
            found.append(above)
            above = self.above(above)
        return found

    def words(self, place: Place) -> str:
        """Name a place with what it lies right in: "Phường Kỳ Lừa, Tỉnh Lạng Sơn"."""
        return ", ".join(one.name for one in (place, *self.chain(place)[:1]))

    @cached_property
    def _became(self) -> dict[int, Place]:
        """What each province that ended has become by the day, where that is one."""
        changes = PlaceSuccession.objects.filter(predecessor__level=PlaceLevel.PROVINCE, on__lte=self.on)
        heirs: dict[int, list[Place]] = defaultdict(list)
        for one in changes.select_related("successor__parent").order_by("on"):
            heirs[one.predecessor_id].append(one.successor)
        alone = {before: after[0] for before, after in heirs.items() if len(after) == 1}
        return {before: _last(after, alone) for before, after in alone.items()}


def _last(place: Place, became: dict[int, Place]) -> Place:
    while place.pk in became:
        place = became[place.pk]
    return place


def find_by_code(code: str, *, on: date, level: PlaceLevel | None = None) -> Place | None:
    """Find what a code meant on a day; zeros lost at its front are forgiven where LEVEL is given."""
    widths = {PlaceLevel.PROVINCE: 2, PlaceLevel.DISTRICT: 3, PlaceLevel.COMMUNE: 5}
    code = code.strip()
    places = Place.objects.on(on).filter(code=code.zfill(widths[level]) if level in widths else code)
    if level is not None:
        places = places.filter(level=level)
    place: Place | None = places.order_by("-valid_from", "id").first()
    return place


def where_is_now(place: Place) -> list[Place]:
    """Say what a place has become by now: itself, one successor, or several for a divided ward.

    A district that was abolished has no successor of its own; the communes its wards became are given.
    """
    return _where(place, forward=True, until=None)


def where_was_it(place: Place, on: date) -> list[Place]:
    """Say what stands, on a day, where a place of any map lies: forward or back in time as needed."""
    if place.holds_on(on):
        return [place]
    if place.valid_from is not None and on < place.valid_from:
        return what_was_then(place, on)
    return _where(place, forward=True, until=on)


def what_was_then(place: Place, on: date) -> list[Place]:
    """Say what a place was made of on an earlier day; a divided ward belongs to each of its heirs."""
    return _where(place, forward=False, until=on)


def find_places(*texts: str, on: date, level: PlaceLevel | None = None, limit: int = 20) -> list[Place]:
    """Find places of a day by the start of a name or any word of it, with or without accents, or by code.

    Of several texts one is enough: spellings of the same.
    """
    keys = [key for text in texts if (key := search_key(text))]
    if not keys:
        return []
    places = Place.objects.on(on).select_related("parent__parent").exclude(level=PlaceLevel.NATION)
    if level is not None:
        places = places.filter(level=level)
    named = Q()
    for key in keys:
        named |= Q(folded__startswith=key) | Q(folded__contains=f" {key}")
        if key.isdigit():
            named |= Q(code__startswith=key)
    places = places.filter(named)
    found = list(places.order_by("sort_key", "id")[:400])
    # The kind stands before the name, so a name's own start ranks before a word within it.
    return sorted(found, key=lambda place: min(_rank(place, key) for key in keys))[:limit]


def places_of_map(*, on: date, level: PlaceLevel | None = None) -> QuerySet[Place]:
    """List the places of a day's map, in Vietnamese order."""
    places: QuerySet[Place] = Place.objects.on(on).exclude(level=PlaceLevel.NATION)
    if level is not None:
        places = places.filter(level=level)
    return places.select_related("parent").order_by("sort_key", "id")


def province_of(place: Place) -> Place | None:
    """Give the province a place lies in, in the place's own map; None for the nation."""
    above: Place | None = place
    while above is not None and above.level != PlaceLevel.PROVINCE:
        above = above.parent
    return above


def communes_of(province: Place, *, on: date) -> QuerySet[Place]:
    """List what a province, or the one it was or became, is divided into on a day, in Vietnamese order."""
    then = {part.pk for part in where_was_it(province, on)} or {province.pk}
    return (
        Place.objects.on(on).filter(pk__in=place_ids_within(then), level=PlaceLevel.COMMUNE).order_by("sort_key", "id")
    )


def commune_today(place: Place | None, chosen: Place | None = None) -> Place | None:
    """Say in which of today's communes a record counts; None is “chưa xác định”.

    A record in a divided ward keeps that ward and is not counted in any commune until an officer has CHOSEN one of
    its successors.
    """
    if place is None:
        return None
    now = where_is_now(place)
    if place.level != PlaceLevel.COMMUNE:
        # The district of an island became one special zone; any other district is too wide to count in a commune.
        return now[0] if len(now) == 1 and now[0].level == PlaceLevel.COMMUNE else None
    if len(now) == 1:
        return now[0]
    return chosen if chosen is not None and chosen.pk in {candidate.pk for candidate in now} else None


def communes_today(places: Collection[Place]) -> dict[int, Place | None]:
    """Answer commune_today for many places at once, by their ids, in two queries for each change of map."""
    found: dict[int, set[int]] = {place.pk: {place.pk} for place in places}
    known = {place.pk: place for place in places}
    while open_ids := {pk for heirs in found.values() for pk in heirs if known[pk].valid_until is not None}:
        heirs_of: dict[int, set[int]] = {}
        for before, after in PlaceSuccession.objects.filter(predecessor_id__in=open_ids).values_list(
            "predecessor_id", "successor_id"
        ):
            heirs_of.setdefault(before, set()).add(after)
        new_ids = {pk for heirs in heirs_of.values() for pk in heirs} - known.keys()
        known |= {place.pk: place for place in Place.objects.filter(pk__in=new_ids)}
        moved = {
            pk: {heir for each in heirs for heir in (heirs_of.get(each, {each}) if each in open_ids else {each})}
            for pk, heirs in found.items()
        }
        if moved == found:
            break
        found = moved
    answers: dict[int, Place | None] = {}
    for pk, heirs in found.items():
        heir = known[next(iter(heirs))] if len(heirs) == 1 else None
        answers[pk] = heir if heir is not None and heir.level == PlaceLevel.COMMUNE else None
    return answers


def _where(place: Place, *, forward: bool, until: date | None) -> list[Place]:
    """Follow the successions from a place, forward to UNTIL (or to now), or back to it."""
    at_hand, reached, seen = [place], [], {place.pk}
    while at_hand:
        step: list[Place] = []
        for one in at_hand:
            if _is_there(one, forward=forward, until=until):
                reached.append(one)
            else:
                step += [other for other in _next(one, forward=forward) if other.pk not in seen]
                seen |= {other.pk for other in step}
        at_hand = step
    return sorted(reached, key=lambda found: (found.sort_key, found.pk))


def _is_there(place: Place, *, forward: bool, until: date | None) -> bool:
    return place.valid_until is None if until is None else place.holds_on(until)


def _next(place: Place, *, forward: bool) -> list[Place]:
    related = (
        Place.objects.filter(origins__predecessor=place)
        if forward
        else Place.objects.filter(successions__successor=place)
    )
    found = list(related.select_related("parent").distinct())
    if not found and forward and place.level == PlaceLevel.DISTRICT:
        found = list(Place.objects.filter(origins__predecessor__parent=place).select_related("parent").distinct())
    return found


def _rank(place: Place, key: str) -> tuple[int, str, int]:
    own = search_key(place.name.removeprefix(place.kind))
    return (
        0 if own == key else 1 if own.startswith(key) or place.folded.startswith(key) else 2,
        place.sort_key,
        place.pk,
    )


def parts_of(place: Place, *, on: date) -> QuerySet[Place]:
    """List what lies right in a place on a day of its own, in Vietnamese order: what went on under a new name too."""
    wholes = {place.pk, *PlaceSuccession.objects.filter(successor=place).values_list("predecessor_id", flat=True)}
    return Place.objects.on(on).filter(parent__in=wholes).order_by("sort_key", "id")


def find_by_name(name: str, *, on: date) -> list[Place]:
    """Find the places of a day that bear a name, with or without its kind and accents."""
    key = search_key(name)
    candidates = Place.objects.on(on).select_related("parent__parent").filter(folded__endswith=key)
    found = [
        place
        for place in candidates
        if key in (place.folded, search_key(place.name.removeprefix(place.kind))) and place.level != PlaceLevel.NATION
    ]
    return sorted(found, key=lambda place: (place.folded != key, place.sort_key, place.pk))
