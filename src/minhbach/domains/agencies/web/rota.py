"""Lịch trực of an agency: a month to read and print, and to set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.models import Agency, Duty, Officer
from minhbach.domains.agencies.policies import ROTA_KEEPERS, require_role
from minhbach.domains.agencies.types import Shift
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.editing import Edits
from minhbach.foundation.pages.forms import PageForm, handle

WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


class RotaForm(PageForm):
    """Three choices and a number to call for each day of a month."""

    def __init__(self, *given: Any, duties: list[Duty], crew: list[Officer], month: date) -> None:
        self.duties = {(duty.day, duty.shift): duty for duty in duties}
        self.days, self.crew = selectors.days_of_month(month), {str(one.id): one for one in crew}
        super().__init__(*given)

    def derived(self) -> dict[str, forms.Field]:
        choices = [("", "–"), *((key, one.full_name) for key, one in self.crew.items())]
        made: dict[str, forms.Field] = {}
        for day in self.days:
            for shift in Shift:
                duty = self.duties.get((day, shift))
                label = _("%(shift)s ngày %(day)s") % {"shift": shift.label, "day": day.day}
                known = str(duty.officer_id) if duty else ""
                made[_name(day, shift)] = fields.Choice(label=label, choices=choices, required=False, initial=known)
            phone = next((duty.phone for (on, _shift), duty in self.duties.items() if on == day and duty.phone), "")
            label = _("Điện thoại trực ngày %(day)s") % {"day": day.day}
            made[_name(day, "phone")] = fields.Text(label=label, longest=20, required=False, initial=phone)
        return made

    @property
    def turns(self) -> dict[tuple[date, Shift], services.Turn]:
        """Whose turn each is, as it was filled in."""
        return {
            (day, shift): services.Turn(self.crew[chosen], self.cleaned_data[_name(day, "phone")])
            for day in self.days
            for shift in Shift
            if (chosen := self.cleaned_data[_name(day, shift)])
        }

    @property
    def rows_of_days(self) -> Iterator[tuple[date, str, list[forms.BoundField]]]:
        """Each day with its fields."""
        for day in self.days:
            names = [*(_name(day, shift) for shift in Shift), _name(day, "phone")]
            yield day, WEEKDAYS[day.weekday()], [self[name] for name in names]


def _name(day: date, what: str) -> str:
    return f"d{day.day}_{what}"


@require_safe
def rota(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    """A month of one agency, as it hangs on the wall."""
    agency = selectors.get_agency(agency_id)
    month = _month_asked(request)
    duties = {(duty.day, duty.shift): duty for duty in selectors.duties_of(agency, month)}
    rows = [
        {
            "day": day,
            "weekday": WEEKDAYS[day.weekday()],
            "duties": [(shift.label, duties.get((day, shift))) for shift in Shift],
            "phone": ", ".join(
                dict.fromkeys(duty.phone for shift in Shift if (duty := duties.get((day, shift))) and duty.phone)
            ),
            "is_today": day == local_date(request.at),
        }
        for day in selectors.days_of_month(month)
    ]
    return render(
        request,
        "agencies/rota.html",
        {
            **_page(agency, month),
            "rows": rows,
            "is_empty": not duties,
            "shifts": [shift.label for shift in Shift],
            "may_set": _may_set(request, agency),
            "before": (month.replace(day=1) - timedelta(days=1)).strftime("%Y-%m"),
            "after": (month.replace(day=28) + timedelta(days=5)).strftime("%Y-%m"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def set_rota(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    agency = selectors.get_agency(agency_id)
    require_role(request.officer, *ROTA_KEEPERS, at=request.at, agency=agency)
    month = _month_asked(request)
    crew = selectors.officers_for_duty(agency, on=local_date(request.at))

    def options() -> dict[str, Any]:
        return {"duties": selectors.duties_of(agency, month), "crew": crew, "month": month}

    form = RotaForm.of(request, **options())
    return handle(
        request,
        form,
        lambda: services.set_rota(agency=agency, month=month, turns=form.turns, officer=request.officer, at=request.at),
        done=_("Đã đặt lịch trực tháng %(month)s.") % {"month": f"{month:%m/%Y}"},
        back=_url("agencies:rota", agency, month),
        template="agencies/set_rota.html",
        page={**_page(agency, month), "shifts": [shift.label for shift in Shift]},
        edits=Edits(agency, lambda: RotaForm(**options())),
    )


def _page(agency: Agency, month: date) -> dict[str, Any]:
    title = _("Lịch trực tháng %(month)s") % {"month": f"{month:%m/%Y}"}
    return {
        "agency": agency,
        "title": title,
        "month": month,
        "rota_url": _url("agencies:rota", agency, month),
        "set_url": _url("agencies:set_rota", agency, month),
    }


def _may_set(request: OfficeRequest, agency: Agency) -> bool:
    return selectors.has_role(request.officer, *ROTA_KEEPERS, on=local_date(request.at), agency=agency)


def _url(view: str, agency: Agency, month: date) -> str:
    return f"{reverse(view, args=[agency.pk])}?thang={month:%Y-%m}"


def _month_asked(request: OfficeRequest) -> date:
    """Read ?thang=2026-12; this month where none or nonsense is given."""
    try:
        return date.fromisoformat(f"{request.GET.get('thang', '')}-01")
    except ValueError:
        return local_date(request.at).replace(day=1)
