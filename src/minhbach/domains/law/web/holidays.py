"""The calendar of holidays: what is off, which Saturday is worked in exchange, who confirmed the year."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.law import selectors, services
from minhbach.domains.law.models import DayKind, Holiday, HolidayYear
from minhbach.foundation.clock import local_date


class DayForm(forms.Form):
    day = forms.DateField(label=_lazy("Day"), widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}))
    kind = forms.ChoiceField(
        label=_lazy("It is"), choices=DayKind.choices, widget=forms.Select(attrs={"class": "form-select"})
    )
    name_vi = forms.CharField(
        label=_lazy("Name and announcement"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )


class YearForm(forms.Form):
    year = forms.IntegerField(widget=forms.HiddenInput)
    basis = forms.CharField(
        label=_lazy("Announcement you checked against"),
        max_length=500,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )


@require_safe
def holidays(request: HttpRequest) -> HttpResponse:
    officer, at = request.officer, request.at  # type: ignore[attr-defined]
    years = selectors.years_with_holidays()
    wanted = request.GET.get("nam", "")
    this_year = local_date(at).year
    year = int(wanted) if wanted.isdecimal() and int(wanted) in years else this_year
    return _page(request, year, DayForm(), YearForm(initial={"year": year}), years, officer, at)


def _page(  # type: ignore[no-untyped-def]
    request: HttpRequest, year: int, day_form: DayForm, year_form: YearForm, years: list[int], officer, at, status=200
) -> HttpResponse:
    return render(
        request,
        "law/holidays.html",
        {
            "year": year,
            "years": years,
            "days": list(Holiday.objects.filter(day__year=year)),
            "confirmed": HolidayYear.objects.select_related("confirmed_by").filter(year=year).first(),
            "day_form": day_form,
            "year_form": year_form,
            "may_change": selectors.keeps_law(officer, at=at),
        },
        status=status,
    )


@require_POST
def set_day(request: HttpRequest) -> HttpResponse:
    officer, at = request.officer, request.at  # type: ignore[attr-defined]
    form = DayForm(request.POST)
    if not form.is_valid():
        year = local_date(at).year
        empty = YearForm(initial={"year": year})
        return _page(request, year, form, empty, selectors.years_with_holidays(), officer, at, status=422)
    day = form.cleaned_data["day"]
    services.set_day(
        officer=officer,
        at=at,
        day=day,
        kind=DayKind(form.cleaned_data["kind"]),
        name_vi=form.cleaned_data["name_vi"],
    )
    messages.success(request, _("%(day)s is kept.") % {"day": f"{day:%d/%m/%Y}"})
    return redirect(f"{reverse('law:holidays')}?nam={day.year}")


@require_POST
def confirm_year(request: HttpRequest) -> HttpResponse:
    officer, at = request.officer, request.at  # type: ignore[attr-defined]
    form = YearForm(request.POST)
    if not form.is_valid():
        year = local_date(at).year
        return _page(request, year, DayForm(), form, selectors.years_with_holidays(), officer, at, status=422)
    year = form.cleaned_data["year"]
    services.confirm_year(officer=officer, at=at, year=year, basis=form.cleaned_data["basis"])
    messages.success(request, _("The holidays of %(year)s are confirmed.") % {"year": year})
    return redirect(f"{reverse('law:holidays')}?nam={year}")
