"""A new officer in one act: the account, the first post, a password to hand over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer, Post, PostProposal
from minhbach.domains.agencies.services.officers import create_officer, give_password
from minhbach.domains.agencies.services.posts import PostTerms
from minhbach.domains.agencies.services.proposals import give_post


@dataclass(frozen=True)
class Enrolled:
    """What came of it: a trusted post is only proposed; the password is told once."""

    person: Officer
    post: Post | PostProposal | None
    password: str


@transaction.atomic
def enrol(
    *,
    username: str,
    full_name: str,
    agency: Agency,
    terms: PostTerms | None,
    gives_password: bool,
    officer: Officer,
    at: datetime,
    email: str = "",
    phone: str = "",
) -> Enrolled:
    """Make an account in AGENCY with a post there, and a password to be handed over, all or nothing.

    Raises: what create_officer, give_post and give_password raise.
    """
    person = create_officer(
        username=username, full_name=full_name, agency=agency, email=email, phone=phone, officer=officer, at=at
    )
    post = None
    if terms is not None:
        post = give_post(
            person=person,
            agency=agency,
            role=terms.role,
            title_vi=terms.title_vi,
            valid_from=terms.valid_from,
            valid_until=terms.valid_until,
            powers_title=terms.powers_title,
            may_sign=terms.may_sign,
            covers_area=terms.covers_area,
            officer=officer,
            at=at,
        )
    password = give_password(person=person, officer=officer, at=at) if gives_password else ""
    return Enrolled(person, post, password)
