"""The violation record: who, and which acts under which provisions of the day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from minhbach.domains.cases.goods import parse_quantity
from minhbach.domains.cases.models import CaseSubject
from minhbach.domains.cases.types.facts import Act, Measured, PartyPapers, ViolationRecorded
from minhbach.domains.cases.web.forms.base import (
    ActForm,
    DayField,
    LinesField,
    MomentField,
    MoneyField,
    PaperFields,
    Setting,
    paper_initial,
    style,
)
from minhbach.domains.law.selectors import OFFENDERS, cite, frames_for_class, goods_name
from minhbach.domains.law.types import Act as LawAct
from minhbach.domains.law.types import FineFrameRow, Offender
from minhbach.domains.subjects.types import SubjectKind
from minhbach.foundation.clock import local_date

MOST_ACTS = 3
# A provision that the law tables do not hold; the officer writes it.
OTHER_PROVISION = "other"
MONEY_MEASURES = ("goods_value_vnd", "illegal_profit_vnd", "transaction_value_vnd")

_OFFENDER_OF_KIND = {
    SubjectKind.ORGANISATION: Offender.ORGANISATION,
    SubjectKind.HOUSEHOLD: Offender.HOUSEHOLD_BUSINESS,
    SubjectKind.INDIVIDUAL: Offender.INDIVIDUAL,
}


class ActPart(forms.Form):
    """One act of the record."""

    violation_class = forms.ChoiceField(label=_("Class of violation"), required=False)
    provision_key = forms.ChoiceField(label=_("Provision in force on the day"), required=False)
    provision = forms.CharField(label=_("Provision, as the decree writes it"), required=False, max_length=300)
    description = forms.CharField(
        label=_("The act as found"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    state = forms.ChoiceField(
        label=_("When detected, the act"),
        choices=[("ongoing", _("was going on")), ("ended", _("had ended"))],
        initial="ongoing",
        widget=forms.RadioSelect,
        required=False,
    )
    started_on = DayField(label=_("Began on, if known"), required=False)
    ended_on = DayField(label=_("Ended on"), required=False)
    goods = forms.ChoiceField(label=_("Kind of goods"), required=False)
    goods_value_vnd = MoneyField(label=_("Value of the goods (đồng)"), required=False)
    illegal_profit_vnd = MoneyField(label=_("Illegal profit (đồng)"), required=False)
    transaction_value_vnd = MoneyField(label=_("Value of the transaction (đồng)"), required=False)
    quantity = forms.CharField(label=_("Quantity, in the unit of the scale"), required=False, max_length=20)
    conditions = forms.MultipleChoiceField(
        label=_("Multiplying circumstances"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_many_times = forms.BooleanField(label=_("The same act was done several times and none was dealt with yet"),
                                       required=False)  # fmt: skip

    def __init__(self, *args: Any, setting: Setting, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.setting, self.on = setting, on
        classes = sorted(setting.law.book.classes, key=lambda row: row.name_vi)
        self.fields["violation_class"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((row.code, row.name_vi) for row in classes),
        ]
        self.fields["provision_key"].choices = self._provision_choices()  # type: ignore[attr-defined]
        self._fit_to_provision()
        for name in ("violation_class", "provision_key", "provision", "description", "ended_on"):
            if name in self.fields:
                # Needed once the act is named at all; the form's own check says so.
                self.fields[name].is_asked = True  # type: ignore[attr-defined]
        style(self.fields.values())

    def _now(self, name: str) -> Any:
        """What a field holds at the moment, bound or initial."""
        if self.is_bound:
            return self.data.get(self.add_prefix(name), "")
        return self.initial.get(name, "")

    @cached_property
    def provisions(self) -> dict[str, tuple[FineFrameRow, LawAct]]:
        code = self._now("violation_class")
        if not code:
            return {}
        ended = self.fields["ended_on"].to_python(self._now("ended_on")) if self._now("state") == "ended" else None
        found = frames_for_class(code, ended or self.on, law=self.setting.law)
        return {f"{row.series}|{act.point}": (row, act) for row, act in found}

    @property
    def chosen(self) -> tuple[FineFrameRow, LawAct] | None:
        key = self._now("provision_key")
        if key in self.provisions:
            return self.provisions[key]
        return next(iter(self.provisions.values())) if len(self.provisions) == 1 and key != OTHER_PROVISION else None

    def _provision_choices(self) -> list[tuple[str, Any]]:
        choices: list[tuple[str, Any]] = [("", "—")] if len(self.provisions) != 1 else []
        for key, (row, act) in self.provisions.items():
            point = f" điểm {act.point}" if act.point else ""
            choices.append((key, f"{cite(row.citation)}{point}: {act.text_vi}"))
        if self._now("violation_class"):
            choices.append((OTHER_PROVISION, _("a provision that the law tables do not hold")))
        return choices

    def _fit_to_provision(self) -> None:
        """Keep only the questions that the chosen provision asks."""
        chosen = self.chosen
        measures = {scale.measure for scale in chosen[0].scales} if chosen else set()
        for name in (*MONEY_MEASURES, "quantity"):
            if name not in measures:
                del self.fields[name]
        goods = list(dict.fromkeys(scale.goods for scale in chosen[0].scales if scale.goods)) if chosen else []
        if len(goods) > 1:
            self.fields["goods"].choices = [(code, goods_name(code)) for code in goods]  # type: ignore[attr-defined]
        else:
            del self.fields["goods"]
        if chosen and chosen[0].multipliers:
            self.fields["conditions"].choices = [  # type: ignore[attr-defined]
                (one.condition, f"× {one.factor.normalize():f} · {one.text_vi}".replace(".", ","))
                for one in chosen[0].multipliers
            ]
        else:
            del self.fields["conditions"]
        if self._now("provision_key") != OTHER_PROVISION:
            del self.fields["provision"]
        if self._now("state") != "ended":
            del self.fields["ended_on"]

    def silence(self) -> None:
        self._errors = ErrorDict()

    @property
    def is_empty(self) -> bool:
        return not self._now("violation_class") and not str(self._now("description")).strip()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.is_empty:
            return data
        if not data.get("violation_class"):
            self.add_error("violation_class", _("Choose the class of violation."))
        elif self.chosen is None and data.get("provision_key") != OTHER_PROVISION:
            self.add_error("provision_key", _("Choose the provision, or say that the tables do not hold it."))
        if not data.get("description"):
            self.add_error("description", _("Describe the act as it was found."))
        if data.get("provision_key") == OTHER_PROVISION and not data.get("provision"):
            self.add_error("provision", _("Write the point, clause and article of the decree."))
        if data.get("state") == "ended" and not data.get("ended_on"):
            self.add_error("ended_on", _("Enter the day on which the act ended."))
        if data.get("quantity"):
            try:
                data["quantity"] = parse_quantity(data["quantity"])
            except ValueError:
                self.add_error("quantity", _("Write a number such as 12 or 1,5."))
        return data

    def act(self) -> Act:
        data = self.cleaned_data
        chosen = self.chosen
        measures = [
            Measured(code=name, value=Decimal(data[name]))
            for name in (*MONEY_MEASURES, "quantity")
            if data.get(name) not in (None, "")
        ]
        return Act(
            series=chosen[0].series if chosen else "",
            point=chosen[1].point if chosen else "",
            violation_class=data["violation_class"],
            description=data["description"].strip(),
            started_on=data.get("started_on"),
            ended_on=data.get("ended_on") if data.get("state") == "ended" else None,
            goods=data.get("goods", "") or "",
            measures=tuple(measures),
            conditions=tuple(data.get("conditions", ())),
            is_many_times=data.get("is_many_times", False),
            provision="" if chosen else data.get("provision", "").strip(),
        )

    @staticmethod
    def initial_of(act: Act) -> dict[str, Any]:
        initial: dict[str, Any] = {
            "violation_class": act.violation_class,
            "provision_key": f"{act.series}|{act.point}" if act.series else OTHER_PROVISION,
            "provision": act.provision,
            "description": act.description,
            "state": "ended" if act.ended_on else "ongoing",
            "started_on": act.started_on,
            "ended_on": act.ended_on,
            "goods": act.goods,
            "conditions": act.conditions,
            "is_many_times": act.is_many_times,
        }
        for measured in act.measures:
            is_money = measured.code in MONEY_MEASURES
            initial[measured.code] = int(measured.value) if is_money else f"{measured.value:f}".replace(".", ",")
        return initial


class RecordForm(ActForm, PaperFields):
    made_at = MomentField(label=_("Record made at"))
    detected_on = DayField(label=_("Violation detected on"))
    violator_id = forms.ChoiceField(label=_("Violator in the record"))
    offender = forms.ChoiceField(label=_("Fined as"), choices=[(one.value, OFFENDERS[one]) for one in Offender])
    place = forms.CharField(label=_("Place where the record is made"), required=False, max_length=300)
    report_category = forms.ChoiceField(
        label=_("Group in the report"), help_text=_("A case is counted once, under its main group.")
    )
    statement = forms.CharField(
        label=_("What the violator said"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    measures = LinesField(label=_("Preventive measures, one a line"), required=False, rows=2)
    may_explain = forms.BooleanField(
        label=_("The violator has the right to explain, though the tables cannot tell"), required=False
    )
    is_complex = forms.BooleanField(label=_("Especially serious, with many complex circumstances"), required=False)
    file_forwarded = forms.BooleanField(
        label=_("The file must be forwarded to a person with the power to sanction"), required=False
    )
    party_name = forms.CharField(label=_("Name on the papers, if another"), required=False, max_length=200)
    party_gender = forms.ChoiceField(
        label=_("Gender"), required=False, choices=[("", "—"), ("Nam", _("male")), ("Nữ", _("female"))]
    )
    party_born_on = DayField(label=_("Born on"), required=False)
    party_nationality = forms.CharField(label=_("Nationality"), required=False, max_length=60, initial="Việt Nam")
    party_occupation = forms.CharField(label=_("Occupation"), required=False, max_length=120)
    party_address = forms.CharField(label=_("Address"), required=False, max_length=300)
    party_paper_number = forms.CharField(
        label=_("Personal identification, passport or license number"), required=False, max_length=60
    )
    party_paper_issued_on = DayField(label=_("Issued on"), required=False)
    party_paper_issued_by = forms.CharField(label=_("Where the paper was issued"), required=False, max_length=200)
    party_business_code = forms.CharField(label=_("Enterprise code"), required=False, max_length=30)
    party_representative_name = forms.CharField(label=_("Legal representative"), required=False, max_length=120)
    party_representative_gender = forms.ChoiceField(
        label=_("Gender of the representative"), required=False,
        choices=[("", "—"), ("Nam", _("male")), ("Nữ", _("female"))],
    )  # fmt: skip
    party_representative_title = forms.CharField(label=_("Title of the representative"), required=False, max_length=120)

    def __init__(self, *args: Any, setting: Setting, acts: list[Act] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, setting=setting, **kwargs)
        initials = [ActPart.initial_of(act) for act in acts or []]
        if not initials and setting.state.inspected:
            initials = [self._first_act()]
        self.parts = [
            ActPart(
                self.data if self.is_bound else None,
                prefix=f"act{index}",
                initial=initials[index] if index < len(initials) else {},
                setting=setting,
                on=self._detected_on(),
            )
            for index in range(MOST_ACTS)
        ]

    def prepare(self) -> None:
        setting = self.setting
        links = list(CaseSubject.objects.filter(case=setting.case).select_related("subject").order_by("id"))
        self.fields["violator_id"].choices = [  # type: ignore[attr-defined]
            (str(link.subject_id), link.subject.name) for link in links
        ]
        if links:
            kind = SubjectKind(links[0].subject.kind)
            self.fields["offender"].initial = _OFFENDER_OF_KIND.get(kind, Offender.INDIVIDUAL)
        self.fields["report_category"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((row.code, row.name_vi) for row in setting.law.book.report_categories),
        ]
        inspected = setting.state.inspected
        if inspected is not None:
            self.fields["detected_on"].initial = inspected.happened_on
            self.fields["made_at"].initial = inspected.fact.ended_at
            self.fields["place"].initial = inspected.fact.place
            self.fields["measures"].initial = inspected.fact.measures
            self.fields["statement"].initial = inspected.fact.statement

    def _first_act(self) -> dict[str, Any]:
        expected = self.setting.state.proposed.fact.expected_classes if self.setting.state.proposed else ()
        findings = self.setting.state.inspected.fact.findings if self.setting.state.inspected else ()
        initial: dict[str, Any] = {"description": " ".join(findings), "state": "ongoing"}
        if len(expected) == 1:
            initial["violation_class"] = expected[0]
        if self.setting.state.goods_value_vnd:
            initial["goods_value_vnd"] = self.setting.state.goods_value_vnd
        return initial

    def _detected_on(self) -> date:
        raw = self.data.get("detected_on", "") if self.is_bound else self.fields["detected_on"].initial
        try:
            found: date | None = self.fields["detected_on"].to_python(raw)
        except forms.ValidationError:
            found = None
        return found or self.setting.today

    def silence(self) -> None:
        """Show the form without finding fault: the person is still choosing."""
        self._errors = ErrorDict()
        for part in self.parts:
            part.silence()

    def is_valid(self) -> bool:
        parts_valid = [part.is_valid() for part in self.parts if not part.is_empty]
        if not parts_valid and self.is_bound:
            self.add_error(None, _("A violation record names at least one act. Choose the act and its provision."))
        return super().is_valid() and all(parts_valid) and bool(parts_valid)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        made = data.get("made_at")
        if made and made > self.setting.at:
            self.add_error("made_at", _("This hour has not come yet."))
        detected = data.get("detected_on")
        if made and detected and detected > local_date(made):
            self.add_error("detected_on", _("The violation cannot be detected after its record is made."))
        return data

    @classmethod
    def initial_of(cls, fact: ViolationRecorded) -> dict[str, Any]:
        initial = {
            name: getattr(fact, name)
            for name in (
                "made_at", "detected_on", "violator_id", "offender", "place", "report_category", "statement",
                "measures", "is_complex", "file_forwarded",
            )
        }  # fmt: skip
        party = {f"party_{name}": getattr(fact.party, name) for name in PartyPapers.__dataclass_fields__}
        return initial | party | paper_initial(fact.paper)

    @property
    def day(self) -> date | None:
        made = self.cleaned_data.get("made_at")
        return local_date(made) if made else None

    def fact(self) -> ViolationRecorded:
        data = self.cleaned_data
        papers: dict[str, Any] = {name: data.get(f"party_{name}") for name in PartyPapers.__dataclass_fields__}
        return ViolationRecorded(
            violator_id=data["violator_id"],
            offender=data["offender"],
            acts=tuple(part.act() for part in self.parts if not part.is_empty),
            detected_on=data["detected_on"],
            report_category=data["report_category"],
            place=data["place"].strip(),
            made_at=data["made_at"],
            party=PartyPapers(**papers),
            may_explain=data["may_explain"],
            statement=data["statement"].strip(),
            measures=data["measures"],
            is_complex=data["is_complex"],
            file_forwarded=data["file_forwarded"],
            paper=self.paper(data),
        )
