"""Sổ kho: the entries of the stores of a unit, in one book."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max, Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.handovers.books.book import Book
from minhbach.domains.handovers.gaps import Gap, missing, write_spans
from minhbach.domains.handovers.period import Period
from minhbach.domains.stores.models import Entry
from minhbach.domains.stores.types import EntryState
from minhbach.foundation.pages import Column
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.listing import Rows


def rows(asked: Period) -> Rows:
    found: Any = Entry.objects.filter(
        asked.moments("happened_at") & asked.written("recorded_at"), store__owner_agency_id__in=asked.units
    )
    joined = found.select_related("store__owner_agency", "case", "officer", "answers", "answer")
    return joined.annotate(line_count=Count("lines")).order_by("-recorded_at", "-id")  # type: ignore[no-any-return]


def columns(asked: Period) -> list[Column]:
    return [
        Column("store", _lazy("Kho"), lambda row: row.store.name),
        Column("sequence", _lazy("Số thứ tự"), lambda row: row.sequence, kind="number", under="store"),
        Column("slip", _lazy("Phiếu"), lambda row: row.code, kind="code",
               url=lambda row: (row.answers or row).get_absolute_url()),
        Column("words", _lazy("Nội dung"), lambda row: row.words),
        Column("party", _lazy("Bên giao, bên nhận"), lambda row: row.counterparty, under="words"),
        Column("case", _lazy("Vụ việc"), lambda row: row.case.code if row.case else "", kind="code", under="slip"),
        Column("lines", _lazy("Số dòng hàng"), lambda row: row.line_count or None, kind="number"),
        Column("happened", _lazy("Giao nhận lúc"), lambda row: row.happened_at, kind="moment"),
        Column("recorded", _lazy("Ghi lúc"), lambda row: row.recorded_at, kind="moment", under="happened"),
        Column("officer", _lazy("Người ghi"), lambda row: row.officer.full_name),
        Column("state", _lazy("Tình trạng"), lambda row: _state(row, asked), kind="chip"),
    ]  # fmt: skip


def gaps(asked: Period) -> list[Gap]:
    """Name the entries that are missing from the book of each store up to then."""
    entries = Entry.objects.filter(asked.written("recorded_at"), store__owner_agency_id__in=asked.units)
    counted = entries.order_by().values("store", "store__name").annotate(
        first=Min("sequence"), last=Max("sequence"), count=Count("pk")
    )  # fmt: skip
    return [
        Gap(
            one["store__name"],
            write_spans(missing(entries.filter(store=one["store"]).values_list("sequence", flat=True), first=1)),
            _("bút toán không còn, hoặc của vụ việc ngoài phạm vi bạn được xem: hãy soát sổ của kho"),
        )
        for one in counted.order_by("store__name")
        if one["first"] != 1 or one["last"] != one["count"]
    ]


def _state(row: Any, asked: Period) -> Any:
    state = row.state
    answer = getattr(row, "answer", None)
    if state is not None and asked.known and answer is not None and answer.recorded_at >= asked.known:
        state = EntryState.WAITING
    return chip_of(state) if state else None


BOOK = Book(
    slug="kho",
    label=_lazy("Sổ kho"),
    note=_lazy("Mỗi kho có số thứ tự liên tục của mình, mỗi bút toán nối vào bút toán trước."),
    rows=rows,
    columns=columns,
    gaps=gaps,
    sort="",
)
