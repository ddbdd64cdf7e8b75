"""A row's content as a person reads it: label and lines, the same for a page and for a comparison."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.law.book.reading import clause_within
from minhbach.domains.law.citing import cite_content, cite_place, write_clause
from minhbach.domains.law.reference import reference_rows, vocabulary
from minhbach.domains.law.types.rows import Confidence, Table
from minhbach.domains.law.wording import (
    CONFIDENCES,
    goods_name,
    measure_name,
    threshold_measure,
    write_bounds,
    write_range,
    write_value,
)
from minhbach.engine.screening.signs import sign_name
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.writing import write_day

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact in two rows; `is_changed` when they do not say the same."""

    label: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        return self.left != self.right


# In the order in which they are read. A key that is not here is for machines and is not shown.
_LABELS: Mapping[str, str | Promise] = {
    "instrument": _lazy("Văn bản"),
    "article": _lazy("Điều"),
    "clause": _lazy("Khoản"),
    "amended_by": _lazy("Sửa đổi bởi"),
    "effective_from": _lazy("Hiệu lực từ"),
    "effective_to": _lazy("Hiệu lực đến hết ngày"),
    "act_vi": _lazy("Hành vi"),
    "acts": _lazy("Điểm"),
    "legal_name_vi": _lazy("Tên theo luật"),
    "definition_vi": _lazy("Định nghĩa"),
    "name_vi": _lazy("Tên"),
    "title_vi": _lazy("Chức danh, tên gọi"),
    "label_vi": _lazy("Tên"),
    "text_vi": _lazy("Lời văn"),
    "provisions_vi": _lazy("Điều khoản"),
    "act_scope_vi": _lazy("Phạm vi"),
    "other_law_vi": _lazy("Số năm"),
    "years": _lazy("Thời hiệu"),
    "fields": _lazy("Lĩnh vực"),
    "provisions": _lazy("Điều khoản trong danh sách"),
    "kind": _lazy("Loại yêu cầu"),
    "obligation": _lazy("Là việc"),
    "who_may_vi": _lazy("Ai được gửi"),
    "who_may_ask_vi": _lazy("Ai được yêu cầu"),
    "ask_whom_vi": _lazy("Gửi ai"),
    "preconditions_vi": _lazy("Điều kiện"),
    "must_contain_vi": _lazy("Phải có trong văn bản"),
    "answer_vi": _lazy("Bên nhận phải làm"),
    "answer_clock_ids": _lazy("Thời hạn"),
    "after_vi": _lazy("Sau đó"),
    "who_vi": _lazy("Ai công bố"),
    "where_vi": _lazy("Ở đâu"),
    "content_vi": _lazy("Nội dung"),
    "term": _lazy("Thời gian đăng"),
    "correction_vi": _lazy("Đính chính"),
    "correction_deadline_ids": _lazy("Thời hạn đính chính"),
    "takedown_vi": _lazy("Gỡ"),
    "advice_vi": _lazy("Lời khuyên, không phải luật"),
    "identity": _lazy("Danh tính người gửi"),
    "identity_vi": _lazy("Về danh tính"),
    "anonymous_vi": _lazy("Khi không nêu tên"),
    "secrecy_vi": _lazy("Bí mật"),
    "channels_vi": _lazy("Kênh tiếp nhận"),
    "decides_vi": _lazy("Ai quyết định"),
    "clock_ids": _lazy("Thời hạn"),
    "outcomes": _lazy("Kết quả xử lý"),
    "duty_on_vi": _lazy("Nghĩa vụ của"),
    "exempt_vi": _lazy("Được miễn"),
    "retention": _lazy("Thời gian lưu"),
    "form_vi": _lazy("Mẫu"),
    "deadline_ids": _lazy("Thời hạn"),
    "not_allowed_vi": _lazy("Không được"),
    "replaces": _lazy("Thay"),
    "replaced_by": _lazy("Bị thay bởi"),
    "action_vi": _lazy("Việc phải làm"),
    "event": _lazy("Tính từ"),
    "applies_when": _lazy("Trường hợp"),
    "duration": _lazy("Thời hạn"),
    "fixed": _lazy("Ngày cố định"),
    "promptly": _lazy("Kịp thời"),
    "field": _lazy("Lĩnh vực"),
    "measure": _lazy("Thước đo"),
    "goods": _lazy("Loại hàng"),
    "tiers": _lazy("Các bậc"),
    "alternatives": _lazy("Thước đo khác"),
    "no_value_fine": _lazy("Khi không xác định được giá trị"),
    "multipliers": _lazy("Hệ số nhân"),
    "max_fine_individual_vnd": _lazy("Giới hạn của điều, cá nhân"),
    "applies_to": _lazy("Khung nêu cho"),
    "organisation_factor": _lazy("Tổ chức"),
    "additional_sanctions_vi": _lazy("Hình thức xử phạt bổ sung"),
    "remedies_vi": _lazy("Biện pháp khắc phục hậu quả"),
    "cap_individual_vnd": _lazy("Mức tối đa, cá nhân"),
    "cap_organisation_vnd": _lazy("Mức tối đa, tổ chức"),
    "limits": _lazy("Giới hạn thẩm quyền"),
    "warning": _lazy("Được phạt cảnh cáo"),
    "licence_withdrawal": _lazy("Được tước giấy phép"),
    "suspension": _lazy("Được đình chỉ hoạt động"),
    "signs": _lazy("Dấu hiệu"),
    "fine_frames": _lazy("Khung tiền phạt"),
    "report_category": _lazy("Nhóm trong báo cáo"),
    "criminal_articles": _lazy("Điều Bộ luật Hình sự"),
    "thresholds": _lazy("Ngưỡng"),
    "below_threshold_if_vi": _lazy("Dưới ngưỡng nhưng"),
    "penalties": _lazy("Hình phạt"),
    "number_symbol": _lazy("Ký hiệu trong số văn bản"),
    "form_no": _lazy("Mẫu số"),
    "role_vi": _lazy("Vai trò"),
    "unread": _lazy("Chưa ai đọc"),
    "gaps_vi": _lazy("Chỗ chưa rõ"),
    "late_percent_per_day": _lazy("Nộp chậm, mỗi ngày (%)"),
    "note_vi": _lazy("Ghi chú"),
    "mended_vi": _lazy("Đã chỉnh so với bảng gốc"),
    "text_form": _lazy("Lời văn của mục"),
}


# How a note says how far something was read, or that it stands open.
_SAID: Mapping[str, str | Promise] = {
    "SEEN_2ND": CONFIDENCES[Confidence.SEEN_2ND],
    "2ND": CONFIDENCES[Confidence.SEEN_2ND],
    "SEEN": CONFIDENCES[Confidence.SEEN],
    "MEMORY": CONFIDENCES[Confidence.MEMORY],
    "OPEN": _lazy("còn để ngỏ"),
    "from = cận + 1, to_exclusive = cận + 1": _lazy("ngay trên mỗi cận"),
}
_CODES = re.compile(rf"\b(?:{'|'.join(map(re.escape, _SAID))})\b")


def facts_of(content: Content) -> list[Fact]:
    """Put a row's content into labelled lines."""
    return [
        Fact(label, tuple(map(_in_words, _lines(key, content.get(key), content))), kind="lines")
        for key, label in _LABELS.items()
    ]


def compare(left: Content, right: Content) -> tuple[Difference, ...]:
    """Set two rows' facts side by side."""
    return tuple(
        Difference(str(ours.label), ours.value, theirs.value)
        for ours, theirs in zip(facts_of(left), facts_of(right), strict=True)
        if ours.value or theirs.value
    )


def _in_words(line: str) -> str:
    """Write out what a note says in the codes of the tables' makers."""
    return _CODES.sub(lambda found: str(_SAID[found[0]]), line)


def _lines(key: str, value: Any, content: Content) -> tuple[str, ...]:
    if value is None or value == "" or value == []:
        return ()
    if key in _WRITERS:
        return tuple(line for line in _WRITERS[key](value, content) if line)
    if isinstance(value, bool):
        return (_("có") if value else _("không"),)
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    return (str(value),)


def _name(table: Table, name: str, code: object) -> str:
    entry = vocabulary(table, name).get(str(code))
    return str(entry.get("name_vi") or entry.get("text_vi") or code) if entry else str(code)


def _tiers(tiers: list[Content], unit: str, content: Content) -> list[str]:
    lines = []
    for tier in tiers:
        low, high = tier.get("from"), tier.get("to_exclusive")
        bounds = ""
        if low is not None or high is not None:
            words = write_bounds(
                None if low is None else Decimal(str(low)), None if high is None else Decimal(str(high)), unit
            )
            bounds = f"{words}: "
        clause = f" ({write_clause(clause_within(content, tier['clause']))})" if tier.get("clause") else ""
        warning = _("; có thể phạt cảnh cáo") if tier.get("warning_possible") else ""
        criminal = _("; chỉ khi không bị truy cứu trách nhiệm hình sự") if tier.get("only_if_not_criminal") else ""
        lines.append(f"{bounds}{write_range(tier['fine_min'], tier['fine_max'])}{clause}{warning}{criminal}")
    return lines


def _alternatives(scales: list[Content], content: Content) -> list[str]:
    lines: list[str] = []
    for scale in scales:
        goods = f" ({goods_name(scale['goods'])})" if scale.get("goods") else ""
        lines.append(f"{measure_name(scale['measure'])}{goods}")
        lines += [f"– {line}" for line in _tiers(scale["tiers"], scale.get("unit") or "", content)]
    return lines


def _duration(value: Content, content: Content) -> list[str]:
    units = {
        "hour": _("%(count)s giờ"),
        "working_day": _("%(count)s ngày làm việc"),
        "day": _("%(count)s ngày"),
        "month": _("%(count)s tháng"),
        "year": _("%(count)s năm"),
    }
    words = units[value["unit"]] % {"count": value["n"]}
    if content.get("bound") == "min":
        words = _("ít nhất %(time)s") % {"time": words}
    if content.get("direction") == "before":
        words = _("%(time)s trước đó") % {"time": words}
    return [words]


def _frames(rows: list[Content], _content: Content) -> list[str]:
    """Each provision once, in the order of the text."""
    known = {row.row_id: row.content for row in reference_rows() if row.table is Table.FINE_FRAMES}
    return list(dict.fromkeys(cite_content(known[row["id"]]) for row in rows if row["id"] in known))


def _category(code: str) -> str:
    known = {row.row_id: row.content for row in reference_rows() if row.table is Table.REPORT_CATEGORIES}
    return str(known[code]["label_vi"]) if code in known else code


def _term(value: Content, _content: Content) -> list[str]:
    least = value["bound"] == "min"
    words = _duration(value, {})[0]
    return [(_("ít nhất %(time)s") if least else _("không quá %(time)s")) % {"time": words}]


def _clocks(names: list[str], _content: Content) -> list[str]:
    rows = {row.row_id: row.content for row in reference_rows() if row.table is Table.DEADLINES}
    return [f"{rows[name]['action_vi']} ({cite_content(rows[name])})" for name in names if name in rows]


def _field(code: str) -> str:
    known = _name(Table.FINE_FRAMES, "fields", code)
    return known if known != code else _name(Table.LIMITATION, "fields", code)


def _kind(code: str, content: Content) -> list[str]:
    """A kind of request in words; the kinds of deadlines are for machines."""
    entry = vocabulary(Table.REQUEST_BASES, "kinds").get(code)
    return [str(entry["name_vi"]), *entry.get("gaps_vi", ())] if entry and "ask_whom_vi" in content else []


def _fixed(value: Content, _content: Content) -> list[str]:
    day, month, year = value.get("day"), value.get("month"), value.get("year")
    if value["recurrence"] == "monthly":
        words = _("ngày %(day)s hằng tháng") % {"day": day}
    elif value["recurrence"] == "yearly":
        words = _("%(day)s/%(month)s hằng năm") % {"day": day, "month": month}
    else:
        words = f"{day}/{month}/{year}"
    return [_("trước %(day)s") % {"day": words} if value.get("is_before") else words]


def _limits(limits: list[Content], _content: Content) -> list[str]:
    lines = []
    for limit in limits:
        scope = _name(Table.POWERS, "scopes", limit["scope"])
        fine = (
            format_vnd(limit["amount_vnd"])
            if limit.get("amount_vnd") is not None
            else _("%(percent)s%% mức phạt tối đa của lĩnh vực") % {"percent": limit["percent_of_cap"]}
        )
        taken = limit["confiscation"]
        goods = {
            "none": _("không được tịch thu"),
            "unlimited": _("tịch thu không giới hạn giá trị"),
            "up_to_amount": _("tịch thu đến %(amount)s") % {"amount": format_vnd(taken.get("amount_vnd"))},
            "up_to_factor": _("tịch thu đến %(factor)s lần mức phạt tiền") % {"factor": taken.get("factor")},
        }[taken["kind"]]
        lines.append(f"{scope}: {fine}; {goods}")
    return lines


def _thresholds(thresholds: list[Content], _content: Content) -> list[str]:
    lines = []
    for one in thresholds:
        goods = f" ({goods_name(one['goods'])})" if one.get("goods") else ""
        if one.get("from") is None:
            lines.append(_("mọi giá trị%(goods)s") % {"goods": goods})
            continue
        amount = write_value(one["from"], one.get("unit") or "VND")
        lines.append(f"{threshold_measure(one['measure'])}{goods}: {_('từ %(low)s trở lên') % {'low': amount}}")
    return lines


def _day(value: str, _content: Content) -> list[str]:
    return [write_day(date.fromisoformat(value))]


def _with_clause(rows: list[Content] | str, _content: Content) -> list[str]:
    if isinstance(rows, str):
        return [rows]
    return [f"{row['text_vi']}" + (f" ({write_clause(row['clause'])})" if row.get("clause") else "") for row in rows]


def _multiplier(row: Content) -> str:
    factor = str(row["factor"]).replace(".", ",")
    clause = f" ({write_clause(row['clause'])})" if row.get("clause") else ""
    return f"× {factor}: {row['text_vi']}{clause}"


_OBLIGATIONS: Mapping[str, str | Promise] = {
    "must": _lazy("phải công bố"),
    "may": _lazy("được công bố"),
    "must_not": _lazy("không được công bố"),
    "advice": _lazy("lời khuyên, không phải luật"),
}
_UNREAD: Mapping[str, str | Promise] = {
    "acts": _lazy("lời của các hành vi"),
    "additional_sanctions_vi": _lazy("hình thức xử phạt bổ sung"),
    "remedies_vi": _lazy("biện pháp khắc phục hậu quả"),
}
_IDENTITIES: Mapping[str, str | Promise] = {
    "required": _lazy("bắt buộc"),
    "optional": _lazy("không bắt buộc"),
    "not_required": _lazy("không cần"),
    "unknown": _lazy("điều khoản chưa đọc; cán bộ pháp chế quyết định"),
}

_WRITERS: Mapping[str, Callable[[Any, Content], list[str]]] = {
    "effective_from": _day,
    "effective_to": _day,
    "acts": lambda acts, _content: [(f"{act['point']}) " if act.get("point") else "") + act["text_vi"] for act in acts],
    "event": lambda code, _content: [_name(Table.DEADLINES, "events", code)],
    "applies_when": lambda code, _content: [_name(Table.DEADLINES, "conditions", code)],
    "duration": _duration,
    "fixed": _fixed,
    "promptly": lambda value, _content: [_("kịp thời")] if value else [],
    "field": lambda code, _content: [_name(Table.FINE_FRAMES, "fields", code)],
    "measure": lambda code, _content: [measure_name(code)],
    "goods": lambda code, _content: [goods_name(code)],
    "tiers": lambda tiers, content: _tiers(tiers, content.get("unit") or "", content),
    "alternatives": _alternatives,
    "no_value_fine": lambda tier, content: _tiers([tier], "", content),
    "multipliers": lambda rows, _content: [_multiplier(row) for row in rows],
    "max_fine_individual_vnd": lambda amount, _content: [format_vnd(amount)],
    "applies_to": lambda code, _content: [_("cá nhân") if code == "individual" else _("tổ chức")],
    "organisation_factor": lambda factor, _content: [f"× {factor}"],
    "additional_sanctions_vi": _with_clause,
    "remedies_vi": _with_clause,
    "cap_individual_vnd": lambda amount, _content: [format_vnd(amount)],
    "cap_organisation_vnd": lambda amount, _content: [format_vnd(amount)],
    "limits": _limits,
    "years": lambda count, _content: [_("%(count)s năm") % {"count": count}],
    "fields": lambda codes, _content: [_field(code) for code in codes],
    "provisions": lambda places, content: [cite_place(content["instrument"], place) for place in places],
    "kind": _kind,
    "obligation": lambda code, _content: [str(_OBLIGATIONS[code])],
    "identity": lambda code, _content: [str(_IDENTITIES[code])],
    "term": _term,
    "retention": _term,
    "outcomes": lambda rows, _content: [row["name_vi"] for row in rows],
    "answer_clock_ids": _clocks,
    "correction_deadline_ids": _clocks,
    "clock_ids": _clocks,
    "deadline_ids": _clocks,
    "signs": lambda codes, _content: [sign_name(code) for code in codes],
    "fine_frames": _frames,
    "criminal_articles": lambda articles, _content: [
        _("Điều %(article)s Bộ luật Hình sự") % {"article": one} for one in articles
    ],
    "unread": lambda parts, _content: [str(_UNREAD[part]) for part in parts],
    "thresholds": _thresholds,
    # A penalty read from memory is not shown: nobody has confirmed it.
    "penalties": lambda rows, _content: [
        f"{row['clause']}: {row['text_vi']}" for row in rows if row["confidence"] != "MEMORY"
    ],
    "report_category": lambda code, content: [
        _category(code)
        + ("" if content["report_category_confidence"] != "MEMORY" else _(" – chưa kiểm chứng, cán bộ tự chọn"))
    ],
    "text_form": lambda code, _content: [
        _("nguyên văn") if code == "verbatim" else _("rút gọn: không in vào quyết định")
    ],
}
