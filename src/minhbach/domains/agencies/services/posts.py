"""Posts given and ended. One that signs or is trusted, or is for another's officer, takes two people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer, Post, PostProposal
from minhbach.domains.agencies.policies import require_another
from minhbach.domains.agencies.refusals import (
    AgencyEnded,
    GuestStaysOutside,
    MembersAreSent,
    NameMissing,
    PeriodRunsBackward,
    PostCannotBeProlonged,
    PostEnded,
    PostOverlaps,
    SecondPersonNeeded,
)
from minhbach.domains.agencies.selectors.authority import answers_for
from minhbach.domains.agencies.services.authority import require_administrator
from minhbach.domains.agencies.types import TRUSTED_ROLES, AgencyLevel, Role
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.writing import write_day


@dataclass(frozen=True, kw_only=True)
class PostTerms:
    """What a post gives, and from when. VALID_UNTIL is the first day no more."""

    role: Role | str
    title_vi: str
    valid_from: date
    valid_until: date | None = None
    powers_title: str = ""
    may_sign: bool = False
    covers_area: bool = False

    @property
    def is_trusted(self) -> bool:
        """Whether whoever holds it signs, or is the second pair of eyes somewhere."""
        return self.may_sign or Role(self.role) in TRUSTED_ROLES


def takes_two(person: Officer, terms: PostTerms, *, officer: Officer, at: datetime) -> bool:
    """Say whether an officer who gives this post needs another to confirm it."""
    return terms.is_trusted or not answers_for(officer, person, on=local_date(at))


@transaction.atomic
def appoint(
    *,
    person: Officer,
    agency: Agency,
    role: Role | str,
    title_vi: str,
    valid_from: date,
    officer: Officer | None,
    at: datetime,
    valid_until: date | None = None,
    powers_title: str = "",
    may_sign: bool = False,
    covers_area: bool = False,
) -> Post:
    """Give a person a post in an agency for a time; a person may hold several at once.

    Units:  valid_until is the first day no more.
    Raises: RoleMissing, AdministratorElsewhere, ActsOnOneself, SecondPersonNeeded, NameMissing, PeriodRunsBackward,
            AgencyEnded, PostOverlaps.
    """
    require_administrator(officer, at=at, agency=agency)
    terms = PostTerms(
        role=role,
        title_vi=title_vi,
        valid_from=valid_from,
        valid_until=valid_until,
        powers_title=powers_title,
        may_sign=may_sign,
        covers_area=covers_area,
    )
    if officer is not None:
        require_another(officer, person)
        if takes_two(person, terms, officer=officer, at=at):
            raise SecondPersonNeeded
    return give(person, agency, terms, officer=officer, at=at)


def check_terms(person: Officer, agency: Agency, terms: PostTerms) -> None:
    """Refuse a post that cannot be.

    Raises: GuestStaysOutside, MembersAreSent, NameMissing, PeriodRunsBackward, AgencyEnded, PostOverlaps.
    """
    # The database holds both, too (`agencies_guests_apart`, `agencies_members_are_sent`).
    if person.is_guest or agency.outside or Role(terms.role) == Role.GUEST:
        raise GuestStaysOutside
    if agency.level == AgencyLevel.TASK_FORCE or Role(terms.role) == Role.MEMBER:
        raise MembersAreSent
    if not terms.title_vi.strip():
        raise NameMissing
    if terms.valid_until is not None and terms.valid_until <= terms.valid_from:
        raise PeriodRunsBackward
    if not agency.holds_on(terms.valid_from):
        raise AgencyEnded(agency=agency.name, day=write_day(terms.valid_from))
    same = Post.objects.filter(officer=person, agency=agency, role=Role(terms.role))
    if same.overlapping(terms.valid_from, terms.valid_until).exists():
        raise PostOverlaps(officer=person.full_name, agency=agency.short_name)


def give(person: Officer, agency: Agency, terms: PostTerms, *, officer: Officer | None, at: datetime) -> Post:
    """Make the post; who may was asked before."""
    hold(person)
    check_terms(person, agency, terms)
    post: Post = Post.objects.create(
        officer=person,
        agency=agency,
        role=Role(terms.role),
        title_vi=" ".join(terms.title_vi.split()),
        powers_title=terms.powers_title,
        may_sign=terms.may_sign,
        covers_area=terms.covers_area,
        valid_from=terms.valid_from,
        valid_until=terms.valid_until,
    )
    record("agencies.post.given", post, officer, at, agency=str(agency.id), role=str(post.role))
    return post


@transaction.atomic
def end_post(*, post: Post, valid_until: date, officer: Officer | None, at: datetime) -> None:
    """End a post; delegations that rest on it end with it. VALID_UNTIL is the first day no more.

    Raises: RoleMissing, AdministratorElsewhere, ActsOnOneself, PostEnded, PostCannotBeProlonged, PeriodRunsBackward.
    """
    hold(post)
    require_administrator(officer, at=at, agency=post.agency)
    if officer is not None:
        require_another(officer, post.officer)
    if post.valid_until is not None and post.valid_until <= local_date(at):
        raise PostEnded
    if post.valid_until is not None and valid_until > post.valid_until:
        raise PostCannotBeProlonged
    if post.valid_from is not None and valid_until <= post.valid_from:
        raise PeriodRunsBackward
    post.valid_until = valid_until
    post.save(update_fields=["valid_until"])
    record("agencies.post.ended", post, officer, at, until=valid_until.isoformat())


def record(action: str, target: Post | PostProposal, officer: Officer | None, at: datetime, **data: str) -> None:
    """Write an act on a post, or on the proposal of one, into the audit log."""
    audit.record(
        action,
        officer_id=officer.pk if officer else None,
        at=at,
        target_type="agencies.post" if isinstance(target, Post) else "agencies.postproposal",
        target_id=target.id,
        data=data,
    )
