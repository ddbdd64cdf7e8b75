"""Pages to search, browse, open and compare rows of law."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
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
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.filters import DayFilter
from minhbach.foundation.refusals import NotFound

STATES = [
    ("on", _lazy("đang dùng")),
    ("unchecked", _lazy("đang dùng, chưa đối chiếu bản gốc")),
    ("off", _lazy("đang tắt")),
]


def state_words(row: LawRow, today: date) -> tuple[str, str]:
    """Say whether a row is used, as words and tone of a chip."""
    state = selectors.state_of(row)
    if not state.is_on:
        return _("đang tắt, chưa kiểm chứng") if state.confidence is Confidence.MEMORY else _("đang tắt"), "late"
    if state.confidence is Confidence.MEMORY:
        return _("cán bộ pháp chế đã bật"), "info"
    if not state.is_checked:
        return _("chưa đối chiếu bản gốc"), "warn"
    if row.valid_until and row.valid_until <= today:
        return _("cho hành vi trong kỳ"), ""
    return _("đang dùng"), "good"


@require_safe
def home(request: OfficeRequest) -> HttpResponse:
    today = local_date(request.at)
    page = ListPage(
        request,
        selectors.list_rows(),
        title=_lazy("Pháp luật"),
        columns=[
            Column(
                "title",
                _lazy("Nội dung"),
                lambda row: row.title_vi if len(row.title_vi) < 160 else row.title_vi[:157] + "…",
                url=lambda row: selectors.row_url(row.row_id),
            ),
            Column("article", _lazy("Điều"), lambda row: row.article),
            Column("instrument", _lazy("Văn bản"), lambda row: row.instrument, sort="root_instrument"),
            Column("valid_from", _lazy("Hiệu lực từ"), lambda row: row.valid_from, sort="valid_from", kind="day"),
            Column("state", _lazy("Trạng thái"), lambda row: state_words(row, today), kind="chip"),
            Column("table", _lazy("Bảng"), lambda row: str(TABLES[row.kind]), sort="table"),
            Column("row_id", _lazy("Mục"), lambda row: row.row_id, sort="row_id"),
        ],
        filters=[
            Filter(
                "table",
                _lazy("Bảng"),
                choices=[(table.value, words) for table, words in TABLES.items()],
                apply=lambda rows, table: rows.filter(table=table),
            ),
            Filter("state", _lazy("Trạng thái"), choices=STATES, apply=_in_state),
            DayFilter("on", _lazy("Có hiệu lực ngày"), _on_day),
            Filter(
                "instrument",
                _lazy("Văn bản"),
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


def _on_day(rows: Any, day: date) -> Any:
    return rows.on(day)


@require_safe
def instruments(request: OfficeRequest) -> HttpResponse:
    return render(request, "law/instruments.html", {"instruments": selectors.instruments()})


@require_safe
def row(request: OfficeRequest, row_id: str) -> HttpResponse:
    shown = selectors.get_row(row_id, _version(request.GET.get("phien-ban")))
    versions = selectors.versions_of(shown)
    officer, at = request.officer, request.at
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
def compare(request: OfficeRequest) -> HttpResponse:
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
