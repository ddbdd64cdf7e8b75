"""What of this room waits for somebody: a draft to be approved, one that came back, a key to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    JSONField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.cases.acts.change import REVOKED
from minhbach.domains.cases.selectors.decisions import changing_events
from minhbach.domains.law.selectors import NoClockInForce, clock
from minhbach.domains.outreach.kinds import BY_CODE
from minhbach.domains.outreach.models import Publication
from minhbach.domains.outreach.policies import APPROVERS, WRITERS
from minhbach.domains.outreach.types import State
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, Asked, Kind, WorkItem
from minhbach.foundation.scope import current_access
from minhbach.foundation.writing import write_capped

ON_DESK = 5
# The clock of the row of publication for what changes a published decision.
SEND_CHANGE = "XPHC.CONGBO.GUI"


def work_items(officer: Officer, *, at: datetime) -> Iterator[Asked]:
    """Ask for what others drafted and a head of the agency has to approve, and for what stands otherwise by now."""
    if has_role(officer, *WRITERS, on=local_date(at)):
        told = {"id": "id", "title": "title", "changed_on": "changed_on"}
        yield Asked(changed_since(), told, ON_DESK, _say_changed)
    if not has_role(officer, *APPROVERS, on=local_date(at)):
        return
    own = Publication.objects.filter(state=State.WAITING, owner_agency_id__in=current_access().agency_ids)
    waiting = own.exclude(drafted_by=officer).exclude(edited_by=officer).order_by("created_at", "id")
    yield Asked(waiting, {name: name for name in ("id", "kind", "title")}, ON_DESK, _say_waiting)


def changed_since() -> QuerySet[Any]:
    """List what one's agencies publish of decisions that were amended or corrected since, the earliest change first.

    What was revoked comes down by itself; what has its correction before a second pair of eyes waits there.
    """
    events = changing_events().filter(
        case_id=OuterRef("document__target_id"), of=Cast(OuterRef("document_id"), CharField())
    )
    count = events.order_by().values("case_id").annotate(count=Count("id")).values("count")
    told = Func(
        Coalesce(F("content__changes"), Value([], JSONField())), function="jsonb_array_length",
        output_field=IntegerField(),
    )  # fmt: skip
    under_way = Publication.objects.filter(corrects=OuterRef("pk"), state__in=(State.WAITING, State.APPROVED))
    own = Publication.objects.filter(
        state=State.PUBLISHED, document__isnull=False, owner_agency_id__in=current_access().agency_ids
    )
    rows: QuerySet[Any] = (
        own.annotate(made=Subquery(count, output_field=IntegerField()), told=told)
        .filter(~Exists(under_way), ~Exists(events.filter(kind=REVOKED)), made__gt=F("told"))
        .annotate(changed_on=Subquery(events.order_by("-happened_on").values("happened_on")[:1]))
        .order_by("changed_on", "id")
    )
    return rows


def _say_changed(changed: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for one in changed:
        due_on = due_of_change(date.fromisoformat(one["changed_on"]))
        yield WorkItem(
            Kind.CASE,
            what=_("Công bố nội dung sửa đổi của quyết định đã đăng"),
            about=one["title"],
            url=reverse("outreach:publication", args=[one["id"]]),
            act=_("Soạn đính chính"),
            due_on=due_on,
        )
    if others:
        words = _("%(count)s nội dung đã đăng khác có quyết định sửa đổi")
        count = write_capped(others, MOST_COUNTED)
        yield WorkItem(
            Kind.CASE, words % {"count": count}, "", f"{reverse('outreach:list')}?state=published", _("Xem"),
            count=others,
        )  # fmt: skip


def due_of_change(changed_on: date) -> date | None:
    """Give the last day to send the changed decision to be published (row PUB.XPHC.THAYDOI)."""
    try:
        return clock(SEND_CHANGE, changed_on).due_on
    except NoClockInForce:
        return None


def _say_waiting(waiting: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for one in waiting:
        kind = BY_CODE.get(one["kind"])
        yield WorkItem(
            Kind.DECIDE,
            what=_("Duyệt công bố: %(kind)s") % {"kind": kind.words if kind else one["kind"]},
            about=one["title"],
            url=reverse("outreach:publication", args=[one["id"]]),
            act=_("Xem, duyệt"),
        )
    if others:
        words = _("%(count)s nội dung khác chờ duyệt công bố") % {"count": write_capped(others, MOST_COUNTED)}
        yield WorkItem(Kind.DECIDE, words, "", f"{reverse('outreach:list')}?state=waiting", _("Xem"), count=others)
