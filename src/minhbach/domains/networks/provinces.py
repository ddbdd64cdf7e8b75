"""In which of today's provinces places lie."""

from __future__ import annotations

from collections.abc import Collection

from minhbach.domains.agencies.models import Place
from minhbach.domains.agencies.selectors import communes_today, province_of, where_is_now

# Maps change with a release, so a process may know each place for as long as it lives.
_known: dict[int, str] = {}


def provinces_of(place_ids: Collection[int]) -> dict[int, str]:
    """Return the key of today's province of each place, of any map; empty where that is not one."""
    places = list(Place.objects.filter(pk__in=set(place_ids) - set(_known)).select_related("parent__parent"))
    today = communes_today(places)
    for place in places:
        province = province_of(today.get(place.pk) or place)
        now = where_is_now(province) if province is not None else []
        _known[place.pk] = now[0].key if len(now) == 1 else ""
    return {one: _known[one] for one in place_ids if _known.get(one)}
