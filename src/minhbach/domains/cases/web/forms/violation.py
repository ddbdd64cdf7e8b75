"""The violation record: who, and which acts under which provisions of the day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, cast

from django import forms
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.record import ViolationRecorded
from minhbach.domains.cases.acts.sanction_on_the_spot import FoundOnTheSpot
from minhbach.domains.cases.field_reading import paper_number_of
from minhbach.domains.cases.models import CaseSubject
from minhbach.domains.cases.selectors.known import category_known, party_known
from minhbach.domains.cases.types.values import Cited, Measured, Offence, PartyPapers
from minhbach.domains.cases.web.forms.base import CaseForm, Setting
from minhbach.domains.law.selectors import OFFENDERS, absent_words, cite_act, frames_for_class, goods_name
from minhbach.domains.law.types import Act as LawAct
from minhbach.domains.law.types import FineFrameRow, Offender
from minhbach.domains.subjects.types import SubjectKind
from minhbach.engine.text.keys import search_key
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm
from minhbach.foundation.writing import read_quantity, write_number

MOST_ACTS = 3
# What a decision names of a violator; the record may leave some of it to the pen, the decision nothing.
PERSON_IN_VIEW = (
    "name", "gender", "born_on", "nationality", "occupation", "address", "no_address_reason",
    "paper_number", "paper_issued_on", "paper_issued_by", "no_paper_reason",
)  # fmt: skip
ORGANISATION_IN_VIEW = (
    "name", "business_code", "address", "no_address_reason",
    "representative_name", "representative_gender", "representative_title",
)  # fmt: skip
# A provision that the law tables do not hold; the officer writes it.
OTHER_PROVISION = "other"
MONEY_MEASURES = ("goods_value_vnd", "illegal_profit_vnd", "transaction_value_vnd")

_OFFENDER_OF_KIND = {
    SubjectKind.ORGANISATION: Offender.ORGANISATION,
    SubjectKind.HOUSEHOLD: Offender.HOUSEHOLD_BUSINESS,
    SubjectKind.INDIVIDUAL: Offender.INDIVIDUAL,
}


class ActPart(PageForm):
    """One act of the record."""

    violation_class = fields.Choice(label=_lazy("Lớp hành vi vi phạm"), required=False, help_text=absent_words)
    provision_key = fields.Choice(label=_lazy("Điều khoản có hiệu lực vào ngày đó"), required=False, open=True)
    provision = fields.Text(label=_lazy("Điều khoản, ghi như nghị định"), required=False, longest=300)
    description = fields.Text(label=_lazy("Mô tả hành vi"), required=False, rows=3, longest=2000)
    state = fields.Choice(
        label=_lazy("Khi phát hiện, hành vi"),
        choices=[("ongoing", _lazy("đang thực hiện")), ("ended", _lazy("đã kết thúc"))],
        initial="ongoing",
        open=True,
        required=False,
    )
    started_on = fields.Day(label=_lazy("Bắt đầu từ ngày"), required=False)
    ended_on = fields.Day(label=_lazy("Ngày chấm dứt"), required=False)
    goods = fields.Choice(label=_lazy("Loại hàng"), required=False)
    goods_value_vnd = fields.Money(label=_lazy("Trị giá hàng hóa vi phạm (đồng)"), required=False)
    illegal_profit_vnd = fields.Money(label=_lazy("Số lợi bất hợp pháp (đồng)"), required=False)
    transaction_value_vnd = fields.Money(label=_lazy("Giá trị giao dịch (đồng)"), required=False)
    quantity = fields.Text(label=_lazy("Số lượng, theo đơn vị của khung"), required=False, longest=20)
    conditions = fields.Choices(label=_lazy("Điều kiện nhân mức phạt"), required=False)
    is_many_times = fields.Tick(label=_lazy("Thực hiện hành vi này nhiều lần mà chưa lần nào bị xử lý"),
                                       required=False)  # fmt: skip

    def __init__(self, *args: Any, setting: Setting, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.setting, self.on = setting, on
        self.offer("violation_class", self._class_choices())
        self.offer("provision_key", self._provision_choices())
        self._fit_to_provision()
        for name in ("violation_class", "provision_key", "provision", "description", "ended_on"):
            if name in self.fields:
                # Needed once the act is named at all; the form's own check says so.
                cast("Any", self.fields[name]).is_asked = True

    def _now(self, name: str) -> Any:
        """What a field holds at the moment, bound or initial."""
        if self.is_bound:
            return self.data.get(self.add_prefix(name), "")
        return self.initial.get(name, "")

    def _class_choices(self) -> list[tuple[str, Any]]:
        """Offer first what the listing was a sign of, and say so; the officer finds which it is."""
        likely = likely_classes(self.setting, self.on)
        others = [(code, name) for code, name in self.setting.classes if code not in likely]
        if likely:
            first = _("Lớp phù hợp với dấu hiệu của tin đăng đứng đầu; cán bộ xác định lớp.")
            self.fields["violation_class"].help_text = f"{first} {absent_words()}"
        named = [(code, _("%(name)s (theo dấu hiệu của tin đăng)") % {"name": name}) for code, name in likely.items()]
        return [("", "—"), *named, *others]

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
        choices: list[tuple[str, Any]] = []
        for key, (row, act) in self.provisions.items():
            choices.append((key, f"{cite_act(row, act)}: {act.text_vi}"))
        if self._now("violation_class"):
            choices.append((OTHER_PROVISION, _lazy("điều khoản chưa có trong bảng pháp luật")))
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
            self.offer("goods", [(code, goods_name(code)) for code in goods])
        else:
            del self.fields["goods"]
        if chosen and chosen[0].multipliers:
            self.offer(
                "conditions",
                [
                    (one.condition, f"× {one.factor.normalize():f} · {one.text_vi}".replace(".", ","))
                    for one in chosen[0].multipliers
                ],
            )
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
            self.add_error("violation_class", _lazy("Hãy chọn lớp hành vi."))
        elif self.chosen is None and data.get("provision_key") != OTHER_PROVISION:
            self.add_error("provision_key", _lazy("Hãy chọn điều khoản, hoặc cho biết bảng pháp luật chưa có."))
        if not data.get("description"):
            self.add_error("description", _lazy("Hãy mô tả hành vi đã phát hiện."))
        if data.get("provision_key") == OTHER_PROVISION and not data.get("provision"):
            self.add_error("provision", _lazy("Hãy ghi điểm, khoản, điều của nghị định."))
        if data.get("state") == "ended" and not data.get("ended_on"):
            self.add_error("ended_on", _lazy("Hãy nhập ngày hành vi chấm dứt."))
        if data.get("quantity"):
            try:
                data["quantity"] = read_quantity(data["quantity"])
            except ValueError:
                self.add_error("quantity", _lazy("Hãy ghi một số, ví dụ 12 hoặc 1,5."))
        return data

    def act(self) -> Offence:
        data = self.cleaned_data
        chosen = self.chosen
        measures = [
            Measured(code=name, value=Decimal(data[name]))
            for name in (*MONEY_MEASURES, "quantity")
            if data.get(name) not in (None, "")
        ]
        return Offence(
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
    def initial_of(act: Offence) -> dict[str, Any]:
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


def classes_of_signs(setting: Setting) -> dict[str, str]:
    """Name the classes that the signs of the case's listing speak of, whether a provision is in force or not."""
    listing = setting.state.opening.fact.listing
    signs = set(listing.signs) if listing else set()
    return {row.code: row.name_vi for row in setting.law.book.classes if signs & set(row.signs)}


def likely_classes(setting: Setting, on: date) -> dict[str, str]:
    """Name those of them that a provision in force on a day fines."""
    named = classes_of_signs(setting).items()
    return {code: name for code, name in named if frames_for_class(code, on, law=setting.law)}


def amiss_by_class(setting: Setting) -> dict[str, str]:
    """Name the classes that a “no” of the checklist may be, with what was answered."""
    inspected = setting.state.inspected
    said: dict[str, list[str]] = {}
    for one in inspected.fact.answers if inspected else ():
        if one.is_amiss and one.violation_class:
            said.setdefault(one.violation_class, []).append(str(one))
    return {code: "; ".join(words) for code, words in said.items()}


class RecordForm(CaseForm):
    made_at = fields.Moment(label=_lazy("Lập biên bản lúc"))
    detected_on = fields.Day(label=_lazy("Ngày phát hiện vi phạm"))
    violator_id = fields.Choice(label=_lazy("Người vi phạm"))
    offender = fields.Choice(
        label=_lazy("Bị phạt với tư cách"), choices=[(one.value, OFFENDERS[one]) for one in Offender]
    )
    place = fields.Text(label=_lazy("Nơi lập biên bản"), required=False, longest=300)
    report_category = fields.Choice(
        label=_lazy("Nhóm trong báo cáo, nếu khác nhóm của hành vi 1"), required=False,
        help_text=_lazy("Một vụ việc chỉ đếm một lần, theo nhóm chính."),
    )  # fmt: skip
    statement = fields.Text(label=_lazy("Ý kiến của người vi phạm"), required=False, rows=2)
    measures = fields.Lines(
        label=_lazy("Biện pháp ngăn chặn, bảo đảm xử lý, mỗi dòng một biện pháp"), required=False, rows=2
    )
    may_explain = fields.Tick(
        label=_lazy("Người vi phạm có quyền giải trình, dù bảng pháp luật không xác định được"), required=False
    )
    is_complex = fields.Tick(label=_lazy("Đặc biệt nghiêm trọng, nhiều tình tiết phức tạp"), required=False)
    file_forwarded = fields.Tick(label=_lazy("Phải chuyển hồ sơ đến người có thẩm quyền xử phạt"), required=False)
    paper_number = fields.Text(label=_lazy("Số văn bản"), required=False, longest=60)
    paper_dated = fields.Day(label=_lazy("Ngày của văn bản"), required=False)
    party_name = fields.Text(
        label=_lazy("Tên trên giấy tờ"),
        required=False,
        longest=200,
        help_text=_lazy("Khi khác tên trong hồ sơ đối tượng."),
    )
    party_gender = fields.Choice(
        label=_lazy("Giới tính"), required=False, open=True, choices=[("Nam", _lazy("nam")), ("Nữ", _lazy("nữ"))]
    )
    party_born_on = fields.Day(label=_lazy("Ngày sinh"), required=False)
    party_nationality = fields.Text(label=_lazy("Quốc tịch"), required=False, longest=60, initial="Việt Nam")
    party_occupation = fields.Text(label=_lazy("Nghề nghiệp"), required=False, longest=120)
    party_address = fields.Text(label=_lazy("Địa chỉ"), required=False, longest=300)
    party_paper_number = fields.Text(
        label=_lazy("Số định danh cá nhân, hộ chiếu hoặc giấy phép"), required=False, longest=60
    )
    party_paper_issued_on = fields.Day(label=_lazy("Ngày cấp"), required=False)
    party_paper_issued_by = fields.Text(label=_lazy("Nơi cấp"), required=False, longest=200)
    party_no_paper_reason = fields.Text(
        label=_lazy("Lý do không có giấy tờ"),
        required=False,
        longest=300,
        help_text=_lazy("Phải ghi khi không có số giấy tờ."),
    )
    party_no_address_reason = fields.Text(
        label=_lazy("Lý do không xác định được địa chỉ"),
        required=False,
        longest=300,
        help_text=_lazy("Phải ghi khi không có địa chỉ."),
    )
    party_business_code = fields.Text(label=_lazy("Mã số doanh nghiệp"), required=False, longest=30)
    party_representative_name = fields.Text(label=_lazy("Người đại diện theo pháp luật"), required=False, longest=120)
    party_representative_gender = fields.Choice(
        label=_lazy("Giới tính người đại diện"), required=False,
        open=True, choices=[("Nam", _lazy("nam")), ("Nữ", _lazy("nữ"))],
    )  # fmt: skip
    party_representative_title = fields.Text(label=_lazy("Chức danh người đại diện"), required=False, longest=120)

    def __init__(
        self, *args: Any, act: Any, setting: Setting, acts: list[Offence] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, act=act, setting=setting, **kwargs)
        data: Any = self.data if self.is_bound else None
        if data is not None and "act0-goods_value_vnd" not in data and setting.state.goods_value_vnd:
            # The provision asks for it only now that one is chosen: what the inventory says stands there.
            data = data.copy()
            data["act0-goods_value_vnd"] = write_number(setting.state.goods_value_vnd)
        initials = [ActPart.initial_of(act) for act in acts or []]
        if not initials and setting.state.inspected:
            initials = [self._first_act(), *self._further_acts()]
        self.offences = [
            ActPart(
                data,
                prefix=f"act{index}",
                initial=initials[index] if index < len(initials) else {},
                setting=setting,
                on=self._detected_on(),
            )
            for index in range(MOST_ACTS)
        ]
        if not self.is_bound and self.asks_category:
            self.initial.setdefault("report_category", self._category_before())

    def prepare(self) -> None:
        super().prepare()
        setting = self.setting
        links = list(CaseSubject.objects.filter(case=setting.case).select_related("subject").order_by("id"))
        recorded = set(setting.state.lines) - ({setting.corrects.part} if setting.corrects else set())
        links = [link for link in links if str(link.subject_id) not in recorded]
        self.offer("violator_id", [(str(link.subject_id), link.subject.name) for link in links])
        if links:
            kind = SubjectKind(links[0].subject.kind)
            self.fields["offender"].initial = _OFFENDER_OF_KIND.get(kind, Offender.INDIVIDUAL)
        self.offer(
            "report_category",
            [
                ("", _lazy("theo lớp hành vi")),
                *((row.code, row.name_vi) for row in setting.law.book.report_categories),
            ],
        )
        if len(links) == 1 and setting.corrects is None:
            # Of several, nobody's papers stand there before he is chosen.
            known = vars(party_known(str(links[0].subject_id)))
            told = self._told_there(links[0].subject.name) | {name: value for name, value in known.items() if value}
            self.propose(**{f"party_{name}": value for name, value in told.items()})
        inspected = setting.state.inspected
        if inspected is not None:
            self.fields["detected_on"].initial = inspected.happened_on
            self.fields["made_at"].initial = inspected.fact.ended_at
            self.fields["place"].initial = inspected.fact.place
            self.fields["measures"].initial = inspected.fact.measures
            self.fields["statement"].initial = inspected.fact.statement

    def _told_there(self, name: str) -> dict[str, str]:
        """Return what the minutes say of the papers of somebody of this name who was there."""
        inspected = self.setting.state.inspected
        met = inspected.fact.present if inspected is not None else ()
        one = next((one for one in met if search_key(one.full_name) == search_key(name)), None)
        told = {"address": one.address, "paper_number": paper_number_of(one)} if one is not None else {}
        return {field: value for field, value in told.items() if value}

    def _first_act(self) -> dict[str, Any]:
        expected = self.setting.state.proposed.fact.expected_classes if self.setting.state.proposed else ()
        findings = self.setting.state.inspected.fact.findings if self.setting.state.inspected else ()
        described = " ".join(f"{one.strip().rstrip('.;:,')}." for one in findings)
        initial: dict[str, Any] = {"description": described, "state": "ongoing"}
        # Chosen beforehand only where one alone fits, not where the others have merely lapsed; it is one choice away.
        fitting = tuple(amiss_by_class(self.setting))[:1] or expected or tuple(classes_of_signs(self.setting))
        if len(fitting) == 1:
            initial["violation_class"] = fitting[0]
        if self.setting.state.goods_value_vnd:
            initial["goods_value_vnd"] = self.setting.state.goods_value_vnd
        return initial

    def _further_acts(self) -> list[dict[str, Any]]:
        """Propose an act for each further class that a “no” of the checklist speaks of."""
        further = list(amiss_by_class(self.setting).items())[1:MOST_ACTS]
        return [{"violation_class": code, "description": f"{said}.", "state": "ongoing"} for code, said in further]

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
        for part in self.offences:
            part.silence()
        if self.asks_category and not self.data.get("report_category"):
            self.data = cast("Any", self.data).copy()
            cast("Any", self.data)["report_category"] = self._category_before()

    def _category_before(self) -> str:
        """Give the group in which the unit last put such an act, and say where; asked all the same."""
        chosen = self.offences[0]["violation_class"].value()
        category, case = category_known(self.setting.case.owner_agency, chosen)
        if category:
            self.fields["report_category"].help_text = _(
                "Chọn sẵn như lần gần nhất của đơn vị (%(case)s); bảng pháp luật chưa xác định nhóm của lớp này."
            ) % {"case": case}
        return category

    def is_valid(self) -> bool:
        parts_valid = [part.is_valid() for part in self.offences if not part.is_empty]
        if not parts_valid and self.is_bound:
            self.add_error(None, _lazy("Biên bản phải nêu ít nhất một hành vi. Hãy chọn hành vi và điều khoản."))
        return super().is_valid() and all(parts_valid) and bool(parts_valid)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        made = data.get("made_at")
        if made and made > self.setting.at:
            self.add_error("made_at", _lazy("Thời điểm này chưa tới."))
        detected = data.get("detected_on")
        if made and detected and detected > local_date(made):
            self.add_error("detected_on", _lazy("Ngày phát hiện không thể sau ngày lập biên bản."))
        return data

    @property
    def asks_category(self) -> bool:
        """Whether the tables do not say in which group the report counts the first act: then it is asked in view."""
        chosen = self.offences[0]["violation_class"].value()
        return any(row.code == chosen and not row.report_category for row in self.setting.law.book.classes)

    @property
    def party_in_view(self) -> list[forms.BoundField]:
        """What a decision names of the violator; the rest of his papers is folded."""
        return [self[f"party_{name}"] for name in self._in_view]

    @property
    def party_folded(self) -> list[forms.BoundField]:
        return [self[f"party_{name}"] for name in PartyPapers.__dataclass_fields__ if name not in self._in_view]

    @property
    def _in_view(self) -> tuple[str, ...]:
        is_organisation = self["offender"].value() == Offender.ORGANISATION
        return ORGANISATION_IN_VIEW if is_organisation else PERSON_IN_VIEW

    @classmethod
    def known_of(cls, fact: Any, event_id: Any = None) -> dict[str, Any]:
        initial = {
            name: getattr(fact, name)
            for name in (
                "made_at", "detected_on", "violator_id", "offender", "place", "report_category", "statement",
                "measures", "is_complex", "file_forwarded",
            )
        }  # fmt: skip
        party = {f"party_{name}": getattr(fact.party, name) for name in PartyPapers.__dataclass_fields__}
        paper = {"paper_number": fact.paper.number, "paper_dated": fact.paper.dated}
        return {"initial": initial | party | paper, "acts": list(fact.acts)}

    # What the form makes, and whether it asks about a record that was made.
    asks_record: ClassVar[bool] = True
    made_of: ClassVar[type[ViolationRecorded]] = ViolationRecorded

    def fact(self) -> ViolationRecorded:
        data = self.cleaned_data
        papers: dict[str, Any] = {name: data.get(f"party_{name}") for name in PartyPapers.__dataclass_fields__}
        return self.made_of(
            violator_id=data["violator_id"],
            offender=data["offender"],
            acts=tuple(part.act() for part in self.offences if not part.is_empty),
            detected_on=data["detected_on"],
            report_category=data["report_category"],
            place=data["place"].strip(),
            made_at=data["made_at"],
            party=PartyPapers(**papers),
            may_explain=data.get("may_explain", False),
            statement=data["statement"].strip(),
            measures=data["measures"],
            is_complex=data.get("is_complex", False),
            file_forwarded=data.get("file_forwarded", False),
            paper=Cited(number=data.get("paper_number", ""), dated=data.get("paper_dated")),
        )


class SpotForm(RecordForm):
    """The same for what is sanctioned on the spot: no record is made, so none is asked about."""

    asks_record = False
    made_of = FoundOnTheSpot

    def prepare(self) -> None:
        super().prepare()
        self.fields["made_at"].label = _lazy("Xử phạt lúc")
        self.fields["place"].label = _lazy("Nơi xử phạt")
        for name in ("is_complex", "file_forwarded", "may_explain", "paper_number", "paper_dated"):
            del self.fields[name]
