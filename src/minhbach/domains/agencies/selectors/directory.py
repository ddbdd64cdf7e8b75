"""Reads about agencies and the people in them, as the directory shows them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.expressions import RawSQL

from minhbach.domains.agencies.models import Agency, AgencyArea, Delegation, Officer, Place, Post
from minhbach.domains.agencies.refusals import NoSuchAgency, NoSuchDelegation, NoSuchOfficer, NoSuchPlace, NoSuchPost
from minhbach.domains.agencies.selectors.places import DayMap, where_was_it
from minhbach.domains.agencies.selectors.reach import held_posts, place_ids_within, posts_of, with_descendant_ids
from minhbach.domains.agencies.types import PlaceLevel, Role
from minhbach.engine.text.keys import search_key
from minhbach.foundation import search

OFFICER_TOKENS = search.words_of("agencies.officer")
# Above this an area is wider than a province, and its communes are no choice any more.
MOST_COMMUNES = 250


def agencies_on(day: date | None) -> QuerySet[Agency]:
    """List the agencies of a day, or of all time, in Vietnamese order."""
    rows: QuerySet[Agency] = Agency.objects.all() if day is None else Agency.objects.on(day)
    return rows.select_related("parent").prefetch_related("areas").order_by("sort_key", "id")


def search_agencies(rows: QuerySet[Agency], text: str) -> QuerySet[Agency]:
    """Keep the agencies whose name has every word, with or without accents, or that bear the symbol."""
    return rows.filter(_called(text))


def find_agencies(*texts: str, on: date) -> QuerySet[Agency]:
    """List the agencies of a day that one of some texts finds: spellings of the same."""
    called = Q(pk__in=[])
    for text in texts:
        called |= _called(text)
    rows: QuerySet[Agency] = Agency.objects.on(on).select_related("parent").filter(called)
    return rows.order_by("sort_key", "id")


def _called(text: str) -> Q:
    condition = Q()
    for word in search_key(text).split():
        condition &= Q(folded__contains=word) | Q(short_name__icontains=word)
    return condition | Q(symbol__iexact=text.strip())


def agencies_in(rows: QuerySet[Agency], place: Place, *, on: date) -> QuerySet[Agency]:
    """Keep the agencies that answer for a place, for one it lies in on a day, or for one within it."""
    ids = place_ids_within({place.pk}) | {above.pk for above in DayMap(on).chain(place)}
    return rows.filter(pk__in=AgencyArea.objects.filter(place_id__in=ids).values("agency_id"))


def get_agency(agency_id: UUID) -> Agency:
    """Give an agency. Raises NoSuchAgency."""
    agency: Agency | None = (
        Agency.objects.select_related("parent", "successor").prefetch_related("areas").filter(pk=agency_id).first()
    )
    if agency is None:
        raise NoSuchAgency
    return agency


def find_agency(key: str) -> Agency | None:
    """Find an agency by its stable key: "qltt.20"."""
    agency: Agency | None = Agency.objects.filter(key=key).first()
    return agency


def get_place_by_id(place_id: int) -> Place:
    """Give a place. Raises NoSuchPlace."""
    place: Place | None = Place.objects.select_related("parent__parent").filter(pk=place_id).first()
    if place is None:
        raise NoSuchPlace
    return place


def units_of(agency: Agency, *, on: date) -> QuerySet[Agency]:
    """List the units right below an agency on a day."""
    rows: QuerySet[Agency] = Agency.objects.on(on).filter(parent=agency)
    return rows.order_by("sort_key", "id")


def posts_in(agency: Agency) -> QuerySet[Post]:
    """List every post there is and was in an agency, by the given names of the holders."""
    return Post.objects.filter(agency=agency).select_related("officer", "agency").order_by("officer__sort_key", "id")


def delegations_in(agency: Agency) -> QuerySet[Delegation]:
    """List every delegation there is and was in an agency, the latest first."""
    return (
        Delegation.objects.filter(from_post__agency=agency)
        .select_related("from_post__officer", "from_post__agency", "to_post__officer", "to_post__agency")
        .order_by("-valid_from", "id")
    )


def get_officer(officer_id: UUID) -> Officer:
    """Give an officer. Raises NoSuchOfficer."""
    officer = Officer.inside.filter(pk=officer_id).first()
    if officer is None:
        raise NoSuchOfficer
    return officer


def find_officer(officer_id: str) -> Officer | None:
    """Find an officer by an id as an address gives it."""
    try:
        return Officer.inside.filter(pk=UUID(officer_id)).first()
    except ValueError:
        return None


def get_post(post_id: UUID) -> Post:
    """Give a post with its agency and holder. Raises NoSuchPost."""
    post: Post | None = Post.objects.select_related("agency", "officer").filter(pk=post_id).first()
    if post is None:
        raise NoSuchPost
    return post


def get_delegation(delegation_id: UUID) -> Delegation:
    """Give a delegation. Raises NoSuchDelegation."""
    delegation: Delegation | None = (
        Delegation.objects.select_related("from_post__agency", "from_post__officer").filter(pk=delegation_id).first()
    )
    if delegation is None:
        raise NoSuchDelegation
    return delegation


def officers_by_name() -> QuerySet[Officer]:
    """List every officer, by given name as Vietnamese people do."""
    return Officer.inside.order_by("sort_key", "id")


def search_officers(rows: QuerySet[Officer], text: str) -> QuerySet[Officer]:
    """Keep the officers whose name or username has every word, with or without accents."""
    return search.matching(rows, OFFICER_TOKENS, text)


def places_of(agency: Agency, *, on: date) -> list[Place]:
    """List where an agency's area lies on a day's map."""
    return [then for area in agency.areas.all() for then in where_was_it(area, on)]


def places_to_choose(officer: Officer, *, on: date) -> list[Place]:
    """List the places an officer narrows a list by: the communes of an area no wider than a province, then provinces.

    Read from the map, not from the rows of the list: at a nation's size those cost seconds.
    """
    homes = posts_of(officer, on=on).values("agency_id")
    areas = Place.objects.filter(agencies__in=homes).exclude(level=PlaceLevel.NATION).distinct()
    today = {then.pk for area in areas for then in where_was_it(area, on)}
    within = Place.objects.on(on).filter(pk__in=place_ids_within(today), level=PlaceLevel.COMMUNE)
    communes = list(within.order_by("sort_key", "id")[: MOST_COMMUNES + 1])
    provinces = Place.objects.on(on).filter(level=PlaceLevel.PROVINCE).order_by("sort_key", "id")
    return [*(communes if len(communes) <= MOST_COMMUNES else ()), *provinces]


# A place carries the keys of all that it lies in, today and on the map before.
_AT_WORK_WITHIN = """
    select r.agency_id from agencies_agencyarea r join agencies_place p on p.id = r.place_id where p.above && %s::int[]
"""


def agencies_to_choose(officer: Officer, *, on: date) -> list[Agency]:
    """List the agencies an officer narrows a list by: the own ones, those below them, and those at work in the area."""
    posts = held_posts(officer, on=on)
    own = with_descendant_ids({post.agency_id for post in posts})
    covering = {post.agency_id for post in posts if post.covers_area}
    areas = AgencyArea.objects.filter(agency_id__in=covering).values_list("place_id", "place__level")
    places, levels = [place for place, _level in areas], {level for _place, level in areas}
    within = Q(works_in_system=True)
    if PlaceLevel.NATION not in levels:
        within &= Q(pk__in=RawSQL(_AT_WORK_WITHIN, [[-place for place in places]]))  # noqa: S611
    return list(Agency.objects.filter(within | Q(pk__in=own)).order_by("sort_key", "id"))


def officers_with_posts(*, on: date) -> QuerySet[Officer]:
    """List every officer with the posts held on a day, as `posts_today`."""
    held = Post.objects.on(on).select_related("agency").order_by("valid_from", "id")
    return officers_by_name().prefetch_related(Prefetch("posts", queryset=held, to_attr="posts_today"))


def officers_of_units(agency_ids: Collection[UUID], roles: Collection[Role], *, on: date) -> QuerySet[Officer]:
    """List who holds one of some roles in some units on a day, by given name."""
    held = Post.objects.on(on).filter(agency_id__in=agency_ids, role__in=roles)
    return officers_by_name().filter(id__in=held.values("officer_id"), is_active=True)


def every_post_of(officer: Officer) -> QuerySet[Post]:
    """List every post an officer holds or held, the latest first."""
    return Post.objects.filter(officer=officer).select_related("agency").order_by("-valid_from", "id")
