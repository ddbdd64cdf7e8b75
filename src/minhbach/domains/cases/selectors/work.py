"""What waits for an officer in cases."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.acts import next_act
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors.access import visible_cases
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.wording import say_due
from minhbach.domains.law.selectors import open_law
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.tally import Tally, tally
from minhbach.foundation.pages.work import WorkItem

MOST = 100


def work_items(officer: Officer, *, at: datetime) -> list[WorkItem]:
    """List the open cases an officer works on: by clock where one runs, else as waiting.

    What waits to be signed, numbered or issued is the documents' to say.
    """
    cases = (
        Case.objects.filter(case_officers__officer=officer)
        .exclude(step=Step.CLOSED)
        .order_by("due_on", "entered_on", "id")
        .distinct()[:MOST]
    )
    law, today = open_law(), local_date(at)
    items = []
    for case in cases:
        clock = say_due(case.clock_row, case.due_on, today=today, law=law)
        items.append(
            WorkItem(
                kind="dated" if clock else "waiting",
                what=_("%(case)s: %(title)s") % {"case": case.code, "title": case.title},
                whose=str(Step(case.step).label),
                url=case.get_absolute_url(),
                act=str(next_act(Step(case.step))),
                due_on=clock.due_on if clock else None,
                clock=clock.text if clock else "",
            )
        )
    return items


def open_case_counts() -> Tally:
    """Count the open cases in reach by step, for the month at a glance."""
    return tally(visible_cases(), "step", [step.value for step in Step if step is not Step.CLOSED])
