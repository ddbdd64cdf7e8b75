"""What is done to a market and its plan: each act parses, makes one service call, and leads back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from minhbach.domains.agencies.models import Officer, Place
from minhbach.domains.agencies.selectors import places_to_choose
from minhbach.domains.agencies.types import PlaceLevel
from minhbach.domains.markets import policies, selectors, services
from minhbach.domains.markets.models import Market, PlanChange
from minhbach.domains.markets.types import ListScope
from minhbach.domains.markets.web.pages import change_context
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.refusals import IdentifierInvalid
from minhbach.domains.subjects.selectors import find_subjects, read_identity
from minhbach.domains.subjects.types import IdentifierKind, MerchantFacts, SubjectKind
from minhbach.engine.identifiers import Identity
from minhbach.engine.text.keys import search_key
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.editing import Edits
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.pages.sent_lists import ListFile, Pasted, content_of

LARGEST = 20
PASTED = 2 * 1024 * 1024
BOTH = ["GET", "HEAD", "POST"]


class MarketForm(PageForm):
    name = fields.Text(label=_lazy("Tên chợ"), longest=200, attrs={"autofocus": True})
    place = fields.Record(label=_lazy("Địa bàn (xã, phường, đặc khu)"), queryset=Place.objects.none())
    address = fields.Text(label=_lazy("Địa chỉ"), required=False)
    board = fields.Text(
        label=_lazy("Ban quản lý"),
        required=False,
        help_text=_lazy("Ghi tên như trong danh bạ tổ chức, cá nhân."),
    )
    rules_signed_on = fields.Day(label=_lazy("Ngày ban quản lý ký quy chế phối hợp"), required=False)
    lease_duty_from = fields.Day(label=_lazy("Hợp đồng thuê ô ghi nghĩa vụ không bán hàng giả từ ngày"), required=False)

    def clean_board(self) -> Subject | None:
        typed = self.cleaned_data["board"]
        if not typed:
            return None
        found = [one for one in find_subjects(typed)[:50] if search_key(one.name) == search_key(typed)]
        if len(found) == 1:
            only: Subject = found[0]
            return only
        if found:
            raise ValidationError(_("Danh bạ có nhiều hồ sơ tên này; hãy ghi đủ tên để chỉ còn một."))
        raise ValidationError(_("Danh bạ chưa có tên này; hãy đăng ký ban quản lý là tổ chức trước."))


class OpenForm(MarketForm):
    def __init__(self, *args: Any, officer: Officer, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        communes = [one.pk for one in places_to_choose(officer, on=on) if one.level == PlaceLevel.COMMUNE]
        self.offer("place", Place.objects.filter(pk__in=communes).order_by("sort_key", "id"))


class EditForm(MarketForm):
    """A market stays where it is."""

    def prepare(self) -> None:
        del self.fields["place"]


class ListForm(PageForm):
    name = fields.Text(
        label=_lazy("Tên danh sách"), longest=200, help_text=_lazy("Ví dụ: Danh sách hộ tháng 11/2026 của ban quản lý.")
    )
    file = ListFile(largest=LARGEST)
    pasted = Pasted(longest=PASTED)
    scope = fields.Choice(label=_lazy("Danh sách nêu"), choices=ListScope.choices)
    effective_on = fields.Day(
        label=_lazy("Có hiệu lực từ ngày"), required=False, help_text=_lazy("Để trống nếu là hôm nay.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("file") and not cleaned.get("pasted") and "file" not in self.errors:
            self.add_error("file", _lazy("Hãy chọn tệp hoặc dán danh sách."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What goes to the service."""
        return content_of(self.asked)


class StallForm(PageForm):
    row = fields.Text(label=_lazy("Dãy"), required=False, longest=40)
    number = fields.Text(label=_lazy("Ô"), longest=40)
    is_vacant = fields.Tick(label=_lazy("Ô trống: người bán đã trả ô, chưa có người mới"), required=False)
    name = fields.Text(label=_lazy("Người bán"), required=False, attrs={"autofocus": True})
    kind = fields.Choice(
        label=_lazy("Loại"),
        choices=[choice for choice in SubjectKind.choices if choice[0] != SubjectKind.UNKNOWN],
        initial=SubjectKind.HOUSEHOLD,
    )
    phone = fields.Text(
        label=_lazy("Điện thoại"),
        required=False,
        longest=60,
        help_text=_lazy("Có số thì nhận ra người đã có trong danh bạ."),
    )
    goods = fields.Text(label=_lazy("Ngành hàng"), required=False, longest=200)
    is_leader = fields.Tick(label=_lazy("Là tổ trưởng của dãy"), required=False)
    effective_on = fields.Day(label=_lazy("Từ ngày"), required=False, help_text=_lazy("Để trống nếu là hôm nay."))

    def clean_phone(self) -> Identity | None:
        typed = self.cleaned_data["phone"]
        if not typed:
            return None
        try:
            return read_identity(IdentifierKind.PHONE, typed)
        except IdentifierInvalid as invalid:
            raise ValidationError(str(invalid)) from None

    def facts(self) -> dict[str, Any]:
        """What goes to the service."""
        given = self.asked
        name, kind, phone = given.pop("name"), given.pop("kind"), given.pop("phone")
        facts = MerchantFacts(kind=SubjectKind(kind), name=name, identities=[phone] if phone else ())
        return {**given, "facts": facts}


class ReasonForm(PageForm):
    reason = fields.Text(label=_lazy("Lý do"), attrs={"autofocus": True})


@require_http_methods(BOTH)
def open_one(request: OfficeRequest) -> HttpResponse:
    policies.writing_agency(request.officer, at=request.at)
    form = OpenForm.of(request, officer=request.officer, on=local_date(request.at))
    return handle(
        request,
        form,
        lambda: services.open_market(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã thêm chợ. Hãy nhập danh sách ô của ban quản lý."),
        page={"title": _("Thêm chợ"), "button": _("Thêm chợ"), "cancel": reverse("markets:list")},
    )


@require_http_methods(BOTH)
def edit(request: OfficeRequest, market_id: UUID) -> HttpResponse:
    found = _kept(request, market_id)

    def filling() -> dict[str, Any]:
        known = {name: getattr(found, name) for name in ("name", "address", "rules_signed_on", "lease_duty_from")}
        return {"initial": {**known, "board": found.board.name if found.board else ""}}

    form = EditForm.of(request, **filling())
    return handle(
        request,
        form,
        lambda: services.change_market(officer=request.officer, at=request.at, market=found, **form.asked),
        done=_("Đã lưu."),
        back=found,
        page={"title": _("Sửa thông tin chợ"), "lead": found.name, "cancel": found.get_absolute_url()},
        edits=Edits(found, lambda: EditForm(**filling())),
    )


@require_http_methods(BOTH)
def take_list(request: OfficeRequest, market_id: UUID) -> HttpResponse:
    found = _kept(request, market_id)
    form = ListForm.of(request)
    return handle(
        request,
        form,
        lambda: services.try_plan(officer=request.officer, at=request.at, market=found, **form.facts()),
        page={
            "title": _("Nhập danh sách ô"),
            "lead": found.name,
            "caution": _("Xem thử trước: danh sách chưa ghi gì vào sơ đồ cho tới khi bạn bấm ghi."),
            "button": _("Xem thử"),
            "cancel": found.get_absolute_url(),
        },
    )


@require_http_methods(BOTH)
def apply(request: OfficeRequest, change_id: UUID) -> HttpResponse:
    found = _own_change(request, change_id)
    form = PageForm.of(request)
    return handle(
        request,
        form,
        lambda: services.apply_plan(officer=request.officer, at=request.at, change=found, confirmed=form.confirmed),
        done=_("Đã ghi vào sơ đồ."),
        back=found.market,
        template="markets/change.html",
        page=lambda: change_context(request, found),
    )


@require_http_methods(BOTH)
def undo(request: OfficeRequest, change_id: UUID) -> HttpResponse:
    found = _own_change(request, change_id)
    form = ReasonForm.of(request)
    return handle(
        request,
        form,
        lambda: services.undo_plan(officer=request.officer, at=request.at, change=found, **form.asked),
        done=_("Đã rút lại; sơ đồ như trước."),
        back=found,
        page={
            "title": _("Rút lại thay đổi"),
            "lead": found.name,
            "caution": _("Sơ đồ trở lại như trước thay đổi này. Người bán đã đăng ký vẫn ở trong danh bạ."),
            "button": _("Rút lại"),
            "cancel": found.get_absolute_url(),
            "tone": "late",
        },
    )


@require_http_methods(BOTH)
def set_stall(request: OfficeRequest, market_id: UUID) -> HttpResponse:
    found = _kept(request, market_id)
    form = StallForm.of(request, initial=_standing(request, found))
    return handle(
        request,
        form,
        lambda: services.change_stall(officer=request.officer, at=request.at, market=found, **form.facts()),
        done=_("Đã ghi vào sơ đồ."),
        back=found,
        page={
            "title": _("Ghi ô"),
            "lead": found.name,
            "button": _("Ghi"),
            "cancel": found.get_absolute_url(),
        },
    )


def _standing(request: OfficeRequest, market: Market) -> dict[str, Any]:
    """Return what stands of the stall that the address names, to be changed."""
    try:
        stall_id = UUID(request.GET.get("o", ""))
    except ValueError:
        return {}
    rows = selectors.tenancies_on(market, on=local_date(request.at)).filter(stall_id=stall_id)
    one = rows.first()
    if one is None:
        return {}
    known = {"row": one.stall.row, "number": one.stall.number, "goods": one.goods, "is_leader": one.is_leader}
    return {**known, "name": one.subject.name if one.subject else "", "is_vacant": one.subject_id is None}


def _kept(request: OfficeRequest, market_id: UUID) -> Market:
    found = selectors.get_market(market_id)
    policies.require_keeper(request.officer, found, at=request.at)
    return found


def _own_change(request: OfficeRequest, change_id: UUID) -> PlanChange:
    found = selectors.get_change(change_id)
    policies.require_keeper(request.officer, found.market, at=request.at)
    return found
