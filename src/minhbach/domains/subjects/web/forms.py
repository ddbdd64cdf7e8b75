"""Forms: they ask for what cannot be known, and stand beside the field with what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.selectors import DayMap
from minhbach.domains.subjects.identities import read_identity, read_values
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.refusals import IdentifierInvalid
from minhbach.domains.subjects.selectors import possible_duplicates
from minhbach.domains.subjects.types import (
    IdentifierKind,
    MerchantFacts,
    PremisesKind,
    PresenceKind,
    Provenance,
    Source,
    SourceKind,
    SubjectKind,
)
from minhbach.domains.subjects.types.kinds import STATED_KINDS, WORDED_PROPERTIES
from minhbach.domains.subjects.web.places import PlaceField, suggestions
from minhbach.engine.identifiers import Identity
from minhbach.engine.identifiers.banks import banks
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm, Part
from minhbach.foundation.scope import Sharing

BANKS = [("", "—"), *sorted(((bank.bin, bank.name) for bank in banks().values()), key=lambda pair: pair[1].casefold())]


class SourcedForm(PageForm):
    """What every statement carries: where it comes from, who sees it, when it holds."""

    source_kind = fields.Choice(label=_lazy("Nguồn"), choices=SourceKind.choices, initial=SourceKind.OFFICER)
    source_note = fields.Text(
        label=_lazy("Số, ngày hoặc địa chỉ của nguồn"),
        required=False,
        help_text=_lazy("Không nhập bí mật nhà nước vào đây: chỉ ghi số đăng ký của tài liệu."),
    )
    sharing = fields.Choice(label=_lazy("Phạm vi chia sẻ"), choices=Sharing.choices, initial=Sharing.AREA)

    def provenance(self) -> Provenance:
        given = self.cleaned_data
        return Provenance(
            sharing=given["sharing"], source=Source(SourceKind(given["source_kind"]), given["source_note"])
        )


class StatementForm(SourcedForm):
    valid_from = fields.Day(required=False, label=_lazy("Từ ngày"))
    last_day = fields.Day(
        required=False, label=_lazy("Đến hết ngày"), help_text=_lazy("Để trống nếu vẫn còn đúng hoặc chưa rõ.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("valid_from"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _lazy("Ngày cuối không được trước ngày đầu."))
        return cleaned

    def provenance(self) -> Provenance:
        """The last day becomes the first day no more."""
        first, last = self.cleaned_data["valid_from"], self.cleaned_data["last_day"]
        until = last + timedelta(days=1) if last else None
        return replace(super().provenance(), valid_from=first, valid_until=until)

    def stated(self) -> dict[str, Any]:
        """What goes to the service that states it."""
        own = {name: value for name, value in self.asked.items() if name not in StatementForm.base_fields}
        return {**own, "provenance": self.provenance()}


class WordsForm(StatementForm):
    property = fields.Choice(label=_lazy("Nội dung"), choices=[(name.value, name.label) for name in WORDED_PROPERTIES])
    value = fields.Text(label=_lazy("Ghi cụ thể"), longest=2000, rows=2, attrs={"autofocus": True})
    field_order = ("property", "value")


class IdentifierForm(StatementForm):
    kind = fields.Choice(label=_lazy("Loại"), choices=STATED_KINDS)
    value = fields.Text(label=_lazy("Số, địa chỉ hoặc tên"), longest=2000, attrs={"autofocus": True})
    bank = fields.Choice(
        label=_lazy("Ngân hàng"), choices=BANKS, required=False, help_text=_lazy("Khi là số tài khoản.")
    )
    holder = fields.Text(label=_lazy("Chủ tài khoản"), required=False, longest=200)
    field_order = ("kind", "value", "bank", "holder")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") and cleaned.get("value"):
            try:
                read_identity(cleaned["kind"], cleaned["value"], bank=cleaned.get("bank", ""))
            except IdentifierInvalid as invalid:
                self.add_error("bank" if invalid.params.get("fault") == "bank_missing" else "value", str(invalid))
        return cleaned


class PremisesForm(StatementForm):
    kind = fields.Choice(label=_lazy("Loại"), choices=PremisesKind.choices, initial=PremisesKind.SHOP)
    address = fields.Text(label=_lazy("Địa chỉ"), attrs={"autofocus": True})

    def __init__(self, *args: Any, on: date, communes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = PlaceField(on=on, choices=communes, required=False)
        self.order_fields(["kind", "address", "place"])


class PresenceForm(StatementForm):
    kind = fields.Choice(label=_lazy("Loại"), choices=PresenceKind.choices)
    name = fields.Text(label=_lazy("Tên"), attrs={"autofocus": True})
    platform = fields.Text(
        label=_lazy("Sàn, nền tảng"),
        required=False,
        longest=40,
        help_text=_lazy("Ví dụ shopee, lazada, tiktok, facebook."),
    )
    account = fields.Text(label=_lazy("Số hoặc tên tài khoản trên sàn"), required=False, longest=200)
    url = fields.Text(label=_lazy("Địa chỉ trang web"), required=False, longest=2000)
    address = fields.Text(label=_lazy("Địa chỉ, nếu là quầy, sạp"), required=False)
    field_order = ("kind", "name", "platform", "account", "url", "address")

    def clean_url(self) -> str:
        return _checked(IdentifierKind.URL, self.cleaned_data["url"])


class ChangeForm(PageForm):
    kind = fields.Choice(label=_lazy("Loại"), choices=SubjectKind.choices)

    def __init__(self, *args: Any, on: date, communes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = PlaceField(on=on, choices=communes, required=False)


class ReasonForm(PageForm):
    reason = fields.Text(label=_lazy("Lý do"), attrs={"autofocus": True})


class KeeperForm(PageForm):
    """Empty takes the subject from its keeper."""

    def __init__(self, *args: Any, officers: list[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officers = {str(officer.id): officer for officer in officers}
        choices = [("", "—"), *((key, officer.full_name) for key, officer in self.officers.items())]
        self.fields["keeper"] = fields.Choice(label=_lazy("Công chức phụ trách"), choices=choices, required=False)

    def keeper(self) -> Officer | None:
        return self.officers.get(self.cleaned_data["keeper"])


class ShareForm(PageForm):
    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(agency.id): agency for agency in agencies}
        self.fields["agency"] = fields.Choice(
            label=_lazy("Cơ quan"), choices=[("", "—"), *((key, agency.name) for key, agency in self.agencies.items())]
        )

    def agency(self) -> Agency:
        return self.agencies[self.cleaned_data["agency"]]


# What a new subject is asked to be reached by, and what kinds each field may hold.
TYPED = {
    "phone": (IdentifierKind.PHONE,),
    "tax_code": (IdentifierKind.TAX_CODE,),
    "account": (IdentifierKind.BANK_ACCOUNT, IdentifierKind.WALLET),
    "url": (IdentifierKind.URL,),
}


class RegisterForm(SourcedForm):
    """A new subject with what is known of it; only kind and name must be."""

    kind = fields.Choice(label=_lazy("Loại"), choices=SubjectKind.choices)
    name = fields.Text(
        label=_lazy("Tên"),
        help_text=_lazy("Với người bán không xác định được, ghi tên tài khoản."),
        attrs={"autofocus": True},
    )
    representative = fields.Text(label=_lazy("Người đại diện"), required=False)
    address = fields.Text(label=_lazy("Địa chỉ cơ sở kinh doanh"), required=False)
    phone = fields.Text(label=_lazy("Điện thoại"), required=False, longest=200, attrs={"inputmode": "tel"})
    tax_code = fields.Text(label=_lazy("Mã số thuế"), required=False, longest=20, attrs={"inputmode": "numeric"})
    account = fields.Text(
        label=_lazy("Tài khoản ngân hàng"), required=False, longest=200, attrs={"inputmode": "numeric"}
    )
    bank = fields.Choice(label=_lazy("Ngân hàng"), choices=BANKS, required=False)
    url = fields.Text(label=_lazy("Địa chỉ gian hàng, trang bán hàng"), required=False, longest=2000)
    is_new = fields.Tick(label=_lazy("Tôi đã xem: đây là tổ chức, cá nhân khác"))

    def __init__(self, *args: Any, on: date, communes: list[str], **kwargs: Any) -> None:
        self.same: list[Subject] = []
        super().__init__(*args, **kwargs)
        self.fields["place"] = PlaceField(on=on, choices=communes, required=False)
        self.order_fields(
            ["kind", "name", "representative", "address", "place", "phone", "tax_code", "account", "bank", "url"]
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.identities: list[Identity] = []
        for name, kinds in TYPED.items():
            if cleaned.get(name):
                self._read(name, kinds, cleaned[name], bank=cleaned.get("bank", ""))
        self._look_for_the_same()
        return cleaned

    def _read(self, name: str, kinds: Sequence[str], typed: str, *, bank: str) -> None:
        try:
            found = read_values(kinds, typed, bank=bank)
        except IdentifierInvalid as invalid:
            self.add_error("bank" if invalid.params.get("fault") == "bank_missing" else name, str(invalid))
            return
        # Where an address leads is stated with the presence; whose domain it is, beside it.
        self.identities += found[1:] if name == "url" else found

    def _look_for_the_same(self) -> None:
        """Show those that may be the same, once what was typed can be read."""
        if not self.errors and not self.cleaned_data["is_new"]:
            facts = self.facts()
            self.same = list(possible_duplicates(facts.name, facts.identifiers))
        if self.same:
            self.add_error("is_new", _lazy("Hãy xem các hồ sơ nêu trên trước khi ghi hồ sơ mới."))

    @property
    def parts(self) -> Iterator[Part]:
        """Whether it is another one is asked only where there are some that may be the same."""
        yield Part("", [field for field in self.visible_fields() if field.name != "is_new" or self.same])

    def facts(self) -> MerchantFacts:
        given = self.cleaned_data
        return MerchantFacts(
            kind=SubjectKind(given["kind"]),
            name=given["name"],
            representative=given["representative"],
            address=given["address"],
            place=given["place"],
            identifiers=[(one.kind, one.canonical, "") for one in dict.fromkeys(self.identities)],
            urls=[given["url"]] if given["url"] else [],
        )


def place_options(officer: Officer, at: Any) -> dict[str, Any]:
    """The day and the suggestions that a form with a place needs."""
    on = local_date(at)
    return {"on": on, "communes": suggestions(officer, on=on)}


def place_initial(subject: Subject, *, on: date) -> str:
    return DayMap(on).words(subject.place) if subject.place else ""


def _checked(kind: str, value: str) -> str:
    if value:
        try:
            read_identity(kind, value)
        except IdentifierInvalid as invalid:
            raise ValidationError(str(invalid)) from None
    return value
