"""Is a row of law whole? The same checks guard the tables we ship and the rows a legal officer enters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from minhbach.domains.law.checks.duties import (
    check_intake,
    check_limitation,
    check_publication,
    check_request,
    check_retention,
    check_rule,
    check_status,
)
from minhbach.domains.law.checks.frames import check_frame
from minhbach.domains.law.checks.others import (
    check_cap,
    check_class,
    check_criminal,
    check_deadline,
    check_power,
)
from minhbach.domains.law.checks.problem import Content, Problem, problem
from minhbach.domains.law.reference import row_id_of
from minhbach.domains.law.types.rows import Confidence, Table

__all__ = ["Problem", "check_periods", "check_row"]

Check = Callable[[Content], Iterator[Problem]]

_CHECKS: Mapping[Table, Check] = {
    Table.FINE_FRAMES: check_frame,
    Table.POWERS: check_power,
    Table.CAPS: check_cap,
    Table.DEADLINES: check_deadline,
    Table.VIOLATION_CLASSES: check_class,
    Table.CRIMINAL_THRESHOLDS: check_criminal,
    Table.LIMITATION: check_limitation,
    Table.LIMITATION_RULES: check_rule,
    Table.REQUEST_BASES: check_request,
    Table.PUBLICATION: check_publication,
    Table.INTAKE_KINDS: check_intake,
    Table.PROTECTIONS: check_rule,
    Table.RETENTION: check_retention,
    Table.INSTRUMENT_STATUS: check_status,
}

# Unverified rows may still lack their date; forms and instruments of market surveillance were read without one. A row
# of a later table may lack it where its note says why.
_UNDATED = {Table.FORMS, Table.INSTRUMENTS, Table.REPORT_CATEGORIES, Table.LEGAL_BASIS_GAPS}
_EXCUSED = {Table.INSTRUMENT_STATUS, Table.RETENTION}


def check_row(table: Table, content: Content) -> tuple[Problem, ...]:
    """List what is wrong with a row; empty when it is whole."""
    problems = list(_check_head(table, content))
    if not problems and table in _CHECKS:
        problems += _CHECKS[table](content)
    return tuple(problems)


def _check_head(table: Table, content: Content) -> Iterator[Problem]:
    if not row_id_of(content):
        yield problem("id", _("Mục chưa có tên."))
    confidence = content.get("confidence")
    if confidence not in set(Confidence):
        yield problem("confidence", _("Nêu mức đối chiếu: SEEN, SEEN_2ND hoặc MEMORY."))
    elif Confidence(confidence).on_by_default and not content.get("source"):
        yield problem("source", _("Nêu nguồn đã đọc."))
    days: dict[str, date] = {}
    for key in ("effective_from", "effective_to"):
        value = content.get(key)
        if value is None:
            continue
        try:
            days[key] = date.fromisoformat(str(value))
        except ValueError:
            yield problem(key, _("“%(value)s” không phải ngày.") % {"value": value})
    if len(days) == len(("effective_from", "effective_to")) and days["effective_from"] > days["effective_to"]:
        yield problem("effective_to", _("Ngày cuối hiệu lực trước ngày đầu tiên."))
    is_excused = table in _EXCUSED and content.get("note_vi")
    if "effective_from" not in days and confidence != Confidence.MEMORY and table not in _UNDATED and not is_excused:
        yield problem("effective_from", _("Nhập ngày đầu tiên có hiệu lực."))


def check_periods(rows: list[tuple[str, date | None, date | None]]) -> tuple[Problem, ...]:
    """Find rows in force on the same day; each is (name, first day, first day no more in force)."""
    ordered = sorted(rows, key=lambda row: row[1] or date.min)
    return tuple(
        problem(
            "effective_from",
            _("%(first)s và %(second)s có hiệu lực cùng lúc. Hãy kết thúc mục trước rồi mới bắt đầu mục sau.")
            % {"first": before[0], "second": after[0]},
        )
        for before, after in pairwise(ordered)
        if before[2] is None or after[1] is None or before[2] > after[1]
    )
