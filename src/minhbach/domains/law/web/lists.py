"""The list of rows of law, and the instruments they stand in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.agencies.types import Role
from minhbach.domains.law import selectors
from minhbach.domains.law.citing import cite_content, name_instrument
from minhbach.domains.law.reference import reference_changes
from minhbach.domains.law.selectors.rows import matching
from minhbach.domains.law.types.rows import Confidence
from minhbach.domains.law.web.pages import state_words
from minhbach.domains.law.wording import TABLES
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.filters import DayFilter

STATES = [
    ("on", _lazy("đang dùng")),
    ("unchecked", _lazy("đang dùng, chưa đối chiếu bản gốc")),
    ("off", _lazy("đang tắt")),
]


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
            Column("place", _lazy("Điều khoản"), lambda row: cite_content(row.content), sort="root_instrument"),
            Column("valid_from", _lazy("Hiệu lực từ"), lambda row: row.valid_from, sort="valid_from", kind="day"),
            Column("state", _lazy("Trạng thái"), lambda row: state_words(row, today), kind="chip"),
            Column("table", _lazy("Bảng"), lambda row: str(TABLES[row.kind]), sort="table"),
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
                choices=[(one["root_instrument"], one["name"]) for one in _named_instruments()],
                apply=lambda rows, instrument: rows.filter(root_instrument=instrument),
            ),
        ],
        search=lambda rows, text: matching(rows, text, on=today),
        export_name="phap-luat",
    )
    return page.response(
        "law/home.html",
        {
            "unchecked": selectors.unchecked_rows().count(),
            "changes_day": reference_changes().as_of,
            "may_change": any(post.role == Role.LEGAL_OFFICER for post in request.posts),
        },
    )


def _in_state(rows: Any, state: str) -> Any:
    if state == "off":
        return rows.filter(is_on=False)
    rows = rows.filter(is_on=True)
    return rows.exclude(confidence=Confidence.SEEN.value) if state == "unchecked" else rows


def _on_day(rows: Any, day: date) -> Any:
    return rows.on(day)


@require_safe
def instruments(request: OfficeRequest) -> HttpResponse:
    return render(request, "law/instruments.html", {"instruments": _named_instruments()})


def _named_instruments() -> list[dict[str, Any]]:
    return [{**one, "name": name_instrument(one["root_instrument"])} for one in selectors.instruments()]
