"""Forms: they ask for what cannot be known, and stand beside the field with what is wrong."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.subjects.identities import read_identity
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.refusals import IdentifierInvalid
from minhbach.domains.subjects.types import (
    IdentifierKind,
    MerchantFacts,
    PremisesKind,
    PresenceKind,
    Source,
    SourceKind,
    SubjectKind,
)
from minhbach.domains.subjects.types.kinds import WORDED_PROPERTIES
from minhbach.domains.subjects.web.places import PlaceField, place_words, suggestions
from minhbach.engine.identifiers.banks import banks
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import Sharing

TEXT = {"class": "form-control"}
SELECT = {"class": "form-select"}
BANKS = [("", "—"), *sorted(((bank.bin, bank.name) for bank in banks().values()), key=lambda pair: pair[1].casefold())]


def text(label: Any, *, required: bool = True, length: int = 300, **more: Any) -> forms.CharField:
    attrs = {**TEXT, **more.pop("attrs", {})}
    return forms.CharField(
        label=label, required=required, max_length=length, widget=forms.TextInput(attrs=attrs), **more
    )


def choice(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    choices = [(code, capfirst(words)) for code, words in choices]
    return forms.ChoiceField(label=label, choices=choices, widget=forms.Select(attrs=SELECT), **more)


def day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={**TEXT, "type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, **more)


class SourcedForm(forms.Form):
    """What every statement carries: where it comes from, who sees it, when it holds."""

    source_kind = choice(_lazy("Nguồn"), SourceKind.choices, initial=SourceKind.OFFICER)
    source_note = text(
        _lazy("Số, ngày hoặc địa chỉ của nguồn"),
        required=False,
        help_text=_lazy("Không nhập bí mật nhà nước vào đây: chỉ ghi số đăng ký của tài liệu."),
    )
    sharing = choice(_lazy("Phạm vi chia sẻ"), Sharing.choices, initial=Sharing.AREA)

    def source(self) -> Source:
        return Source(SourceKind(self.cleaned_data["source_kind"]), self.cleaned_data["source_note"])


class StatementForm(SourcedForm):
    valid_from = day(_lazy("Từ ngày"))
    last_day = day(_lazy("Đến hết ngày"), help_text=_lazy("Để trống nếu vẫn còn đúng hoặc chưa rõ."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("valid_from"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _lazy("Ngày cuối không được trước ngày đầu."))
        return cleaned

    def common(self) -> dict[str, Any]:
        """What goes to every service that states something; the last day becomes the first day no more."""
        last = self.cleaned_data["last_day"]
        return {
            "source": self.source(),
            "sharing": self.cleaned_data["sharing"],
            "valid_from": self.cleaned_data["valid_from"],
            "valid_until": last + timedelta(days=1) if last else None,
        }


class WordsForm(StatementForm):
    property = choice(_lazy("Nội dung"), [(name.value, name.label) for name in WORDED_PROPERTIES])
    value = forms.CharField(
        label=_lazy("Ghi cụ thể"), max_length=2000, widget=forms.Textarea(attrs={**TEXT, "rows": 2, "autofocus": True})
    )
    field_order = ("property", "value")


class IdentifierForm(StatementForm):
    kind = choice(_lazy("Loại"), IdentifierKind.choices)
    value = text(_lazy("Số, địa chỉ hoặc tên"), length=2000, attrs={"autofocus": True})
    bank = choice(_lazy("Ngân hàng (nếu là tài khoản)"), BANKS, required=False)
    holder = text(_lazy("Chủ tài khoản"), required=False, length=200)
    field_order = ("kind", "value", "bank", "holder")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") and cleaned.get("value"):
            try:
                read_identity(cleaned["kind"], cleaned["value"], bank=cleaned.get("bank", ""))
            except IdentifierInvalid as invalid:
                is_bank = cleaned["kind"] == IdentifierKind.BANK_ACCOUNT and not cleaned.get("bank")
                self.add_error("bank" if is_bank else "value", str(invalid))
        return cleaned


class PremisesForm(StatementForm):
    kind = choice(_lazy("Loại"), PremisesKind.choices, initial=PremisesKind.SHOP)
    address = text(_lazy("Địa chỉ"), attrs={"autofocus": True})

    def __init__(self, *args: Any, on: date, communes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = PlaceField(on=on, choices=communes, required=False)
        self.order_fields(["kind", "address", "place"])


class PresenceForm(StatementForm):
    kind = choice(_lazy("Loại"), PresenceKind.choices)
    name = text(_lazy("Tên"), attrs={"autofocus": True})
    platform = text(
        _lazy("Sàn, nền tảng"), required=False, length=40, help_text=_lazy("Ví dụ shopee, lazada, tiktok, facebook.")
    )
    account = text(_lazy("Số hoặc tên tài khoản trên sàn"), required=False, length=200)
    url = text(_lazy("Địa chỉ trang web"), required=False, length=2000)
    address = text(_lazy("Địa chỉ, nếu là quầy, sạp"), required=False)
    field_order = ("kind", "name", "platform", "account", "url", "address")

    def clean_url(self) -> str:
        return _checked(IdentifierKind.URL, self.cleaned_data["url"])


class ChangeForm(forms.Form):
    kind = choice(_lazy("Loại"), SubjectKind.choices)

    def __init__(self, *args: Any, on: date, communes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = PlaceField(on=on, choices=communes, required=False)


class ReasonForm(forms.Form):
    reason = text(_lazy("Lý do"), attrs={"autofocus": True})


class SharingForm(forms.Form):
    sharing = choice(_lazy("Phạm vi chia sẻ"), Sharing.choices)


class KeeperForm(forms.Form):
    """Empty takes the subject from its keeper."""

    def __init__(self, *args: Any, officers: list[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officers = {str(officer.id): officer for officer in officers}
        choices = [("", "—"), *((key, officer.full_name) for key, officer in self.officers.items())]
        self.fields["keeper"] = choice(_lazy("Công chức phụ trách"), choices, required=False)

    def keeper(self) -> Officer | None:
        return self.officers.get(self.cleaned_data["keeper"])


class ShareForm(forms.Form):
    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(agency.id): agency for agency in agencies}
        self.fields["agency"] = choice(
            _lazy("Cơ quan"), [("", "—"), *((key, agency.name) for key, agency in self.agencies.items())]
        )

    def agency(self) -> Agency:
        return self.agencies[self.cleaned_data["agency"]]


class RegisterForm(SourcedForm):
    """A new subject with what is known of it; only kind and name must be."""

    kind = choice(_lazy("Loại"), SubjectKind.choices)
    name = text(
        _lazy("Tên"),
        help_text=_lazy("Với người bán không xác định được, ghi tên tài khoản."),
        attrs={"autofocus": True},
    )
    representative = text(_lazy("Người đại diện"), required=False)
    address = text(_lazy("Địa chỉ cơ sở kinh doanh"), required=False)
    phone = text(_lazy("Điện thoại"), required=False, length=40, attrs={"inputmode": "tel"})
    tax_code = text(_lazy("Mã số thuế"), required=False, length=20, attrs={"inputmode": "numeric"})
    account = text(_lazy("Tài khoản ngân hàng"), required=False, length=40, attrs={"inputmode": "numeric"})
    bank = choice(_lazy("Ngân hàng"), BANKS, required=False)
    url = text(_lazy("Địa chỉ gian hàng, trang bán hàng"), required=False, length=2000)
    is_new = forms.BooleanField(label=_lazy("Tôi đã xem: đây là tổ chức, cá nhân khác"), required=False)

    def __init__(self, *args: Any, on: date, communes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = PlaceField(on=on, choices=communes, required=False)
        self.order_fields(
            ["kind", "name", "representative", "address", "place", "phone", "tax_code", "account", "bank", "url"]
        )

    def clean_phone(self) -> str:
        return _checked(IdentifierKind.PHONE, self.cleaned_data["phone"])

    def clean_tax_code(self) -> str:
        return _checked(IdentifierKind.TAX_CODE, self.cleaned_data["tax_code"])

    def clean_url(self) -> str:
        return _checked(IdentifierKind.URL, self.cleaned_data["url"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("account"):
            try:
                read_identity(IdentifierKind.BANK_ACCOUNT, cleaned["account"], bank=cleaned.get("bank", ""))
            except IdentifierInvalid as invalid:
                self.add_error("account" if cleaned.get("bank") else "bank", str(invalid))
        return cleaned

    def facts(self) -> MerchantFacts:
        given = self.cleaned_data
        identifiers = [
            (IdentifierKind.PHONE, given["phone"], ""),
            (IdentifierKind.TAX_CODE, given["tax_code"], ""),
            (IdentifierKind.BANK_ACCOUNT, given["account"], given["bank"]),
        ]
        return MerchantFacts(
            kind=SubjectKind(given["kind"]),
            name=given["name"],
            representative=given["representative"],
            address=given["address"],
            place=given["place"],
            identifiers=[one for one in identifiers if one[1]],
            url=given["url"],
        )


def place_options(officer: Officer, at: Any) -> dict[str, Any]:
    """The day and the suggestions that a form with a place needs."""
    on = local_date(at)
    return {"on": on, "communes": suggestions(officer, on=on)}


def place_initial(subject: Subject) -> str:
    return place_words(subject.place) if subject.place else ""


def _checked(kind: IdentifierKind, value: str) -> str:
    if value:
        try:
            read_identity(kind, value)
        except IdentifierInvalid as invalid:
            raise forms.ValidationError(str(invalid)) from None
    return value
