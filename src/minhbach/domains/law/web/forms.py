"""The form in which a legal officer corrects a row or adds one: the head of every row, and what its table needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.law.entry import TITLES
from minhbach.domains.law.models import LawRow
from minhbach.domains.law.refusals import TiersUnreadable
from minhbach.domains.law.types.rows import Confidence, Table
from minhbach.domains.law.web.tiers import read_tiers, write_tiers
from minhbach.domains.law.wording import CONFIDENCES
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm, Part

# The year at the end of a row's name is its period; what stands before it names the provision.
_YEAR = re.compile(r"[-.]\d{4}$")

UNITS = [
    ("hour", _lazy("giờ")),
    ("working_day", _lazy("ngày làm việc")),
    ("day", _lazy("ngày")),
    ("month", _lazy("tháng")),
    ("year", _lazy("năm")),
]


class RowForm(PageForm):
    """Starts from a row; `content()` gives the new row's content, everything not asked for kept as it was."""

    row_id = fields.Code(
        r"^[A-ZĐ0-9][A-ZĐ0-9.\-]{2,59}$",
        label=_lazy("Tên mục mới"),
        help_text=_lazy("Chữ hoa, chữ số, dấu chấm, gạch ngang; kết thúc bằng năm, ví dụ ND98-D9-2027."),
        shape=_lazy("Chỉ dùng chữ hoa, chữ số, dấu chấm, gạch ngang, ví dụ ND98-D9-2027."),
    )
    instrument = fields.Text(label=_lazy("Văn bản"))
    article = fields.Text(label=_lazy("Điều"), longest=60, required=False)
    clause = fields.Text(label=_lazy("Khoản"), longest=60, required=False)
    title = fields.Text(label=_lazy("Nội dung"), longest=20_000, rows=3)
    effective_from = fields.Day(label=_lazy("Hiệu lực từ"), required=False)
    effective_to = fields.Day(
        label=_lazy("Hiệu lực đến hết ngày"), required=False, help_text=_lazy("Để trống khi còn hiệu lực.")
    )
    cap_individual_vnd = fields.Money(label=_lazy("Mức tối đa, cá nhân"), required=False)
    cap_organisation_vnd = fields.Money(label=_lazy("Mức tối đa, tổ chức"), required=False)
    amount = fields.Whole(label=_lazy("Thời hạn"), least=1, most=999)
    unit = fields.Choice(label=_lazy("Đơn vị"), choices=UNITS)
    tiers = fields.Text(
        label=_lazy("Các bậc"),
        help_text=_lazy(
            "Mỗi bậc một dòng: từ; đến dưới; mức thấp nhất; mức cao nhất; khoản, điểm. Bậc cuối để "
            "trống ô “đến dưới”. Dán được từ Excel."
        ),
        longest=100_000,
        rows=10,
        attrs={"wrap": "off", "spellcheck": "false"},
    )
    confidence = fields.Choice(
        label=_lazy("Mức đối chiếu"), choices=[(one.value, CONFIDENCES[one]) for one in Confidence]
    )
    source = fields.Text(label=_lazy("Nguồn đã đọc"), required=False, longest=500)
    basis = fields.Text(
        label=_lazy("Lý do, căn cứ nhập"),
        help_text=_lazy("Lưu cùng tên cán bộ và ngày hôm nay."),
        longest=1000,
        rows=2,
    )
    close_previous = fields.Tick(label=_lazy("Kết thúc kỳ đang có hiệu lực vào ngày liền trước"))
    is_other_provision = fields.Tick(label=_lazy("Đây là quy định khác, không phải kỳ mới của quy định này"))

    def __init__(self, *given: Any, row: LawRow, is_new: bool) -> None:
        self.row, self.is_new = row, is_new
        super().__init__(*given, initial=_initial(row, is_new=is_new))
        for name in self.base_fields.keys() - _fields_of(row, is_new=is_new):
            del self.fields[name]

    def clean_tiers(self) -> list[dict[str, Any]]:
        try:
            return read_tiers(self.cleaned_data["tiers"], like=self.row.content["tiers"])
        except TiersUnreadable as refusal:
            raise ValidationError([one.sentence for one in refusal.rows]) from refusal

    def content(self) -> dict[str, Any]:
        """Give the content of the row to be kept."""
        clean = self.cleaned_data
        content = dict(self.row.content)
        for key in ("instrument", "article", "clause", "source"):
            if key in clean:
                content[key] = clean[key] or None
        content["source"] = content.get("source") or ""
        content[TITLES[self.row.kind]] = clean["title"]
        content["confidence"] = clean["confidence"]
        for key in ("effective_from", "effective_to"):
            content[key] = _iso(clean[key])
        for key in ("cap_individual_vnd", "cap_organisation_vnd", "tiers"):
            if key in clean:
                content[key] = clean[key]
        if "amount" in clean:
            content["duration"] = {"n": clean["amount"], "unit": clean["unit"]}
        if self.is_new:
            content["id"] = clean["row_id"]
        if clean.get("is_other_provision"):
            for key in {"series", "family", "office"} & content.keys():
                content[key] = _YEAR.sub("", clean["row_id"])
        return content


def _fields_of(row: LawRow, *, is_new: bool) -> set[str]:
    names = {"title", "effective_from", "effective_to", "confidence", "source", "basis"}
    names |= {"instrument", "article", "clause"} & row.content.keys()
    if row.kind is Table.FINE_FRAMES:
        names.add("tiers")
    if row.kind is Table.CAPS:
        names |= {"cap_individual_vnd", "cap_organisation_vnd"}
    if row.kind is Table.DEADLINES and row.content.get("duration"):
        names |= {"amount", "unit"}
    if is_new:
        names |= {"row_id", "close_previous", "is_other_provision"}
    return names


def _initial(row: LawRow, *, is_new: bool) -> dict[str, Any]:
    content = row.content
    duration = content.get("duration") or {}
    initial = {
        "instrument": content.get("instrument"),
        "article": content.get("article"),
        "clause": content.get("clause"),
        "title": row.title_vi,
        "effective_from": row.valid_from,
        "effective_to": content.get("effective_to"),
        "confidence": row.confidence,
        "source": row.source,
        "cap_individual_vnd": content.get("cap_individual_vnd"),
        "cap_organisation_vnd": content.get("cap_organisation_vnd"),
        "amount": duration.get("n"),
        "unit": duration.get("unit"),
        "tiers": write_tiers(content["tiers"]) if row.kind is Table.FINE_FRAMES else "",
    }
    if is_new:
        # A new period must say for itself when it begins, what was read and where.
        initial |= {"effective_from": None, "effective_to": None, "source": "", "close_previous": True}
    return initial


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


class SwitchForm(PageForm):
    """Asks for the state opposite to the present one, so that two presses do not undo each other."""

    is_on = fields.Choice(
        choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1", widget=forms.HiddenInput()
    )
    basis = fields.Text(
        label=_lazy("Căn cứ: đã đọc văn bản nào, ở đâu"),
        longest=1000,
        rows=2,
        help_text=_lazy("Có hiệu lực khi công chức pháp chế khác xác nhận; lưu cùng tên và thời điểm, có ghi nhật ký."),
    )


class RefuseForm(PageForm):
    reason = fields.Text(label=_lazy("Lý do không xác nhận"), longest=500)


class TickedForm(PageForm):
    """What is asked of those of many lines that are ticked beside them, or of more of them at once."""

    ticked = fields.Choices(label=_lazy("Mục đã đánh dấu"), coerce=UUID, required=False)
    scope = fields.Choice(label=_lazy("Áp dụng cho"), open=True, initial="ticked")

    @property
    def ticks(self) -> set[str]:
        """What was ticked, as it was sent."""
        return set(self["ticked"].value() or ())

    def offer_scopes(self, ticked: Sequence[UUID], wider: Sequence[tuple[str, str]]) -> None:
        self.offer("ticked", [(pk, str(pk)) for pk in ticked])
        self.offer("scope", [("ticked", _("các mục đã đánh dấu")), *wider])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("scope") == "ticked" and not data.get("ticked") and "ticked" not in self.errors:
            self.add_error("scope", _("Chưa đánh dấu mục nào."))
        return data

    @property
    def parts(self) -> Iterator[Part]:
        """What is ticked stands beside the lines themselves."""
        yield Part("", [field for field in self.visible_fields() if field.name != "ticked"])


class ReviewForm(TickedForm):
    """What is proposed of the rows of a review: of those ticked, of a table, of all that are left."""

    is_kept = fields.Either(
        label=_lazy("Kết quả rà soát"), yes=_lazy("dùng như đang ghi"), no=_lazy("tắt, chưa dùng được"), initial=True
    )
    basis = fields.Text(label=_lazy("Căn cứ: đã đọc văn bản nào, ở đâu"), longest=1000, rows=3)

    def __init__(self, *given: Any, in_table: Sequence[UUID], in_all: Sequence[UUID], **more: Any) -> None:
        self.in_table, self.in_all = in_table, in_all
        super().__init__(*given, **more)

    def prepare(self) -> None:
        table = _("cả bảng này: %(count)s mục chưa duyệt") % {"count": len(self.in_table)}
        every = _("cả đợt rà soát: %(count)s mục chưa duyệt") % {"count": len(self.in_all)}
        self.offer_scopes(self.in_table, [("table", table), ("all", every)])

    @property
    def review(self) -> dict[str, Any]:
        """What a service is given."""
        said = self.cleaned_data
        row_ids = {"ticked": said["ticked"], "table": self.in_table, "all": self.in_all}[said["scope"]]
        return {"row_ids": row_ids, "is_kept": said["is_kept"], "basis": said["basis"]}


class DecideForm(TickedForm):
    """What the second person says of the changes of a set."""

    is_confirmed = fields.Either(label=_lazy("Quyết định"), yes=_lazy("xác nhận"), no=_lazy("không xác nhận"))
    reason = fields.Text(
        label=_lazy("Lý do"), longest=500, rows=2, required=False, help_text=_lazy("Cần khi không xác nhận.")
    )

    def __init__(self, *given: Any, waiting: Sequence[UUID], **more: Any) -> None:
        self.waiting = waiting
        super().__init__(*given, **more)

    def prepare(self) -> None:
        every = _("mọi mục còn chờ: %(count)s") % {"count": len(self.waiting)}
        self.offer_scopes(self.waiting, [("all", every)])

    @property
    def change_ids(self) -> Sequence[UUID]:
        return self.cleaned_data["ticked"] if self.cleaned_data["scope"] == "ticked" else self.waiting
