"""Verification, proposal, inspection."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from minhbach.domains.cases.goods import PastedGoods, parse_goods, write_goods
from minhbach.domains.cases.selectors.overlaps import overlaps_of
from minhbach.domains.cases.types.facts import Inspected, Proposed, Verified
from minhbach.domains.cases.web.forms.base import (
    ActForm,
    DayField,
    LinesField,
    MomentField,
    PeopleField,
    officers_of,
)
from minhbach.foundation.refusals import RowProblem


class VerifyForm(ActForm):
    happened_on = DayField(label=_("Verified on"))
    findings = forms.CharField(
        label=_("What was found"),
        help_text=_("What the seller offers, where the goods are, what could and could not be confirmed."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    sources = LinesField(label=_("Sources checked, one a line"), required=False)

    def prepare(self) -> None:
        self.fields["happened_on"].initial = self.setting.today

    @classmethod
    def initial_of(cls, fact: Verified) -> dict[str, Any]:
        return {"findings": fact.findings, "sources": fact.sources}

    def fact(self) -> Verified:
        return Verified(findings=self.cleaned_data["findings"].strip(), sources=self.cleaned_data["sources"])


class ProposeForm(ActForm):
    happened_on = DayField(label=_("Proposed on"))
    reasons = LinesField(label=_("Reasons, one a line"), rows=4)
    scope = forms.CharField(label=_("What is to be inspected"), widget=forms.Textarea(attrs={"rows": 2}))
    place = forms.CharField(label=_("Place of inspection"), required=False, max_length=300)
    starts_on = DayField(label=_("Inspection begins on"))
    duration = forms.CharField(label=_("How long it takes"), max_length=60, initial="02 ngày làm việc")
    leader_id = forms.ChoiceField(label=_("Leader of the inspection"))
    member_ids = forms.MultipleChoiceField(
        label=_("Members of the team"), required=False, widget=forms.CheckboxSelectMultiple
    )
    expected_classes = forms.MultipleChoiceField(
        label=_("Acts expected"), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    expected_goods = forms.CharField(label=_("Goods expected"), required=False, max_length=300)
    overlap_reason = forms.CharField(
        label=_("Why a second inspection is needed"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def prepare(self) -> None:
        setting = self.setting
        crew = officers_of(setting.case.owner_agency, setting.today)
        self.fields["leader_id"].choices = crew  # type: ignore[attr-defined]
        self.fields["member_ids"].choices = crew  # type: ignore[attr-defined]
        self.fields["expected_classes"].choices = [  # type: ignore[attr-defined]
            (row.code, row.name_vi) for row in sorted(setting.law.book.classes, key=lambda row: row.name_vi)
        ]
        self.fields["happened_on"].initial = setting.today
        self.fields["leader_id"].initial = setting.state.leader_id
        self.fields["member_ids"].initial = [one for one in setting.state.officer_ids if one != setting.state.leader_id]
        if setting.state.verified:
            self.fields["reasons"].initial = (setting.state.verified.fact.findings,)
        self.overlaps = overlaps_of(setting.case, on=setting.today)
        if self.overlaps:
            self.fields["overlap_reason"].required = True
            cases = ", ".join(overlap.label for overlap in self.overlaps)
            self.fields["overlap_reason"].help_text = _(
                "Another file on the same organization or person is open: %(cases)s. Coordinate with its unit first."
            ) % {"cases": cases}
        elif not self.initial.get("overlap_reason"):
            del self.fields["overlap_reason"]

    @classmethod
    def initial_of(cls, fact: Proposed) -> dict[str, Any]:
        return {name: getattr(fact, name) for name in cls.base_fields if name != "happened_on"}

    def fact(self) -> Proposed:
        data = self.cleaned_data
        return Proposed(
            reasons=data["reasons"],
            scope=data["scope"].strip(),
            place=data["place"].strip(),
            starts_on=data["starts_on"],
            duration=data["duration"].strip(),
            leader_id=data["leader_id"],
            member_ids=tuple(one for one in data["member_ids"] if one != data["leader_id"]),
            expected_classes=tuple(data["expected_classes"]),
            expected_goods=data["expected_goods"].strip(),
            overlap_reason=data.get("overlap_reason", "").strip(),
        )


class GoodsField(forms.CharField):
    """The inventory list as pasted from Excel. What cannot be read is named by its row; nothing pasted is lost."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"rows": 8, "wrap": "off", "class": "form-control goods-paste", "spellcheck": "false"}
        super().__init__(widget=forms.Textarea(attrs=attributes), strip=False, max_length=500_000, **kwargs)
        self.pasted: PastedGoods | None = None

    def prepare_value(self, value: Any) -> Any:
        return write_goods(value) if isinstance(value, tuple | list) else value

    def clean(self, value: Any) -> Any:
        self.pasted = parse_goods(super().clean(value))
        if self.pasted.problems:
            raise ValidationError([say_problem(problem) for problem in self.pasted.problems])
        return self.pasted.rows


def say_problem(problem: RowProblem) -> str:
    """This will name the row and the remedy."""
    where = _("Row %(row)s, %(column)s: %(sentence)s") if problem.column else _("Row %(row)s: %(sentence)s")
    return str(where) % {"row": problem.row, "column": problem.column, "sentence": problem.sentence}


class InspectForm(ActForm):
    started_at = MomentField(label=_("Began at"))
    ended_at = MomentField(label=_("Ended at"))
    place = forms.CharField(label=_("Where it took place"), max_length=300)
    findings = LinesField(label=_("Findings, one a line"), rows=4)
    has_violation = forms.TypedChoiceField(
        label=_("Conclusion"),
        choices=[("yes", _("signs of an administrative violation")), ("no", _("no violation found"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    goods = GoodsField(
        label=_("Inventory list"),
        required=False,
        help_text=_(
            "Copy rows in Excel, paste them here: name of goods, brand or origin, unit, quantity, unit price, value."
        ),
    )
    measures = LinesField(label=_("Measures taken, one a line"), required=False, rows=2)
    statement = forms.CharField(
        label=_("What the inspected party said"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    present = PeopleField(
        label=_("Present for the inspected party: name; title; address, one person a line"), required=False, rows=2
    )
    witnesses = PeopleField(label=_("Witnesses: name; title; address, one person a line"), required=False, rows=2)

    def prepare(self) -> None:
        if self.setting.state.proposed:
            self.fields["place"].initial = self.setting.state.proposed.fact.place

    @classmethod
    def initial_of(cls, fact: Inspected) -> dict[str, Any]:
        initial = {name: getattr(fact, name) for name in cls.base_fields}
        return initial | {"has_violation": "yes" if fact.has_violation else "no"}

    @property
    def pasted(self) -> PastedGoods | None:
        """What was read of the pasted list, its good rows also when others were not."""
        field = self.fields["goods"]
        return field.pasted if isinstance(field, GoodsField) else None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        started, ended = data.get("started_at"), data.get("ended_at")
        if started and ended and ended < started:
            self.add_error("ended_at", _("The inspection cannot end before it begins."))
        if ended and ended > self.setting.at:
            self.add_error("ended_at", _("This hour has not come yet."))
        return data

    def fact(self) -> Inspected:
        data = self.cleaned_data
        return Inspected(
            started_at=data["started_at"],
            ended_at=data["ended_at"],
            place=data["place"].strip(),
            findings=data["findings"],
            has_violation=data["has_violation"],
            goods=data["goods"],
            measures=data["measures"],
            statement=data["statement"].strip(),
            present=data["present"],
            witnesses=data["witnesses"],
        )
