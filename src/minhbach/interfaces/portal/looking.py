"""Pages on which the public reads: the look-up, and what stands published."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.outreach.kinds import BY_SLUG, KINDS, Figures, Grid, keys_asked
from minhbach.engine.text.cells import csv_text
from minhbach.engine.text.clean import clean
from minhbach.foundation.writing import write_quantity
from minhbach.interfaces.portal import published
from minhbach.interfaces.portal.kept import Answer, kept
from minhbach.interfaces.portal.published import PAGE, Gone, Whole

LONGEST_ASKED = 300
MOST_PAGES = 5_000
_WIDTH, _LINE, _BAR = 600, 46, 18


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: a line of words, and under it the bar."""

    label: str
    value: str
    width: int
    words_at: int
    bar_at: int


@require_safe
def look_up(request: HttpRequest) -> HttpResponse:
    """One box; what stands under what was typed. What is not found is told the same way for whoever it is.

    The empty box is kept; what is typed is asked of the record each time, which is one journey to it as well, and
    pushes nothing out of what is kept.
    """
    typed = " ".join(clean(request.GET.get("q", "")).split())[:LONGEST_ASKED]
    return _answer(request, typed) if typed else _empty_box(request)


@kept
def _empty_box(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/look_up.html", {"kinds": KINDS})


def _answer(request: HttpRequest, typed: str) -> HttpResponse:
    found = published.look_up(keys_asked(typed))
    response = render(request, "portal/look_up.html", {"typed": typed, "found": found})
    response["X-Robots-Tag"] = "noindex"
    return Answer.of(response).given_to(request)


@require_safe
@kept
def latest(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/published.html", {"found": published.listed(), "kinds": KINDS})


@require_safe
@kept
def of_kind(request: HttpRequest, kind: str) -> HttpResponse:
    known = BY_SLUG.get(kind)
    if known is None:
        return render(request, "portal/not_found.html", status=404)
    page = _page_of(request.GET.get("trang", ""))
    found = published.listed(known, skipped=(page - 1) * PAGE, most=PAGE + 1)
    context = {
        "kind": known,
        "kinds": KINDS,
        "found": found[:PAGE],
        "before": page - 1,
        "after": page + 1 if len(found) > PAGE else 0,
    }
    return render(request, "portal/published.html", context)


@require_safe
@kept
def publication(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    known = BY_SLUG.get(kind)
    found = published.one(known, slug) if known else None
    if found is None:
        return render(request, "portal/not_found.html", status=404)
    if isinstance(found, Gone):
        response = render(request, "portal/gone.html", {"gone": found}, status=410)
        response["X-Robots-Tag"] = "noindex"
        return response
    sections = [_shown(one) for one in found.content.shown()]
    context = {"one": found.head, "found_by": found.found_by, "sections": sections, "pairs": found.pairs}
    response = render(request, "portal/publication.html", context)
    if found.head.is_person:
        response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@kept
def figures(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Give the figures of a statistic as a file."""
    known = BY_SLUG.get(kind)
    found = published.one(known, slug) if known else None
    parts = [one for one in found.content.shown() if isinstance(one, Figures)] if isinstance(found, Whole) else []
    if not parts:
        return render(request, "portal/not_found.html", status=404)
    rows = [(label, str(value)) for label, value in parts[0].rows]
    text = csv_text([_("Nội dung"), parts[0].unit], rows)
    response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.csv"'
    return response


@require_safe
@kept
def picture(request: HttpRequest, kind: str, slug: str, pair: int, side: str) -> HttpResponse:
    """Give a picture of what stands, as large as it is kept: opened by itself, it can be looked at closely."""
    content = published.picture(slug, min(pair, 99), is_genuine=side == "that") if side in ("that", "gia") else None
    if content is None:
        return render(request, "portal/not_found.html", status=404)
    response = HttpResponse(bytes(content), content_type="image/jpeg")
    response["X-Robots-Tag"] = "noindex"
    # A browser puts the page around it that makes it as large as one likes, with styles of its own in line.
    response["Content-Security-Policy"] = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"
    return response


def _page_of(text: str) -> int:
    return min(int(text), MOST_PAGES) if text.isascii() and text.isdigit() and len(text) < 6 and int(text) else 1


def _shown(section: Any) -> dict[str, Any]:
    if isinstance(section, Grid):
        return {"label": section.label, "heads": section.heads, "rows": section.rows}
    if isinstance(section, Figures):
        rows = [(label, write_quantity(value)) for label, value in section.rows]
        bars = _bars(section)
        return {
            "label": section.label, "heads": (_("Nội dung"), section.unit), "rows": rows, "bars": bars,
            "height": len(bars) * _LINE,
        }  # fmt: skip
    return {"label": section.label, "lines": section.lines}


def _bars(figures: Figures) -> list[Bar]:
    largest = max((value for _label, value in figures.rows), default=Decimal(0))
    return [
        Bar(
            label,
            write_quantity(value),
            max(1, int(_WIDTH * value / largest)) if largest > 0 and value > 0 else 0,
            number * _LINE + 16,
            number * _LINE + 22,
        )
        for number, (label, value) in enumerate(figures.rows)
    ]
