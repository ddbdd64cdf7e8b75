"""Licences withdrawn and work suspended: what runs in reach, and what an officer has to do of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.models import RestrictedTerm
from minhbach.domains.cases.types.codes import Restricted
from minhbach.domains.law.selectors import Law, NoClockInForce, clock
from minhbach.domains.law.types import Clock
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, SOON_DAYS, Asked, Kind, WorkItem
from minhbach.foundation.writing import write_capped, write_day

TELL_BODY = "XPHC.QD.TUOCGP.GUI"
ON_DESK = 10


def visible_restrictions() -> QuerySet[Any]:
    """List the terms that run in the cases in reach, the first to end first."""
    rows: QuerySet[Any] = RestrictedTerm.objects.select_related("case__owner_agency").order_by("until", "id")
    return rows


def to_tell_by(decided_on: date, *, law: Law) -> Clock | None:
    """Return the clock by which the body that gave a licence is sent the decision; None where none is in force."""
    try:
        return clock(TELL_BODY, decided_on, law=law)
    except NoClockInForce:
        return None


def restriction_work(officer: Officer, *, at: datetime, law: Law) -> Iterator[Asked]:
    """Ask for the terms of an officer's cases that end soon or have ended, and for bodies that nobody has told."""
    today = local_date(at)
    soon = law.calendar.day_after(today, SOON_DAYS)
    untold = Q(kind=Restricted.LICENCE, told_on=None)
    rows = RestrictedTerm.objects.filter(Q(until__lte=soon) | untold, case__case_officers__officer=officer)
    told = {
        "case_id": "case_id", "code": "case__code", "kind": "kind", "what": "what", "until": "until",
        "decided_on": "decided_on", "told_on": "told_on",
    }  # fmt: skip

    def say(found: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
        for one in found:
            until = date.fromisoformat(one["until"])
            if until <= soon:
                yield _item(one, _ending(one["kind"], until, today), until)
            if one["kind"] == Restricted.LICENCE and one["told_on"] is None:
                due = to_tell_by(date.fromisoformat(one["decided_on"]), law=law)
                yield _item(one, _("Gửi quyết định cho cơ quan đã cấp giấy phép"), due.due_on if due else None)
        if others:
            words = _("%(count)s thời hạn tước quyền, đình chỉ khác") % {"count": write_capped(others, MOST_COUNTED)}
            yield WorkItem(Kind.CASE, words, "", reverse("cases:restrictions"), _("Xem"), count=others)

    yield Asked(rows.order_by("until", "id"), told, ON_DESK, say)


def _ending(kind: str, until: date, today: date) -> str:
    named = {"day": write_day(until)}
    if kind == Restricted.ACTIVITY:
        return (_("Đã hết thời hạn đình chỉ") if until < today else _("Sắp hết thời hạn đình chỉ (%(day)s)")) % named
    if until < today:
        return _("Đã hết thời hạn tước quyền: trả giấy phép, ghi kết thúc")
    return _("Sắp hết thời hạn tước quyền (%(day)s)") % named


def _item(one: dict[str, Any], what: str, due_on: date | None) -> WorkItem:
    return WorkItem(
        Kind.CASE,
        what=what,
        about=_("%(case)s · %(title)s") % {"case": one["code"], "title": one["what"]},
        url=reverse("cases:case", args=[one["case_id"]]),
        act=_("Mở"),
        due_on=due_on,
    )
