"""How calls are answered: by line and shift, for some days, as it stood on a date; as a page and as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.hotline import policies, selectors
from minhbach.domains.hotline.selectors.figures import DAY_BEGINS, DAY_ENDS, Row
from minhbach.domains.hotline.web.lists import write_wait
from minhbach.engine.text.cells import csv_text
from minhbach.foundation import audit
from minhbach.foundation.clock import VIETNAM, local_date
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm

WAITS = ("waits", "waits_most", "first_answer")


class FiguresForm(PageForm):
    first = fields.Day(label=_lazy("Từ ngày"))
    last = fields.Day(label=_lazy("Đến hết ngày"))
    as_of = fields.Day(label=_lazy("Tính đến hết ngày"), required=False, help_text=_lazy("Để trống là lúc này."))
    marks_optional = False


@require_safe
def figures(request: OfficeRequest) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    today = local_date(request.at)
    first, last, as_of = today.replace(day=1), today, request.at
    form = FiguresForm(request.GET) if request.GET.get("first") else FiguresForm(initial={"first": first, "last": last})
    if form.is_bound and form.is_valid():
        first, last = form.asked["first"], form.asked["last"]
        as_of = min(_end_of(form.asked["as_of"]), request.at) if form.asked["as_of"] else request.at
    rows = selectors.figures_of(selectors.visible_lines(), first=first, last=last, as_of=as_of)
    if request.GET.get("export") == "csv":
        audit.record(
            "hotline.figures.exported", officer_id=request.officer.pk, at=request.at, target_type="hotline.line",
            target_id="",
        )  # fmt: skip
        return _csv(rows)
    query = request.GET.copy()
    query["export"] = "csv"
    context = {
        "title": _("Số liệu đường dây nóng"),
        "form": form,
        "heads": [words for _name, words in selectors.FIGURES],
        "rows": [[_shown(row, name) for name, _words in selectors.FIGURES] for row in rows],
        "csv_url": f"?{query.urlencode()}",
        "day_begins": DAY_BEGINS,
        "day_ends": DAY_ENDS,
    }
    return render(request, "hotline/figures.html", context)


def _shown(row: Any, name: str) -> str:
    value = getattr(row, name)
    if name in WAITS:
        return write_wait(value) or "–"
    return "–" if value is None else str(value)


def _csv(rows: Sequence[Row]) -> HttpResponse:
    """Durations in whole seconds; the mark at the beginning tells a spreadsheet that these are Vietnamese letters."""
    text = csv_text(
        [str(words) for _name, words in selectors.FIGURES],
        ([_plain(getattr(row, name)) for name, _words in selectors.FIGURES] for row in rows),
    )
    response = HttpResponse(f"\ufeff{text}", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="so-lieu-duong-day-nong.csv"'
    return response


def _plain(value: Any) -> Any:
    if isinstance(value, timedelta):
        return int(value.total_seconds())
    return "" if value is None else value


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, VIETNAM)
