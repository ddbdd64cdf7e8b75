"""Who stated that a subject carries a value, when, from what source; in which listings it offers what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from minhbach.domains.agencies.models import Agency
from minhbach.domains.networks.links import Links
from minhbach.domains.networks.types import Listing
from minhbach.domains.subjects.models import Identifier, Statement, Subject
from minhbach.engine.identifiers import KINDS


def statements_of(
    links: Links, pairs: Collection[tuple[UUID, UUID]]
) -> Mapping[tuple[UUID, UUID], Sequence[Statement]]:
    """Return for each (subject, value) the statements in reach that say so, the first first."""
    root_of = _records(links, pairs)
    rows = list(
        Statement.objects.filter(
            subject_id__in=list(root_of), identifier_id__in={value for _, value in pairs}, retracted_at__isnull=True
        ).order_by("recorded_at", "id")
    )
    # Thousands of statements are of few agencies, and each subject and value stands in several.
    subjects = Subject.objects.in_bulk({row.subject_id for row in rows})
    identifiers = Identifier.objects.in_bulk({row.identifier_id for row in rows})
    agencies = Agency.objects.in_bulk({row.owner_agency_id for row in rows})
    found: dict[tuple[UUID, UUID], list[Statement]] = defaultdict(list)
    for row in rows:
        pair = (root_of[row.subject_id], row.identifier_id)
        if pair in pairs and row.subject_id in subjects:
            row.subject, row.identifier = subjects[row.subject_id], identifiers[row.identifier_id]
            row.owner_agency = agencies[row.owner_agency_id]
            found[pair].append(row)
    return found


def listings_of(links: Links, pairs: Collection[tuple[UUID, UUID]]) -> Mapping[tuple[UUID, UUID], Sequence[Listing]]:
    """Return for each (subject, thing that it offers) the listings in reach that say so, the first first."""
    root_of = _records(links, pairs)
    found: dict[tuple[UUID, UUID], list[Listing]] = defaultdict(list)
    for kind in links.offers.values():
        things = {thing for _subject, thing in pairs if links.values[thing].kind == kind.code}
        if not things:
            continue
        for (subject, thing), listings in kind.listings(root_of, things).items():
            if (root_of[subject], thing) in pairs:
                found[root_of[subject], thing] += listings
    return {pair: sorted(listings, key=lambda one: (one.day, one.url)) for pair, listings in found.items()}


def shown_offers(listed: Mapping[tuple[UUID, UUID], Sequence[Listing]]) -> dict[UUID, str]:
    """Return what is offered, as the first listing in reach says it."""
    first: dict[UUID, Listing] = {}
    for (_subject, thing), listings in listed.items():
        first[thing] = min([first.get(thing, listings[0]), *listings], key=lambda one: (one.day, one.url))
    return {thing: listing.shown for thing, listing in first.items()}


def words_of(links: Links, thing: UUID) -> str:
    """Name the kind of what ties."""
    kind = links.values[thing].kind
    if kind in links.offers:
        return str(links.offers[kind].words)
    return KINDS[kind].words if kind in KINDS else kind


def _records(links: Links, pairs: Collection[tuple[UUID, UUID]]) -> dict[UUID, UUID]:
    roots = {subject for subject, _thing in pairs}
    return {member: root for root in roots for member in links.members.get(root, [root])}
