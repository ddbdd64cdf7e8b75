"""The calendar of holidays: what is off, which Saturday is worked in exchange, who confirmed the year."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.law import selectors, services
from minhbach.domains.law.models import DayKind
from minhbach.domains.law.policies import require_law_keeper
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.request import OfficeRequest


class DayForm(forms.Form):
    day = forms.DateField(label=_lazy("Ngày"), widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}))
    kind = forms.ChoiceField(
        label=_lazy("Là"), choices=DayKind.choices, widget=forms.Select(attrs={"class": "form-select"})
    )
    name_vi = forms.CharField(
        label=_lazy("Tên ngày và văn bản thông báo"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )


class YearForm(forms.Form):
    year = forms.IntegerField(widget=forms.HiddenInput)
    basis = forms.CharField(
        label=_lazy("Đã đối chiếu với thông báo nào"),
        max_length=500,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )


@require_safe
def holidays(request: OfficeRequest) -> HttpResponse:
    wanted = request.GET.get("nam", "")
    year = int(wanted) if wanted.isdecimal() and len(wanted) == len("2026") else _this_year(request)
    return _page(request, year)


@require_POST
def set_day(request: OfficeRequest) -> HttpResponse:
    officer, at = request.officer, request.at
    require_law_keeper(officer, at=at)
    form = DayForm(request.POST)
    if not form.is_valid():
        return _page(request, _this_year(request), day_form=form)
    day = form.cleaned_data["day"]
    services.set_day(
        officer=officer,
        at=at,
        day=day,
        kind=DayKind(form.cleaned_data["kind"]),
        name_vi=form.cleaned_data["name_vi"],
    )
    messages.success(request, _("Đã lưu ngày %(day)s.") % {"day": f"{day:%d/%m/%Y}"})
    return redirect(f"{reverse('law:holidays')}?nam={day.year}")


@require_POST
def confirm_year(request: OfficeRequest) -> HttpResponse:
    officer, at = request.officer, request.at
    require_law_keeper(officer, at=at)
    form = YearForm(request.POST)
    if not form.is_valid():
        return _page(request, _this_year(request), year_form=form)
    year = form.cleaned_data["year"]
    services.confirm_year(officer=officer, at=at, year=year, basis=form.cleaned_data["basis"])
    messages.success(request, _("Đã xác nhận lịch nghỉ năm %(year)s.") % {"year": year})
    return redirect(f"{reverse('law:holidays')}?nam={year}")


def _this_year(request: OfficeRequest) -> int:
    return local_date(request.at).year


def _page(
    request: OfficeRequest, year: int, *, day_form: DayForm | None = None, year_form: YearForm | None = None
) -> HttpResponse:
    """The calendar of a year; with a form that was filled in wrong, the form as it was typed."""
    return render(
        request,
        "law/holidays.html",
        {
            "year": year,
            "years": selectors.years_with_holidays(),
            "days": selectors.holidays_of(year),
            "confirmed": selectors.confirmation_of(year),
            "day_form": day_form or DayForm(),
            "year_form": year_form or YearForm(initial={"year": year}),
            "may_change": selectors.keeps_law(request.officer, at=request.at),
        },
        status=422 if day_form or year_form else 200,
    )
