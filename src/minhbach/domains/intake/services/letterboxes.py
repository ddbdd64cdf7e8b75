"""Opening and closing a way in."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer, Place
from minhbach.domains.intake.models import Letterbox
from minhbach.domains.intake.policies import require_keeper, require_own_letterbox
from minhbach.domains.intake.refusals import LetterboxClosed, PlaceHasLetterbox, SlugUnfit
from minhbach.domains.intake.services.days import reckon_days
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold, once
from minhbach.foundation.scope import Sharing

TARGET = "intake.letterbox"


@transaction.atomic
def open_letterbox(
    *,
    officer: Officer,
    at: datetime,
    slug: str,
    name: str,
    place: Place | None = None,
    hotline: str = "",
    email: str = "",
    address: str = "",
    promise_days: int | None = None,
) -> Letterbox:
    """Open a way in to the officer's agency for what the public of a place sends; one a place.

    Raises: RoleMissing, SlugUnfit, PlaceHasLetterbox.
    """
    agency = require_keeper(officer, at=at)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        raise SlugUnfit
    with once(PlaceHasLetterbox()):
        opened: Letterbox = Letterbox.objects.create(
            slug=slug, name=" ".join(name.split()), place=place, hotline=hotline.strip(), email=email.strip(),
            address=" ".join(address.split()), promise_days=promise_days, opened_by=officer, owner_agency=agency,
            sharing=Sharing.AREA, created_at=at,
        )  # fmt: skip
    reckon_days(at=at)
    audit.record("intake.letterbox.opened", officer_id=officer.id, at=at, target_type=TARGET, target_id=opened.id)
    return opened


@transaction.atomic
def change_letterbox(
    *,
    officer: Officer,
    at: datetime,
    letterbox: Letterbox,
    name: str,
    hotline: str = "",
    email: str = "",
    address: str = "",
    promise_days: int | None = None,
) -> Letterbox:
    """Say anew what the public reads of a way in; its address stays, since it is printed. What it said is in the log.

    Raises: RoleMissing, LetterboxOfAnotherAgency, LetterboxClosed.
    """
    require_own_letterbox(officer, letterbox, at=at)
    letterbox = hold(letterbox)
    if letterbox.closed_at is not None:
        raise LetterboxClosed
    told = {
        "name": " ".join(name.split()), "hotline": hotline.strip(), "email": email.strip(),
        "address": " ".join(address.split()), "promise_days": promise_days,
    }  # fmt: skip
    before = {field: getattr(letterbox, field) for field in told if getattr(letterbox, field) != told[field]}
    if not before:
        return letterbox
    for field, value in told.items():
        setattr(letterbox, field, value)
    letterbox.save(update_fields=list(told))
    changes = {field: [was, told[field]] for field, was in before.items()}
    audit.record(
        "intake.letterbox.changed", officer_id=officer.id, at=at, target_type=TARGET, target_id=letterbox.id,
        data={"changes": changes},
    )  # fmt: skip
    return letterbox


@transaction.atomic
def close_letterbox(*, officer: Officer, at: datetime, letterbox: Letterbox) -> Letterbox:
    """Take a way in away from the public's page; what came through it stays.

    Raises: RoleMissing, LetterboxOfAnotherAgency, LetterboxClosed.
    """
    require_own_letterbox(officer, letterbox, at=at)
    letterbox = hold(letterbox)
    if letterbox.closed_at is not None:
        raise LetterboxClosed
    letterbox.closed_at = at
    letterbox.save(update_fields=["closed_at"])
    audit.record("intake.letterbox.closed", officer_id=officer.id, at=at, target_type=TARGET, target_id=letterbox.id)
    return letterbox
