"""Files that went to the investigators: the list, one with what it held, its sheets."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.cases import policies
from minhbach.domains.cases.acts import ACTS
from minhbach.domains.cases.acts.act import Who
from minhbach.domains.cases.models import Referral
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.cases.selectors.referrals import get_referral, listed_of, visible_referrals
from minhbach.domains.cases.services.referring import count_sheets as keep_sheets
from minhbach.domains.cases.types.codes import ReferralState
from minhbach.domains.cases.web.forms.referral import SheetsForm
from minhbach.domains.cases.wording import say_due
from minhbach.domains.documents.types import sheet_numbers, write_sheets
from minhbach.domains.law.selectors import Law, open_law
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.editing import Edits, carry_marks
from minhbach.foundation.pages.filters import DayFilter, StateFilter
from minhbach.foundation.pages.forms import handle
from minhbach.foundation.scope import current_access

WAYS = (("sent", _lazy("đơn vị tôi chuyển đi")), ("received", _lazy("chuyển đến đơn vị tôi")))
CLOCKS = (("late", _lazy("quá hạn")), ("running", _lazy("đang chạy")), ("none", _lazy("không có")))


@require_safe
def referral_list(request: OfficeRequest) -> HttpResponse:
    """Referred files in reach: to whom, how they stand, by when an answer is due."""
    today, law = local_date(request.at), open_law()

    def by_clock(rows: QuerySet[Referral], choice: str) -> QuerySet[Referral]:
        if choice == "late":
            return rows.filter(due_on__lt=today)
        return rows.filter(due_on__isnull=choice == "none")

    page = ListPage(
        request,
        visible_referrals(),
        title=_lazy("Hồ sơ chuyển cơ quan điều tra"),
        columns=[
            Column("case", _lazy("Vụ việc"), lambda row: row.case.code, url=lambda row: row.get_absolute_url()),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(ReferralState(row.state)), kind="chip"),
            Column(
                "due", _lazy("Thời hạn"), lambda row: _due(row, today, law), sort="due_on", indexed=True, kind="chip",
                may_be_empty=True,
            ),
            Column("to", _lazy("Cơ quan nhận"), lambda row: row.to_body),
            Column(
                "referred", _lazy("Ngày chuyển"), lambda row: row.referred_on, sort="referred_on", indexed=True,
                kind="day",
            ),
            Column("agency", _lazy("Đơn vị chuyển"), lambda row: row.case.owner_agency.short_name),
            Column("answer", _lazy("Quyết định trả lời"), lambda row: row.answer_number, is_extra=True),
            Column("answered", _lazy("Ngày trả lời"), lambda row: row.answered_on, kind="day", is_extra=True),
        ],
        filters=[
            StateFilter("state", _lazy("Tình trạng"), ReferralState),
            Filter("way", _lazy("Chiều chuyển"), _way, choices=WAYS),
            Filter("clock", _lazy("Thời hạn"), by_clock, choices=CLOCKS),
            DayFilter("from", _lazy("Chuyển từ ngày"), lambda rows, day: rows.filter(referred_on__gte=day)),
            DayFilter("to", _lazy("Chuyển đến ngày"), lambda rows, day: rows.filter(referred_on__lte=day)),
        ],
        search=lambda rows, text: rows.filter(
            Q(to_body__icontains=text) | Q(case__code__icontains=text) | Q(answer_number__icontains=text)
        ),
        default_sort="-referred",
        empty=_lazy("Hồ sơ có dấu hiệu tội phạm được chuyển từ vụ việc hiện ở đây, với thời hạn và trả lời."),
        export_name="ho-so-chuyen-co-quan-dieu-tra",
    )  # fmt: skip
    return page.response("foundation/list.html", {})


@require_safe
def referral(request: OfficeRequest, referral_id: UUID) -> HttpResponse:
    """One referred file: how it stands, what may be entered of it, what it held, its sheets."""
    return render(request, "cases/referral.html", _context(request, get_referral(referral_id)))


@require_POST
def count_sheets(request: OfficeRequest, referral_id: UUID) -> HttpResponse:
    """Write down how many sheets each item has; the numbers follow, and the drafts are filled anew from the case."""
    found = get_referral(referral_id)
    form = SheetsForm.of(request)
    return handle(
        request,
        form,
        lambda: keep_sheets(officer=request.officer, at=request.at, referral=found, sheets=form.cleaned_data["sheets"]),
        done=_("Đã đánh bút lục. Văn bản còn là dự thảo: điền lại từ hồ sơ để có số tờ."),
        back=found,
        template="cases/referral.html",
        page=lambda: {**_context(request, found), "form": form},
        edits=Edits(found, lambda: SheetsForm(initial={"sheets": get_referral(referral_id).sheets})),
    )


def _context(request: OfficeRequest, found: Referral) -> dict[str, Any]:
    case, state = found.case, case_state(found.case)
    may_handle = policies.may_handle(request.officer, case, state, at=request.at)
    line = state.of(found.part) if found.part else state.line
    is_away = line.outcome is not None and line.referred is not None and line.referred.id == found.id
    who = {one for one in (Who.HANDLER, Who.RECEIVER) if policies.may(one, request.officer, case, state, at=request.at)}
    acts = [one for one in ACTS if one.after is not None and one.who in who and not one.is_pointless(state, line)]
    listed = listed_of(found.id)
    today, law = local_date(request.at), open_law()
    return {
        "title": _("Hồ sơ %(case)s chuyển %(body)s") % {"case": case.code, "body": found.to_body},
        "referral": found,
        "case": case,
        "state": ReferralState(found.state),
        "clock": say_due(found.clock_row, found.due_on, today=today, law=law),
        "acts": acts if is_away else [],
        "items": [(one, write_sheets(span)) for one, span in zip(listed, sheet_numbers(listed), strict=True)],
        "form": _sheets_form(found) if may_handle and listed else None,
    }


def _sheets_form(found: Referral) -> SheetsForm:
    form = SheetsForm(initial={"sheets": found.sheets})
    carry_marks(form)
    return form


def _due(row: Referral, today: Any, law: Law) -> tuple[str, str] | None:
    words = say_due(row.clock_row, row.due_on, today=today, law=law)
    return (words.left, words.tone) if words else None


def _way(rows: QuerySet[Referral], way: str) -> QuerySet[Referral]:
    own = current_access().agency_ids
    if way == "received":
        return rows.filter(to_agency_id__in=own)
    return rows.filter(case__owner_agency_id__in=own)
