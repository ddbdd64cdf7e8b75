"""Explanation, execution, ways out, and the papers made outside the system."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency
from minhbach.domains.cases.types.codes import DeliveryManner, ExplanationManner, PaymentKind, Platform
from minhbach.domains.cases.types.facts import (
    AgencyJoined,
    Assigned,
    Cited,
    Closed,
    Decided,
    Delivered,
    Enforced,
    ExplanationEnded,
    ListingsRemoved,
    NoViolation,
    Ordered,
    Paid,
    Prosecuted,
    Referred,
    RemedyDone,
    Returned,
    Transferred,
)
from minhbach.domains.cases.web.forms.base import (
    ActForm,
    DayField,
    LinesField,
    MoneyField,
    PaperFields,
    officers_of,
    paper_initial,
)
from minhbach.foundation.pages.offering import offer


class DatedForm(ActForm):
    happened_on = DayField(label=_lazy("Ngày"))

    def prepare(self) -> None:
        self.fields["happened_on"].initial = self.setting.today


class ExplainForm(DatedForm, PaperFields):
    manner = forms.ChoiceField(
        label=_lazy("Kết quả giải trình"), choices=ExplanationManner.choices, widget=forms.RadioSelect
    )
    summary = forms.CharField(
        label=_lazy("Nội dung giải trình"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    field_order = ("manner", "happened_on", "summary", "paper_number", "paper_dated")

    @classmethod
    def initial_of(cls, fact: ExplanationEnded) -> dict[str, Any]:
        return {"manner": fact.manner, "summary": fact.summary, **paper_initial(fact.paper)}

    def fact(self) -> ExplanationEnded:
        data = self.cleaned_data
        return ExplanationEnded(manner=data["manner"], summary=data["summary"].strip(), paper=self.paper(data))


class DeliverForm(DatedForm):
    manner = forms.ChoiceField(
        label=_lazy("Cách giao"),
        choices=DeliveryManner.choices,
    )
    receiver = forms.CharField(label=_lazy("Người nhận"), required=False, max_length=120)
    field_order = ("happened_on", "manner", "receiver")

    @classmethod
    def initial_of(cls, fact: Delivered) -> dict[str, Any]:
        return {"manner": fact.manner, "receiver": fact.receiver}

    def fact(self) -> Delivered:
        return Delivered(manner=self.cleaned_data["manner"], receiver=self.cleaned_data["receiver"].strip())


class PayForm(DatedForm):
    kind = forms.ChoiceField(label=_lazy("Khoản nộp"), choices=PaymentKind.choices)
    amount_vnd = MoneyField(label=_lazy("Số tiền (đồng)"))
    receipt = forms.CharField(label=_lazy("Số biên lai"), required=False, max_length=60)
    field_order = ("happened_on", "kind", "amount_vnd", "receipt")

    def prepare(self) -> None:
        super().prepare()
        self.fields["amount_vnd"].initial = self.setting.state.unpaid_vnd or None

    @classmethod
    def initial_of(cls, fact: Paid) -> dict[str, Any]:
        return {"kind": fact.kind, "amount_vnd": fact.amount_vnd, "receipt": fact.receipt}

    def fact(self) -> Paid:
        data = self.cleaned_data
        return Paid(kind=data["kind"], amount_vnd=data["amount_vnd"], receipt=data["receipt"].strip())


class RemedyForm(DatedForm):
    remedy = forms.TypedChoiceField(label=_lazy("Biện pháp khắc phục hậu quả"), coerce=int)
    note = forms.CharField(label=_lazy("Cách thực hiện"), required=False, max_length=300)
    field_order = ("remedy", "happened_on", "note")

    def prepare(self) -> None:
        super().prepare()
        sanction = self.setting.state.sanction
        remedies = sanction.fact.remedies if sanction else ()
        offer(self.fields["remedy"], [(index, one.text) for index, one in enumerate(remedies)])

    @classmethod
    def initial_of(cls, fact: RemedyDone) -> dict[str, Any]:
        return {"remedy": fact.remedy, "note": fact.note}

    def fact(self) -> RemedyDone:
        return RemedyDone(remedy=self.cleaned_data["remedy"], note=self.cleaned_data["note"].strip())


class EnforceForm(DatedForm, PaperFields):
    measure = forms.CharField(label=_lazy("Biện pháp cưỡng chế"), max_length=300)
    field_order = ("happened_on", "measure", "paper_number", "paper_dated")

    @classmethod
    def initial_of(cls, fact: Enforced) -> dict[str, Any]:
        return {"measure": fact.measure, **paper_initial(fact.paper)}

    def fact(self) -> Enforced:
        return Enforced(measure=self.cleaned_data["measure"].strip(), paper=self.paper(self.cleaned_data))


class CloseForm(DatedForm):
    note = forms.CharField(label=_lazy("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    @classmethod
    def initial_of(cls, fact: Closed) -> dict[str, Any]:
        return {"note": fact.note}

    def fact(self) -> Closed:
        return Closed(note=self.cleaned_data["note"].strip())


class NoViolationForm(DatedForm):
    reason = forms.CharField(label=_lazy("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))

    @classmethod
    def initial_of(cls, fact: NoViolation) -> dict[str, Any]:
        return {"reason": fact.reason}

    def fact(self) -> NoViolation:
        return NoViolation(reason=self.cleaned_data["reason"].strip())


class TransferForm(DatedForm, PaperFields):
    to_agency = forms.CharField(label=_lazy("Chuyển đến cơ quan nào"), max_length=200)
    reason = forms.CharField(label=_lazy("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("happened_on", "to_agency", "reason", "paper_number", "paper_dated")

    @classmethod
    def initial_of(cls, fact: Transferred) -> dict[str, Any]:
        return {"to_agency": fact.to_agency, "reason": fact.reason, **paper_initial(fact.paper)}

    def fact(self) -> Transferred:
        data = self.cleaned_data
        return Transferred(to_agency=data["to_agency"].strip(), reason=data["reason"].strip(), paper=self.paper(data))


class ReferForm(DatedForm, PaperFields):
    to_agency = forms.CharField(label=_lazy("Chuyển đến cơ quan điều tra nào"), max_length=200)
    signs = forms.CharField(label=_lazy("Dấu hiệu tội phạm"), widget=forms.Textarea(attrs={"rows": 3}))
    articles = LinesField(
        label=_lazy("Điều của Bộ luật Hình sự cần xem xét, mỗi dòng một điều"), required=False, rows=2
    )
    field_order = ("happened_on", "to_agency", "signs", "articles", "paper_number", "paper_dated")

    @classmethod
    def initial_of(cls, fact: Referred) -> dict[str, Any]:
        return {
            "to_agency": fact.to_agency,
            "signs": fact.signs,
            "articles": fact.articles,
            **paper_initial(fact.paper),
        }

    def fact(self) -> Referred:
        data = self.cleaned_data
        return Referred(
            to_agency=data["to_agency"].strip(),
            signs=data["signs"].strip(),
            articles=data["articles"],
            paper=self.paper(data),
        )


class ProsecuteForm(DatedForm, PaperFields):
    accused_count = forms.IntegerField(label=_lazy("Số bị can"), min_value=0, max_value=1000)
    field_order = ("happened_on", "accused_count", "paper_number", "paper_dated")

    @classmethod
    def initial_of(cls, fact: Prosecuted) -> dict[str, Any]:
        return {"accused_count": fact.accused_count, **paper_initial(fact.paper)}

    def fact(self) -> Prosecuted:
        return Prosecuted(accused_count=self.cleaned_data["accused_count"], paper=self.paper(self.cleaned_data))


class ReturnForm(DatedForm, PaperFields):
    reason = forms.CharField(label=_lazy("Lý do trả hồ sơ"), widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("happened_on", "reason", "paper_number", "paper_dated")

    @classmethod
    def initial_of(cls, fact: Returned) -> dict[str, Any]:
        return {"reason": fact.reason, **paper_initial(fact.paper)}

    def fact(self) -> Returned:
        return Returned(reason=self.cleaned_data["reason"].strip(), paper=self.paper(self.cleaned_data))


class RemovalsForm(DatedForm):
    platform = forms.ChoiceField(label=_lazy("Sàn, nền tảng"), choices=Platform.choices)
    shop_count = forms.IntegerField(label=_lazy("Số gian hàng đã gỡ"), min_value=0, max_value=100_000, initial=0)
    listing_count = forms.IntegerField(label=_lazy("Số tin đăng đã gỡ"), min_value=0, max_value=1_000_000, initial=0)

    def prepare(self) -> None:
        super().prepare()
        self.fields["platform"].initial = self.setting.case.platform

    @classmethod
    def initial_of(cls, fact: ListingsRemoved) -> dict[str, Any]:
        return {"platform": fact.platform, "shop_count": fact.shop_count, "listing_count": fact.listing_count}

    def fact(self) -> ListingsRemoved:
        data = self.cleaned_data
        return ListingsRemoved(
            platform=data["platform"], shop_count=data["shop_count"], listing_count=data["listing_count"]
        )


class AssignForm(DatedForm):
    leader_id = forms.ChoiceField(label=_lazy("Phụ trách"))
    officer_ids = forms.MultipleChoiceField(
        label=_lazy("Cùng tham gia"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def prepare(self) -> None:
        super().prepare()
        crew = officers_of(self.setting.case.owner_agency, self.setting.today)
        for name in ("leader_id", "officer_ids"):
            offer(self.fields[name], crew)
        self.fields["leader_id"].initial = self.setting.state.leader_id
        self.fields["officer_ids"].initial = list(self.setting.state.officer_ids)

    @classmethod
    def initial_of(cls, fact: Assigned) -> dict[str, Any]:
        return {"leader_id": fact.leader_id, "officer_ids": fact.officer_ids}

    def fact(self) -> Assigned:
        leader = self.cleaned_data["leader_id"]
        ids = tuple(dict.fromkeys((leader, *self.cleaned_data["officer_ids"])))
        return Assigned(leader_id=leader, officer_ids=ids)


class JoinForm(DatedForm):
    agency = forms.ModelChoiceField(label=_lazy("Cơ quan phối hợp"), queryset=Agency.objects.none())
    part = forms.CharField(label=_lazy("Nội dung phối hợp"), required=False, max_length=200)

    def prepare(self) -> None:
        super().prepare()
        agencies = Agency.objects.on(self.setting.today).exclude(id=self.setting.case.owner_agency_id)
        offer(self.fields["agency"], agencies.order_by("sort_key", "id"))

    def fact(self) -> AgencyJoined:
        return AgencyJoined(agency_id=str(self.cleaned_data["agency"].id), part=self.cleaned_data["part"].strip())


class IssuedPaperForm(ActForm):
    """An order or a decision that was issued on paper, outside the system."""

    number = forms.CharField(label=_lazy("Số, ký hiệu"), max_length=60)
    dated = DayField(label=_lazy("Ngày"))
    signer = forms.CharField(label=_lazy("Người ký"), max_length=120)
    signer_title = forms.CharField(label=_lazy("Chức vụ của người ký"), max_length=120)

    @property
    def day(self) -> date | None:
        dated: date | None = self.cleaned_data.get("dated")
        return dated

    @classmethod
    def initial_of(cls, fact: Ordered | Decided) -> dict[str, Any]:
        paper = fact.paper
        return {
            "number": paper.number,
            "dated": paper.dated,
            "signer": paper.signer,
            "signer_title": paper.signer_title,
        }

    def paper(self) -> Cited:
        data = self.cleaned_data
        return Cited(
            number=data["number"].strip(),
            dated=data["dated"],
            signer=data["signer"].strip(),
            signer_title=data["signer_title"].strip(),
            agency=self.setting.case.owner_agency.name,
        )

    def fact(self) -> Ordered:
        return Ordered(paper=self.paper())
