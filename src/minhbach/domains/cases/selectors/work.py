"""What waits for an officer in cases: one's own, and for a head what is late or due soon in the unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.acts import next_act
from minhbach.domains.cases.acts.assign import Assign
from minhbach.domains.cases.acts.end_without_violation import EndWithoutViolation
from minhbach.domains.cases.acts.inspect import Inspect
from minhbach.domains.cases.acts.send_back import SendBack
from minhbach.domains.cases.acts.urge import Urge
from minhbach.domains.cases.models import Case, CaseAbove, CaseEvent
from minhbach.domains.cases.selectors.above import above_items
from minhbach.domains.cases.selectors.access import visible_cases
from minhbach.domains.cases.selectors.field import work_of_field
from minhbach.domains.cases.selectors.referrals import referral_work
from minhbach.domains.cases.selectors.restrictions import restriction_work
from minhbach.domains.cases.selectors.unit import Watched, unit_cards, watch
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.wording import say_due
from minhbach.domains.law.selectors import Law, open_law
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.tally import Tally, tally
from minhbach.foundation.pages.work import MOST_COUNTED, SOON_DAYS, Asked, Button, Card, Kind, WorkItem, some_of
from minhbach.foundation.writing import write_capped, write_day

OWN_SHOWN = 50
# What stands on the desk of those who work on a case until they do something: the words, and what is said in them.
_SAID = {
    Urge.code: (_lazy("Được đôn đốc ngày %(day)s: %(note)s"), "note"),
    SendBack.code: (_lazy("Hồ sơ được trả lại ngày %(day)s: %(note)s"), "reason"),
}
UNIT_SHOWN = 15


def work_items(officer: Officer, *, at: datetime) -> list[WorkItem | Card | Asked]:
    """List the open cases an officer works on; for a head also those of the unit that are late or due soon, and those
    put before his agency.

    What waits to be signed, numbered or issued is the documents' to say.
    """
    law, today = open_law(), local_date(at)
    above = CaseAbove.objects.filter(case=OuterRef("pk")).order_by("since")
    own = Case.objects.filter(case_officers__officer=officer).exclude(step=Step.CLOSED)
    inspected = CaseEvent.objects.filter(case=OuterRef("pk"), kind=Inspect.code, replaced_by__isnull=True)
    own = own.annotate(
        above=Subquery(above.values("agency__short_name")[:1]),
        found_nothing=Exists(inspected.filter(data__has_violation=False)),
    )
    first, others = some_of(own.order_by("due_on", "entered_on", "id"), OWN_SHOWN)
    urged = _urged([case.id for case in first])
    items: list[WorkItem | Card | Asked] = [*above_items(officer, at=at)]
    items += [_own(case, urged.get(case.id, ""), law=law, today=today) for case in first]
    if others:
        items.append(_others(others, "mine"))
    if watched := watch(officer, on=today):
        items += _unit_items(watched, {case.id for case in first}, officer, law=law, today=today)
        items += unit_cards(watched, today=today, soon=law.calendar.day_after(today, SOON_DAYS))
    items += work_of_field(officer, at=at)
    items += referral_work(officer, at=at, law=law)
    items += restriction_work(officer, at=at, law=law)
    return items


def _urged(case_ids: Collection[UUID]) -> dict[UUID, str]:
    """Say of some cases how they were last urged, or came back from above, as long as nothing was done since."""
    done_since = CaseEvent.objects.filter(case=OuterRef("case"), sequence__gt=OuterRef("sequence")).exclude(
        kind__in=(Urge.code, Assign.code)
    )
    urged = CaseEvent.objects.filter(~Exists(done_since), case_id__in=case_ids, kind__in=_SAID)
    events = urged.filter(replaced_by__isnull=True).order_by("sequence")
    return {
        event.case_id: str(_SAID[event.kind][0])
        % {"day": write_day(event.happened_on), "note": event.data[_SAID[event.kind][1]]}
        for event in events
    }


def _own(case: Case, urged: str, *, law: Law, today: date) -> WorkItem:
    clock = say_due(case.clock_row, case.due_on, today=today, law=law)
    return WorkItem(
        Kind.CASE,
        what=_next(case),
        about=_("%(case)s · %(title)s") % {"case": case.code, "title": case.title},
        url=case.get_absolute_url(),
        act=_("Mở"),
        due_on=clock.due_on if clock else None,
        clock=clock.remaining if clock else "",
        statute=clock.statute if clock else "",
        agency_id=case.owner_agency_id,
        note=urged,
    )


def _next(case: Any) -> str:
    """Say what is to be done next in a case of one's own."""
    if case.above:
        return _("Chờ %(agency)s quyết định xử phạt") % {"agency": case.above}
    if case.found_nothing and case.step == Step.VIOLATION_RECORD:
        return str(EndWithoutViolation.words.button)
    return str(next_act(Step(case.step)))


def _unit_items(
    watched: Iterable[Watched], own: Collection[UUID], officer: Officer, *, law: Law, today: date
) -> Iterator[WorkItem]:
    """The unit's late cases and those due soon, the longest late first; whose they are, to urge or to assign."""
    soon = law.calendar.day_after(today, SOON_DAYS)
    pressing = [one for one in watched if one.due_on <= soon and one.case_id not in own]
    for one in pressing[:UNIT_SHOWN]:
        clock = say_due(one.clock_row, one.due_on, today=today, law=law)
        urge = reverse("cases:act", args=[one.case_id, "don-doc"])
        assign = reverse("cases:act", args=[one.case_id, "phan-cong"])
        yield WorkItem(
            Kind.CASE,
            what=str(next_act(Step(one.step))),
            about=_("%(case)s · %(title)s") % {"case": one.code, "title": one.title},
            url=reverse("cases:case", args=[one.case_id]),
            act=_("Mở"),
            due_on=one.due_on,
            clock=clock.remaining if clock else "",
            statute=clock.statute if clock else "",
            whose=one.officer_name or _("chưa phân công"),
            agency_id=one.agency_id,
            buttons=(
                *((Button(label=_("Đôn đốc"), url=urge),) if one.officer_name else ()),
                Button(label=_("Phân công"), url=assign),
            ),
        )
    for is_late, words, query in (
        (True, _("%(count)s vụ việc khác của đơn vị quá hạn"), "clock=late"),
        (False, _("%(count)s vụ việc khác của đơn vị sắp đến hạn"), "clock=soon"),
    ):
        rest = [one for one in pressing[UNIT_SHOWN:] if (one.due_on < today) is is_late]
        if rest:
            count = {"count": write_capped(len(rest), MOST_COUNTED)}
            url = f"{reverse('cases:list')}?{query}&sort=due"
            due_on = rest[0].due_on
            yield WorkItem(Kind.CASE, words % count, "", url, _("Xem"), due_on=due_on, count=len(rest))


def _others(count: int, officer: str) -> WorkItem:
    words = _("%(count)s vụ việc khác của tôi") % {"count": write_capped(count, MOST_COUNTED)}
    return WorkItem(Kind.CASE, words, "", f"{reverse('cases:list')}?officer={officer}&sort=due", _("Xem"), count=count)


def open_case_counts() -> Tally:
    """Count the open cases in reach by step, for the month at a glance."""
    return tally(visible_cases(), "step", [step.value for step in Step if step is not Step.CLOSED])
