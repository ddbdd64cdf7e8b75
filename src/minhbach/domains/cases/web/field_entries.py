"""What came from the field and does not fit: the list, one entry with both sides, and what is done about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.cases import field_reading as reading
from minhbach.domains.cases import policies, selectors, services
from minhbach.domains.cases.models import FieldEntry
from minhbach.domains.cases.refusals import FieldEntryUnreadable, MinutesMissing
from minhbach.domains.cases.selectors.field import entries_in_reach, field_entry, lines_named, unread_by, waiting
from minhbach.domains.cases.types.field import OPEN_STATES, FieldKind, FieldState
from minhbach.domains.cases.types.state import CaseState
from minhbach.foundation import files
from minhbach.foundation.clock import local_date
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest, fields
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.refusals import NotFound
from minhbach.foundation.writing import write_day, write_moment

LET_IN, KEEP, TURN_DOWN = "let_in", "keep", "turn_down"
WORDS = {
    "name": _lazy("Tên hàng"),
    "code": _lazy("Mã"),
    "brand_origin": _lazy("Nhãn hiệu, xuất xứ"),
    "quantity": _lazy("Số lượng"),
    "unit": _lazy("Đơn vị"),
    "unit_price": _lazy("Đơn giá"),
    "value": _lazy("Thành tiền"),
    "full_name": _lazy("Họ tên"),
    "number": _lazy("Số giấy tờ"),
    "address": _lazy("Địa chỉ"),
    "title": _lazy("Là ai, là gì"),
    "text": _lazy("Nội dung"),
    "place": _lazy("Nơi"),
    "findings": _lazy("Phát hiện"),
    "measures": _lazy("Biện pháp"),
    "statement": _lazy("Ý kiến của bên được kiểm tra"),
}


class SettleForm(PageForm):
    started_at = fields.Moment(label=_lazy("Bắt đầu lúc"), required=False)
    ended_at = fields.Moment(label=_lazy("Kết thúc lúc"), required=False)
    word = fields.Text(
        label=_lazy("Lời của bạn với người gửi"),
        required=False,
        rows=2,
        longest=500,
        help_text=_lazy("Bắt buộc khi không nhận."),
    )

    def __init__(self, *args: Any, entry: FieldEntry, **kwargs: Any) -> None:
        self.entry = entry
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        if self.entry.kind != FieldKind.MINUTES:
            del self.fields["started_at"], self.fields["ended_at"]


@require_safe
def entries(request: OfficeRequest) -> HttpResponse:
    """What waits, until one asks for the rest."""
    today = local_date(request.at)
    asked = request.GET.get("state", "")
    rows = entries_in_reach()
    page = ListPage(
        request,
        rows if asked in FieldState.values or request.GET.get("read") else waiting(rows, today=today),
        title=_lazy("Chờ đối chiếu"),
        columns=[
            Column("kind", _lazy("Mục"), lambda one: FieldKind(one.kind).label, url=lambda one: one.get_absolute_url()),
            Column("what", _lazy("Nội dung"), brief, under="kind"),
            Column("case", _lazy("Vụ việc"), lambda one: one.case.code, kind="code",
                   url=lambda one: one.case.get_absolute_url()),
            Column("sender", _lazy("Người gửi"), lambda one: one.kit.officer.full_name),
            Column("made", _lazy("Ghi lúc"), lambda one: one.made_at, kind="moment"),
            Column(
                "received", _lazy("Đến lúc"), lambda one: one.received_at, sort="received_at", indexed=True,
                kind="moment",
            ),
            Column("state", _lazy("Tình trạng"), _chip, kind="chip"),
            Column("reason", _lazy("Vì sao"), lambda one: one.reason, under="state"),
        ],
        filters=[
            Filter(
                "state",
                _lazy("Tình trạng"),
                lambda found, state: found.filter(state=state),
                choices=FieldState.choices,
                blank=_lazy("chờ đối chiếu"),
            ),
            Filter(
                "read",
                _lazy("Kết quả"),
                lambda found, _mine: unread_by(request.officer, found),
                choices=[("mine", _lazy("của tôi, chưa đọc"))],
            ),
        ],
        search=lambda found, text: found.filter(case__code=text.strip()),
        default_sort="-received",
        empty=_lazy("Mục ghi tại hiện trường mà chưa vào được hồ sơ thì chờ ở đây."),
        export_name="cho-doi-chieu",
    )  # fmt: skip
    return page.response()


@require_safe
def entry(request: OfficeRequest, field_id: UUID) -> HttpResponse:
    found = field_entry(field_id)
    return render(request, "cases/field_entry.html", _page(request, found, _form(request, found)))


@require_safe
def photo(request: OfficeRequest, field_id: UUID) -> HttpResponseBase:
    """The picture, to be saved: what it is has been asked of nobody yet."""
    found = field_entry(field_id)
    if not found.file:
        raise NotFound
    name = reading.words(found.content, "file_name", 120) or "anh.jpg"
    answer = FileResponse(
        files.open_stored(found.file), as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
def settle(request: OfficeRequest, field_id: UUID) -> HttpResponse:
    found = field_entry(field_id)
    policies.require_settler(request.officer, found, at=request.at)
    form, then = _form(request, found), request.POST.get("then", "")
    told = {
        LET_IN: _("Đã cho vào hồ sơ."),
        KEEP: _("Đã giữ bên cạnh hồ sơ."),
        TURN_DOWN: _("Đã ghi là không nhận; người gửi sẽ đọc lý do."),
    }
    if then not in told:
        raise NotFound
    common: dict[str, Any] = {"officer": request.officer, "at": request.at, "entry": found}

    def act() -> FieldEntry:
        if then == LET_IN:
            return services.let_in(**common, **form.asked, confirmed=form.confirmed)
        done = services.keep_beside if then == KEEP else services.turn_down
        return done(**common, word=form.asked["word"])

    return handle(
        request,
        form,
        act,
        done=told[then],
        back=reverse("cases:field_entries"),
        template="cases/field_entry.html",
        page=lambda: _page(request, found, form),
    )


@require_POST
def read(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    """The sender has read what became of what he sent."""
    case = selectors.access_case(request.officer, case_id)
    services.mark_read(officer=request.officer, at=request.at, case=case)
    messages.success(request, _("Đã ghi nhận bạn đã đọc."))
    return redirect("cases:evidence", case.pk)


def brief(one: FieldEntry) -> str:
    """Say what an entry holds in a line."""
    names = {
        FieldKind.GOODS: ("name", "quantity", "unit"),
        FieldKind.PERSON: ("full_name",),
        FieldKind.NOTE: ("text",),
        FieldKind.PHOTO: ("title", "file_name"),
        FieldKind.MINUTES: ("findings",),
    }[FieldKind(one.kind)]
    return " ".join(filter(None, (reading.words(one.content, name, 120) for name in names)))


def _chip(one: FieldEntry) -> tuple[str, str]:
    state = FieldState(one.state)
    return str(state.label), state.tone


def _form(request: OfficeRequest, found: FieldEntry) -> SettleForm:
    form = SettleForm.of(request, entry=found)
    if found.kind == FieldKind.MINUTES:
        # What a device sent may be no moment; then whoever lets it in says one.
        known = {name: _moment(found, name) for name in ("started_at", "ended_at")}
        form.propose(**{name: moment for name, moment in known.items() if moment is not None})
    return form


def _moment(found: FieldEntry, name: str) -> Any:
    try:
        return reading.read_moment(found.content.get(name), name)
    except FieldEntryUnreadable:
        return None


def _page(request: OfficeRequest, found: FieldEntry, form: SettleForm) -> dict[str, Any]:
    state = selectors.case_state(found.case)
    is_open = found.state in OPEN_STATES
    may_settle = is_open and policies.may_settle(request.officer, found, at=request.at)
    is_line = found.kind in (FieldKind.GOODS, FieldKind.PERSON)
    return {
        "entry": found,
        "case": found.case,
        "title": _("%(kind)s từ hiện trường") % {"kind": str(FieldKind(found.kind).label).capitalize()},
        "chip": _chip(found),
        "sent": list(_sent(found)),
        "lines": [(brief(one), *_chip(one)) for one in lines_named(found)],
        "stands": list(_stands(found, state)),
        "form": form if may_settle else None,
        "may_let_in": state.is_open and not (is_line and state.inspected is None),
        "why_not": "" if state.is_open else _("Vụ việc đã kết thúc: chỉ còn giữ bên cạnh, hoặc không nhận."),
        "missing": str(MinutesMissing()) if state.is_open and is_line and state.inspected is None else "",
        "corrects": state.inspected is not None and (is_line or found.kind == FieldKind.MINUTES),
    }


def _sent(found: FieldEntry) -> Iterator[Fact]:
    """What the device wrote."""
    if found.kind == FieldKind.MINUTES:
        began, over = _moment(found, "started_at"), _moment(found, "ended_at")
        if began and over:
            times = {"began": write_moment(began), "over": write_moment(over)}
            yield Fact(_("Từ, đến"), _("%(began)s – %(over)s") % times)
        yield Fact(_("Kết luận"), _("có dấu hiệu vi phạm") if found.content.get("has_violation") else _("không có"))
    for name, label in WORDS.items():
        if name in ("findings", "measures", "text"):
            lines = tuple(one.strip() for one in reading.text_of(found.content, name).splitlines() if one.strip())
            yield Fact(label, lines, kind="lines")
        else:
            yield Fact(label, reading.words(found.content, name))
    if found.file:
        yield Fact(_("Ảnh"), _("Tải về xem"), url=reverse("cases:field_photo", args=[found.pk]))
    yield Fact(_("Người gửi"), found.kit.officer.full_name)
    yield Fact(_("Ghi lúc, theo máy"), found.made_at, kind="moment")
    yield Fact(_("Đến lúc"), found.received_at, kind="moment")


def _stands(found: FieldEntry, state: CaseState) -> Iterator[Fact]:
    """What the file says today."""
    yield Fact(_("Vụ việc"), f"{found.case.code} · {found.case.title}", url=found.case.get_absolute_url())
    step = str(state.outcome.label) if state.outcome else str(state.step.label)
    yield Fact(_("Bước"), step)
    if state.inspected is None:
        yield Fact(_("Biên bản kiểm tra"), _("chưa có"))
        return
    fact = state.inspected.fact
    times = {"began": write_moment(fact.started_at), "over": write_moment(fact.ended_at)}
    yield Fact(_("Biên bản kiểm tra"), write_day(state.inspected.happened_on), note=_("%(began)s – %(over)s") % times)
    yield Fact(_("Nơi"), fact.place)
    yield Fact(_("Phát hiện"), fact.findings, kind="lines")
    yield Fact(_("Kết luận"), _("có dấu hiệu vi phạm") if fact.has_violation else _("không có"))
    goods = {"count": fact.goods_count, "value": format_vnd(fact.goods_value_vnd)}
    yield Fact(_("Bảng kê"), _("%(count)s dòng, %(value)s") % goods)
