"""The books of a unit: lists that leave the system on paper and as workbooks."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.agencies.policies import require_role
from minhbach.domains.handovers.books import BOOKS
from minhbach.domains.handovers.period import asked_of, units_to_choose
from minhbach.domains.handovers.policies import READERS
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.filters import DayFilter
from minhbach.foundation.pages.listing import Rows
from minhbach.foundation.writing import write_day


@require_safe
def book(request: OfficeRequest, slug: str) -> HttpResponse:
    require_role(request.officer, *READERS, at=request.at)
    found = BOOKS[slug]
    units = units_to_choose(request.officer, READERS, at=request.at)
    # A book is kept by the year; longer ones are asked for.
    new_year = write_day(local_date(request.at).replace(month=1, day=1))
    asked = asked_of(
        request,
        units,
        first=request.GET.get("from") or new_year,
        last=request.GET.get("until", ""),
        known=request.GET.get("as_of", ""),
    )
    page = ListPage(
        request,
        found.rows(asked),
        title=found.label,
        columns=found.columns(asked),
        # What they narrow is asked of the book as a whole, with its gaps.
        filters=[
            Filter("unit", _lazy("Đơn vị"), _as_it_is, choices=[(str(unit.pk), unit.short_name) for unit in units]),
            DayFilter("from", _lazy("Từ ngày"), _as_it_is),
            DayFilter("until", _lazy("Đến ngày"), _as_it_is),
            DayFilter("as_of", _lazy("Như sổ ghi đến hết ngày"), _as_it_is),
        ],
        default_sort=found.sort,
        empty=_lazy("Kỳ này sổ không có dòng nào trong phạm vi bạn được xem."),
        export_name=f"so-{slug}",
    )
    # The whole row of numbers is read for them: once, not with each further page.
    is_first = request.GET.get("page", "1") == "1"
    context = {"book": found, "asked": asked, "gaps": (lambda: found.gaps(asked)) if is_first else ()}
    return page.response("handovers/book.html", context)


def _as_it_is(rows: Rows, _value: object) -> Rows:
    return rows
