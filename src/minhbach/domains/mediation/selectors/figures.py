"""What came of disputes, by firm: reckoned from dated steps as of any date, never a counter.

What happened after AS_OF is as if it had not happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.law.selectors import open_law
from minhbach.domains.mediation.course import answered_on, state_of
from minhbach.domains.mediation.models import Dispute, Promise, Step
from minhbach.domains.mediation.selectors.disputes import is_kept, last_of
from minhbach.domains.mediation.selectors.terms import BARGAIN, due_from
from minhbach.domains.mediation.types import State, StepKind
from minhbach.engine.text.keys import search_key

AT_ONCE = 500


@dataclass
class Row:
    """Of one firm: every dispute passed to it stands in PASSED, and in each other figure that holds of it."""

    firm: str
    passed: int = 0
    in_time: int = 0
    late: int = 0
    silent: int = 0
    waiting: int = 0
    refused: int = 0
    mediated: int = 0
    agreed: int = 0
    failed: int = 0
    withdrawn: int = 0
    # Of those agreed: whose every promise whoever it was made to, or the office, says is kept.
    kept: int = 0
    overdue: int = 0


FIGURES: tuple[tuple[str, str | Lazy], ...] = (
    ("firm", _lazy("Doanh nghiệp")),
    ("passed", _lazy("Đã chuyển")),
    ("in_time", _lazy("Trả lời trong hạn")),
    ("late", _lazy("Trả lời quá hạn")),
    ("silent", _lazy("Im lặng quá hạn")),
    ("waiting", _lazy("Còn hạn")),
    ("refused", _lazy("Từ chối")),
    ("mediated", _lazy("Qua hòa giải")),
    ("agreed", _lazy("Thỏa thuận đã ký")),
    ("failed", _lazy("Không thành")),
    ("withdrawn", _lazy("Người tiêu dùng rút")),
    ("kept", _lazy("Đã thực hiện đủ")),
    ("overdue", _lazy("Quá hạn thực hiện")),
)


def figures_of(disputes: QuerySet[Dispute], *, first: date, last: date, as_of: date) -> Sequence[Row]:
    """Reckon the figures of what was passed on from FIRST to LAST, as it stood at the end of AS_OF; the whole last."""
    law, rows, total = open_law(), dict[str, Row](), Row("")
    found: QuerySet[Dispute] = (
        disputes.filter(passed_on__gte=first, passed_on__lte=min(last, as_of))
        .order_by("passed_on", "id")
        .prefetch_related(
            Prefetch("steps", Step.objects.defer("text").order_by("entered_at", "id")),
            Prefetch("steps__promises", Promise.objects.order_by("position")),
        )
    )
    dues: dict[date, date | None] = {}
    for dispute in found.iterator(chunk_size=AT_ONCE):
        steps = [one for one in dispute.steps.all() if one.happened_on <= as_of]
        passed_on = dispute.passed_on or as_of
        if passed_on not in dues:
            dues[passed_on] = due_from(BARGAIN, passed_on, law=law)
        row = rows.setdefault(search_key(dispute.firm), Row(dispute.firm))
        for one in (row, total):
            _count(one, steps, dues[passed_on], as_of=as_of)
    if not rows:
        return []
    return [*sorted(rows.values(), key=lambda one: (-one.passed, one.firm)), total]


def _count(row: Row, steps: Sequence[Step], due_on: date | None, *, as_of: date) -> None:
    state, answered = state_of(steps, due_on=due_on, as_of=as_of), answered_on(steps, as_of=as_of)
    row.passed += 1
    if answered is not None:
        is_late = due_on is not None and answered > due_on
        row.late, row.in_time = row.late + is_late, row.in_time + (not is_late)
    elif due_on is not None and as_of > due_on:
        row.silent += 1
    elif state is State.PASSED:
        row.waiting += 1
    row.refused += any(one.kind == StepKind.REFUSED for one in steps)
    row.mediated += any(one.kind == StepKind.MEDIATION for one in steps)
    row.failed += state is State.FAILED
    row.withdrawn += state is State.WITHDRAWN
    if state is State.SETTLED:
        row.agreed += 1
        _count_keeping(row, steps, as_of=as_of)


def _count_keeping(row: Row, steps: Sequence[Step], *, as_of: date) -> None:
    written = last_of(steps, StepKind.WRITTEN)
    promises = list(written.promises.all()) if written else []
    open_ones = [one for one in promises if not is_kept(one, [step for step in steps if step.promise_id == one.pk])]
    row.kept += not open_ones
    row.overdue += any(one.due_on < as_of for one in open_ones)
