"""Accounts of officers: made, given a password, closed and opened."""

from __future__ import annotations

import secrets
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.refusals import NameMissing, PasswordTooWeak, UsernameTaken
from minhbach.domains.agencies.selectors.authority import administered_ids
from minhbach.domains.agencies.services.authority import require_administrator, require_answers_for
from minhbach.engine.text.keys import sort_key
from minhbach.foundation import attempts, audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold, wait_turn

# Read aloud and typed without doubt: no l, o, 0 or 1.
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


@transaction.atomic
def create_officer(
    *,
    username: str,
    full_name: str,
    officer: Officer | None,
    at: datetime,
    agency: Agency | None = None,
    email: str = "",
    phone: str = "",
    password: str | None = None,
) -> Officer:
    """Make an account, which belongs to AGENCY, or to the agency of whoever makes it, as long as it has no post.

    With no password it cannot sign in until an administrator gives it one.

    Raises: RoleMissing, AdministratorElsewhere, NameMissing, UsernameTaken, PasswordTooWeak.
    """
    require_administrator(officer, at=at, agency=agency)
    if officer is not None and agency is None:
        agency = Agency.objects.get(pk=min(administered_ids(officer, on=local_date(at))))
    username, full_name = username.strip().lower(), " ".join(full_name.split())
    if not username or not full_name:
        raise NameMissing
    wait_turn("agencies.username", username)
    if Officer.objects.filter(username__iexact=username).exists():
        raise UsernameTaken(username=username)
    person = make_account(username=username, full_name=full_name, made_in=agency, email=email, phone=phone)
    if password is not None:
        try:
            validate_password(password, person)
        except ValidationError as error:
            raise PasswordTooWeak(reasons=" ".join(error.messages)) from error
        person.set_password(password)
        person.password_given_by, person.password_given_at = officer, at
        person.save(update_fields=["password", "password_given_by", "password_given_at"])
    _record("agencies.officer.created", person, officer, at)
    return person


def make_account(
    *, username: str, full_name: str, made_in: Agency | None, email: str, phone: str, is_guest: bool = False
) -> Officer:
    """Write an account without a password down; who may was asked before."""
    person = Officer(
        username=username,
        full_name=full_name,
        email=email.strip(),
        phone=phone.strip(),
        made_in=made_in,
        is_guest=is_guest,
        sort_key=sort_key(_by_given_name(full_name)),
    )
    person.set_unusable_password()
    person.save()
    return person


@transaction.atomic
def give_password(*, person: Officer, officer: Officer | None, at: datetime) -> str:
    """Give an account a new password and return it, to be handed over once; its holder must then change it.

    Raises: RoleMissing, AdministratorElsewhere, AdministratorNowhere, ActsOnOneself.
    """
    require_answers_for(officer, person, at=at)
    hold(person)
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    person.set_password(password)
    person.password_is_given = True
    person.password_given_by, person.password_given_at = officer, at
    person.save(update_fields=["password", "password_is_given", "password_given_by", "password_given_at"])
    # It is also the way in for one who is somewhere new while strangers guess.
    attempts.begin_anew(person.username)
    _record("agencies.officer.password_given", person, officer, at)
    return password


@transaction.atomic
def remove_codes(*, person: Officer, at: datetime) -> int:
    """Take one-time and recovery codes off an account whose holder lost them; returns how many keys there were.

    The installation's act alone: an administrator who could do it beside giving a password could be that person.
    """
    count, _ = Authenticator.objects.filter(user=person).delete()
    _record("agencies.officer.codes_removed", person, None, at)
    return count


@transaction.atomic
def set_active(*, person: Officer, is_active: bool, officer: Officer | None, at: datetime) -> None:
    """Close an account, or open it again. Its posts stay as they are.

    Raises: RoleMissing, AdministratorElsewhere, AdministratorNowhere, ActsOnOneself.
    """
    require_answers_for(officer, person, at=at)
    hold(person)
    if person.is_active == is_active:
        return
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    action = "agencies.officer.opened" if is_active else "agencies.officer.closed"
    _record(action, person, officer, at)


def _by_given_name(full_name: str) -> str:
    """People are looked up by their given name, which comes last: "Hiền Nông Thu"."""
    *before, given = full_name.split()
    return " ".join((given, *before))


def _record(action: str, person: Officer, officer: Officer | None, at: datetime) -> None:
    audit.record(
        action,
        officer_id=officer.pk if officer else None,
        at=at,
        target_type="agencies.officer",
        target_id=person.id,
        data={},
    )
