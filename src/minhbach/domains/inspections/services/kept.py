"""What inspections go by: check points, sampling plans, laboratories for every office; cards of officers.

A row is added and ended, never edited: what was asked by it stays as it was asked.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.inspections import refusals
from minhbach.domains.inspections.models import Card, CheckPoint, Kept, Laboratory, SamplingPlan
from minhbach.domains.inspections.policies import CARD_KEEPERS, LIST_KEEPERS
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold, wait_turn
from minhbach.foundation.scope import Sharing

K = TypeVar("K", bound=Kept)
_SHIPPED = Path(__file__).parents[1] / "data" / "checklists.toml"


@transaction.atomic
def add_point(*, officer: Officer, at: datetime, **said: Any) -> CheckPoint:
    """Add a thing to look at, last of the list of its group.

    Raises: RoleMissing, EndsBeforeItBegins.
    """
    return _add(CheckPoint, officer, at, {**said, "position": _next_position(said["group"])})


@transaction.atomic
def add_sampling(*, officer: Officer, at: datetime, **said: Any) -> SamplingPlan:
    """Add how many samples are taken of lots of a size.

    Raises: RoleMissing, EndsBeforeItBegins, LotBackward.
    """
    if said.get("lot_to") is not None and said["lot_to"] < said["lot_from"]:
        raise refusals.LotBackward
    return _add(SamplingPlan, officer, at, said)


@transaction.atomic
def add_laboratory(*, officer: Officer, at: datetime, **said: Any) -> Laboratory:
    """Add a laboratory with its designation.

    Raises: RoleMissing, EndsBeforeItBegins.
    """
    return _add(Laboratory, officer, at, said)


@transaction.atomic
def add_card(
    *,
    officer: Officer,
    at: datetime,
    agency: Agency,
    holder: Officer,
    kind: str,
    number: str,
    valid_from: date,
    valid_until: date | None,
) -> Card:
    """Enter a card of an officer of an agency.

    Raises: RoleMissing, EndsBeforeItBegins, CardTwice.
    """
    require_role(officer, *CARD_KEEPERS, at=at, agency=agency)
    _require_forward(valid_from, valid_until)
    # Held, so that two who enter the same card at once make no two.
    hold(holder)
    same = Card.held.overlapping(valid_from, valid_until).filter(officer=holder, number=number)
    if same.exists():
        raise refusals.CardTwice(number=number)
    card: Card = Card.objects.create(
        owner_agency=agency, sharing=Sharing.AGENCY, officer=holder, kind=kind, number=number,
        valid_from=valid_from, valid_until=valid_until, created_at=at,
    )  # fmt: skip
    _record("inspections.card.added", officer, at, card)
    return card


@transaction.atomic
def end_kept(*, officer: Officer, at: datetime, row: Kept, valid_until: date) -> None:
    """Let a row hold no longer from a day on.

    Raises: RoleMissing, KeptEnded, EndsBeforeItBegins.
    """
    require_role(officer, *LIST_KEEPERS, at=at)
    _end(row, valid_until)
    _record("inspections.kept.ended", officer, at, row)


@transaction.atomic
def end_card(*, officer: Officer, at: datetime, row: Card, valid_until: date) -> None:
    """Let a card hold no longer from a day on: lost, taken back.

    Raises: RoleMissing, KeptEnded, EndsBeforeItBegins.
    """
    require_role(officer, *CARD_KEEPERS, at=at, agency=row.owner_agency)
    _end(row, valid_until)
    _record("inspections.card.ended", officer, at, row)


@transaction.atomic
def load_points(*, at: datetime) -> int:
    """Load the check points that ship with the product; one that was loaded before stays as the office left it."""
    table = tomllib.loads(_SHIPPED.read_text(encoding="utf-8"))
    known = set(CheckPoint.objects.exclude(code=None).values_list("code", flat=True))
    rows = [
        CheckPoint(
            code=f"{one['code']}-{number}",
            group=one["group"],
            position=number,
            words=point["words"],
            violation_class=point.get("class", ""),
            added_at=at,
        )
        for one in table["list"]
        for number, point in enumerate(one["point"], start=1)
        if f"{one['code']}-{number}" not in known
    ]
    CheckPoint.objects.bulk_create(rows)
    if rows:
        audit.record(
            "inspections.points.loaded",
            officer_id=None,
            at=at,
            target_type="inspections.checkpoint",
            target_id="",
            data={"count": len(rows)},
        )
    return len(rows)


def _next_position(group: str) -> int:
    wait_turn("inspections points", group)
    last = CheckPoint.objects.filter(group=group).order_by("position").last()
    return last.position + 1 if last else 1


def _add(model: type[K], officer: Officer, at: datetime, said: dict[str, Any]) -> K:
    require_role(officer, *LIST_KEEPERS, at=at)
    _require_forward(said["valid_from"], said.get("valid_until"))
    row = cast("K", model.objects.create(added_at=at, **said))
    _record("inspections.kept.added", officer, at, row)
    return row


def _end(row: Any, valid_until: date) -> None:
    hold(row)
    row.refresh_from_db()
    if row.valid_until is not None and row.valid_until <= valid_until:
        raise refusals.KeptEnded
    _require_forward(row.valid_from, valid_until)
    row.valid_until = valid_until
    row.save(update_fields=["valid_until"])


def _require_forward(valid_from: date | None, valid_until: date | None) -> None:
    if valid_from is not None and valid_until is not None and valid_until <= valid_from:
        raise refusals.EndsBeforeItBegins


def _record(act: str, officer: Officer, at: datetime, row: Any) -> None:
    said = {
        field.attname: str(value)
        for field in row._meta.concrete_fields
        if field.name in ("group", "words", "goods", "name", "number", "valid_from", "valid_until")
        and (value := getattr(row, field.attname)) is not None
    }
    audit.record(act, officer_id=officer.id, at=at, target_type=row._meta.label_lower, target_id=row.id, data=said)
