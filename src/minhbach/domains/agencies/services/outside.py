"""Accounts of people outside: asked for on a paper, opened by a second officer, closed at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from minhbach.domains.agencies.models import Agency, GuestIdentity, GuestProposal, Officer, Post
from minhbach.domains.agencies.policies import require_closes_guests, require_proposes_guests
from minhbach.domains.agencies.refusals import (
    BodyKeptElsewhere,
    GuestPeriodTooLong,
    GuestWaits,
    NameMissing,
    PaperMissing,
    PeriodRunsBackward,
    ReasonMissing,
    UsernameTaken,
)
from minhbach.domains.agencies.selectors.outside import (
    body_key,
    body_of_guest,
    find_body,
    guests_of,
)
from minhbach.domains.agencies.services.officers import make_account
from minhbach.domains.agencies.services.proposals import decidable, decide, require_proposer_still_may
from minhbach.domains.agencies.types import Force, OutsideKind, ProposalState, Role
from minhbach.engine.text.keys import search_key, sort_key
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold, wait_turn
from minhbach.foundation.writing import write_day

# A paper is looked at anew within this: who left a firm does not read for it for years.
LONGEST = timedelta(days=366)


@dataclass(frozen=True, kw_only=True)
class GuestTerms:
    """What a paper asks for: which body, who of it, for how long. VALID_UNTIL is the first day no more."""

    kind: OutsideKind | str
    name: str
    code: str
    paper_number: str
    paper_on: date
    paper_at: str
    full_name: str
    title_vi: str
    username: str
    valid_from: date
    valid_until: date
    email: str = ""
    phone: str = ""


@transaction.atomic
def propose_guest(*, agency: Agency, terms: GuestTerms, officer: Officer, at: datetime) -> GuestProposal:
    """Ask for an account of a person outside, for whom AGENCY answers; nothing is open until a second one opens it.

    A username that the body has is its holder's: the account is prolonged, or opened again.

    Raises: RoleMissing, NameMissing, PaperMissing, PeriodRunsBackward, GuestPeriodTooLong, BodyKeptElsewhere,
            UsernameTaken, GuestWaits.
    """
    require_proposes_guests(officer, agency, at=at)
    said = {name: " ".join(str(getattr(terms, name)).split()) for name in _WORDS}
    if not (said["name"] and said["full_name"] and said["title_vi"] and said["username"]):
        raise NameMissing
    if not (said["code"].strip("-. ") and said["paper_number"] and said["paper_at"]) or terms.paper_on > local_date(at):
        raise PaperMissing
    if terms.valid_until <= terms.valid_from:
        raise PeriodRunsBackward
    if terms.valid_until - terms.valid_from > LONGEST:
        raise GuestPeriodTooLong
    said["username"] = said["username"].lower()
    wait_turn("agencies.username", said["username"])
    body = _body_named(said["code"], agency)
    _holder_of(said["username"], body)
    if GuestProposal.objects.filter(username=said["username"], state=ProposalState.WAITING).exists():
        raise GuestWaits(username=said["username"])
    proposal = GuestProposal.objects.create(
        kept_by=agency,
        body=body,
        kind=body.outside if body else OutsideKind(terms.kind),
        **(said | ({"name": body.name, "code": body.symbol} if body else {})),
        paper_on=terms.paper_on,
        valid_from=terms.valid_from,
        valid_until=terms.valid_until,
        proposed_by=officer,
        proposed_at=at,
    )
    _record("agencies.guest.proposed", proposal, officer, at)
    return proposal


@transaction.atomic
def open_guest(*, proposal: GuestProposal, officer: Officer | None, at: datetime) -> Officer:
    """Open what another asked for: the body where it is new, the account, and its time.

    It cannot sign in before an administrator of the agency gives it a password, and reads nothing before something
    is shared with its body.

    Raises: NotFound, ProposalDecided, SecondPersonIsFirst, SecondPersonLetInByFirst, RoleMissing,
            ProposerWithoutAuthority, BodyKeptElsewhere, UsernameTaken.
    """
    proposal = decidable(proposal, officer, at)
    require_proposer_still_may(proposal, proposal.kept_by, at=at)
    wait_turn("agencies.key", body_key(proposal.code))
    wait_turn("agencies.username", proposal.username)
    body = _body_named(proposal.code, proposal.kept_by)
    person = _holder_of(proposal.username, body)
    if body is None:
        body = _make_body(proposal, officer, at)
    elif hold(body).valid_until is not None:
        body.valid_until = None
        body.save(update_fields=["valid_until"])
        _tell("agencies.body.opened_again", "agencies.agency", body.pk, officer, at)
    if person is None:
        person = make_account(
            username=proposal.username,
            full_name=proposal.full_name,
            made_in=proposal.kept_by,
            email=proposal.email,
            phone=proposal.phone,
            is_guest=True,
        )
    elif not hold(person).is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
    _let_stand(person, body, proposal)
    proposal.body, proposal.person = body, person
    proposal.save(update_fields=["body", "person"])
    decide(proposal, ProposalState.CONFIRMED, officer=officer, at=at)
    _record("agencies.guest.opened", proposal, officer, at, person=str(person.pk), body=str(body.pk))
    return person


@transaction.atomic
def close_guest(*, person: Officer, reason: str, officer: Officer, at: datetime) -> None:
    """Close an account of a person outside: every sitting of it ends with this, and no old password opens it again.

    Raises: NotFound, RoleMissing, ReasonMissing.
    """
    require_closes_guests(officer, body_of_guest(person), at=at)
    if not reason.strip():
        raise ReasonMissing
    _close(person, reason, officer, at)


@transaction.atomic
def close_body(*, body: Agency, reason: str, officer: Officer, at: datetime) -> None:
    """Close a body outside and every account of it.

    Raises: NotFound, RoleMissing, ReasonMissing.
    """
    hold(body)
    require_closes_guests(officer, body, at=at)
    if not reason.strip():
        raise ReasonMissing
    for person in guests_of(body, on=local_date(at)):
        _close(person, reason, officer, at)
    body.valid_until = local_date(at)
    body.save(update_fields=["valid_until"])
    _tell("agencies.body.closed", "agencies.agency", body.pk, officer, at, reason=reason.strip()[:300])


_WORDS = ("name", "code", "paper_number", "paper_at", "full_name", "title_vi", "username", "email", "phone")


def _close(person: Officer, reason: str, officer: Officer, at: datetime) -> None:
    hold(person)
    if not person.is_active:
        return
    person.is_active = False
    # A session is bound to the password: none of those open now is good again if the account is opened anew.
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    # Nor does the body's own sign-in: who is let in again is invited again.
    GuestIdentity.objects.filter(person=person).delete()
    _tell("agencies.guest.closed", "agencies.officer", person.pk, officer, at, reason=reason.strip()[:300])


def _body_named(code: str, agency: Agency) -> Agency | None:
    body = find_body(code)
    if body is not None and body.kept_by is not None and body.kept_by_id != agency.pk:
        raise BodyKeptElsewhere(body=body.name, agency=body.kept_by.name)
    return body


def _holder_of(username: str, body: Agency | None) -> Officer | None:
    """Return whose account of the body it is; None for a new one."""
    person = Officer.objects.filter(username__iexact=username).first()
    if person is not None and not (person.is_guest and body is not None and body_of_guest(person) == body):
        raise UsernameTaken(username=username)
    return person


def _make_body(proposal: GuestProposal, officer: Officer | None, at: datetime) -> Agency:
    body: Agency = Agency.everywhere.create(
        key=body_key(proposal.code),
        name=proposal.name,
        short_name=proposal.name[:100],
        symbol=proposal.code,
        force=Force.OTHER,
        level="",
        outside=proposal.kind,
        kept_by=proposal.kept_by,
        folded=search_key(proposal.name),
        sort_key=sort_key(proposal.name),
        source=f"{proposal.paper_number}, {write_day(proposal.paper_on)}",
    )
    _tell("agencies.body.made", "agencies.agency", body.pk, officer, at, kept_by=str(proposal.kept_by_id))
    return body


def _let_stand(person: Officer, body: Agency, proposal: GuestProposal) -> None:
    """Give the account its time; one that goes on is prolonged."""
    begins, ends = proposal.valid_from, proposal.valid_until
    if begins is None or ends is None:
        raise LookupError(f"proposal {proposal.id} has no first or last day")
    last = Post.objects.filter(officer=person, agency=body).order_by("-valid_from").first()
    if last is not None and last.valid_until is not None and last.valid_until >= begins:
        last.valid_until = max(last.valid_until, ends)
        last.save(update_fields=["valid_until"])
        return
    Post.objects.create(
        officer=person,
        agency=body,
        role=Role.GUEST,
        title_vi=proposal.title_vi,
        valid_from=begins,
        valid_until=ends,
    )


def _record(action: str, proposal: GuestProposal, officer: Officer | None, at: datetime, **data: Any) -> None:
    _tell(action, "agencies.guestproposal", proposal.pk, officer, at, concerning=[proposal.kept_by_id], **data)


def _tell(
    action: str, kind: str, target: Any, officer: Officer | None, at: datetime, concerning: Any = (), **data: Any
) -> None:
    audit.record(
        action,
        officer_id=officer.pk if officer else None,
        at=at,
        target_type=kind,
        target_id=target,
        data=data,
        concerning=concerning,
    )
