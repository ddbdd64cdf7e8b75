"""The files that wait before a higher authority: for the desk there, and for the unit that waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import held_posts
from minhbach.domains.cases.models import Case, CaseAbove
from minhbach.domains.cases.policies import KEEPERS
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.wording import say_due
from minhbach.domains.law.selectors import open_law
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, Asked, Kind, WorkItem
from minhbach.foundation.writing import write_capped

ABOVE_SHOWN = 20


def deciding_for(officer: Officer, *, on: date) -> set[UUID]:
    """Return the agencies in which an officer enters what they decide, or sends it back."""
    return {post.agency_id for post in held_posts(officer, on=on) if post.role in KEEPERS}


def files_before(agency_ids: set[UUID]) -> QuerySet[CaseAbove]:
    """List the files that wait before some agencies, the most urgent first."""
    waiting: QuerySet[CaseAbove] = CaseAbove.objects.filter(agency_id__in=agency_ids)
    return waiting.order_by("case__due_on", "since", "id")


def above_items(officer: Officer, *, at: datetime) -> Iterator[Asked]:
    """Ask which files wait for the decision of an officer's agency; one whose case has ended is to be sent back."""
    today = local_date(at)
    agencies = deciding_for(officer, on=today)
    if not agencies:
        return

    def say(rows: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
        law = open_law()
        for row in rows:
            due_on = date.fromisoformat(row["due_on"]) if row["due_on"] else None
            clock = say_due(row["clock_row"], due_on, today=today, law=law)
            is_over = row["step"] == Step.CLOSED
            yield WorkItem(
                Kind.DECIDE,
                what=_("Trả lại hồ sơ đã trình: vụ việc đã kết thúc")
                if is_over
                else _("Quyết định xử phạt: hồ sơ được trình"),
                about=f"{row['code']} · {row['title']} · {row['unit']}",
                url=f"{reverse('cases:case', args=[row['case']])}?part={row['part']}",
                act=_("Mở"),
                due_on=due_on,
                clock=clock.remaining if clock else "",
                statute=clock.statute if clock else "",
                agency_id=UUID(row["agency"]),
            )
        if others:
            words = _("%(count)s hồ sơ khác được trình") % {"count": write_capped(others, MOST_COUNTED)}
            yield WorkItem(Kind.DECIDE, words, "", f"{reverse('cases:list')}?above=mine", _("Xem"), count=others)

    told = {
        "case": "case_id",
        "part": "part",
        "agency": "agency_id",
        "code": "case__code",
        "title": "case__title",
        "unit": "case__owner_agency__short_name",
        "step": "case__step",
        "due_on": "case__due_on",
        "clock_row": "case__clock_row",
    }
    yield Asked(files_before(agencies), told, ABOVE_SHOWN, say)


def cases_before(cases: QuerySet[Case], agency_ids: set[UUID] | None) -> QuerySet[Case]:
    """Keep the cases of which a file waits above: before some agencies, or before any."""
    waiting = CaseAbove.objects.all() if agency_ids is None else CaseAbove.objects.filter(agency_id__in=agency_ids)
    return cases.filter(id__in=waiting.values("case_id"))
