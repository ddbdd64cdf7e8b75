"""What is done here: each act parses, makes one service call, and leads back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.agencies.models import Post
from minhbach.domains.agencies.selectors import get_officer, with_descendant_ids
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors import access_case, require_works_on
from minhbach.domains.stores import policies, selectors, services
from minhbach.domains.stores.models import Keeper, Store
from minhbach.domains.stores.refusals import StoreNotFound
from minhbach.domains.stores.types import ASKED_IN, ASKED_OUT, Way
from minhbach.domains.stores.web.forms import (
    AnswerForm,
    AppointForm,
    AskForm,
    CountForm,
    EndKeeperForm,
    OpenForm,
    TransferForm,
)
from minhbach.domains.stores.web.pages import LINES_SHOWN
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import handle

FORM = ["GET", "HEAD", "POST"]
# As many fields as a person fills in at a time; a larger store is counted case by case.
COUNTED_AT_ONCE = 100


@require_http_methods(FORM)
def open_one(request: OfficeRequest) -> HttpResponse:
    policies.agency_to_open_for(request.officer, at=request.at)
    form = OpenForm.of(request)
    return handle(
        request,
        form,
        lambda: services.open_store(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã mở kho. Hãy giao thủ kho."),
        page={"title": _("Mở kho tang vật"), "button": _("Mở kho"), "cancel": reverse("stores:list")},
    )


@require_POST
def close(request: OfficeRequest, store_id: UUID) -> HttpResponse:
    store = selectors.get_store(store_id)
    services.close_store(officer=request.officer, at=request.at, store=store)
    messages.success(request, _("Đã đóng kho."))
    return redirect(store)


@require_http_methods(FORM)
def appoint(request: OfficeRequest, store_id: UUID) -> HttpResponse:
    store = selectors.get_store(store_id)
    policies.require_head(request.officer, store, at=request.at)
    form = AppointForm.of(request, initial={"first_day": local_date(request.at)})
    form.offer("officer", _people_of(store, request))
    return handle(
        request,
        form,
        lambda: services.appoint_keeper(
            officer=request.officer,
            at=request.at,
            store=store,
            person=get_officer(UUID(form.asked["officer"])),
            first_day=form.asked["first_day"],
            decision=form.asked["decision"],
        ),
        done=_("Đã giao thủ kho."),
        back=store,
        page={
            "title": _("Giao thủ kho – %(store)s") % {"store": store.name},
            "button": _("Giao thủ kho"),
            "cancel": store.get_absolute_url(),
        },
    )


@require_http_methods(FORM)
def end_keeper(request: OfficeRequest, keeper_id: UUID) -> HttpResponse:
    keeper = Keeper.objects.select_related("store__owner_agency", "officer").filter(pk=keeper_id).first()
    if keeper is None:
        raise StoreNotFound
    policies.require_head(request.officer, keeper.store, at=request.at)
    form = EndKeeperForm.of(request, initial={"last_day": local_date(request.at)})
    return handle(
        request,
        form,
        lambda: services.end_keeper(officer=request.officer, at=request.at, keeper=keeper, **form.asked),
        done=_("Đã ghi ngày thôi giữ kho."),
        back=keeper.store,
        page={
            "title": _("%(person)s thôi giữ kho %(store)s")
            % {"person": keeper.officer.full_name, "store": keeper.store.name},
            "cancel": keeper.store.get_absolute_url(),
        },
    )


@require_http_methods(FORM)
def ask_in(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    return _ask(request, case_id, ASKED_IN, _("Nhập kho tang vật"), _("Gửi thủ kho"))


@require_http_methods(FORM)
def ask_out(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    return _ask(request, case_id, ASKED_OUT, _("Xuất kho tang vật"), _("Gửi thủ kho"))


def _ask(request: OfficeRequest, case_id: UUID, ways: Sequence[Way], title: str, button: str) -> HttpResponse:
    case = access_case(request.officer, case_id)
    require_works_on(request.officer, case, at=request.at)
    sums = selectors.sums_of(case)
    is_in = ways is ASKED_IN
    lines = [one for one in sums.lines if (one.may_come if is_in else one.may_leave)]
    form = AskForm.of(
        request,
        ways=[way for way in ways if _has_use(way, sums)],
        stores=selectors.stores_for_case(case),
        offered={one.line.number: one.line.line_id for one in lines},
    )
    if is_in:
        # Who brings goods of a case mostly brings them all, and himself.
        form.propose(lines=_("tất cả"), counterparty=request.officer.full_name)
    return handle(
        request,
        form,
        lambda: services.ask(officer=request.officer, at=request.at, case=case, **_asked(form)),
        done=_("Đã lập phiếu, chờ thủ kho xác nhận."),
        template="stores/ask.html",
        page={
            "title": f"{title} – {case.code}",
            "button": button,
            "cancel": reverse("stores:of_case", args=[case.pk]),
            "lines": selectors.with_file(case, lines[:LINES_SHOWN]),
            "others": len(lines) - LINES_SHOWN,
            "has_stores": form.stores.exists(),
        },
    )


def _has_use(way: Way, sums: selectors.Sums) -> bool:
    """Say whether there is anything to go a way."""
    return way.code not in ("sample_back", "used_up") or bool(sums.away)


def _asked(form: AskForm) -> dict[str, Any]:
    return {"picks": form.asked["lines"], **{name: value for name, value in form.asked.items() if name != "lines"}}


@require_http_methods(FORM)
def transfer(request: OfficeRequest, lot_id: UUID) -> HttpResponse:
    lot = selectors.get_lot(lot_id)
    policies.require_keeper(request.officer, lot.store, at=request.at)
    case: Case = access_case(request.officer, lot.case_id)
    form = TransferForm.of(request, stores=selectors.stores_for_case(case).exclude(pk=lot.store_id))
    return handle(
        request,
        form,
        lambda: services.transfer(
            officer=request.officer,
            at=request.at,
            case=case,
            store=lot.store,
            to=form.asked["to"],
            picks=[services.Pick(str(lot.line_id), form.asked["quantity"])],
            purpose=form.asked["purpose"],
            seal_number=form.asked["seal_number"],
        ),
        done=_("Đã lập phiếu chuyển kho, chờ thủ kho bên nhận."),
        page={
            "title": _("Chuyển kho – %(name)s") % {"name": lot.name},
            "button": _("Gửi kho nhận"),
            "cancel": lot.get_absolute_url(),
        },
    )


@require_http_methods(FORM)
def answer(request: OfficeRequest, book_entry_id: UUID) -> HttpResponse:
    entry = selectors.get_entry(book_entry_id)
    policies.require_keeper(request.officer, entry.other_store or entry.store, at=request.at)
    form = AnswerForm.of(request)

    def act() -> Any:
        by: dict[str, Any] = {"officer": request.officer, "at": request.at, "entry": entry}
        if form.asked["said"]:
            return services.accept(**by, **form.accepted)
        return services.refuse(**by, note=form.asked["note"])

    return handle(
        request,
        form,
        act,
        done=_("Đã ghi trả lời của thủ kho."),
        back=entry,
        page={
            "title": f"{entry.code} – {entry.words}",
            "lead": _("%(store)s · %(party)s")
            % {"store": entry.store.name, "party": entry.counterparty or entry.officer.full_name},
            "button": _("Ghi trả lời"),
            "cancel": entry.get_absolute_url(),
        },
    )


@require_http_methods(FORM)
def count(request: OfficeRequest, store_id: UUID) -> HttpResponse:
    store = selectors.get_store(store_id)
    policies.require_counter(request.officer, store, at=request.at)
    from_number = int(given) if (given := request.GET.get("tu", "")).isdecimal() and len(given) < 7 else 0
    lots = list(selectors.lots_of_store(store).filter(number__gte=from_number)[: COUNTED_AT_ONCE + 1])
    shown, rest = lots[:COUNTED_AT_ONCE], lots[COUNTED_AT_ONCE:]
    form = CountForm.of(request, lots=shown)
    return handle(
        request,
        form,
        lambda: services.count_store(
            officer=request.officer,
            at=request.at,
            store=store,
            counted=[
                services.Counted(lot, form.asked[name])
                for name, lot in form.lots.items()
                if form.asked[name] is not None
            ],
            note=form.asked["note"],
        ),
        done=_("Đã ghi kết quả kiểm kê, chờ thủ kho xác nhận."),
        template="stores/count.html",
        page={
            "title": _("Kiểm kê – %(store)s") % {"store": store.name},
            "lead": _("Ghi số đếm được, không nhìn sổ; thẻ nào chưa đếm thì để trống."),
            "button": _("Ghi kết quả kiểm kê"),
            "cancel": store.get_absolute_url(),
            "next": f"?tu={rest[0].number}" if rest else "",
        },
    )


def _people_of(store: Store, request: OfficeRequest) -> list[tuple[str, Any]]:
    """Whoever holds a post in the unit of a store, or below it, but for who asks."""
    posts = Post.objects.on(local_date(request.at)).filter(agency_id__in=with_descendant_ids([store.owner_agency_id]))
    posts = posts.exclude(officer=request.officer).select_related("officer", "agency")
    rows = posts.order_by("officer__full_name", "officer_id", "id")
    return list({str(one.officer_id): f"{one.officer.full_name}, {one.title_vi}" for one in rows}.items())
