"""The pages of a store, a slip, a card with its label, and of where the goods of a case are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors import access_case, case_seen, seals_of, works_on
from minhbach.domains.stores import policies, selectors
from minhbach.domains.stores.book import breaks_of
from minhbach.domains.stores.models import Entry, EntryLine, Lot, Store
from minhbach.domains.stores.types import EntryKind, EntryState
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.drawing import qr_of
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.writing import write_quantity

LINES_SHOWN = 200
BREAKS_SHOWN = 50


@require_safe
def store(request: OfficeRequest, store_id: UUID) -> HttpResponse:
    found = selectors.get_store(store_id)
    today, is_open = local_date(request.at), found.closed_at is None
    may_head = is_open and policies.heads(request.officer, found, at=request.at)
    context = {
        "store": found,
        "title": found.name,
        "above": _("Kho tang vật"),
        "above_url": reverse("stores:list"),
        "chips": [(_("đang dùng"), "good") if is_open else (_("đã đóng"), "")],
        "may_head": may_head,
        "may_count": is_open and policies.may_count(request.officer, found, at=request.at),
        "keepers": selectors.keepers_of(found, on=today),
        "today": today,
        "waiting": selectors.waiting_for(found),
        "lot_count": selectors.lots_of_store(found).count(),
        "facts": [
            Fact(_("Loại kho"), found.get_kind_display()),
            Fact(_("Thuê của"), found.hired_from),
            Fact(_("Địa chỉ"), found.address),
            Fact(_("Đơn vị"), found.owner_agency.name),
            Fact(_("Mở lúc"), found.created_at, kind="moment"),
            Fact(_("Đóng lúc"), found.closed_at, kind="moment"),
        ],
    }
    return render(request, "stores/store.html", context)


@require_safe
def entry(request: OfficeRequest, book_entry_id: UUID) -> HttpResponse:
    found = selectors.get_entry(book_entry_id)
    reply = getattr(found, "answer", None)
    answering: Store = found.other_store if found.other_store and found.answers_id is None else found.store
    waits = found.state == EntryState.WAITING and found.officer_id != request.officer.pk
    page = Paginator(selectors.lines_of(found), LINES_SHOWN).get_page(request.GET.get("page"))
    context = {
        "entry": found,
        "reply": reply,
        "title": f"{found.code} – {found.words}",
        "above": found.store.name,
        "above_url": found.store.get_absolute_url(),
        "chips": [chip_of(found.state)] if found.state else [],
        "may_answer": waits and policies.keeps(request.officer, answering, at=request.at),
        "is_count": found.kind == EntryKind.COUNT,
        "lines": [(line, _difference(line)) for line in page],
        "page": page,
        "facts": [*_facts(found), *_replied(reply)],
    }
    return render(request, "stores/entry.html", context)


def _facts(found: Entry) -> list[Fact]:
    way, case = found.way_of, case_seen(found.case_id) if found.case_id else None
    return [
        Fact(_("Kho"), found.store.name, url=found.store.get_absolute_url()),
        Fact(_("Kho bên kia"), found.other_store.name if found.other_store else ""),
        Fact(_("Vụ việc"), case.code if case else "", url=case.get_absolute_url() if case else ""),
        Fact(way.party if way else "", found.counterparty if way else ""),
        Fact(_("Căn cứ"), found.authority),
        Fact(_("Mục đích"), found.purpose),
        Fact(_("Số niêm phong"), found.seal_number),
        Fact(_("Ghi chú"), found.note),
        Fact(_("Người lập"), found.officer.full_name),
        Fact(_("Lập lúc"), found.recorded_at, kind="moment"),
    ]


def _replied(reply: Entry | None) -> list[Fact]:
    if reply is None:
        return []
    is_refused = reply.kind == EntryKind.REFUSED
    return [
        Fact(_("Thủ kho trả lời"), _("không xác nhận") if is_refused else _("đã xác nhận")),
        Fact(_("Thủ kho"), reply.officer.full_name),
        Fact(_("Trả lời lúc"), reply.recorded_at, kind="moment"),
        Fact(_("Giao nhận lúc"), None if is_refused else reply.happened_at, kind="moment"),
        Fact(_("Biên bản giao nhận"), reply.minutes),
        Fact(_("Vị trí trong kho"), reply.shelf),
        Fact(_("Số niêm phong khi nhận"), reply.seal_number),
        Fact(_("Ghi chú của thủ kho"), reply.note),
    ]


def _difference(line: EntryLine) -> tuple[str, str] | None:
    """Say of a counted line what is missing or over."""
    if line.booked is None:
        return None
    if line.quantity == line.booked:
        return _("đủ"), "good"
    words = _("thiếu %(count)s") if line.quantity < line.booked else _("thừa %(count)s")
    return words % {"count": write_quantity(abs(line.quantity - line.booked))}, "late"


@require_safe
def lot(request: OfficeRequest, lot_id: UUID) -> HttpResponse:
    found = selectors.get_lot(lot_id)
    case = case_seen(found.case_id)
    context = {
        "lot": found,
        "title": _("Thẻ kho %(number)s – %(name)s") % {"number": found.number, "name": found.name},
        "above": found.store.name,
        "above_url": reverse("stores:lots", args=[found.store_id]),
        "moves": selectors.entries_of_lot(found),
        "may_transfer": found.held > 0 and policies.keeps(request.officer, found.store, at=request.at),
        "facts": [
            Fact(_("Vụ việc"), case.code if case else "", url=case.get_absolute_url() if case else ""),
            Fact(_("Trong kho"), _counted(found.held, found.unit)),
            Fact(_("Đang gửi mẫu"), _counted(found.away, found.unit) if found.away else ""),
            Fact(_("Vị trí trong kho"), found.shelf),
            Fact(_("Số niêm phong"), found.seal_number),
            Fact(_("Niêm phong theo hồ sơ"), _sealed(case, found)),
            Fact(_("Vào kho"), found.since, kind="moment"),
        ],
    }
    return render(request, "stores/lot.html", context)


def _sealed(case: Case | None, found: Lot) -> str:
    """Say how it is with the seals of a card's goods, for who sees their case."""
    seal = seals_of(case).get(str(found.line_id)) if case else None
    if seal is None:
        return ""
    state = _("không còn nguyên khi mở") if seal.is_broken else _("đã mở") if seal.is_open else _("đang niêm phong")
    return f"{seal.numbers}: {state}"


@require_safe
def label(request: OfficeRequest, lot_id: UUID) -> HttpResponse:
    """A label to stick on the goods: a camera opens the card, whoever holds it must still sign in."""
    found = selectors.get_lot(lot_id)
    address = request.build_absolute_uri(found.get_absolute_url())
    return render(request, "stores/label.html", {"lot": found, "qr": qr_of(address), "title": _("Nhãn tang vật")})


@require_safe
def verify(request: OfficeRequest, store_id: UUID) -> HttpResponse:
    """Read a book through and name every place where it is not as it was written."""
    found = selectors.get_store(store_id)
    breaks = list(breaks_of(found, last=selectors.last_logged(found)))
    with transaction.atomic():
        audit.record(
            "stores.book.verified", officer_id=request.officer.id, at=request.at, target_type="stores.store",
            target_id=found.pk, data={"breaks": len(breaks)},
        )  # fmt: skip
    context = {
        "store": found,
        "title": _("Soát sổ – %(store)s") % {"store": found.name},
        "above": found.name,
        "above_url": found.get_absolute_url(),
        "breaks": breaks[:BREAKS_SHOWN],
        "others": max(0, len(breaks) - BREAKS_SHOWN),
        "count": Entry.objects.filter(store=found).count(),
    }
    return render(request, "stores/verify.html", context)


@require_safe
def of_case(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    case = access_case(request.officer, case_id)
    return render(request, "stores/of_case.html", {**_page_of(request, case), "title": _title_of(case)})


@require_safe
def panel(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    """The piece of a case's page that says where its goods are."""
    case = access_case(request.officer, case_id)
    return render(request, "stores/panel.html", {"case": case, "sums": selectors.sums_of(case)})


def _page_of(request: OfficeRequest, case: Case) -> dict[str, Any]:
    sums = selectors.sums_of(case)
    unclear_only = request.GET.get("loc") == "chua-ro"
    lines = [one for one in sums.lines if one.unclear or one.is_waiting] if unclear_only else sums.lines
    page = Paginator(lines, LINES_SHOWN).get_page(request.GET.get("page"))
    is_handled = works_on(request.officer, case, at=request.at)
    return {
        "case": case,
        "above": case.code,
        "above_url": case.get_absolute_url(),
        "sums": sums,
        "unclear_only": unclear_only,
        "page": page,
        "lines": selectors.with_file(case, page),
        "slips": selectors.entries_of_case(case),
        "may_bring": sums.may_come and is_handled,
        "may_take": sums.may_leave and is_handled,
    }


def _title_of(case: Case) -> str:
    return _("Tang vật ở đâu – %(case)s") % {"case": case.code}


def _counted(quantity: Any, unit: str) -> str:
    return " ".join(filter(None, (write_quantity(quantity), unit)))
