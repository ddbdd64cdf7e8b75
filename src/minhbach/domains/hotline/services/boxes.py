"""Letter boxes: two keys, two people, one minute of each opening that both stand behind."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.hotline.models import Box, Opening
from minhbach.domains.hotline.policies import require_kept, require_own
from minhbach.domains.hotline.refusals import BoxClosed, NotKeyHolder, OpeningNotYours, TwoPeopleNeeded
from minhbach.domains.intake.models import Letterbox
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import Sharing

TARGET = "hotline.box"


@transaction.atomic
def put_up_box(
    *,
    officer: Officer,
    at: datetime,
    name: str,
    spot: str,
    letterbox: Letterbox,
    first_key: Officer,
    second_key: Officer,
) -> Box:
    """Put a letter box up, each of its two keys with somebody of the agency.

    Raises: RoleMissing, OfAnotherAgency, TwoPeopleNeeded.
    """
    require_kept(officer, letterbox, at=at)
    if first_key == second_key:
        raise TwoPeopleNeeded
    for holder in (first_key, second_key):
        require_own(holder, letterbox, at=at)
    box: Box = Box.objects.create(
        name=" ".join(name.split()), stands_at=" ".join(spot.split()), letterbox=letterbox, first_key=first_key,
        second_key=second_key, opened_by=officer, owner_agency=letterbox.owner_agency, place=letterbox.place,
        sharing=Sharing.SILENT, created_at=at,
    )  # fmt: skip
    _record("hotline.box.put_up", officer, box, at)
    return box


@transaction.atomic
def take_down_box(*, officer: Officer, at: datetime, box: Box) -> Box:
    """Take a box down; a change of keys is a new box, so that each opening was by who held them then.

    Raises: RoleMissing, OfAnotherAgency, BoxClosed.
    """
    require_kept(officer, box, at=at)
    box = hold(box)
    if box.closed_at is not None:
        raise BoxClosed
    box.closed_at = at
    box.save(update_fields=["closed_at"])
    _record("hotline.box.taken_down", officer, box, at)
    return box


@transaction.atomic
def write_opening(*, officer: Officer, at: datetime, box: Box, letters: int, note: str = "") -> Opening:
    """Write the minutes of an opening; the holder of the other key signs them.

    Raises: RoleMissing, OfAnotherAgency, BoxClosed, NotKeyHolder.
    """
    require_own(officer, box, at=at)
    box = hold(box)
    if box.closed_at is not None:
        raise BoxClosed
    if officer.id not in (box.first_key_id, box.second_key_id):
        raise NotKeyHolder
    other = box.second_key if officer.id == box.first_key_id else box.first_key
    opening: Opening = Opening.objects.create(
        box=box, opened_at=at, letters=letters, note=note.strip()[:500], written_by=officer, with_officer=other
    )
    _record("hotline.box.opened", officer, box, at)
    return opening


@transaction.atomic
def sign_opening(*, officer: Officer, at: datetime, box: Box) -> Opening:
    """Sign the minutes that the other one has written.

    Raises: RoleMissing, OfAnotherAgency, OpeningNotYours.
    """
    require_own(officer, box, at=at)
    box = hold(box)
    waiting: Opening | None = box.openings.filter(with_officer=officer, signed_at__isnull=True).first()
    if waiting is None:
        raise OpeningNotYours
    waiting.signed_at = at
    waiting.save(update_fields=["signed_at"])
    _record("hotline.box.opening_signed", officer, box, at)
    return waiting


def _record(action: str, officer: Officer, box: Box, at: datetime) -> None:
    audit.record(action, officer_id=officer.id, at=at, target_type=TARGET, target_id=box.id)
