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
from minhbach.domains.law.types.rows import Confidence, Table
from minhbach.domains.law.web.tiers import TiersUnreadable, read_tiers, write_tiers
from minhbach.domains.law.wording import CONFIDENCES
from minhbach.foundation.money import MoneyUnreadable, format_vnd, parse_vnd

# The year at the end of a row's name is its period; what stands before it names the provision.
_YEAR = re.compile(r"[-.]\d{4}$")

TEXT = {"class": "form-control"}
UNITS = [
    ("hour", _lazy("hours")),
    ("working_day", _lazy("working days")),
    ("day", _lazy("days")),
    ("month", _lazy("months")),
    ("year", _lazy("years")),
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
        label=_lazy("Name of the new row"),
        help_text=_lazy("Capitals, digits, dots and dashes; end with the year, such as ND98-D9-2027."),
        widget=forms.TextInput(attrs=TEXT),
    )
    instrument = forms.CharField(label=_lazy("Instrument"), max_length=300, widget=forms.TextInput(attrs=TEXT))
    article = forms.CharField(label=_lazy("Article"), max_length=60, required=False, widget=forms.TextInput(attrs=TEXT))
    clause = forms.CharField(label=_lazy("Clause"), max_length=60, required=False, widget=forms.TextInput(attrs=TEXT))
    title = forms.CharField(label=_lazy("Content"), widget=forms.Textarea(attrs={**TEXT, "rows": 3}))
    effective_from = DayField(label=_lazy("In force from"), required=False)
    effective_to = DayField(
        label=_lazy("In force until the end of"), required=False, help_text=_lazy("Leave empty while it is in force.")
    )
    cap_individual_vnd = MoneyField(label=_lazy("Highest fine, individual"), required=False)
    cap_organisation_vnd = MoneyField(label=_lazy("Highest fine, organization"), required=False)
    amount = forms.IntegerField(label=_lazy("Time"), min_value=1, max_value=999, widget=forms.NumberInput(attrs=TEXT))
    unit = forms.ChoiceField(label=_lazy("Unit"), choices=UNITS, widget=forms.Select(attrs={"class": "form-select"}))
    tiers = forms.CharField(
        label=_lazy("Tiers"),
        help_text=_lazy(
            "One tier a line: from; to under; lowest fine; highest fine; clause. "
            "Leave the upper bound of the last one empty. Lines can be pasted from Excel."
        ),
        widget=forms.Textarea(attrs={**TEXT, "rows": 10, "wrap": "off", "spellcheck": "false"}),
    )
    confidence = forms.ChoiceField(
        label=_lazy("How far the text was checked"),
        choices=[(one.value, CONFIDENCES[one]) for one in Confidence],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    source = forms.CharField(
        label=_lazy("Source that was read"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs=TEXT),
    )
    basis = forms.CharField(
        label=_lazy("Why you enter this"),
        help_text=_lazy("Kept with your name and today's date."),
        max_length=1000,
        widget=forms.Textarea(attrs={**TEXT, "rows": 2}),
    )
    close_previous = forms.BooleanField(
        label=_lazy("End the period in force on the day before"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    is_other_provision = forms.BooleanField(
        label=_lazy("It is another provision, not a new period of this one"),
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
        """This will give the content of the row to be kept."""
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
        label=_lazy("Basis: which text you read, and where"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={**TEXT, "rows": 2}),
    )


def problems_of(form: forms.Form) -> list[str]:
    """This will list a form's errors with their fields, for the top of the page."""
    found = []
    for name, errors in form.errors.items():
        label = str(form.fields[name].label) if name in form.fields else _("Form")
        found += [f"{label}: {error}" for error in errors]
    return found
