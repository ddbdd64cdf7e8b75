"""Verification, proposal, inspection."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _lazy

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
from minhbach.foundation.pages.offering import offer
from minhbach.foundation.refusals import RowProblem


class VerifyForm(ActForm):
    happened_on = DayField(label=_lazy("Ngày thẩm tra xong"))
    findings = forms.CharField(
        label=_lazy("Kết quả thẩm tra"),
        help_text=_lazy("Người bán rao bán gì, hàng ở đâu, điều gì xác nhận được và chưa xác nhận được."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    sources = LinesField(label=_lazy("Nguồn đã kiểm tra, mỗi dòng một nguồn"), required=False)

    def prepare(self) -> None:
        self.fields["happened_on"].initial = self.setting.today

    @classmethod
    def initial_of(cls, fact: Verified) -> dict[str, Any]:
        return {"findings": fact.findings, "sources": fact.sources}

    def fact(self) -> Verified:
        return Verified(findings=self.cleaned_data["findings"].strip(), sources=self.cleaned_data["sources"])


class ProposeForm(ActForm):
    happened_on = DayField(label=_lazy("Ngày đề xuất"))
    reasons = LinesField(label=_lazy("Lý do, mỗi dòng một lý do"), rows=4)
    scope = forms.CharField(label=_lazy("Nội dung kiểm tra"), widget=forms.Textarea(attrs={"rows": 2}))
    place = forms.CharField(label=_lazy("Địa điểm kiểm tra"), required=False, max_length=300)
    starts_on = DayField(label=_lazy("Bắt đầu kiểm tra ngày"))
    duration = forms.CharField(label=_lazy("Thời gian kiểm tra"), max_length=60, initial="02 ngày làm việc")
    leader_id = forms.ChoiceField(label=_lazy("Trưởng đoàn kiểm tra"))
    member_ids = forms.MultipleChoiceField(
        label=_lazy("Thành viên đoàn"), required=False, widget=forms.CheckboxSelectMultiple
    )
    expected_classes = forms.MultipleChoiceField(
        label=_lazy("Hành vi dự kiến"), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    expected_goods = forms.CharField(label=_lazy("Tang vật dự kiến"), required=False, max_length=300)
    overlap_reason = forms.CharField(
        label=_lazy("Lý do cần kiểm tra thêm"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def prepare(self) -> None:
        setting = self.setting
        crew = officers_of(setting.case.owner_agency, setting.today)
        offer(self.fields["leader_id"], crew)
        offer(self.fields["member_ids"], crew)
        offer(
            self.fields["expected_classes"],
            [(row.code, row.name_vi) for row in sorted(setting.law.book.classes, key=lambda row: row.name_vi)],
        )
        self.fields["happened_on"].initial = setting.today
        self.fields["leader_id"].initial = setting.state.leader_id
        self.fields["member_ids"].initial = [one for one in setting.state.officer_ids if one != setting.state.leader_id]
        if setting.state.verified:
            self.fields["reasons"].initial = (setting.state.verified.fact.findings,)
        self.overlaps = overlaps_of(setting.case, on=setting.today)
        if self.overlaps:
            self.fields["overlap_reason"].required = True
            cases = ", ".join(overlap.label for overlap in self.overlaps)
            self.fields["overlap_reason"].help_text = _lazy(
                "Đang có hồ sơ khác về cùng tổ chức, cá nhân: %(cases)s. Hãy phối hợp với đơn vị đó trước."
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
    """Name the row and the remedy."""
    where = _lazy("Dòng %(row)s, %(column)s: %(sentence)s") if problem.column else _lazy("Dòng %(row)s: %(sentence)s")
    return str(where) % {"row": problem.row, "column": problem.column, "sentence": problem.sentence}


class InspectForm(ActForm):
    started_at = MomentField(label=_lazy("Bắt đầu lúc"))
    ended_at = MomentField(label=_lazy("Kết thúc lúc"))
    place = forms.CharField(label=_lazy("Địa điểm"), max_length=300)
    findings = LinesField(label=_lazy("Nội dung phát hiện, mỗi dòng một ý"), rows=4)
    has_violation = forms.TypedChoiceField(
        label=_lazy("Kết luận"),
        choices=[("yes", _lazy("có dấu hiệu vi phạm hành chính")), ("no", _lazy("không có vi phạm"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    goods = GoodsField(
        label=_lazy("Bảng kê"),
        required=False,
        help_text=_lazy(
            "Chép các dòng trong Excel rồi dán vào đây: tên hàng, nhãn hiệu/xuất xứ, đơn vị tính, "
            "số lượng, đơn giá, thành tiền."
        ),
    )
    measures = LinesField(label=_lazy("Biện pháp đã áp dụng, mỗi dòng một biện pháp"), required=False, rows=2)
    statement = forms.CharField(
        label=_lazy("Ý kiến của bên được kiểm tra"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    present = PeopleField(
        label=_lazy("Người có mặt của bên được kiểm tra: họ tên; chức danh; địa chỉ, mỗi dòng một người"),
        required=False,
        rows=2,
    )
    witnesses = PeopleField(
        label=_lazy("Người chứng kiến: họ tên; nghề nghiệp; địa chỉ, mỗi dòng một người"), required=False, rows=2
    )

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
            self.add_error("ended_at", _lazy("Cuộc kiểm tra không thể kết thúc trước khi bắt đầu."))
        if ended and ended > self.setting.at:
            self.add_error("ended_at", _lazy("Thời điểm này chưa tới."))
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
