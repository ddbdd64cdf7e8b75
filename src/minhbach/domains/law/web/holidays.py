"""The calendar of holidays: what is off, which Saturday is worked in exchange, who confirmed the year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.law import selectors, services
from minhbach.domains.law.models import DayKind
from minhbach.domains.law.policies import require_law_keeper
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.pages.request import OfficeRequest
from minhbach.foundation.writing import write_day

YEARS_BEFORE, YEARS_AFTER = 1, 2


class DayForm(PageForm):
    day = fields.Day(label=_lazy("Ngày"))
    kind = fields.Choice(label=_lazy("Là"), choices=DayKind.choices, coerce=DayKind)
    name_vi = fields.Text(label=_lazy("Tên ngày và văn bản thông báo"), longest=200)


class YearForm(PageForm):
    year = fields.Whole(widget=forms.HiddenInput())
    basis = fields.Text(label=_lazy("Đã đối chiếu với thông báo nào"), longest=500)


@require_safe
def holidays(request: OfficeRequest) -> HttpResponse:
    wanted = request.GET.get("nam", "")
    year = int(wanted) if wanted.isdecimal() and len(wanted) == len("2026") else _this_year(request)
    return render(request, "law/holidays.html", _context(request, year))


@require_POST
def set_day(request: OfficeRequest) -> HttpResponse:
    require_law_keeper(request.officer, at=request.at)
    form = DayForm.of(request)
    return handle(
        request,
        form,
        lambda: services.set_day(officer=request.officer, at=request.at, **form.asked),
        done=lambda kept: _("Đã lưu ngày %(day)s.") % {"day": write_day(kept.day)},
        back=lambda kept: _url(kept.day.year),
        template="law/holidays.html",
        page=lambda: _context(request, _this_year(request), day_form=form),
    )


@require_POST
def confirm_year(request: OfficeRequest) -> HttpResponse:
    require_law_keeper(request.officer, at=request.at)
    form = YearForm.of(request)
    return handle(
        request,
        form,
        lambda: services.confirm_year(officer=request.officer, at=request.at, **form.asked),
        done=lambda _kept: _("Đã xác nhận lịch nghỉ năm %(year)s.") % {"year": form.asked["year"]},
        back=lambda _kept: _url(form.asked["year"]),
        template="law/holidays.html",
        page=lambda: _context(request, _this_year(request), year_form=form),
    )


def _url(year: int) -> str:
    return f"{reverse('law:holidays')}?nam={year}"


def _this_year(request: OfficeRequest) -> int:
    return local_date(request.at).year


def _years(shown: int, this: int) -> list[str]:
    """The years near today, the one that is shown, and those that somebody has worked on."""
    near = set(range(this - YEARS_BEFORE, this + YEARS_AFTER + 1)) | selectors.years_tended() | {shown}
    return [str(one) for one in selectors.years_with_holidays() if one in near]


def _context(request: OfficeRequest, year: int, **forms: PageForm) -> dict[str, Any]:
    """The calendar of a year; with a form that was filled in wrong, the form as it was typed."""
    return {
        # A year is written without the dot of a number.
        "year": str(year),
        "years": _years(year, _this_year(request)),
        "days": selectors.holidays_of(year),
        "confirmed": selectors.confirmation_of(year),
        "day_form": DayForm(),
        "year_form": YearForm(initial={"year": year}),
        "may_change": selectors.keeps_law(request.officer, at=request.at),
        **forms,
    }
