"""Who answers for whom: decided by the place of agencies in the tree."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.selectors.reach import ancestor_ids, posts_of
from minhbach.domains.agencies.types import Role


def administered_ids(officer: Officer, *, on: date, posts: Sequence[Post] | None = None) -> frozenset[UUID]:
    """Give the agencies in which an officer is administrator; those below them are the officer's too."""
    held = posts_of(officer, on=on) if posts is None else posts
    return frozenset(post.agency_id for post in held if post.role == Role.ADMINISTRATOR)


def administers(officer: Officer, agency: Agency | None, *, on: date, posts: Sequence[Post] | None = None) -> bool:
    """Say whether an officer administers an agency, or any at all where none is named."""
    own = administered_ids(officer, on=on, posts=posts)
    if agency is None:
        return bool(own)
    return bool(own) and bool(own & {agency.pk, *ancestor_ids(agency)})


def homes_of(person: Officer, *, on: date) -> list[Agency]:
    """List a person's agencies: of posts not ended, else where the account was made, else of past posts.

    Of a guest, the agency that keeps the body outside.
    """
    if person.is_guest:
        return [] if person.made_in is None else [person.made_in]
    # Whoever is sent to a task force stays his own agency's.
    posts = Post.objects.filter(officer=person).exclude(role=Role.MEMBER).select_related("agency")
    posts = posts.order_by("valid_from", "id")
    standing = posts.exclude(valid_until__lte=on)
    homes = {post.agency_id: post.agency for post in standing}
    if not homes and person.made_in is not None:
        return [person.made_in]
    return list((homes or {post.agency_id: post.agency for post in posts}).values())


def answers_for(officer: Officer, person: Officer, *, on: date) -> bool:
    """Say whether an officer administers every agency a person belongs to, and is not that person."""
    if officer.pk == person.pk:
        return False
    own = administered_ids(officer, on=on)
    homes = homes_of(person, on=on) if own else []
    return bool(homes) and all(own & {home.pk, *ancestor_ids(home)} for home in homes)


def agency_above_all(homes: Sequence[Agency]) -> Agency | None:
    """Give the nearest agency that is, or stands above, each of some; None where there is none."""
    chains = [[home.pk, *ancestor_ids(home)] for home in homes]
    shared = next((pk for pk in (chains[0] if chains else ()) if all(pk in chain for chain in chains)), None)
    return None if shared is None else Agency.objects.get(pk=shared)


def keeps_installation(officer: Officer, *, on: date, posts: Sequence[Post] | None = None) -> bool:
    """Say whether an officer administers an agency above which nobody administers: the installation is theirs."""
    homes = administered_ids(officer, on=on, posts=posts)
    if not homes:
        return False
    administrators = Post.objects.on(on).filter(role=Role.ADMINISTRATOR, officer__is_active=True)
    administered = set(administrators.values_list("agency_id", flat=True))
    return any(administered.isdisjoint(ancestor_ids(home)) for home in Agency.objects.filter(pk__in=homes))
