"""Reads: where people of a body outside sign in, and who they are there."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from minhbach.domains.agencies.models import Agency, GuestIdentity, IdentityProvider, Officer, Post
from minhbach.domains.agencies.refusals import NoSuchProposal, SecretNotRead
from minhbach.domains.agencies.selectors.outside import body_of, find_body, ids_below, proposing_for
from minhbach.domains.agencies.selectors.reach import units_below
from minhbach.domains.agencies.types import ProposalState
from minhbach.foundation.openid import Client, Identity
from minhbach.foundation.sealed_values import ValueSealedElsewhere, open_value

CLIENT_SECRET = "agencies.client_secret"  # noqa: S105 (which kind it is, not one)
# So long a person may take to go to the administrator, and home.
INVITED_FOR = timedelta(days=7)


def provider_of(body: Agency) -> IdentityProvider | None:
    """Give where people of a body sign in now, if it has such a place."""
    return _told().filter(body=body, state=ProposalState.CONFIRMED, ended_at__isnull=True).first()


def providers_of(body: Agency) -> QuerySet[IdentityProvider]:
    """List what was asked for and decided of where people of a body sign in, the latest first."""
    return _told().filter(body=body).order_by("-proposed_at", "id")


def get_provider(officer: Officer, provider_id: UUID, *, on: date) -> IdentityProvider:
    """Give one, to those who may ask for accounts of the body. Raises NoSuchProposal."""
    homes = units_below({agency.pk for agency in proposing_for(officer, on=on)})
    found = _told().filter(pk=provider_id, body__kept_by_id__in=homes).first()
    if found is None:
        raise NoSuchProposal
    return found


def provider_by_code(code: str) -> IdentityProvider | None:
    """Find where people of the body with a number of register sign in."""
    body = find_body(code)
    return provider_of(body) if body is not None and body.valid_until is None else None


def provider_by_body(body_id: UUID) -> IdentityProvider | None:
    """Find where people of a body sign in, for one whom nobody knows yet."""
    body = Agency.everywhere.exclude(outside="").filter(pk=body_id, valid_until__isnull=True).first()
    return provider_of(body) if body is not None else None


def providers_to_confirm(officer: Officer, homes: Collection[UUID]) -> QuerySet[IdentityProvider]:
    """List what others asked for that waits in some agencies and those below, the oldest first."""
    waiting = IdentityProvider.objects.filter(state=ProposalState.WAITING, body__kept_by_id__in=ids_below(homes))
    return waiting.exclude(proposed_by=officer).order_by("proposed_at", "id")


def client_at(provider: IdentityProvider) -> Client:
    """Say who we are there. Raises SecretNotRead."""
    try:
        secret = open_value(provider.secret, kind=CLIENT_SECRET) if provider.secret else ""
    except ValueSealedElsewhere:
        raise SecretNotRead from None
    return Client(issuer=provider.issuer, client_id=provider.client_id, secret=secret, hosts=provider.hosts)


def invited(provider: IdentityProvider, code: str, *, at: datetime) -> GuestIdentity | None:
    """Find whom a code invites to bind his account at a provider, as long as it is good."""
    return invitation_by_digest(provider, digest_of(code), at=at)


def invitation_by_digest(provider: IdentityProvider, digest: str, *, at: datetime) -> GuestIdentity | None:
    """Find the same by what is kept of the code."""
    found = GuestIdentity.objects.select_related("person").filter(code=digest, issuer=provider.issuer).first()
    if found is None or at - found.invited_at >= INVITED_FOR:
        return None
    return found if is_of(found.person, provider) else None


def person_named(provider: IdentityProvider, identity: Identity) -> Officer | None:
    """Find whose account one is who came from a provider; None where nobody of the body is bound to that name."""
    found = (
        GuestIdentity.objects.select_related("person")
        .filter(issuer=identity.issuer, subject=identity.subject)
        .exclude(subject="")
        .first()
    )
    return found.person if found is not None and is_of(found.person, provider) else None


def is_of(person: Officer, provider: IdentityProvider) -> bool:
    """Say whether somebody is of the body whose provider it is."""
    return person.is_guest and Post.objects.filter(officer=person, agency=provider.body).exists()


def provider_alone(person: Officer, *, on: date) -> IdentityProvider | None:
    """Give the provider by which alone somebody may come in, where the body wants it so."""
    body = body_of(person, on=on) if person.is_guest else None
    provider = provider_of(body) if body is not None else None
    return provider if provider is not None and not provider.keeps_password else None


def digest_of(code: str) -> str:
    """Return what is kept of an invitation; eighty bits of chance are not guessed."""
    return hashlib.sha256("".join(sign for sign in code.lower() if sign.isalnum()).encode()).hexdigest()


def _told() -> QuerySet[IdentityProvider]:
    rows: QuerySet[IdentityProvider] = IdentityProvider.objects.select_related(
        "body__kept_by", "proposed_by", "decided_by", "ended_by"
    )
    return rows
