"""What is done to the register of sites: each act parses, makes one service call, and leads back."""

from __future__ import annotations

from datetime import date
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
from minhbach.domains.sites import policies, selectors, services
from minhbach.domains.sites.models import Site
from minhbach.domains.sites.types import NoticeState, Shown, must_show, site_kinds, tricks
from minhbach.domains.subjects.models import Presence, Subject
from minhbach.domains.subjects.selectors import find_subjects
from minhbach.engine.text.keys import search_key
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.editing import Edits
from minhbach.foundation.pages.forms import PageForm, handle

LARGEST = 10
BOTH = ["GET", "HEAD", "POST"]


class SiteForm(PageForm):
    """What is known of a site. What must be shown is asked of the kinds of which the law says it."""

    name = fields.Text(label=_lazy("Tên"), required=False, attrs={"autofocus": True})
    kind = fields.Choice(
        label=_lazy("Loại"),
        choices=[("", _lazy("chưa phân loại")), *((one.code, one.words) for one in site_kinds().values())],
        required=False,
        help_text=_lazy("Theo luật vào ngày xác nhận; chưa có xác nhận thì theo luật hôm nay."),
    )
    subject = fields.Text(
        label=_lazy("Chủ sở hữu"), required=False, help_text=_lazy("Ghi tên như trong danh bạ tổ chức, cá nhân.")
    )
    notice = fields.Choice(label=_lazy("Tình trạng ở online.gov.vn"), choices=NoticeState.choices)
    notice_number = fields.Text(label=_lazy("Số xác nhận"), required=False, longest=60)
    confirmed_on = fields.Day(label=_lazy("Ngày xác nhận"), required=False)
    goods = fields.Text(label=_lazy("Nhóm hàng"), required=False, longest=200)

    def derived(self) -> dict[str, Any]:
        return {
            f"shown_{code}": fields.Choice(label=f"{_('Công bố')}: {words}", choices=Shown.choices, required=False)
            for code, words in must_show().items.items()
        }

    field_order = ("url", "place", "name", "kind", "subject", "notice", "notice_number", "confirmed_on", "goods")

    def clean_subject(self) -> Subject | None:
        typed = self.cleaned_data["subject"]
        if not typed:
            return None
        found = [one for one in find_subjects(typed)[:50] if search_key(one.name) == search_key(typed)]
        if len(found) == 1:
            only: Subject = found[0]
            return only
        if found:
            raise ValidationError(_("Danh bạ có nhiều hồ sơ tên này; hãy ghi đủ tên để chỉ còn một."))
        raise ValidationError(_("Danh bạ chưa có tên này; hãy đăng ký trước."))

    def facts(self) -> dict[str, Any]:
        """What goes to the service."""
        given = self.asked
        shown = {code: given.pop(f"shown_{code}") for code in must_show().items}
        return {**given, "shown": shown}


class OpenForm(SiteForm):
    url = fields.Text(label=_lazy("Địa chỉ"), longest=2000)
    place = fields.Record(label=_lazy("Địa bàn"), queryset=Place.objects.none(), required=False)

    def __init__(self, *args: Any, officer: Officer, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("place", _places(officer, on))


class NoticesForm(PageForm):
    file = fields.File(label=_lazy("Tệp danh sách (XLSX, CSV)"), accept=".xlsx,.csv,.txt,.tsv", largest=LARGEST)
    place = fields.Record(label=_lazy("Tỉnh, địa bàn của danh sách"), queryset=Place.objects.none(), required=False)

    def __init__(self, *args: Any, officer: Officer, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("place", _places(officer, on))


class TrickForm(PageForm):
    trick = fields.Choice(label=_lazy("Thủ đoạn"), choices=[(one.code, one.words) for one in tricks().values()])
    seen_on = fields.Day(label=_lazy("Ngày thấy"))
    reference = fields.Text(label=_lazy("Số vụ việc, văn bản"), required=False, longest=60)
    note = fields.Text(label=_lazy("Ghi chú"), required=False, longest=500, rows=3)


@require_http_methods(BOTH)
def open_one(request: OfficeRequest) -> HttpResponse:
    policies.writing_agency(request.officer, at=request.at)
    presence = _presence(request)
    initial = {"url": presence.url, "name": presence.name, "place": presence.place_id} if presence else {}
    form = OpenForm.of(request, officer=request.officer, on=local_date(request.at), initial=initial)
    return handle(
        request,
        form,
        lambda: services.enter_site(officer=request.officer, at=request.at, presence=presence, **form.facts()),
        done=_("Đã ghi vào danh bạ."),
        page={"title": _("Ghi trang bán hàng"), "button": _("Ghi"), "cancel": reverse("sites:list")},
    )


@require_http_methods(BOTH)
def edit(request: OfficeRequest, site_id: UUID) -> HttpResponse:
    found = _kept(request, site_id)

    def filling() -> dict[str, Any]:
        names = ("name", "kind", "notice", "notice_number", "confirmed_on", "goods")
        known = {name: getattr(found, name) for name in names}
        shown = {f"shown_{code}": found.shown.get(code, "") for code in must_show().items}
        return {"initial": {**known, **shown, "subject": found.subject.name if found.subject else ""}}

    form = SiteForm.of(request, **filling())
    return handle(
        request,
        form,
        lambda: services.change_site(officer=request.officer, at=request.at, site=found, **form.facts()),
        done=_("Đã lưu."),
        back=found,
        page={"title": _("Sửa trang bán hàng"), "lead": found.name, "cancel": found.get_absolute_url()},
        edits=Edits(found, lambda: SiteForm(**filling())),
    )


@require_http_methods(BOTH)
def observe(request: OfficeRequest, site_id: UUID) -> HttpResponse:
    found = _kept(request, site_id)
    form = TrickForm.of(request, initial={"seen_on": local_date(request.at)})
    return handle(
        request,
        form,
        lambda: services.observe(officer=request.officer, at=request.at, site=found, **form.asked),
        done=_("Đã ghi."),
        back=found,
        template="sites/observe.html",
        page={
            "title": _("Ghi thủ đoạn"),
            "lead": found.name,
            "tricks": tricks().values(),
            "cancel": found.get_absolute_url(),
        },
    )


@require_http_methods(BOTH)
def take_notices(request: OfficeRequest) -> HttpResponse:
    policies.writing_agency(request.officer, at=request.at)
    form = NoticesForm.of(request, officer=request.officer, on=local_date(request.at))

    def take() -> Any:
        given = form.asked
        file = given.pop("file")
        return services.take_notices(
            officer=request.officer,
            at=request.at,
            content=file.file,
            name=file.name,
            confirmed=form.confirmed,
            **given,
        )

    return handle(
        request,
        form,
        take,
        done=lambda taken: _("Đã nhập: %(new)s trang mới, %(changed)s thay đổi, %(known)s đã đúng.") % vars(taken),
        # What the list leaves open is what one looks at next.
        back=f"{reverse('sites:list')}?duty=open",
        page={
            "title": _("Nhập danh sách thông báo, đăng ký"),
            "caution": _(
                "Có dòng lỗi thì chưa ghi gì: sửa rồi gửi lại. Gửi hai lần không ghi hai lần. Cột chưa rõ chứa gì được "
                "hỏi trước khi ghi; khi đó hãy chọn lại tệp."
            ),
            "button": _("Nhập"),
            "cancel": reverse("sites:list"),
        },
    )


def _places(officer: Officer, on: date) -> Any:
    ids = [one.pk for one in places_to_choose(officer, on=on)]
    return Place.objects.filter(pk__in=ids).order_by("sort_key", "id")


def _presence(request: OfficeRequest) -> Presence | None:
    try:
        return selectors.get_presence(UUID(request.GET.get("noi", "")))
    except ValueError:
        return None


def _kept(request: OfficeRequest, site_id: UUID) -> Site:
    found = selectors.get_site(site_id)
    policies.require_keeper(request.officer, found, at=request.at)
    return found
