"""What was handed over and by when it is to be taken, and what is past its day: the queues that somebody sees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.selectors import officers_of_units
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.intake.models import Handover, Overdue, Report
from minhbach.domains.intake.policies import WORKERS, works_here
from minhbach.domains.intake.refusals import HandoverNotFound
from minhbach.domains.intake.types import HandoverState
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, Asked, Kind, WorkItem
from minhbach.foundation.scope import current_access
from minhbach.foundation.writing import write_capped

ON_DESK = 5


def visible_handovers() -> QuerySet[Any]:
    """List the hand-overs of the agencies in reach, given and received, the latest first."""
    rows: QuerySet[Any] = Handover.objects.select_related("owner_agency", "receiver", "sent_by", "settled_by")
    return rows.order_by("-created_at", "-id")


def get_handover(handover_id: UUID) -> Handover:
    """Raises: HandoverNotFound."""
    found: Handover | None = visible_handovers().filter(pk=handover_id).first()
    if found is None:
        raise HandoverNotFound
    return found


def handovers_of(report: Report) -> list[Handover]:
    """List where a report has been, first to last, as far as its reader sees."""
    return list(visible_handovers().filter(report=report).order_by("created_at", "id"))


def is_served_here(agency: Agency, *, at: datetime) -> bool:
    """Say whether somebody of an agency can take a report over here; else its paper is waited for."""
    return officers_of_units([agency.pk], WORKERS, on=local_date(at)).exists()


def visible_overdue() -> QuerySet[Any]:
    """List what the levels in reach were told is late, the longest first; of some kinds nothing but this row."""
    rows: QuerySet[Any] = Overdue.objects.select_related("owner_agency", "level")
    return rows.order_by("due_on", "id")


def handover_work(officer: Officer, *, at: datetime) -> Iterator[Asked]:
    """Ask for what waits to be taken by the officer's agency, and what nobody took in time of what it gave."""
    if not works_here(officer, at=at):
        return
    own, today = current_access().agency_ids, local_date(at)
    waiting = Handover.objects.filter(state=HandoverState.SENT).filter(
        Q(receiver_id__in=own) | Q(owner_agency_id__in=own, due_on__lt=today)
    )
    told = {
        **{name: name for name in ("id", "number", "kind", "due_on")},
        "giver": F("owner_agency__short_name"),
        "receiver": F("receiver__short_name"),
        "side": Case(When(receiver_id__in=own, then=Value("in")), default=Value("out"), output_field=CharField()),
    }
    yield Asked(waiting.order_by("due_on", "id"), told, ON_DESK, _say_waiting)
    late = Overdue.objects.filter(level_id__in=own, settled_at=None).order_by("due_on", "id")
    yield Asked(late, {"id": "id"}, 0, _say_late)


def _say_waiting(rows: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for row in rows:
        words = _("Xác nhận %(kind)s") if row["side"] == "in" else _("Hỏi lại %(kind)s")
        about = (
            _("%(agency)s chuyển đến") % {"agency": row["giver"]}
            if row["side"] == "in"
            else _("%(agency)s chưa xác nhận") % {"agency": row["receiver"]}
        )
        yield WorkItem(
            Kind.LEAD,
            what=words % {"kind": _short(row["kind"])},
            about=f"{row['number']} · {about}",
            url=reverse("intake:handover", args=[row["id"]]),
            act=_("Mở"),
            due_on=date.fromisoformat(row["due_on"]),
            is_new=row["side"] == "in",
        )
    if others:
        words = _("%(count)s lần chuyển khác chờ xác nhận") % {"count": write_capped(others, MOST_COUNTED)}
        yield WorkItem(Kind.LEAD, words, "", reverse("intake:handovers"), _("Xem"), count=others)


def _say_late(_rows: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    if others:
        words = _("%(count)s tin, đơn quá hạn ở cấp dưới") % {"count": write_capped(others, MOST_COUNTED)}
        yield WorkItem(Kind.LEAD, words, "", reverse("intake:overdue"), _("Xem"), count=others)


def _short(kind: str) -> str:
    return str(BY_CODE[kind].short) if kind in BY_CODE else kind
