"""Reads: who holds which post, and how far an officer's eyes reach."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from minhbach.domains.agencies.models import Agency, AgencyArea, Delegation, Officer, Post
from minhbach.domains.agencies.types import PlaceLevel, Role
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import ALL_PLACES, ANY_OFFICER, Access, force_key, terms_of
from minhbach.foundation.scope.access import FIRST_FORCE, FIRST_TERM


def posts_of(officer: Officer, *, on: date) -> QuerySet[Post]:
    """List the posts an officer holds on a day, with their agencies."""
    return Post.objects.on(on).filter(officer=officer).select_related("agency").order_by("valid_from", "id")


def keep_posts(officer: Officer, *, on: date) -> list[Post]:
    """Read the posts of whoever is asking once for a request, and keep them with the person."""
    officer.kept_posts = on, list(posts_of(officer, on=on))
    return officer.kept_posts[1]


def has_role(officer: Officer, *roles: Role, on: date, agency: Agency | None = None) -> bool:
    """Say whether an officer holds one of the roles on a day, in AGENCY or one above it if given."""
    homes = {post.agency_id for post in held_posts(officer, on=on) if post.role in roles}
    if agency is None or agency.id in homes:
        return bool(homes)
    return bool(homes) and not homes.isdisjoint(ancestor_ids(agency))


def held_posts(officer: Officer, *, on: date) -> list[Post]:
    """List the posts an officer holds on a day: those kept for the request, or read now."""
    if officer.kept_posts is not None and officer.kept_posts[0] == on:
        return officer.kept_posts[1]
    return list(posts_of(officer, on=on))


def delegations_held(officer: Officer, *, on: date) -> QuerySet[Delegation]:
    """List the delegations under which an officer may sign for another on a day.

    A delegation lasts no longer than the posts of the two, and not after it is taken back.
    """
    posts = Post.objects.on(on)
    return (
        Delegation.objects.on(on)
        .filter(to_post__officer=officer, from_post__in=posts, to_post__in=posts)
        .select_related("from_post__agency", "from_post__officer", "to_post__agency", "to_post__officer")
        .order_by("valid_from", "id")
    )


def access_of(officer: Officer, *, at: datetime) -> Access:
    """Work out whose records and which places an officer reaches at a moment.

    Own agencies, the units below them and those they took over from; what their force shares with itself; the area
    where a post gives it. A guest's is the number of the body, and the keys of what is open to it until a day: no more.
    """
    posts = held_posts(officer, on=local_date(at))
    numbers = _with_descendants({post.agency_id for post in posts})
    every = frozenset[int]() if officer.is_guest else frozenset({ANY_OFFICER})
    return Access(
        officer_id=officer.id,
        agency_ids=frozenset(numbers),
        keys=every.union(*_keys(posts, numbers).values()),
    )


def keys_with(posts: Collection[Post]) -> dict[UUID, frozenset[int]]:
    """Return with which keys somebody comes to rows who holds all of some posts in an agency, by agency."""
    return _keys(posts, _numbers({post.agency_id for post in posts}))


def keysets_among(keys: Collection[int]) -> set[frozenset[int]]:
    """Return which of some keys come together, as officers of one agency have them, with its area and without it."""
    forces = {frozenset({ANY_OFFICER, key}) for key in keys if FIRST_FORCE <= key < FIRST_TERM}
    reached = (
        "select a.number, a.force, array_agg(case when p.level = %s then %s else -p.id end) from agencies_agency a"
        " left join agencies_agencyarea r on r.agency_id = a.id left join agencies_place p on p.id = r.place_id"
        " where a.outside = '' and (a.number = any(%s) or exists (select 1 from agencies_agencyarea o"
        " join agencies_place q on q.id = o.place_id where o.agency_id = a.id"
        " and (-q.id = any(%s) or q.level = %s))) group by a.id"
    )
    nation, wanted = PlaceLevel.NATION.value, list(keys)
    with connection.cursor() as cursor:
        cursor.execute(reached, [nation, ALL_PLACES, wanted, wanted, nation])
        rows = cursor.fetchall()
    found = {frozenset({ANY_OFFICER}), *forces}
    for number, force, places in rows:
        own = {ANY_OFFICER, number, force_key(force)}
        found |= {frozenset(own), frozenset(own | set(places))}
    return {both for one in found if (both := one & frozenset(keys))}


def ancestor_ids(agency: Agency) -> list[UUID]:
    """List the agencies above one, nearest first."""
    return _column(
        "with recursive above as (select parent_id, 1 as step from agencies_agency where id = %s"
        " union all select a.parent_id, step + 1 from agencies_agency a join above on a.id = above.parent_id)"
        " select parent_id from above where parent_id is not null order by step",
        [agency.id],
    )


def with_descendant_ids(agency_ids: Collection[UUID]) -> set[UUID]:
    """Add to some agencies every unit below them, and those they took over from."""
    return set(_with_descendants(agency_ids))


def units_below(agency_ids: Collection[UUID]) -> set[UUID]:
    """Add to some agencies every unit below them."""
    if not agency_ids:
        return set()
    return set(
        _column(
            "with recursive below as (select id from agencies_agency where id = any(%s)"
            " union select a.id from agencies_agency a join below on a.parent_id = below.id)"
            " select id from below",
            [list(agency_ids)],
        )
    )


def place_ids_within(place_ids: Collection[int]) -> set[int]:
    """Add to some places everything in them, in today's map and in the one it replaced."""
    if not place_ids:
        return set()
    return set(
        _column(
            "with recursive within as (select id from agencies_place where id = any(%s)"
            " union select next.id from within join lateral ("
            "   select p.id from agencies_place p where p.parent_id = within.id"
            "   union all select s.predecessor_id from agencies_placesuccession s where s.successor_id = within.id"
            " ) next on true) select id from within",
            [list(place_ids)],
        )
    )


def _keys(posts: Collection[Post], numbers: Mapping[UUID, int]) -> dict[UUID, frozenset[int]]:
    covering = {post.agency_id for post in posts if post.covers_area}
    areas = AgencyArea.objects.filter(agency_id__in=covering).values_list("agency_id", "place_id", "place__level")
    # A row carries the keys of all agencies and places above its own: the posts' own and the area's own are enough.
    found = {post.agency_id: {numbers[post.agency_id]} for post in posts}
    for post in posts:
        if post.agency.outside:
            found[post.agency_id] |= terms_of(post.agency_id)
        else:
            found[post.agency_id].add(ANY_OFFICER)
    for agency_id, place_id, level in areas:
        found[agency_id].add(ALL_PLACES if level == PlaceLevel.NATION else -place_id)
    for post in posts:
        if (key := force_key(post.agency.force)) is not None:
            found[post.agency_id].add(key)
    return {agency_id: frozenset(keys) for agency_id, keys in found.items()}


def _numbers(agency_ids: Collection[UUID]) -> dict[UUID, int]:
    with connection.cursor() as cursor:
        cursor.execute("select id, number from agencies_agency where id = any(%s)", [list(agency_ids)])
        return dict(cursor.fetchall())


def _with_descendants(agency_ids: Collection[UUID]) -> dict[UUID, int]:
    """Number some agencies, every unit below them, and those they took over from."""
    if not agency_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "with recursive below as (select id, number from agencies_agency where id = any(%s) union"
            " select a.id, a.number from agencies_agency a join below on below.id in (a.parent_id, a.successor_id))"
            " select id, number from below",
            [list(agency_ids)],
        )
        return dict(cursor.fetchall())


def _column(query: str, parameters: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return [row[0] for row in cursor.fetchall()]
