"""Reads: places through time, who holds which post, and how far an officer's eyes reach."""

from minhbach.domains.agencies.selectors.places import (
    commune_today,
    communes_of,
    communes_today,
    find_by_code,
    find_places,
    get_place,
    places_of_map,
    province_of,
    what_was_then,
    where_is_now,
    where_was_it,
)
from minhbach.domains.agencies.selectors.reach import (
    access_of,
    ancestor_ids,
    delegations_held,
    has_role,
    place_ids_within,
    posts_of,
    with_descendant_ids,
)

__all__ = [
    "access_of",
    "ancestor_ids",
    "commune_today",
    "communes_of",
    "communes_today",
    "delegations_held",
    "find_by_code",
    "find_places",
    "get_place",
    "has_role",
    "place_ids_within",
    "places_of_map",
    "posts_of",
    "province_of",
    "what_was_then",
    "where_is_now",
    "where_was_it",
    "with_descendant_ids",
]
