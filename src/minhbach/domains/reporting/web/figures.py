"""Behind a figure: its cases; beside it: the same by place, in two maps; and the tables as a workbook."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from minhbach.domains.agencies.selectors import DayMap
from minhbach.domains.cases.selectors import visible_cases
from minhbach.domains.reporting import selectors
from minhbach.domains.reporting.catalogue import forces, indicators
from minhbach.domains.reporting.figures.adding import TOTAL
from minhbach.domains.reporting.figures.counting import Cell
from minhbach.domains.reporting.paper import OLD_MAP_UNTIL, title_of
from minhbach.domains.reporting.places import lay_out
from minhbach.domains.reporting.sheets import tables_workbook
from minhbach.domains.reporting.spans import Span
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.refusals import NotFound

BY_PLACE = ("B389.KIEMTRA", "B389.VU", "B389.HC.VU", "B389.TIEN.PHAT", "B389.TRIGIA")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def cases_behind(request: OfficeRequest, report_id: UUID) -> HttpResponse:
    """The cases a computed figure counts, as far as the reader may see them; how many more is said, not which."""
    report = selectors.access_report(request.officer, report_id)
    cell = Cell(request.GET.get("chi-tieu", ""), request.GET.get("dong", TOTAL), request.GET.get("nhom", ""))
    indicator = indicators().get(cell.indicator)
    if indicator is None:
        raise NotFound
    figure = selectors.read_board(report).period.get(cell)
    ids = selectors.cases_behind(report, cell) if figure else frozenset()
    cases = list(visible_cases().filter(id__in=ids).order_by("code", "id")) if ids else []
    names = {force.code: force.name_vi for force in forces()}
    return render(
        request,
        "reporting/figure.html",
        {
            "report": report,
            "indicator": indicator,
            "row_name": names.get(cell.row, ""),
            "figure": figure,
            "cases": cases,
            "hidden_count": len(ids) - len(cases),
        },
    )


def places(request: OfficeRequest, report_id: UUID) -> HttpResponse:
    """The figures by commune: in the map of the report's days, or drawn in today's."""
    report = selectors.access_report(request.officer, report_id)
    span = Span(report.start, report.end)
    is_old = span.last_day < OLD_MAP_UNTIL
    is_today = not is_old or request.GET.get("ban-do") == "nay"
    rows = lay_out(selectors.by_place(report, span), span, BY_PLACE, is_today=is_today)
    known, that_day = indicators(), DayMap(local_date(request.at) if is_today else span.last_day)
    return render(
        request,
        "reporting/places.html",
        {
            "report": report,
            "is_old": is_old,
            "is_today": is_today,
            "columns": [known[code] for code in BY_PLACE],
            "rows": [
                (
                    row.place,
                    that_day.above(row.place) if row.place else None,
                    [row.values.get(code, 0) for code in BY_PLACE],
                )
                for row in rows
            ],
            "total": [sum(row.values.get(code, 0) for row in rows) for code in BY_PLACE],
        },
    )


def workbook(request: OfficeRequest, report_id: UUID) -> HttpResponse:
    """The tables of the report as XLSX."""
    report = selectors.access_report(request.officer, report_id)
    facts = selectors.paper_facts(report, at=request.at)
    response = HttpResponse(tables_workbook(title_of(report.year, report.month), facts), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="bao-cao-{report.year}-{report.month:02}.xlsx"'
    return response
