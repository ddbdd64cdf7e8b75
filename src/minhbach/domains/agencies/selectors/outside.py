"""Reads: bodies outside, their people, and what was asked for on paper."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from minhbach.domains.agencies.models import Agency, GuestProposal, Officer, Post
from minhbach.domains.agencies.refusals import NoSuchBody, NoSuchGuest, NoSuchProposal
from minhbach.domains.agencies.selectors.reach import held_posts, units_below
from minhbach.domains.agencies.types import ProposalState, Role
from minhbach.engine.text.keys import search_key

# Who has to do with people outside asks for their accounts, and closes them.
GUEST_PROPOSERS = (
    Role.ANALYST,
    Role.INSPECTOR,
    Role.INSPECTION_LEADER,
    Role.HEAD,
    Role.RECORDS_CLERK,
    Role.COMMITTEE_OFFICER,
    Role.ADMINISTRATOR,
)
GUEST_OPENERS = (Role.HEAD, Role.ADMINISTRATOR)

_BELOW = """
    select a.id from agencies_agency a where a.above && array(select number from agencies_agency where id = any(%s))
"""


def bodies() -> QuerySet[Agency]:
    """List every body outside, in Vietnamese order."""
    rows: QuerySet[Agency] = Agency.everywhere.exclude(outside="").select_related("kept_by")
    return rows.order_by("sort_key", "id")


def search_bodies(rows: QuerySet[Agency], text: str) -> QuerySet[Agency]:
    """Keep the bodies whose name has every word, with or without accents, or that bear the number."""
    called = Q()
    for word in search_key(text).split():
        called &= Q(folded__contains=word)
    return rows.filter(called | Q(symbol__iexact=text.strip()))


def get_body(body_id: UUID) -> Agency:
    """Give a body outside. Raises NoSuchBody."""
    body = bodies().filter(pk=body_id).first()
    if body is None:
        raise NoSuchBody
    return body


def find_body(code: str) -> Agency | None:
    """Find a body outside by its number in the register it stands in."""
    return bodies().filter(key=body_key(code)).first()


def body_key(code: str) -> str:
    """Return by which key a body is known: a number is one, however it is parted."""
    return "ngoai." + "".join(sign for sign in code.casefold() if sign.isalnum())


def body_of(guest: Officer, *, on: date) -> Agency | None:
    """Give the body a guest is of on a day; None where the time of the account is over."""
    return next((post.agency for post in held_posts(guest, on=on) if post.agency.outside), None)


def get_guest(guest_id: UUID) -> Officer:
    """Give a person outside. Raises NoSuchGuest."""
    guest = Officer.objects.filter(pk=guest_id, is_guest=True).first()
    if guest is None:
        raise NoSuchGuest
    return guest


def guest_posts_of(body: Agency) -> QuerySet[Post]:
    """List for how long whose account of a body is, by given name, the latest period of each first."""
    rows: QuerySet[Post] = Post.objects.filter(agency=body).select_related("officer", "agency")
    return rows.order_by("officer__sort_key", "officer_id", "-valid_from")


def guests_of(body: Agency, *, on: date) -> list[Officer]:
    """List whose account of a body is open on a day: who reads what is shared with it, and is told of it."""
    held = Post.objects.on(on).filter(agency=body)
    return list(Officer.objects.filter(pk__in=held.values("officer_id"), is_active=True).order_by("sort_key", "id"))


def body_of_guest(guest: Officer) -> Agency:
    """Give the body a guest is or was of. Raises NoSuchBody."""
    post = Post.objects.filter(officer=guest).select_related("agency__kept_by").order_by("-valid_from").first()
    if post is None:
        raise NoSuchBody
    return post.agency


def proposing_for(officer: Officer, *, on: date) -> list[Agency]:
    """List the agencies in which an officer asks for accounts of people outside."""
    found = {post.agency_id: post.agency for post in held_posts(officer, on=on) if post.role in GUEST_PROPOSERS}
    return sorted(found.values(), key=lambda agency: (agency.sort_key, str(agency.pk)))


def guest_proposals_for(officer: Officer, *, on: date) -> QuerySet[GuestProposal]:
    """List what was asked for in the agencies of an officer who may ask, and in those below."""
    homes = {agency.pk for agency in proposing_for(officer, on=on)}
    return _told().filter(kept_by_id__in=units_below(homes))


def guest_proposals_of(body: Agency) -> QuerySet[GuestProposal]:
    """List on which papers accounts of a body were asked for, the latest first."""
    return _told().filter(Q(body=body) | Q(person__posts__agency=body)).distinct()


def get_guest_proposal(officer: Officer, guest_proposal_id: UUID, *, on: date) -> GuestProposal:
    """Give what was asked for. Raises NoSuchProposal where it is another agency's."""
    found = guest_proposals_for(officer, on=on).filter(pk=guest_proposal_id).first()
    if found is None:
        raise NoSuchProposal
    return found


def guests_to_open(officer: Officer, homes: Collection[UUID]) -> QuerySet[GuestProposal]:
    """List what others asked for that waits to be opened in some agencies and those below, the oldest first."""
    waiting = GuestProposal.objects.filter(state=ProposalState.WAITING, kept_by_id__in=ids_below(homes))
    return waiting.exclude(proposed_by=officer).order_by("proposed_at", "id")


def ids_below(homes: Collection[UUID]) -> RawSQL:
    """Ask for some agencies and those below, within a question that is put together with others."""
    return RawSQL(_BELOW, [list(homes)])  # noqa: S611


def _told() -> QuerySet[GuestProposal]:
    rows: QuerySet[GuestProposal] = GuestProposal.objects.select_related(
        "kept_by", "body", "proposed_by", "decided_by", "person"
    )
    return rows.order_by("-proposed_at", "id")
