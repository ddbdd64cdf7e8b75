"""What two units say of an overlap of their plans, and who has the last word."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.inspections import refusals
from minhbach.domains.inspections.models import Overlap, PlanItem
from minhbach.domains.inspections.policies import require_asked, require_side, require_superior, superior_of
from minhbach.domains.inspections.services.finding import move, put_word
from minhbach.domains.inspections.services.plans import TARGET as PLAN
from minhbach.domains.inspections.services.plans import put_aside
from minhbach.domains.inspections.types import OverlapState
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import wait_turn
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.writing import write_day

TARGET = "inspections.overlap"


@transaction.atomic
def agree(*, officer: Officer, at: datetime, overlap: Overlap, words: str = "") -> Overlap:
    """Have nothing against another's plan; it need not wait for the end of the term.

    Raises: RoleMissing, NotAsked, OverlapNotOpen.
    """
    _take(overlap)
    require_asked(officer, overlap, at=at)
    _require(overlap, OverlapState.WAITING)
    move(overlap, OverlapState.AGREED, agency=overlap.other_agency, officer=officer, at=at, words=words.strip())
    _record("inspections.overlap.agreed", overlap, officer=officer, at=at)
    return overlap


@transaction.atomic
def object_to(*, officer: Officer, at: datetime, overlap: Overlap, words: str) -> Overlap:
    """Object to another's plan within the term it gave.

    Raises: RoleMissing, NotAsked, OverlapNotOpen, TermPassed, ReasonMissing.
    """
    _take(overlap)
    require_asked(officer, overlap, at=at)
    _require(overlap, OverlapState.WAITING)
    if overlap.due_on is not None and local_date(at) > overlap.due_on:
        raise refusals.TermPassed(day=write_day(overlap.due_on))
    if not words.strip():
        raise refusals.ReasonMissing
    move(overlap, OverlapState.OBJECTED, agency=overlap.other_agency, officer=officer, at=at, words=words.strip())
    _record("inspections.overlap.objected", overlap, officer=officer, at=at)
    return overlap


@transaction.atomic
def say(*, officer: Officer, at: datetime, overlap: Overlap, words: str) -> None:
    """Say something to the other unit of an overlap.

    Raises: RoleMissing, NotOfTheTwo, ReasonMissing.
    """
    agency = require_side(officer, overlap, at=at)
    if not words.strip():
        raise refusals.ReasonMissing
    put_word(overlap, agency=agency, officer=officer, at=at, words=words.strip(), is_talk=True)
    _record("inspections.overlap.talked", overlap, officer=officer, at=at)


@transaction.atomic
def withdraw(*, officer: Officer, at: datetime, overlap: Overlap, words: str = "") -> Overlap:
    """Withdraw one's objection.

    Raises: RoleMissing, NotAsked, OverlapNotOpen.
    """
    _take(overlap)
    require_asked(officer, overlap, at=at)
    _require(overlap, OverlapState.OBJECTED)
    move(overlap, OverlapState.WITHDRAWN, agency=overlap.other_agency, officer=officer, at=at, words=words.strip())
    _record("inspections.overlap.withdrawn", overlap, officer=officer, at=at)
    return overlap


@transaction.atomic
def rule(*, officer: Officer, at: datetime, overlap: Overlap, goes_ahead: bool, words: str, paper: str = "") -> Overlap:
    """Decide between the two: the item stays in the plan, or is taken out of it.

    By a head of the nearest agency above both; where there is none, the planning unit enters the PAPER that decided.
    Raises: RoleMissing, NotSuperior, OverlapNotOpen, ReasonMissing, SuperiorPaperMissing.
    """
    _take(overlap)
    agency = require_superior(officer, overlap, at=at)
    _require(overlap, OverlapState.OBJECTED)
    if not words.strip():
        raise refusals.ReasonMissing
    if superior_of(overlap) is None and not paper.strip():
        raise refusals.SuperiorPaperMissing
    if goes_ahead:
        said = {"words": words.strip(), "paper": paper.strip()}
        move(overlap, OverlapState.KEPT, agency=agency, officer=officer, at=at, **said)
    else:
        put_word(overlap, agency=agency, officer=officer, at=at, words=words.strip(), paper=paper.strip(), is_talk=True)
        # Who decides sees the plans of both; the subject may be one of the unit's own.
        with acting_as(SYSTEM):
            put_aside(
                PlanItem.objects.select_related("plan").get(pk=overlap.item_id), officer=officer, at=at, words=words
            )
        overlap.refresh_from_db()
    _record("inspections.overlap.ruled", overlap, officer=officer, at=at)
    return overlap


def _take(overlap: Overlap) -> None:
    """Wait in the line of the plan, so that it is not approved meanwhile, and read what the overlap has come to."""
    wait_turn(PLAN, overlap.plan_id)
    overlap.refresh_from_db(fields=["state", "state_at", "due_on"])


def _require(overlap: Overlap, *states: OverlapState) -> None:
    if overlap.state not in states:
        raise refusals.OverlapNotOpen(state=OverlapState(overlap.state).label)


def _record(action: str, overlap: Overlap, *, officer: Officer, at: datetime) -> None:
    audit.record(
        action,
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=overlap.pk,
        data={"state": str(overlap.state)},
        concerning=[overlap.owner_agency_id, overlap.other_agency_id],
    )
