"""What stands in the way of figures: who is missing, what does not agree, and what an act changes for others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency
from minhbach.domains.law.selectors import report_categories
from minhbach.domains.reporting.catalogue import forces, indicators
from minhbach.domains.reporting.figures.checking import Disagreement, Groups, Values, disagreements, rows_in
from minhbach.domains.reporting.models import Report
from minhbach.domains.reporting.selectors.facts import members_of
from minhbach.domains.reporting.selectors.tables import Board, read_board
from minhbach.foundation.clock import local_date
from minhbach.foundation.requirements import Unmet, inform, should
from minhbach.foundation.writing import write_day, write_number

NOTHING = "reporting.nothing"
REOPEN = "reporting.reopen"


def closing_needs(report: Report, *, at: datetime, board: Board | None = None) -> Iterator[Unmet]:
    """List what is asked before a report's figures are closed."""
    today, page = local_date(at), reverse("reporting:report", args=[report.id])
    if today < report.end:
        last = write_day(report.end.fromordinal(report.end.toordinal() - 1))
        yield should("reporting.period_running", _("Kỳ báo cáo chưa hết: còn đến hết ngày %(day)s.") % {"day": last})
    missing = [agency for agency, state, _sent in members_of(report, on=today) if state.owes]
    for agency in missing:
        sentence = _("%(agency)s chưa gửi số liệu; báo cáo sẽ ghi “chưa gửi” và không tính vào tổng số.")
        yield should(f"reporting.missing.{agency.id}", sentence % {"agency": agency.short_name}, url=f"{page}#members")
    board = board or read_board(report, as_of=at)
    period, so_far = (
        {cell: figure.value for cell, figure in table.items()} for table in (board.period, board.year_so_far)
    )
    names = {force.code: force.name_vi for force in forces()}
    for one in disagreements(period, so_far, rows=rows_in(period)):
        yield should(_code(one), f"{names.get(one.row, one.row)}: {say(one)}", url=f"{page}#appendices")
    if missing:
        yield inform(
            "reporting.members_told",
            _(
                "Khi đã chốt, đơn vị chưa gửi thấy báo cáo ghi mình “chưa gửi” và không gửi được nữa, "
                "cho đến khi mở lại số liệu."
            ),
        )


def reopening_needs() -> Iterator[Unmet]:
    """Say once what reopening does."""
    yield should(
        REOPEN,
        _(
            "Mở lại số liệu: các đơn vị gửi lại được, việc “Gửi số liệu” trở lại trang Việc hôm nay của đơn vị còn "
            "thiếu, báo cáo phải chốt lại. Số liệu đã chốt vẫn được giữ."
        ),
    )


def nothing_needs(agency: Agency, *, replaces: bool) -> Iterator[Unmet]:
    """Say once what "không phát sinh" means; it is a report like another."""
    sentence = (
        _("“Không phát sinh” là báo cáo chính thức của %(agency)s, thay cho số liệu đã gửi trước đó.")
        if replaces
        else _("“Không phát sinh” là báo cáo chính thức của %(agency)s: trong kỳ không có vụ việc nào.")
    )
    yield should(NOTHING, sentence % {"agency": agency.short_name})


def sending_needs(period: Values, year_so_far: Values, *, rows: Iterable[str]) -> Iterator[Unmet]:
    """List what does not agree in the figures that a member is about to send."""
    for one in disagreements(period, year_so_far, rows=rows):
        yield should(_code(one), say(one))


def say(one: Disagreement) -> str:
    """Say what does not agree, with the figures."""
    known = indicators()
    if isinstance(one, Groups):
        labels = [category.name_vi for category in report_categories()]
        parts = " + ".join(
            f"{write_number(value)} ({label})" for value, label in zip(one.groups, labels, strict=True) if value
        )
        return _("“%(label)s” là %(total)s, nhưng các nhóm cộng lại được %(sum)s%(parts)s.") % {
            "label": known[one.indicator].label_vi,
            "total": write_number(one.total),
            "sum": write_number(sum(one.groups)),
            "parts": f": {parts}" if parts else "",
        }
    said = {
        "lesser": known[one.check.lesser].label_vi,
        "greater": known[one.check.greater].label_vi,
        "less": write_number(one.lesser),
        "great": write_number(one.greater),
        "carried": write_number(one.carried),
    }
    if one.check.is_carried_over:
        words = _("“%(lesser)s” là %(less)s, nhiều hơn “%(greater)s” là %(great)s cộng %(carried)s từ kỳ trước.")
        return words % said
    return _("“%(lesser)s” là %(less)s, nhiều hơn “%(greater)s” là %(great)s.") % said


def _code(one: Disagreement) -> str:
    kind, which = ("groups", one.indicator) if isinstance(one, Groups) else ("exceeds", one.check.lesser)
    return f"reporting.{kind}.{which}.{one.row}"
