"""The form in which a legal officer corrects a row or adds one: the head of every row, and what its table needs."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.law.entry import TITLES
from minhbach.domains.law.models import LawRow
from minhbach.domains.law.refusals import TiersUnreadable
from minhbach.domains.law.types.rows import Confidence, Table
from minhbach.domains.law.web.tiers import read_tiers, write_tiers
from minhbach.domains.law.wording import CONFIDENCES
from minhbach.foundation.money import MoneyUnreadable, format_vnd, parse_vnd

# The year at the end of a row's name is its period; what stands before it names the provision.
_YEAR = re.compile(r"[-.]\d{4}$")

TEXT = {"class": "form-control"}
UNITS = [
    ("hour", _lazy("giờ")),
    ("working_day", _lazy("ngày làm việc")),
    ("day", _lazy("ngày")),
    ("month", _lazy("tháng")),
    ("year", _lazy("năm")),
]


class MoneyField(forms.CharField):
    """Đồng as officers type them."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput(attrs={**TEXT, "inputmode": "numeric"}), **more)

    def clean(self, value: Any) -> Any:
        try:
            return parse_vnd(super().clean(value))
        except MoneyUnreadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class DayField(forms.DateField):
    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={**TEXT, "type": "date"}, format="%Y-%m-%d"), **more)


class RowForm(forms.Form):
    """Starts from a row; `content()` gives the new row's content, everything not asked for kept as it was."""

    row_id = forms.RegexField(
        r"^[A-ZĐ0-9][A-ZĐ0-9.\-]{2,59}$",
        label=_lazy("Tên mục mới"),
        help_text=_lazy("Chữ hoa, chữ số, dấu chấm, gạch ngang; kết thúc bằng năm, ví dụ ND98-D9-2027."),
        widget=forms.TextInput(attrs=TEXT),
    )
    instrument = forms.CharField(label=_lazy("Văn bản"), max_length=300, widget=forms.TextInput(attrs=TEXT))
    article = forms.CharField(label=_lazy("Điều"), max_length=60, required=False, widget=forms.TextInput(attrs=TEXT))
    clause = forms.CharField(label=_lazy("Khoản"), max_length=60, required=False, widget=forms.TextInput(attrs=TEXT))
    title = forms.CharField(label=_lazy("Nội dung"), widget=forms.Textarea(attrs={**TEXT, "rows": 3}))
    effective_from = DayField(label=_lazy("Hiệu lực từ"), required=False)
    effective_to = DayField(
        label=_lazy("Hiệu lực đến hết ngày"), required=False, help_text=_lazy("Để trống khi còn hiệu lực.")
    )
    cap_individual_vnd = MoneyField(label=_lazy("Mức tối đa, cá nhân"), required=False)
    cap_organisation_vnd = MoneyField(label=_lazy("Mức tối đa, tổ chức"), required=False)
    amount = forms.IntegerField(
        label=_lazy("Thời hạn"), min_value=1, max_value=999, widget=forms.NumberInput(attrs=TEXT)
    )
    unit = forms.ChoiceField(label=_lazy("Đơn vị"), choices=UNITS, widget=forms.Select(attrs={"class": "form-select"}))
    tiers = forms.CharField(
        label=_lazy("Các bậc"),
        help_text=_lazy(
            "Mỗi bậc một dòng: từ; đến dưới; mức thấp nhất; mức cao nhất; khoản, điểm. Bậc cuối để "
            "trống ô “đến dưới”. Dán được từ Excel."
        ),
        widget=forms.Textarea(attrs={**TEXT, "rows": 10, "wrap": "off", "spellcheck": "false"}),
    )
    confidence = forms.ChoiceField(
        label=_lazy("Mức đối chiếu"),
        choices=[(one.value, CONFIDENCES[one]) for one in Confidence],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    source = forms.CharField(
        label=_lazy("Nguồn đã đọc"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs=TEXT),
    )
    basis = forms.CharField(
        label=_lazy("Lý do, căn cứ nhập"),
        help_text=_lazy("Lưu cùng tên cán bộ và ngày hôm nay."),
        max_length=1000,
        widget=forms.Textarea(attrs={**TEXT, "rows": 2}),
    )
    close_previous = forms.BooleanField(
        label=_lazy("Kết thúc kỳ đang có hiệu lực vào ngày liền trước"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    is_other_provision = forms.BooleanField(
        label=_lazy("Đây là quy định khác, không phải kỳ mới của quy định này"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, row: LawRow, *, is_new: bool, data: Any = None) -> None:
        self.row, self.is_new = row, is_new
        super().__init__(data, initial=_initial(row, is_new=is_new))
        for name in self.fields.keys() - _fields_of(row, is_new=is_new):
            del self.fields[name]

    def clean_tiers(self) -> list[dict[str, Any]]:
        try:
            return read_tiers(self.cleaned_data["tiers"], like=self.row.content["tiers"])
        except TiersUnreadable as refusal:
            raise forms.ValidationError([one.sentence for one in refusal.rows]) from refusal

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
        "cap_individual_vnd": format_vnd(content.get("cap_individual_vnd")),
        "cap_organisation_vnd": format_vnd(content.get("cap_organisation_vnd")),
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


class SwitchForm(forms.Form):
    is_on = forms.TypedChoiceField(choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1")
    basis = forms.CharField(
        label=_lazy("Căn cứ: đã đọc văn bản nào, ở đâu"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={**TEXT, "rows": 2}),
    )


def problems_of(form: forms.Form) -> list[str]:
    """List a form's errors with their fields, for the top of the page."""
    found = []
    for name, errors in form.errors.items():
        label = str(form.fields[name].label) if name in form.fields else _("Biểu mẫu")
        found += [f"{label}: {error}" for error in errors]
    return found
