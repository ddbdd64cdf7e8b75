"""The account of a decision, a slip, the money of a case, and what a month came to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.agencies.models import Agency
from minhbach.domains.cases.selectors import access_case, case_state
from minhbach.domains.dues import policies, selectors
from minhbach.domains.dues.models import Account, Slip
from minhbach.domains.dues.qr import payment_code
from minhbach.domains.dues.selectors import AccountPage
from minhbach.domains.dues.types import Month, SlipState
from minhbach.domains.dues.web.forms import MatchForm
from minhbach.domains.dues.wording import standing_chip
from minhbach.domains.law.selectors import cite
from minhbach.engine.identifiers.banks import banks
from minhbach.foundation.clock import local_date
from minhbach.foundation.drawing import Drawn, qr_of
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.formats import read_day
from minhbach.foundation.pages.forms import PageForm
from minhbach.foundation.writing import write_day

MOST_OF_CASE = 20


@require_safe
def account(request: OfficeRequest, account_id: UUID) -> HttpResponse:
    """What one violator owes by one decision as of a day, line by line, with the code to pay the rest by."""
    found = selectors.get_account(account_id)
    today = local_date(request.at)
    as_of = min(read_day(request.GET.get("as_of", "")) or today, today)
    page = selectors.read_account(found, as_of=as_of)
    treasury = selectors.treasury_for(found.case.owner_agency) if page.left_vnd and as_of == today else None
    return render(
        request,
        "dues/account.html",
        {
            "account": found,
            "page": page,
            "is_past": as_of < today,
            "title": _("Tiền phạt theo quyết định %(number)s") % {"number": found.decision_number},
            "lead": found.violator.name,
            "chips": [standing_chip(found, on=as_of)],
            "above": _("Còn nợ tiền phạt"),
            "above_url": reverse("dues:list"),
            "facts": _account_facts(page),
            "late": _late_words(page),
            "treasury": treasury,
            "bank": banks()[treasury.bank_bin].name if treasury else "",
            "qr": _code(found, page.left_vnd, treasury) if treasury else None,
            "may_enter": policies.is_cashier(request.officer, found.case.owner_agency, at=request.at),
        },
    )


def _code(found: Account, left_vnd: int, treasury: Any) -> Drawn:
    purpose = _("Nop phat QD %(number)s") % {"number": found.decision_number}
    return qr_of(
        payment_code(bank_bin=treasury.bank_bin, number=treasury.number, amount_vnd=left_vnd, purpose=purpose)
    )  # fmt: skip


def _account_facts(page: AccountPage) -> list[Fact]:
    one = page.account
    return [
        Fact(_("Vụ việc"), f"{one.case.code}: {one.case.title}", url=one.case.get_absolute_url()),
        Fact(_("Ngày quyết định"), one.decided_on, kind="day"),
        Fact(_("Giao quyết định"), one.delivered_on, kind="day"),
        Fact(_("Hạn nộp"), one.due_on, kind="day"),
        Fact(_("Hoãn đến hết ngày"), one.postponed_until, kind="day"),
        Fact(_("Nộp nhiều lần, xong trong ngày"), one.parts_until, kind="day"),
        Fact(_("Đơn vị"), one.owner_agency.name),
    ]


def _late_words(page: AccountPage) -> str:
    """Say what lateness costs, by which row; or why it is not worked out."""
    if page.has_respite:
        return _(
            "Quyết định này được hoãn hoặc nộp nhiều lần. Bảng luật chưa có quy tắc tính tiền chậm nộp cho trường hợp"
            " này, nên hệ thống không tính."
        )
    if page.account.due_on is None:
        return _("Chưa giao quyết định nên chưa có hạn nộp.")
    if page.late is None:
        return _("Bảng luật đang tắt mức tính tiền chậm nộp, nên hệ thống không tính.")
    late = page.late
    rate = f"{late.percent_per_day.normalize():f}".replace(".", ",")
    words = _("%(amount)s đến hết ngày %(day)s: %(days)s ngày chậm, mỗi ngày %(rate)s%% số chưa nộp (%(statute)s).") % {
        "amount": format_vnd(late.amount_vnd),
        "day": write_day(page.as_of),
        "days": late.days,
        "rate": rate,
        "statute": cite(late.citation),
    }
    return words if late.citation.is_checked else f"{words} {_('Căn cứ chưa đối chiếu bản gốc.')}"


@require_safe
def of_case(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    """The piece of a case's page that shows its money: fines, costs, cash held."""
    case = access_case(request.officer, case_id)
    money = selectors.money_of(case.pk, case_state(case))
    accounts = Account.objects.filter(case=case).select_related("violator").order_by("decided_on", "id")[:MOST_OF_CASE]
    today = local_date(request.at)
    return render(
        request,
        "dues/of_case.html",
        {
            "case": case,
            "accounts": [(one, standing_chip(one, on=today)) for one in accounts],
            "money": money,
            "books": (money.costs, money.cash),
            "may_write": policies.is_cashier(request.officer, case.owner_agency, at=request.at),
        },
    )


@require_safe
def slip(request: OfficeRequest, slip_id: UUID) -> HttpResponse:
    found = selectors.get_slip(slip_id)
    policies.require_cashier(request.officer, found.owner_agency, at=request.at)
    return render(request, "dues/slip.html", slip_page(request, found))


def slip_page(request: OfficeRequest, found: Slip, *, match: PageForm | None = None) -> dict[str, Any]:
    """Return what the page of a slip shows; MATCH is the form as it was sent."""
    is_waiting = found.state == SlipState.WAITING
    return {
        "slip": found,
        "title": _("Chứng từ %(number)s") % {"number": found.number},
        "lead": format_vnd(found.amount_vnd),
        "chips": [chip_of(SlipState(found.state))],
        "above": _("Chứng từ nộp tiền"),
        "above_url": reverse("dues:slips"),
        "is_waiting": is_waiting,
        "match_form": (match or MatchForm(slip=found)) if is_waiting else None,
        "facts": [
            Fact(_("Ngày nộp"), found.paid_on, kind="day"),
            Fact(_("Người nộp"), found.payer),
            Fact(_("Số quyết định ghi trên chứng từ"), found.decision_number),
            Fact(_("Nội dung"), found.note),
            Fact(_("Đơn vị thu"), found.owner_agency.name),
            Fact(_("Người nhập"), found.entered_by.full_name),
        ],
        "told": [
            Fact(_("Vụ việc"), found.case.code if found.case else "",
                 url=found.case.get_absolute_url() if found.case else ""),
            Fact(_("Người bị xử phạt"), found.violator.name if found.violator else ""),
            Fact(_("Trong đó tiền chậm nộp"), found.late_vnd or None, kind="vnd"),
            Fact(_("Người khớp"), found.matched_by.full_name if found.matched_by else ""),
            Fact(_("Khớp lúc"), found.matched_at, kind="moment"),
        ],
    }  # fmt: skip


@require_safe
def month(request: OfficeRequest) -> HttpResponse:
    """Lay side by side what was decided, let off, paid and owed in a month, for an agency and its units."""
    policies.require_reader(request.officer, at=request.at)
    today = local_date(request.at)
    first = _month_asked(request.GET.get("month", ""), today)
    agency = _agency_of(request)
    found = selectors.month_of(agency, first)
    before, after = (first - timedelta(days=1)).replace(day=1), found.last + timedelta(days=1)
    return render(
        request,
        "dues/month.html",
        {
            "title": _("Đối chiếu tiền phạt tháng %(month)s/%(year)s") % {"month": first.month, "year": first.year},
            "lead": agency.name,
            "above": _("Còn nợ tiền phạt"),
            "above_url": reverse("dues:list"),
            "month": found,
            "lines": _month_lines(found),
            "before": f"{before:%Y-%m}",
            "after": f"{after:%Y-%m}" if after <= today else "",
        },
    )


def _month_asked(text: str, today: date) -> date:
    """Read a month as 2026-11; one that is none, or has not begun, is this month."""
    year, _dash, number = text.partition("-")
    if year.isdecimal() and number.isdecimal() and 2000 <= int(year) <= today.year and 1 <= int(number) <= 12:
        return min(date(int(year), int(number), 1), today.replace(day=1))
    return today.replace(day=1)


def _agency_of(request: OfficeRequest) -> Agency:
    """The agency of the reader's oldest post that reads money here."""
    held = [post for post in request.posts if post.role in policies.READERS]
    agency: Agency = held[0].agency
    return agency


def _month_lines(found: Month) -> list[tuple[str, int]]:
    return [
        (_("Còn nợ đầu tháng"), found.owed_before_vnd),
        (_("Phạt theo quyết định trong tháng"), found.decided_vnd),
        (_("Được giảm, miễn trong tháng"), -found.relieved_vnd),
        (_("Đã nộp trong tháng"), -found.paid_vnd),
        (_("Còn nợ cuối tháng"), found.owed_after_vnd),
    ]
