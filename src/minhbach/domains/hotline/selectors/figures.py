"""How calls are answered: reckoned from the moments that stand on them, as of any date, never a counter.

What happened after AS_OF is as if it had not happened: a call that was returned the day after was not yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    Case,
    CharField,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import ExtractHour
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.types import Shift
from minhbach.domains.hotline.models import Call, Line
from minhbach.domains.intake.models import Message
from minhbach.domains.intake.types import Side
from minhbach.foundation.clock import VIETNAM

# The rota names shifts and no hours; these are this page's, and stand on it.
DAY_BEGINS, DAY_ENDS = 6, 18


@dataclass(frozen=True)
class Row:
    """Figures of one line in one shift. WAITS and FIRST_ANSWER are medians; RATE in hundredths.

    Units: durations of the clock.
    """

    line: str
    place: str
    shift: str
    calls: int
    answered: int
    missed: int
    returned: int
    waits: timedelta | None
    waits_most: timedelta | None
    first_answer: timedelta | None

    @property
    def rate(self) -> int | None:
        """Whole hundredths of calls that were answered or returned."""
        return round((self.answered + self.returned) * 100 / self.calls) if self.calls else None


FIGURES: tuple[tuple[str, str | Promise], ...] = (
    ("line", _lazy("Đường dây")),
    ("place", _lazy("Địa bàn")),
    ("shift", _lazy("Ca")),
    ("calls", _lazy("Cuộc gọi")),
    ("answered", _lazy("Nghe ngay")),
    ("missed", _lazy("Nhỡ")),
    ("returned", _lazy("Đã gọi lại")),
    ("rate", _lazy("Tỷ lệ được nghe (%)")),
    ("waits", _lazy("Chờ nghe máy, trung vị")),
    ("waits_most", _lazy("Chờ lâu nhất")),
    ("first_answer", _lazy("Tới trả lời đầu tiên, trung vị")),
)


class _Median(Aggregate):
    function = "percentile_disc"
    template = "%(function)s(0.5) within group (order by %(expressions)s)"
    output_field = DurationField()


def figures_of(lines: QuerySet[Line], *, first: date, last: date, as_of: datetime) -> Sequence[Row]:
    """Reckon the figures of calls that came from FIRST to LAST, as they stood at AS_OF, by line and shift."""
    since, until = _begin(first), min(_begin(last + timedelta(days=1)), as_of)
    calls: QuerySet[Any] = Call.objects.filter(line__in=lines.order_by(), came_at__gte=since, came_at__lt=until)
    answered, returned = (
        Q(answered_at__lte=as_of),
        Q(answered_at__isnull=True, settled_at__lte=as_of, is_given_up=False),
    )
    # Of a call that somebody wrote down it is not known how long it rang.
    waited = answered & ~Q(key="")
    rows = (
        calls.annotate(
            hour=ExtractHour("came_at", tzinfo=VIETNAM),
            is_given_up=Case(When(state="given_up", then=True), default=False),
            shift=Case(
                When(hour__gte=DAY_BEGINS, hour__lt=DAY_ENDS, then=Value(Shift.DAY.value)),
                default=Value(Shift.NIGHT.value),
                output_field=CharField(),
            ),
            wait=ExpressionWrapper(F("answered_at") - F("came_at"), output_field=DurationField()),
            told_at=_first_answer(as_of),
            answer=ExpressionWrapper(F("told_at") - F("came_at"), output_field=DurationField()),
        )
        .order_by()
        .values("line_id", "line__name", "line__place__name", "shift")
        .annotate(
            calls=Count("id"),
            answered=Count("id", filter=answered),
            returned=Count("id", filter=returned),
            waits=_Median("wait", filter=waited),
            waits_most=_Longest("wait", filter=waited),
            first_answer=_Median("answer", filter=Q(told_at__isnull=False)),
        )
        .order_by("line__name", "line_id", "shift")
    )
    return [
        Row(
            line=one["line__name"],
            place=one["line__place__name"] or "",
            shift=str(Shift(one["shift"]).label),
            calls=one["calls"],
            answered=one["answered"],
            missed=one["calls"] - one["answered"],
            returned=one["returned"],
            waits=one["waits"],
            waits_most=one["waits_most"],
            first_answer=one["first_answer"],
        )
        for one in rows
    ]


class _Longest(Aggregate):
    function = "max"
    output_field = DurationField()


def _first_answer(as_of: datetime) -> Subquery:
    told = Message.objects.filter(report_id=OuterRef("report_id"), side=Side.OFFICE, written_at__lte=as_of)
    return Subquery(told.order_by("written_at").values("written_at")[:1])


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, VIETNAM)
