"""Blanking what is kept of people when its time is over: one custodian asks, another does it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.custody import refusals
from minhbach.domains.custody.models import Blanking, Hold, Item
from minhbach.domains.custody.policies import require_custodian
from minhbach.domains.custody.services.answered import answered
from minhbach.domains.custody.types import Blanks, Done
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.office import offered
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

# What an officer waits for when he presses; and one part of what the worker does.
AT_ONCE = 1_000


@transaction.atomic
def ask_to_blank(*, officer: Officer, at: datetime, press: UUID, kind: str, ended_before: date, basis: str) -> UUID:
    """Wish to blank one kind of what an agency and those below it keep of people; gives how many it comes to.

    Raises: RoleMissing, DayAhead, ReasonMissing, NotCustodian.
    """
    agency = require_custodian(officer, at=at)
    if kind not in {one.code for one in offered(Blanks)}:
        raise refusals.NothingWaiting
    if ended_before > local_date(at):
        raise refusals.DayAhead
    if not basis.strip():
        raise refusals.ReasonMissing
    answered("custody_ask_blanking(%s, %s, %s, %s, %s)", press, agency.pk, kind, ended_before, basis.strip())
    return press


@transaction.atomic
def answer_blanking(*, officer: Officer, at: datetime, blanking: Blanking, is_approved: bool) -> None:
    """Do what another custodian wished, or not: the first part at once, the rest by the worker.

    What was blanked comes back from nowhere.

    Raises: RoleMissing, NotCustodian, OwnWord, NothingWaiting.
    """
    require_custodian(officer, at=at)
    answered("custody_answer_blanking(%s, %s)", blanking.pk, is_approved)
    if is_approved:
        blank_some(blanking.pk)


def blank_some(blanking_id: UUID, *, most: int = AT_ONCE) -> int:
    """Blank a part of what two custodians decided; return how many are left."""
    left: int = answered("custody_blank_some(%s, %s)", blanking_id, most)
    return left


def blank_left() -> None:
    """Blank what was decided and is not done, part by part, each a transaction of its own; harmless to repeat."""
    with acting_as(SYSTEM):
        under_way = list(
            Blanking.objects.filter(state=Done.RUNNING).order_by("created_at").values_list("pk", flat=True)
        )
    for blanking_id in under_way:
        left = 1
        while left:
            with acting_as(SYSTEM):
                left = blank_some(blanking_id)


@transaction.atomic
def hold(*, officer: Officer, at: datetime, press: UUID, item: Item, reason: str) -> None:
    """Keep one record whose time is over, because somebody entitled to it says so: a court, an inspection.

    Raises: RoleMissing, ReasonMissing, NotCustodian, NothingWaiting.
    """
    require_custodian(officer, at=at)
    if not reason.strip():
        raise refusals.ReasonMissing
    answered("custody_hold(%s, %s, %s)", press, item.pk, reason.strip())
    _tell("held", press, officer, at)


@transaction.atomic
def release(*, officer: Officer, at: datetime, hold: Hold) -> None:
    """End an order to keep a record; it is due again for the next wish, which two people decide.

    Raises: RoleMissing, NotCustodian, NothingWaiting.
    """
    require_custodian(officer, at=at)
    answered("custody_release(%s)", hold.pk)
    _tell("released", hold.pk, officer, at)


def _tell(what: str, hold_id: UUID, officer: Officer, at: datetime) -> None:
    audit.record(f"custody.hold.{what}", officer_id=officer.id, at=at, target_type="custody.hold", target_id=hold_id)
