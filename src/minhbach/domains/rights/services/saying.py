"""What is said beside a right: it counts when an officer says it, or has confirmed what its owner says."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, TypeVar

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.rights import policies
from minhbach.domains.rights.models import Floor, GuidePoint, Picture, Right, Said, Seller, Term
from minhbach.domains.rights.refusals import (
    AccountMissing,
    AlreadyDecided,
    FloorMissing,
    LastDayBeforeFirst,
    PictureUnfit,
    RectangleOutside,
    SaidNotFound,
    TooMany,
)
from minhbach.domains.rights.services.knowledge import tell_screen
from minhbach.domains.rights.types import SellerRole, Shows, TermKind
from minhbach.engine.identifiers.platforms import platform_code
from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.engine.redrawing import redraw
from minhbach.foundation import audit, files
from minhbach.foundation.database.locks import hold, wait_turn
from minhbach.foundation.untrusted import read_apart

S = TypeVar("S", bound=Said)
# Of one right so much is kept of each: pages and the screen's folder stay small enough to be read.
MOST = {Term: 40, Seller: 2_000, Floor: 100, Picture: 20, GuidePoint: 30}


def add_term(
    *,
    officer: Officer,
    at: datetime,
    right: Right,
    kind: TermKind | str,
    on: date,
    source: str,
    last_day: date | None = None,
) -> Term:
    """Say that a right was renewed from a day to a last one, or is none from a day on.

    Raises: RoleMissing, RightOfAnotherAgency, NotHolder, LastDayBeforeFirst, TooMany.
    """
    kind = TermKind(kind)
    if kind == TermKind.RENEWED and (last_day is None or last_day < on):
        raise LastDayBeforeFirst
    term = Term(kind=kind, on=on, source=source.strip(), last_day=last_day if kind == TermKind.RENEWED else None)
    return _say(term, officer=officer, at=at, right=right)


def add_seller(
    *,
    officer: Officer,
    at: datetime,
    right: Right,
    role: SellerRole | str,
    name: str,
    valid_from: date,
    source: str,
    platform: str = "",
    account: str = "",
    last_day: date | None = None,
) -> Seller:
    """Say who may sell or import.

    Raises: RoleMissing, RightOfAnotherAgency, NotHolder, AccountMissing, LastDayBeforeFirst, TooMany.
    """
    role, name = SellerRole(role), " ".join(name.split())
    if role == SellerRole.SELLER and not platform.strip():
        raise AccountMissing
    if last_day is not None and last_day < valid_from:
        raise LastDayBeforeFirst
    seller = Seller(
        role=role, name=name, platform=platform_code(platform) if platform.strip() else "", account=account.strip(),
        valid_from=valid_from, last_day=last_day, source=source.strip(),
    )  # fmt: skip
    return _say(seller, officer=officer, at=at, right=right)


def add_floor(
    *,
    officer: Officer,
    at: datetime,
    right: Right,
    floor_vnd: int,
    valid_from: date,
    source: str,
    goods: Collection[str] = (),
) -> Floor:
    """Say what genuine goods cost at least from a day on.

    Raises: RoleMissing, RightOfAnotherAgency, NotHolder, FloorMissing, TooMany.
    """
    if floor_vnd <= 0:
        raise FloorMissing
    words = list(dict.fromkeys(filter(None, (" ".join(one.split())[:60] for one in goods))))
    floor = Floor(goods=words, floor_vnd=floor_vnd, valid_from=valid_from, source=source.strip())
    return _say(floor, officer=officer, at=at, right=right)


def add_picture(
    *, officer: Officer, at: datetime, right: Right, shows: Shows | str, alt: str, picture: IO[bytes], name: str
) -> Picture:
    """Keep a picture drawn anew, so that nothing but what is seen is kept.

    Raises: RoleMissing, RightOfAnotherAgency, NotHolder, PictureUnfit, TooMany.
    """
    policies.require_say(officer, right, at=at)
    with tempfile.TemporaryDirectory(prefix="minhbach-upload-") as folder, files.disk_watched():
        path, target = Path(folder) / "tep", Path(folder) / "anh.jpg"
        files.write_aside(picture, path)
        try:
            told = read_apart(redraw, path, str(target))
        except ReadingRefused:
            raise PictureUnfit(name=name[:80]) from None
        stored = files.put(target.read_bytes())
    kept = Picture(
        shows=Shows(shows), alt=alt.strip(), sha256=stored.sha256, width=told["width"], height=told["height"]
    )
    return _say(kept, officer=officer, at=at, right=right)


def add_point(
    *,
    officer: Officer,
    at: datetime,
    right: Right,
    where: str,
    genuine: str,
    fake: str,
    picture: Picture | None = None,
    rectangle: tuple[int, int, int, int] | None = None,
) -> GuidePoint:
    """Say one thing to look at. RECTANGLE: left, top, width and height on the picture, in hundredths.

    Raises: RoleMissing, RightOfAnotherAgency, NotHolder, RectangleOutside, SaidNotFound, TooMany.
    """
    point = GuidePoint(where=where.strip(), genuine=genuine.strip(), fake=fake.strip())
    if picture is not None:
        if picture.right_id != right.pk:
            raise SaidNotFound
        left, top, wide, high = rectangle or (0, 0, 100, 100)
        if min(left, top) < 0 or min(wide, high) <= 0 or left + wide > 100 or top + high > 100:
            raise RectangleOutside
        point.picture, point.left, point.top, point.wide, point.high = picture, left, top, wide, high
    return _say(point, officer=officer, at=at, right=right)


@transaction.atomic
def confirm_said(*, officer: Officer, at: datetime, said: S) -> S:
    """Let count what an owner said.

    Raises: RoleMissing, RightOfAnotherAgency, AlreadyDecided.
    """
    policies.require_decider(officer, said.right, at=at)
    said = hold(said)
    if not said.waits:
        raise AlreadyDecided
    said.confirmed_by, said.confirmed_at = officer, at
    said.save(update_fields=["confirmed_by", "confirmed_at"])
    _tell("confirmed", said, officer=officer, at=at)
    return said


@transaction.atomic
def drop_said(*, officer: Officer, at: datetime, said: S) -> S:
    """Take out what was said. An owner takes out what is not confirmed yet, or whom he no longer lets sell.

    Raises: RoleMissing, RightOfAnotherAgency, NotHolder, AlreadyDecided.
    """
    policies.require_say(officer, said.right, at=at)
    said = hold(said)
    # What an officer has confirmed of a term or a price is his to take back.
    if said.dropped_at is not None or (officer.is_guest and said.counts and not isinstance(said, Seller)):
        raise AlreadyDecided
    said.dropped_by, said.dropped_at = officer, at
    said.save(update_fields=["dropped_by", "dropped_at"])
    _tell("dropped", said, officer=officer, at=at)
    return said


@transaction.atomic
def _say(said: S, *, officer: Officer, at: datetime, right: Right) -> S:
    policies.require_say(officer, right, at=at)
    # In turn, so that two do not both find room for one more; whoever is outside holds no row of the agency.
    wait_turn("rights.said", right.pk)
    if type(said).objects.filter(right=right, dropped_at__isnull=True).count() >= MOST[type(said)]:
        raise TooMany(most=MOST[type(said)])
    said.right, said.entered_by, said.entered_at = right, officer, at
    if not officer.is_guest:
        said.confirmed_by, said.confirmed_at = officer, at
    said.save(force_insert=True)
    _tell("said", said, officer=officer, at=at)
    return said


def _tell(what: str, said: Said, *, officer: Officer, at: datetime) -> None:
    data: dict[str, Any] = {"kind": said._meta.model_name, "id": str(said.pk)}
    audit.record(
        f"rights.said.{what}", officer_id=officer.pk, at=at, target_type="rights.right", target_id=said.right_id,
        data=data,
    )  # fmt: skip
    if isinstance(said, Term | Seller | Floor):
        tell_screen(said.right)
