"""Blanking what is kept of people when its time is over: one custodian asks, another does it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.custody import refusals
from minhbach.domains.custody.models import Blanking
from minhbach.domains.custody.policies import require_custodian
from minhbach.domains.custody.services.answered import answered
from minhbach.domains.custody.types import Blanks
from minhbach.foundation.clock import local_date
from minhbach.foundation.office import offered


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
    """Do what another custodian wished, or not. What was blanked comes back from nowhere.

    Raises: RoleMissing, NotCustodian, OwnWord, NothingWaiting.
    """
    require_custodian(officer, at=at)
    answered("custody_answer_blanking(%s, %s)", blanking.pk, is_approved)
