"""What the record says of a case for other systems: one table, for the files made ready and for what they tell us.

A column of a ready file names a field of this table; what names none is typed by hand there, and is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types import CaseState, Line, PaymentKind, Platform
from minhbach.engine.text.keys import search_key
from minhbach.foundation.clock import local_date
from minhbach.foundation.money import MoneyUnreadable, format_vnd, parse_vnd
from minhbach.foundation.pages.formats import read_day
from minhbach.foundation.writing import write_day

if TYPE_CHECKING:
    from minhbach.domains.documents.models import OfficialDocument

Value = str | date | int | None


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one line of a ready file is drawn from: a case, a violator's line of it, one of its papers."""

    case: Case
    state: CaseState
    line: Line
    number: str = ""
    name: str = ""
    tax_code: str = ""
    address: str = ""
    paper: OfficialDocument | None = None


@dataclass(frozen=True)
class Field:
    """One field: KIND is text, day or vnd; IS_TOLD where an export of another system may say it, too."""

    code: str
    label: str | Promise
    of: Callable[[Told], Value]
    kind: str = "text"
    is_told: bool = False

    def show(self, value: str) -> str:
        """Write a value that is kept as a text, as pages do."""
        if not value:
            return ""
        if self.kind == "day":
            return write_day(date.fromisoformat(value))
        return format_vnd(int(value)) if self.kind == "vnd" else value

    def read(self, cell: str) -> str | None:
        """Read a cell of an export as it is kept; None where it cannot be read."""
        if self.kind == "day":
            day = read_day(cell.split(" ")[0])
            return day.isoformat() if day else None
        if self.kind == "vnd":
            try:
                return str(parse_vnd(cell))
            except MoneyUnreadable:
                return None
        return " ".join(cell.split())[:1000]

    def ours(self, told: Told) -> str:
        """Give what the record says, as it is kept."""
        value = self.of(told)
        if value is None:
            return ""
        return value.isoformat() if isinstance(value, date) else str(value)

    def differs(self, ours: str, theirs: str) -> bool:
        return search_key(ours) != search_key(theirs) if self.kind == "text" else ours != theirs


def _number(entry: Any) -> str:
    return entry.fact.paper.number if entry is not None else ""


def _day(entry: Any) -> date | None:
    """The day of the paper where one is cited, else that of the entry."""
    return None if entry is None else entry.fact.paper.dated or entry.happened_on


def _paper_number(told: Told) -> str:
    return told.line.violation.fact.party.paper_number if told.line.violation is not None else ""


def _acts(told: Told) -> str:
    return "; ".join(one.description for one in told.line.violation.fact.acts) if told.line.violation else ""


def _goods(told: Told) -> int | None:
    if told.line.violation is not None:
        return int(told.line.violation.fact.goods_value_vnd)
    return told.state.goods_value_vnd if told.state.inspected is not None else None


def _paid(told: Told) -> int | None:
    if told.line.decided is None:
        return None
    return sum(one.fact.amount_vnd for one in told.line.payments if one.fact.kind == PaymentKind.FINE)


def _outcome(told: Told) -> str:
    return str(told.line.outcome.label) if told.line.outcome is not None else str(told.line.step.label)


def _platform(told: Told) -> str:
    return str(Platform(told.case.platform).label) if told.case.platform else ""


def _signer(told: Told) -> str:
    post = told.paper.signer_post if told.paper is not None else None
    return post.officer.full_name if post is not None else ""


_FIELDS = (
    Field("number", _lazy("Số ở hệ thống kia"), lambda told: told.number, is_told=True),
    Field("code", _lazy("Số hồ sơ ở đây"), lambda told: told.case.code, is_told=True),
    Field("title", _lazy("Nội dung vụ việc"), lambda told: told.case.title, is_told=True),
    Field("agency", _lazy("Đơn vị thụ lý"), lambda told: told.case.owner_agency.name),
    Field("opened_on", _lazy("Ngày mở hồ sơ"), lambda told: told.case.opened_on, "day", is_told=True),
    Field("violator", _lazy("Người vi phạm"), lambda told: told.name, is_told=True),
    Field("tax_code", _lazy("Mã số thuế"), lambda told: told.tax_code, is_told=True),
    Field("paper_number", _lazy("Số giấy tờ của người vi phạm"), _paper_number),
    Field("address", _lazy("Địa chỉ"), lambda told: told.address, is_told=True),
    Field("order_number", _lazy("Số quyết định kiểm tra"), lambda told: _number(told.state.ordered), is_told=True),
    Field("ordered_on", _lazy("Ngày quyết định kiểm tra"), lambda told: _day(told.state.ordered), "day", is_told=True),
    Field(
        "inspected_on",
        _lazy("Ngày kiểm tra"),
        lambda told: local_date(told.state.inspected.fact.started_at) if told.state.inspected else None,
        "day",
        is_told=True,
    ),
    Field("record_number", _lazy("Số biên bản vi phạm"), lambda told: _number(told.line.violation), is_told=True),
    Field("recorded_on", _lazy("Ngày biên bản vi phạm"), lambda told: _day(told.line.violation), "day", is_told=True),
    Field("acts", _lazy("Hành vi vi phạm"), _acts),
    Field("goods_value_vnd", _lazy("Giá trị hàng hóa"), _goods, "vnd", is_told=True),
    Field("decision_number", _lazy("Số quyết định xử phạt"), lambda told: _number(told.line.decided), is_told=True),
    Field("decided_on", _lazy("Ngày quyết định xử phạt"), lambda told: _day(told.line.decided), "day", is_told=True),
    Field(
        "fine_vnd",
        _lazy("Tiền phạt"),
        lambda told: told.line.fine_vnd if told.line.decided is not None else None,
        "vnd",
        is_told=True,
    ),
    Field("paid_vnd", _lazy("Tiền phạt đã nộp"), _paid, "vnd", is_told=True),
    Field("outcome", _lazy("Kết quả, bước đang ở"), _outcome),
    Field("platform", _lazy("Nền tảng bán hàng"), _platform),
    Field("presence_url", _lazy("Đường dẫn gian hàng"), lambda told: told.state.opening.fact.presence_url),
    Field("paper_text", _lazy("Số, ký hiệu văn bản"), lambda told: told.paper.number_text if told.paper else ""),
    Field("paper_dated", _lazy("Ngày văn bản"), lambda told: told.paper.dated if told.paper else None, "day"),
    Field("paper_kind", _lazy("Loại văn bản"), lambda told: str(told.paper.form.name) if told.paper else ""),
    Field("paper_title", _lazy("Trích yếu văn bản"), lambda told: told.paper.title if told.paper else ""),
    Field(
        "paper_agency",
        _lazy("Cơ quan ban hành văn bản"),
        lambda told: told.paper.issuing_agency.name if told.paper else "",
    ),
    Field("paper_signer", _lazy("Người ký văn bản"), _signer),
)
FIELDS: Mapping[str, Field] = {one.code: one for one in _FIELDS}
# What an export of another system may say of a case.
TOLD = {code: one for code, one in FIELDS.items() if one.is_told}


def typed_by_hand(columns: Sequence[tuple[str, str]]) -> list[str]:
    """List the headings of a ready file that no field of the record fills: what is typed twice."""
    return [heading for heading, code in columns if code not in FIELDS]


def column_text(columns: Sequence[tuple[str, str]]) -> str:
    """Write columns as an administrator edits them: a line each, “Tiêu đề = trường”."""
    labels = {code: str(one.label) for code, one in FIELDS.items()}
    return "\n".join(f"{heading} = {labels.get(code, '')}".rstrip() for heading, code in columns)


def read_columns(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Read columns as an administrator wrote them, and say of which lines the field is not known."""
    known = {search_key(str(one.label)): one.code for one in _FIELDS} | {one.code: one.code for one in _FIELDS}
    found, faults = [], []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        heading, _mark, field = (part.strip() for part in line.partition("="))
        code = known.get(search_key(field)) or known.get(field) or ""
        if not heading or (field and not code):
            faults.append(_("“%(line)s”: không có trường “%(field)s”.") % {"line": line[:80], "field": field[:60]})
        found.append((heading[:100], code))
    return found, faults
