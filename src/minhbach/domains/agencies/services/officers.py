"""Officers and their posts."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.refusals import (
    AgencyEnded,
    NameMissing,
    OwnAccountNeeded,
    PasswordTooWeak,
    PeriodRunsBackward,
    PostEnded,
    PostOverlaps,
    UsernameTaken,
)
from minhbach.domains.agencies.services.authority import require_administrator
from minhbach.domains.agencies.types import Role
from minhbach.engine.text.keys import sort_key
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold, wait_turn
from minhbach.foundation.writing import write_day

# Read aloud and typed without doubt: no l, o, 0 or 1.
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


@transaction.atomic
def create_officer(
    *,
    username: str,
    full_name: str,
    officer: Officer | None,
    at: datetime,
    email: str = "",
    phone: str = "",
    password: str | None = None,
) -> Officer:
    """Make an account. With no password it cannot sign in until an administrator gives it one.

    Raises: RoleMissing, NameMissing, UsernameTaken, PasswordTooWeak.
    """
    require_administrator(officer, at=at)
    username, full_name = username.strip().lower(), " ".join(full_name.split())
    if not username or not full_name:
        raise NameMissing
    wait_turn("agencies.username", username)
    if Officer.objects.filter(username__iexact=username).exists():
        raise UsernameTaken(username=username)
    person = Officer(
        username=username,
        full_name=full_name,
        email=email.strip(),
        phone=phone.strip(),
        sort_key=sort_key(_by_given_name(full_name)),
    )
    if password is not None:
        try:
            validate_password(password, person)
        except ValidationError as error:
            raise PasswordTooWeak(reasons=" ".join(error.messages)) from error
    person.set_password(password)
    person.save()
    _record("agencies.officer.created", "agencies.officer", person.id, officer, at)
    return person


@transaction.atomic
def give_password(*, person: Officer, officer: Officer | None, at: datetime) -> str:
    """Give an account a new password and return it, to be handed over once; its holder must then change it.

    Raises: RoleMissing.
    """
    require_administrator(officer, at=at)
    hold(person)
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    person.set_password(password)
    person.password_is_given = True
    person.save(update_fields=["password", "password_is_given"])
    _record("agencies.officer.password_given", "agencies.officer", person.id, officer, at)
    return password


@transaction.atomic
def set_active(*, person: Officer, is_active: bool, officer: Officer | None, at: datetime) -> None:
    """Close an account, or open it again. Its posts stay as they are.

    Raises: RoleMissing, OwnAccountNeeded.
    """
    require_administrator(officer, at=at)
    if officer is not None and officer.pk == person.pk:
        raise OwnAccountNeeded
    hold(person)
    if person.is_active == is_active:
        return
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    action = "agencies.officer.opened" if is_active else "agencies.officer.closed"
    _record(action, "agencies.officer", person.id, officer, at)


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
    Raises: RoleMissing, NameMissing, PeriodRunsBackward, AgencyEnded, PostOverlaps.
    """
    require_administrator(officer, at=at, agency=agency)
    title_vi = " ".join(title_vi.split())
    if not title_vi:
        raise NameMissing
    if valid_until is not None and valid_until <= valid_from:
        raise PeriodRunsBackward
    if not agency.holds_on(valid_from):
        raise AgencyEnded(agency=agency.name, day=write_day(valid_from))
    hold(person)
    same = Post.objects.filter(officer=person, agency=agency, role=Role(role))
    if same.overlapping(valid_from, valid_until).exists():
        raise PostOverlaps(officer=person.full_name, agency=agency.short_name)
    post = Post.objects.create(
        officer=person,
        agency=agency,
        role=Role(role),
        title_vi=title_vi,
        powers_title=powers_title,
        may_sign=may_sign,
        covers_area=covers_area,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    _record("agencies.post.given", "agencies.post", post.id, officer, at, agency=str(agency.id), role=str(post.role))
    return post


@transaction.atomic
def end_post(*, post: Post, valid_until: date, officer: Officer | None, at: datetime) -> None:
    """End a post; delegations that rest on it end with it. VALID_UNTIL is the first day no more.

    Raises: RoleMissing, PostEnded, PeriodRunsBackward.
    """
    hold(post)
    require_administrator(officer, at=at, agency=post.agency)
    if post.valid_until is not None and post.valid_until <= local_date(at):
        raise PostEnded
    if post.valid_from is not None and valid_until <= post.valid_from:
        raise PeriodRunsBackward
    post.valid_until = valid_until
    post.save(update_fields=["valid_until"])
    _record("agencies.post.ended", "agencies.post", post.id, officer, at, until=valid_until.isoformat())


def _by_given_name(full_name: str) -> str:
    """People are looked up by their given name, which comes last: "Hiền Nông Thu"."""
    *before, given = full_name.split()
    return " ".join((given, *before))


def _record(action: str, target_type: str, target_id: UUID, officer: Officer | None, at: datetime, **data: str) -> None:
    audit.record(
        action,
        officer_id=officer.pk if officer else None,
        at=at,
        target_type=target_type,
        target_id=target_id,
        data=data,
    )
