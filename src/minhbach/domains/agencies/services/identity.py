"""Where people of a body outside sign in: asked for on a paper, confirmed by a second officer, ended at once.

And who of them is whom there: an administrator invites by a code; whoever comes from the provider with it is bound.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Agency, GuestIdentity, IdentityProvider, Officer
from minhbach.domains.agencies.policies import require_closes_guests, require_opens_provider
from minhbach.domains.agencies.refusals import (
    AccountNotOpen,
    BodyClosed,
    IdentityTaken,
    InvitationOver,
    IssuerUnfit,
    NoProvider,
    PaperMissing,
    ProviderWaits,
    ReasonMissing,
)
from minhbach.domains.agencies.selectors.identity import (
    CLIENT_SECRET,
    INVITED_FOR,
    digest_of,
    is_of,
    provider_of,
)
from minhbach.domains.agencies.selectors.outside import body_of_guest, guest_posts_of
from minhbach.domains.agencies.services.authority import require_answers_for
from minhbach.domains.agencies.services.officers import LETTERS
from minhbach.domains.agencies.services.proposals import decide, require_proposer_still_may, require_waiting
from minhbach.domains.agencies.types import ProposalState
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold, lock, lock_all
from minhbach.foundation.openid import Identity
from minhbach.foundation.sealed_values import ValueSealedElsewhere, close_value, open_value

# Sixteen letters of thirty-two: eighty bits.
CODE_PARTS = 4


@dataclass(frozen=True, kw_only=True)
class ProviderTerms:
    """What a paper says of the place where people of a body sign in. An empty SECRET is the one in force."""

    issuer: str
    client_id: str
    paper_number: str
    paper_on: date
    paper_at: str
    keeps_password: bool
    secret: str = ""
    other_hosts: Sequence[str] = ()
    proofs: Sequence[str] = ()


@transaction.atomic
def propose_provider(*, body: Agency, terms: ProviderTerms, officer: Officer, at: datetime) -> IdentityProvider:
    """Ask that people of a body sign in where their body says, or otherwise than now.

    Raises: RoleMissing, BodyClosed, PaperMissing, IssuerUnfit, ProviderWaits.
    """
    hold(body)
    require_closes_guests(officer, body, at=at)
    if body.valid_until is not None:
        raise BodyClosed(body=body.name)
    number, place = (" ".join(text.split()) for text in (terms.paper_number, terms.paper_at))
    if not (number and place) or terms.paper_on > local_date(at):
        raise PaperMissing
    issuer, host = _issuer(terms.issuer)
    hosts = [host, *(one for one in (_host(text) for text in terms.other_hosts) if one != host)]
    if IdentityProvider.objects.filter(body=body, state=ProposalState.WAITING).exists():
        raise ProviderWaits(body=body.name)
    now = provider_of(body)
    kept = now.secret if now is not None and now.issuer == issuer else ""
    proposal: IdentityProvider = IdentityProvider.objects.create(
        body=body,
        issuer=issuer,
        client_id=terms.client_id.strip(),
        secret=close_value(terms.secret.strip(), kind=CLIENT_SECRET) if terms.secret.strip() else kept,
        hosts=list(dict.fromkeys(hosts)),
        proofs=[text.strip() for text in terms.proofs if text.strip()],
        keeps_password=terms.keeps_password,
        paper_number=number,
        paper_on=terms.paper_on,
        paper_at=place,
        proposed_by=officer,
        proposed_at=at,
    )
    _record("proposed", proposal, officer, at, issuer=issuer)
    return proposal


@transaction.atomic
def confirm_provider(*, proposal: IdentityProvider, officer: Officer, at: datetime) -> IdentityProvider:
    """Let what another asked for hold, in place of what held before.

    Raises: NotFound, ProposalDecided, SecondPersonIsFirst, SecondPersonLetInByFirst, RoleMissing,
            ProposerWithoutAuthority, BodyClosed.
    """
    body = hold(proposal.body)
    proposal = lock(IdentityProvider.objects, pk=proposal.pk)
    require_opens_provider(officer, proposal, at=at)
    require_waiting(proposal)
    require_proposer_still_may(proposal, body.kept_by, at=at)
    if body.valid_until is not None:
        raise BodyClosed(body=body.name)
    if (former := provider_of(body)) is not None:
        _end(former, officer=officer, at=at, reason="", stays=former.issuer == proposal.issuer)
    decide(proposal, ProposalState.CONFIRMED, officer=officer, at=at)
    _record("confirmed", proposal, officer, at)
    return proposal


@transaction.atomic
def end_provider(*, provider: IdentityProvider, reason: str, officer: Officer, at: datetime) -> None:
    """Let nobody of a body come in by its provider any more; every sitting of those who did ends with this.

    Raises: NotFound, RoleMissing, ReasonMissing, NoProvider.
    """
    body = hold(provider.body)
    provider = lock(IdentityProvider.objects, pk=provider.pk)
    require_closes_guests(officer, body, at=at)
    if not reason.strip():
        raise ReasonMissing
    if not provider.is_in_force:
        raise NoProvider(body=body.name)
    _end(provider, officer=officer, at=at, reason=reason, stays=False)


@transaction.atomic
def invite_guest(*, person: Officer, officer: Officer, at: datetime) -> str:
    """Return a code by which somebody binds the account to who he is at the provider; a former bond is over.

    Raises: RoleMissing, AdministratorElsewhere, AdministratorNowhere, ActsOnOneself, NoProvider, AccountNotOpen.
    """
    require_answers_for(officer, person, at=at)
    hold(person)
    body = body_of_guest(person)
    provider = provider_of(body)
    if provider is None:
        raise NoProvider(body=body.name)
    if not person.is_active:
        raise AccountNotOpen(person=person.full_name)
    _unbind([person.pk])
    code = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(CODE_PARTS))
    GuestIdentity.objects.create(
        person=person, issuer=provider.issuer, code=digest_of(code), invited_by=officer, invited_at=at
    )
    _tell("agencies.guest.invited", person.pk, officer, at)
    return code


@transaction.atomic
def bind_guest(*, code: str, provider: IdentityProvider, identity: Identity, at: datetime) -> Officer:
    """Bind whoever came from a provider to the account that a code invites him to, once.

    CODE is the digest. It is done in the name of the person, whose reach is in force.

    Raises: InvitationOver, IdentityTaken, AccountNotOpen.
    """
    found = lock_all(GuestIdentity.objects.filter(code=code, issuer=provider.issuer)) if code else []
    invitation = next(iter(found), None)
    if invitation is None or at - invitation.invited_at >= INVITED_FOR:
        raise InvitationOver
    person: Officer = hold(invitation.person)
    if not person.is_active or not is_of(person, provider):
        raise AccountNotOpen(person=person.full_name)
    if GuestIdentity.objects.filter(issuer=identity.issuer, subject=identity.subject).exists():
        raise IdentityTaken
    invitation.subject, invitation.code, invitation.bound_at = identity.subject, "", at
    invitation.save(update_fields=["subject", "code", "bound_at"])
    _tell("agencies.guest.bound", person.pk, person, at, issuer=identity.issuer)
    return person


@transaction.atomic
def close_secrets_anew() -> tuple[int, int]:
    """Close the secrets of providers with the key in use; harmless to repeat. Returns how many were, and were not."""
    done = unread = 0
    for provider in lock_all(IdentityProvider.objects.exclude(secret="")):
        try:
            provider.secret = close_value(open_value(provider.secret, kind=CLIENT_SECRET), kind=CLIENT_SECRET)
        except ValueSealedElsewhere:
            unread += 1
            continue
        provider.save(update_fields=["secret"])
        done += 1
    return done, unread


def _end(provider: IdentityProvider, *, officer: Officer, at: datetime, reason: str, stays: bool) -> None:
    """End what holds; where the same issuer goes on (STAYS), so do the bonds and sittings."""
    provider.ended_at, provider.ended_by, provider.ended_for = at, officer, reason.strip()[:300]
    # It is of no use any more.
    provider.secret = ""
    provider.save(update_fields=["ended_at", "ended_by", "ended_for", "secret"])
    if not stays:
        _unbind({post.officer_id for post in guest_posts_of(provider.body)})
    _record("ended", provider, officer, at)


def _unbind(people: Collection[UUID]) -> None:
    for identity in GuestIdentity.objects.filter(person__in=people).select_related("person"):
        if identity.bound_at is not None:
            # A session is bound to the password: what began by the provider ends.
            person = hold(identity.person)
            person.set_unusable_password()
            person.save(update_fields=["password"])
        identity.delete()


def _issuer(text: str) -> tuple[str, str]:
    """Read an issuer as it is written in tokens, and its machine. Raises IssuerUnfit."""
    issuer = text.strip()
    parts = urlsplit(issuer)
    if parts.scheme != "https" or parts.query or parts.fragment or "@" in parts.netloc:
        raise IssuerUnfit
    return issuer, _host(parts.netloc)


def _host(text: str) -> str:
    """Read a machine's name, with its port where it has one. Raises IssuerUnfit."""
    host = text.strip().lower()
    try:
        parts = urlsplit(f"https://{host}")
        is_one = parts.netloc == host and "." in (parts.hostname or "") and parts.port != 0
    except ValueError:
        is_one = False
    if not is_one or "@" in host or not host.isascii() or any(sign.isspace() for sign in host):
        raise IssuerUnfit
    return host


def _record(act: str, provider: IdentityProvider, officer: Officer, at: datetime, **data: Any) -> None:
    audit.record(
        f"agencies.provider.{act}",
        officer_id=officer.pk,
        at=at,
        target_type="agencies.identityprovider",
        target_id=provider.pk,
        data={"body": str(provider.body_id), **data},
        concerning=provider.concerns,
    )


def _tell(action: str, person: UUID, officer: Officer, at: datetime, **data: Any) -> None:
    audit.record(action, officer_id=officer.pk, at=at, target_type="agencies.officer", target_id=person, data=data)
