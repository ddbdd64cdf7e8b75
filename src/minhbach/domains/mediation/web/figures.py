"""What came of disputes, by firm, for some days, as it stood on a date; as a page and as CSV."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.mediation import policies, selectors
from minhbach.engine.text.cells import csv_text
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm


class FiguresForm(PageForm):
    first = fields.Day(label=_lazy("Chuyển từ ngày"))
    last = fields.Day(label=_lazy("Đến hết ngày"))
    as_of = fields.Day(label=_lazy("Tính đến hết ngày"), required=False, help_text=_lazy("Để trống là hôm nay."))
    marks_optional = False


@require_safe
def figures(request: OfficeRequest) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    today = local_date(request.at)
    first, last, as_of = today.replace(month=1, day=1), today, today
    form = FiguresForm(request.GET) if request.GET.get("first") else FiguresForm(initial={"first": first, "last": last})
    if form.is_bound and form.is_valid():
        first, last = form.asked["first"], form.asked["last"]
        as_of = min(form.asked["as_of"] or today, today)
    found = selectors.figures_of(selectors.visible_disputes(), first=first, last=last, as_of=as_of)
    rows = [[_shown(getattr(row, name), name) for name, _words in selectors.FIGURES] for row in found]
    if request.GET.get("export") == "csv":
        audit.record(
            "mediation.figures.exported", officer_id=request.officer.pk, at=request.at,
            target_type="mediation.dispute", target_id="",
        )  # fmt: skip
        return _csv(rows)
    query = request.GET.copy()
    query["export"] = "csv"
    context = {
        "title": _("Số liệu thương lượng, hòa giải"),
        "form": form,
        "heads": [words for _name, words in selectors.FIGURES],
        "rows": rows,
        "csv_url": f"?{query.urlencode()}",
    }
    return render(request, "mediation/figures.html", context)


def _shown(value: object, name: str) -> str:
    """Write one figure; the row of all firms has no name of its own."""
    return str(value) or (_("Tất cả") if name == "firm" else "")


def _csv(rows: Sequence[Sequence[str]]) -> HttpResponse:
    """The mark at the beginning tells a spreadsheet that these are Vietnamese letters."""
    text = csv_text([str(words) for _name, words in selectors.FIGURES], rows)
    response = HttpResponse(f"\ufeff{text}", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="so-lieu-thuong-luong.csv"'
    return response
