"""Lines of “Việc hôm nay”: disputes in which somebody waits for the office, and promises whose day comes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.mediation.course import shown
from minhbach.domains.mediation.models import Dispute, Promise, Step
from minhbach.domains.mediation.policies import works_here
from minhbach.domains.mediation.types import State, StepKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, SOON_DAYS, Asked, Kind, WorkItem
from minhbach.foundation.scope import current_access
from minhbach.foundation.writing import write_capped

ON_DESK = 4


def work_items(officer: Officer, *, at: datetime) -> Iterator[Asked]:
    """Ask for what of the officer's own agency waits for it: an answer that came, a silence, a day that comes."""
    if not works_here(officer, at=at):
        return
    own, today = current_access().agency_ids, local_date(at)
    waiting = Dispute.objects.filter(
        Q(is_waiting=True) | Q(state=State.PREPARED) | Q(state=State.PASSED, due_on__lt=today),
        owner_agency_id__in=own, closed_at__isnull=True,
    ).order_by("due_on", "id")  # fmt: skip
    told = {name: name for name in ("id", "number", "firm", "state", "due_on", "is_waiting")}
    yield Asked(waiting, told, ON_DESK, lambda rows, others: _say_waiting(rows, others, today))
    kept = Step.objects.filter(promise=OuterRef("pk"), kind=StepKind.KEPT).exclude(side=OuterRef("side"))
    promises = Promise.objects.filter(
        ~Exists(kept), step__dispute__state=State.SETTLED, step__dispute__owner_agency_id__in=own,
        due_on__lte=today + timedelta(days=SOON_DAYS),
    ).annotate(dispute=F("step__dispute_id"), firm=F("step__dispute__firm")).order_by("due_on", "id")  # fmt: skip
    yield Asked(
        promises, {"id": "id", "dispute": "dispute", "firm": "firm", "due_on": "due_on"}, ON_DESK, _say_promises
    )


def _say_waiting(disputes: list[dict[str, Any]], others: int, today: date) -> Iterator[WorkItem]:
    for one in disputes:
        due_on = date.fromisoformat(one["due_on"]) if one["due_on"] else None
        state = shown(one["state"], due_on=due_on, as_of=today)
        yield WorkItem(
            Kind.LEAD,
            what=_("Thương lượng số %(number)s: %(state)s") % {"number": one["number"], "state": state.label},
            about=one["firm"],
            url=reverse("mediation:dispute", args=[one["id"]]),
            act=_("Mở"),
            due_on=due_on if state in (State.PASSED, State.SILENT) else None,
            is_new=one["is_waiting"],
        )
    if others:
        words = _("%(count)s hồ sơ thương lượng khác") % {"count": write_capped(others, MOST_COUNTED)}
        yield WorkItem(Kind.LEAD, words, "", reverse("mediation:list"), _("Xem"), count=others)


def _say_promises(promises: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for one in promises:
        yield WorkItem(
            Kind.LEAD,
            what=_("Hỏi hai bên: thỏa thuận đã thực hiện chưa"),
            about=one["firm"],
            url=reverse("mediation:dispute", args=[one["dispute"]]),
            act=_("Mở"),
            due_on=date.fromisoformat(one["due_on"]),
        )
    if others:
        words = _("%(count)s việc khác theo thỏa thuận") % {"count": write_capped(others, MOST_COUNTED)}
        yield WorkItem(Kind.LEAD, words, "", f"{reverse('mediation:list')}?state=settled", _("Xem"), count=others)
