"""Rounds: how far each is, what stands of each stall, and what waits on the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import held_posts
from minhbach.domains.markets.models import Round, RoundMark, Stall
from minhbach.domains.markets.policies import WRITERS
from minhbach.domains.markets.refusals import MarketNotFound
from minhbach.domains.markets.selectors.plans import tenancies_on
from minhbach.domains.markets.types import Mark, MarkKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import Asked, Kind, WorkItem

ON_DESK = 20


def visible_rounds() -> QuerySet[Any]:
    """List the rounds in reach, newest first, each with how many stalls were noted and how many to look at again."""
    rows: QuerySet[Any] = (
        Round.objects.select_related("market", "owner_agency", "opened_by", "closed_by")
        .annotate(noted=_stalls_counted(_not_taken_back()), rechecks=_stalls_counted(_to_recheck()))
        .order_by("-created_at", "-id")
    )
    return rows


def get_round(round_id: UUID) -> Round:
    """Raises: MarketNotFound."""
    found: Round | None = (
        Round.objects.select_related("market__place", "owner_agency", "opened_by", "closed_by")
        .filter(pk=round_id)
        .first()
    )
    if found is None:
        raise MarketNotFound
    return found


def get_mark(mark_id: UUID) -> RoundMark:
    """Raises: MarketNotFound."""
    found: RoundMark | None = (
        RoundMark.objects.select_related("round__market", "round__owner_agency", "stall", "officer")
        .filter(pk=mark_id)
        .first()
    )
    if found is None:
        raise MarketNotFound
    return found


def standing_marks(walked: Round) -> list[Mark]:
    """List what stands of each stall in a round: the latest mark that was not taken back."""
    rows = _not_taken_back().filter(round=walked).select_related("officer").order_by("stall_id", "-made_at", "-id")
    found: dict[UUID, Mark] = {}
    others: dict[UUID, set[UUID]] = {}
    for row in rows:
        others.setdefault(row.stall_id, set()).add(row.officer_id)
        found.setdefault(
            row.stall_id,
            Mark(row.id, row.stall_id, MarkKind(row.kind), row.note, row.made_at, row.officer.full_name),
        )
    return [Mark(**{**vars(mark), "others": len(others[mark.stall_id]) - 1}) for mark in found.values()]


def stalls_of_round(walked: Round) -> QuerySet[Any]:
    """List the stalls of the plan as it was when a round began, with what stands of each."""
    marks = _not_taken_back().filter(round=walked, stall_id=OuterRef("stall_id")).order_by("-made_at", "-id")
    rows: QuerySet[Any] = tenancies_on(walked.market, on=local_date(walked.created_at)).annotate(
        mark_kind=Subquery(marks.values("kind")[:1]),
        mark_note=Subquery(marks.values("note")[:1]),
        marked_at=Subquery(marks.values("made_at")[:1]),
        marked_by=Subquery(marks.values("officer__full_name")[:1]),
    )
    return rows


def marks_of_stall(stall: Stall) -> list[RoundMark]:
    """List what was noted at a stall in all rounds in reach, latest first, with what was taken back."""
    rows = RoundMark.objects.filter(stall=stall).select_related("officer", "round", "corrects")
    return list(rows.order_by("-made_at", "-id")[:100])


def work_items(officer: Officer, *, at: datetime) -> Iterator[Asked]:
    """Ask for the rounds of one's agencies that are under way, and those that left stalls to look at again."""
    agencies = {post.agency_id for post in held_posts(officer, on=local_date(at)) if post.role in WRITERS}
    if not agencies:
        return
    waiting = visible_rounds().filter(owner_agency_id__in=agencies).filter(Q(closed_at=None) | Q(rechecks__gt=0))
    told = {"id": "id", "market": "market__name", "purpose": "purpose", "closed_at": "closed_at", "noted": "noted",
            "stall_count": "stall_count", "rechecks": "rechecks", "agency": "owner_agency_id"}  # fmt: skip
    yield Asked(waiting, told, ON_DESK, _say_rounds)


def _say_rounds(rounds: list[dict[str, Any]], _others: int) -> Iterator[WorkItem]:
    for one in rounds:
        is_open = one["closed_at"] is None
        left = _("còn %(count)s ô") % {"count": max(one["stall_count"] - one["noted"], 0)}
        again = _("%(count)s ô cần kiểm tra lại") % {"count": one["rechecks"]}
        yield WorkItem(
            Kind.SUBJECT,
            what=_("Đi tiếp đợt ở %(market)s") % one if is_open else _("Kiểm tra lại ở %(market)s") % one,
            about=" · ".join([one["purpose"], *([left] if is_open else []), *([again] if one["rechecks"] else [])]),
            url=reverse("markets:round", args=[one["id"]])
            if is_open
            else f"{reverse('markets:summary', args=[one['id']])}?mark=recheck",
            act=_("Đi tiếp") if is_open else _("Xem"),
            agency_id=UUID(one["agency"]),
        )


def _not_taken_back() -> QuerySet[Any]:
    taken_back = RoundMark.objects.filter(corrects=OuterRef("pk"))
    rows: QuerySet[Any] = RoundMark.objects.filter(~Q(kind=MarkKind.TAKEN_BACK)).filter(~Exists(taken_back))
    return rows


def _to_recheck() -> QuerySet[Any]:
    """Keep the marks that ask for another look, where none was noted since, in this round or a later one."""
    since = _not_taken_back().filter(stall_id=OuterRef("stall_id"), made_at__gt=OuterRef("made_at"))
    return _not_taken_back().filter(kind=MarkKind.RECHECK).filter(~Exists(since))


def _stalls_counted(marks: QuerySet[Any]) -> Coalesce:
    counted = (
        marks.filter(round=OuterRef("pk"))
        .order_by()
        .values("round")
        .annotate(count=Count("stall_id", distinct=True))
        .values("count")
    )
    return Coalesce(Subquery(counted), 0)
