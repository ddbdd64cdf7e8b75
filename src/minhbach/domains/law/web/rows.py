"""Pages to search, browse, open and compare rows of law."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.law import selectors
from minhbach.domains.law.models import LawRow
from minhbach.domains.law.selectors.rows import matching
from minhbach.domains.law.types.rows import Confidence, Table
from minhbach.domains.law.web import facts
from minhbach.domains.law.wording import CONFIDENCES, TABLES
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage
from minhbach.foundation.refusals import NotFound

STATES = [
    ("on", _lazy("in use")),
    ("unchecked", _lazy("in use, not checked against the original")),
    ("off", _lazy("off")),
]


def state_words(row: LawRow, today: date) -> tuple[str, str]:
    """This will say whether a row is used, as words and tone of a chip."""
    state = selectors.state_of(row)
    if not state.is_on:
        return _("off, unverified") if state.confidence is Confidence.MEMORY else _("off"), "late"
    if state.confidence is Confidence.MEMORY:
        return _("switched on by a legal officer"), "info"
    if not state.is_checked:
        return _("not checked against the original"), "warn"
    if row.valid_until and row.valid_until <= today:
        return _("for acts of its time"), ""
    return _("in use"), "good"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = local_date(request.at)  # type: ignore[attr-defined]
    page = ListPage(
        request,
        selectors.list_rows(),
        title=_lazy("Law"),
        columns=[
            Column(
                "title",
                _lazy("Content"),
                lambda row: row.title_vi if len(row.title_vi) < 160 else row.title_vi[:157] + "…",
                url=lambda row: selectors.row_url(row.row_id),
            ),
            Column("article", _lazy("Article"), lambda row: row.article),
            Column("instrument", _lazy("Instrument"), lambda row: row.instrument, sort="root_instrument"),
            Column("valid_from", _lazy("In force from"), lambda row: row.valid_from, sort="valid_from", kind="day"),
            Column("state", _lazy("State"), lambda row: state_words(row, today), kind="chip"),
            Column("table", _lazy("Table"), lambda row: str(TABLES[row.kind]), sort="table"),
            Column("row_id", _lazy("Row"), lambda row: row.row_id, sort="row_id"),
        ],
        filters=[
            Filter(
                "table",
                _lazy("Table"),
                choices=[(table.value, words) for table, words in TABLES.items()],
                apply=lambda rows, table: rows.filter(table=table),
            ),
            Filter("state", _lazy("State"), choices=STATES, apply=_in_state),
            Filter("on", _lazy("In force on"), apply=_on_day, kind="date"),
            Filter(
                "instrument",
                _lazy("Instrument"),
                choices=[(one["root_instrument"], one["root_instrument"]) for one in selectors.instruments()],
                apply=lambda rows, instrument: rows.filter(root_instrument=instrument),
            ),
        ],
        search=matching,
        export_name="phap-luat",
    )
    return page.response("law/home.html", {"unchecked": selectors.unchecked_rows().count()})


def _in_state(rows: Any, state: str) -> Any:
    if state == "off":
        return rows.filter(is_on=False)
    rows = rows.filter(is_on=True)
    return rows.exclude(confidence=Confidence.SEEN.value) if state == "unchecked" else rows


def _on_day(rows: Any, text: str) -> Any:
    try:
        return rows.on(date.fromisoformat(text))
    except ValueError:
        return rows


@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    return render(request, "law/instruments.html", {"instruments": selectors.instruments()})


@require_safe
def row(request: HttpRequest, row_id: str) -> HttpResponse:
    shown = selectors.get_row(row_id, _version(request.GET.get("phien-ban")))
    versions = selectors.versions_of(shown)
    officer, at = request.officer, request.at  # type: ignore[attr-defined]
    return render(
        request,
        "law/row.html",
        {
            "row": shown,
            "facts": facts.facts_of(shown.content),
            "state": selectors.state_of(shown),
            "state_words": state_words(shown, local_date(at)),
            "confidence": CONFIDENCES[Confidence(shown.confidence)],
            "table": TABLES[shown.kind],
            "is_newest": shown.version == versions[0].version,
            "history": selectors.history_of(shown),
            "versions": versions,
            "switches": selectors.switches_of(shown),
            "may_change": selectors.keeps_law(officer, at=at),
            "today": local_date(at),
            "is_fine_frame": shown.kind is Table.FINE_FRAMES,
        },
    )


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two rows, or two versions of one: ?trai=ROW&phai=ROW, each with :VERSION if an older one is meant."""
    left, right = (_named(request.GET.get(side, "")) for side in ("trai", "phai"))
    differences = facts.compare(left.content, right.content)
    return render(
        request,
        "law/compare.html",
        {
            "left": left,
            "right": right,
            "differences": differences,
            "changed": sum(1 for one in differences if one.is_changed),
            "others": [one for one in selectors.history_of(left) if one.pk not in (left.pk, right.pk)],
        },
    )


def _named(text: str) -> LawRow:
    row_id, _separator, version = text.partition(":")
    return selectors.get_row(row_id, _version(version))


def _version(text: str | None) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > len("9999"):
        raise NotFound
    return int(text)
