"""The lines of the sum, each in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.law.citing import write_clause
from minhbach.domains.law.types.fines import FineFrame, Offender, Step, StepCode
from minhbach.domains.law.types.rows import Citation
from minhbach.domains.law.wording.names import Words
from minhbach.domains.law.wording.values import (
    goods_name,
    measure_name,
    write_between,
    write_bounds,
    write_range,
    write_value,
)
from minhbach.foundation.money import format_vnd
from minhbach.foundation.writing import write_day


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sum as it is read: what, how, how much, by which row."""

    code: StepCode
    label: str
    text: str
    amount: str
    citation: Citation | None


def lines_of(frame: FineFrame) -> tuple[Line, ...]:
    """Put the steps of a frame into words."""
    return tuple(_line(step) for step in frame.steps)


def _line(step: Step) -> Line:
    label, words = _LINES[step.code]
    text, amount = words(step.values)
    return Line(step.code, str(label), text, amount, step.citation)


def _day(value: date | None) -> str:
    return write_day(value) if value else "…"


def _act(values: Mapping[str, Any]) -> tuple[str, str]:
    point = _("Điểm %(point)s: ") % {"point": values["point"]} if values["point"] else ""
    return f"{point}{values['text']}", ""


def _date_ended(values: Mapping[str, Any]) -> tuple[str, str]:
    return _("Hành vi đã kết thúc ngày %(day)s: áp dụng văn bản có hiệu lực ngày đó.") % {
        "day": _day(values["day"])
    }, ""


def _date_ongoing(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("Hành vi đang thực hiện khi bị phát hiện ngày %(day)s: áp dụng văn bản có hiệu lực ngày đó.")
    return words % {"day": _day(values["day"])}, ""


def _law(values: Mapping[str, Any]) -> tuple[str, str]:
    amended = ", ".join(values["amended_by"])
    place = str(values["provision"])
    words = _("%(provision)s, có hiệu lực từ %(first)s.") % {
        "provision": place[:1].upper() + place[1:],
        "first": _day(values["valid_from"]),
    }
    more = _(" Được sửa đổi bởi %(amended)s.") % {"amended": amended} if amended else ""
    until = values["valid_until"]
    ended = _(" Hết hiệu lực từ %(day)s.") % {"day": _day(until)} if until else ""
    return f"{words}{more}{ended}", ""


def _rule(values: Mapping[str, Any]) -> tuple[str, str]:
    return str(values["rule"]), ""


def _tier(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("%(measure)s: %(value)s, bậc %(bounds)s, %(clause)s") % {
        "measure": measure_name(values["measure"]),
        "value": write_value(values["value"], values["unit"]),
        "bounds": write_bounds(values["from"], values["to_exclusive"], values["unit"]),
        "clause": write_clause(values["clause"]),
    }
    goods = f" ({goods_name(values['goods'])})" if values["goods"] else ""
    return words + goods, write_range(values["low"], values["high"])


def _tier_fixed(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("Khung cố định theo hành vi, %(clause)s; không phụ thuộc giá trị.")
    return words % {"clause": write_clause(values["clause"])}, write_range(values["low"], values["high"])


def _tier_no_value(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("Không xác định được giá trị: áp dụng khung tại %(clause)s.")
    return words % {"clause": write_clause(values["clause"])}, write_range(values["low"], values["high"])


def _tier_to_confirm(values: Mapping[str, Any]) -> tuple[str, str]:
    names = "; ".join(measure_name(code) for code in values["measures"])
    words = _("Các thước đo rơi vào bậc khác nhau (%(names)s). Tạm lấy bậc cao hơn cho đến khi cán bộ chọn.")
    return words % {"names": names}, ""


def _factor(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def _multiplied(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("× %(factor)s, %(clause)s: %(text)s. Chỉ nhân một lần dù nhiều điều kiện cùng đúng.") % {
        "factor": _factor(values["factor"]),
        "clause": write_clause(values["clause"]),
        "text": values["text"],
    }
    return words, write_range(values["low"], values["high"])


def _not_multiplied(values: Mapping[str, Any]) -> tuple[str, str]:
    return _("Không chọn điều kiện nhân nào."), ""


def _own_limit(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("Chính điều khoản này giới hạn không quá %(limit)s đối với cá nhân.")
    return words % {"limit": format_vnd(values["limit"])}, write_range(values["low"], values["high"])


def _organisation(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("Khung nêu cho cá nhân; tổ chức phạt × %(factor)s.")
    return words % {"factor": _factor(values["factor"])}, write_range(values["low"], values["high"])


def _individual(values: Mapping[str, Any]) -> tuple[str, str]:
    if values["offender"] == Offender.HOUSEHOLD_BUSINESS:
        return _("Hộ kinh doanh, người bán hàng rong bị phạt như cá nhân."), ""
    return _("Khung nêu cho cá nhân; giữ nguyên."), ""


def _organisation_frame(values: Mapping[str, Any]) -> tuple[str, str]:
    return _("Khung đã là mức của tổ chức; không nhân đôi."), ""


def _capped(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("Giới hạn theo mức phạt tối đa của lĩnh vực “%(name)s”: %(limit)s.")
    text = words % {"name": values["name"], "limit": format_vnd(values["limit"])}
    return text, write_range(values["low"], values["high"])


def _within_cap(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("Không vượt mức phạt tối đa của lĩnh vực “%(name)s”: %(limit)s.")
    return words % {"name": values["name"], "limit": format_vnd(values["limit"])}, ""


def _cap_unknown(values: Mapping[str, Any]) -> tuple[str, str]:
    return _("Chưa đọc được mức phạt tối đa của lĩnh vực này; đối chiếu trước khi ký."), ""


def _frame(values: Mapping[str, Any]) -> tuple[str, str]:
    return "", write_range(values["low"], values["high"])


def _midpoint(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("(%(low)s + %(high)s) ÷ 2") % {"low": format_vnd(values["low"]), "high": format_vnd(values["high"])}
    return words, format_vnd(values["midpoint"])


def _circumstances(words: Words, amount: str) -> Callable[[Mapping[str, Any]], tuple[str, str]]:
    def write(values: Mapping[str, Any]) -> tuple[str, str]:
        counted = {"aggravating": values["aggravating"], "mitigating": values["mitigating"]}
        return str(words) % counted, format_vnd(values[amount]) if amount else ""

    return write


def _circumstances_between(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("%(aggravating)s tăng nặng, %(mitigating)s giảm nhẹ: còn một tình tiết, mức phạt %(range)s.")
    counted = {"aggravating": values["aggravating"], "mitigating": values["mitigating"]}
    return words % {**counted, "range": write_between(values["between"])}, ""


def _proposed(values: Mapping[str, Any]) -> tuple[str, str]:
    if values["amount"] is None and values["between"]:
        words = _("Người có thẩm quyền quyết định, %(range)s.")
        return words % {"range": write_between(values["between"])}, ""
    if values["amount"] is None:
        words = _("Người có thẩm quyền quyết định trong khoảng từ %(low)s đến %(high)s.")
        return words % {"low": format_vnd(values["low"]), "high": format_vnd(values["high"])}, ""
    return _("Đề xuất kèm căn cứ; người có thẩm quyền quyết định."), format_vnd(values["amount"])


_LINES: Mapping[StepCode, tuple[Words, Callable[[Mapping[str, Any]], tuple[str, str]]]] = {
    StepCode.ACT: (_lazy("Hành vi"), _act),
    StepCode.DATE_ENDED: (_lazy("Ngày xét luật"), _date_ended),
    StepCode.DATE_ONGOING: (_lazy("Ngày xét luật"), _date_ongoing),
    StepCode.LAW: (_lazy("Pháp luật"), _law),
    StepCode.TRANSITION: (_lazy("Chuyển tiếp"), _rule),
    StepCode.TIER: (_lazy("Bậc"), _tier),
    StepCode.TIER_FIXED: (_lazy("Bậc"), _tier_fixed),
    StepCode.TIER_NO_VALUE: (_lazy("Bậc"), _tier_no_value),
    StepCode.TIER_TO_CONFIRM: (_lazy("Cần xác nhận"), _tier_to_confirm),
    StepCode.MULTIPLIED: (_lazy("Hệ số nhân"), _multiplied),
    StepCode.NOT_MULTIPLIED: (_lazy("Hệ số nhân"), _not_multiplied),
    StepCode.OWN_LIMIT: (_lazy("Giới hạn của điều"), _own_limit),
    StepCode.ORGANISATION: (_lazy("Đối tượng vi phạm"), _organisation),
    StepCode.INDIVIDUAL: (_lazy("Đối tượng vi phạm"), _individual),
    StepCode.ORGANISATION_FRAME: (_lazy("Đối tượng vi phạm"), _organisation_frame),
    StepCode.CAPPED: (_lazy("Mức phạt tối đa"), _capped),
    StepCode.WITHIN_CAP: (_lazy("Mức phạt tối đa"), _within_cap),
    StepCode.CAP_UNKNOWN: (_lazy("Mức phạt tối đa"), _cap_unknown),
    StepCode.FRAME: (_lazy("Khung tiền phạt"), _frame),
    StepCode.MIDPOINT: (_lazy("Mức trung bình"), _midpoint),
    StepCode.MANY_TIMES_COUNTS: (_lazy("Vi phạm nhiều lần"), _rule),
    StepCode.MANY_TIMES_SEPARATE: (_lazy("Vi phạm nhiều lần"), _rule),
    StepCode.CIRCUMSTANCES_NONE: (
        _lazy("Tình tiết"),
        _circumstances(
            _lazy("%(aggravating)s tăng nặng, %(mitigating)s giảm nhẹ: bù trừ hết, giữ mức trung bình."),
            "midpoint",
        ),
    ),
    StepCode.CIRCUMSTANCES_MINIMUM: (
        _lazy("Tình tiết"),
        _circumstances(
            _lazy("%(aggravating)s tăng nặng, %(mitigating)s giảm nhẹ: còn từ hai giảm nhẹ, lấy mức tối thiểu."),
            "low",
        ),
    ),
    StepCode.CIRCUMSTANCES_MAXIMUM: (
        _lazy("Tình tiết"),
        _circumstances(
            _lazy("%(aggravating)s tăng nặng, %(mitigating)s giảm nhẹ: còn từ hai tăng nặng, lấy mức tối đa."),
            "high",
        ),
    ),
    StepCode.CIRCUMSTANCES_BETWEEN: (_lazy("Tình tiết"), _circumstances_between),
    StepCode.CIRCUMSTANCES_OFFICER: (
        _lazy("Tình tiết"),
        _circumstances(
            _lazy("%(aggravating)s tăng nặng, %(mitigating)s giảm nhẹ: còn một tình tiết, nghị định không nêu mức."),
            "",
        ),
    ),
    StepCode.PROPOSED: (_lazy("Mức phạt đề xuất"), _proposed),
}
