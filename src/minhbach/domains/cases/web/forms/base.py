"""What every form of a case shares: plain fields styled as the office's, days and lines read as people write them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types.facts import Cited, Fact, Person
from minhbach.domains.cases.types.state import CaseState
from minhbach.domains.law.selectors import Law, open_law
from minhbach.foundation.clock import VIETNAM, local_date
from minhbach.foundation.money import MoneyUnreadable, parse_vnd


@dataclass
class Setting:
    """Where a form stands: the case, what it is, who asks, when."""

    case: Case
    state: CaseState
    officer: Officer
    at: datetime
    law: Law

    @classmethod
    def of(cls, case: Case, state: CaseState, officer: Officer, at: datetime) -> Setting:
        return cls(case, state, officer, at, open_law())

    @property
    def today(self) -> date:
        return local_date(self.at)


class ActForm(forms.Form):
    """A form that becomes one fact. `groups` may part its fields under headings; `summary` says what will happen."""

    use_required_attribute = True
    error_css_class = "has-error"

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.setting = setting
        self.prepare()
        style(self.fields.values())

    def prepare(self) -> None:
        """Fill in choices and what is known already."""

    @classmethod
    def initial_of(cls, fact: Any) -> dict[str, Any]:
        """Give the form's fields for a fact that is to be corrected."""
        raise NotImplementedError

    def fact(self) -> Fact:
        """Build the fact from what was entered."""
        raise NotImplementedError

    @property
    def day(self) -> date | None:
        """The day on which the act happened."""
        day: date | None = self.cleaned_data.get("happened_on")
        return day


def style(fields: Iterable[forms.Field]) -> None:
    """Give every input the office's look."""
    for field in fields:
        widget = field.widget
        if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
            widget.attrs.setdefault("class", "form-check-input")
        elif isinstance(widget, forms.Select):
            widget.attrs.setdefault("class", "form-select")
        else:
            widget.attrs.setdefault("class", "form-control")


class DayField(forms.DateField):
    """A day, in the browser's own picker."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y"], **kwargs)


class MomentField(forms.DateTimeField):
    """A day and hour in Vietnam."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}))
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M"], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.astimezone(VIETNAM) if isinstance(value, datetime) and value.tzinfo else value


class MoneyField(forms.CharField):
    """An amount in đồng, typed as people do: 1.250.000, 1,5 triệu."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return parse_vnd(text)
        except MoneyUnreadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class LinesField(forms.CharField):
    """Several statements, one a line."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, tuple | list) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return tuple(line.strip() for line in text.splitlines() if line.strip())


class PeopleField(LinesField):
    """Those present, one a line: name; title; address."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, tuple | list):
            parts = ([person.full_name, person.title, person.address] for person in value)
            return "\n".join("; ".join(part).rstrip("; ") for part in parts)
        return value

    def clean(self, value: Any) -> Any:
        people = []
        for line in super().clean(value):
            name, title, address = ([part.strip() for part in line.split(";", 2)] + ["", "", ""])[:3]
            people.append(Person(full_name=name, title=title, address=address))
        return tuple(people)


class PaperFields(forms.Form):
    """Number and date of a paper that was made outside the system."""

    paper_number = forms.CharField(label=_lazy("Số văn bản"), required=False, max_length=60)
    paper_dated = DayField(label=_lazy("Ngày của văn bản"), required=False)

    def paper(self, data: dict[str, Any]) -> Cited:
        return Cited(number=data.get("paper_number", "").strip(), dated=data.get("paper_dated"))


def paper_initial(paper: Cited) -> dict[str, Any]:
    return {"paper_number": paper.number, "paper_dated": paper.dated}


def happened_field(label: Any) -> DayField:
    """The day on which an act happened; today unless another is given."""
    return DayField(label=label, required=True)


def officers_of(agency: Agency, on: date) -> list[tuple[str, str]]:
    """List those who may work on a case of an agency, with their titles."""
    posts = (
        Post.objects.on(on)
        .filter(agency=agency, role__in=("inspector", "inspection_leader", "head"), officer__is_active=True)
        .select_related("officer")
        .order_by("officer__sort_key", "officer__full_name", "id")
    )
    return list({str(post.officer_id): f"{post.officer.full_name} – {post.title_vi}" for post in posts}.items())
