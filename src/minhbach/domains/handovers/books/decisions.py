"""Sổ quyết định: every number given to a decision of a unit, those cancelled later too."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.models import DocumentEvent, NumberRegister, TakenNumber
from minhbach.domains.documents.papers import PAPERS
from minhbach.domains.documents.selectors import abstract_of, register_rows
from minhbach.domains.documents.types import NumberFrom, State
from minhbach.domains.handovers.books.book import Book
from minhbach.domains.handovers.gaps import Gap, missing, write_spans
from minhbach.domains.handovers.period import Period, latest
from minhbach.foundation.pages import Column
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.listing import Rows

# A decision is a paper that calls itself one.
KINDS = [form.kind for form in PAPERS.values() if form.title_vi.startswith("Quyết định")]


def rows(asked: Period) -> Rows:
    given = asked.days("dated") & asked.written("taken_at")
    found: Any = register_rows().filter(given, register__owner_agency_id__in=asked.units, document__kind__in=KINDS)
    if asked.known:
        steps = DocumentEvent.objects.filter(asked.written("at"), document=OuterRef("document"))
        found = found.annotate(stood=Subquery(latest(steps, "at").values("state")))
    return found  # type: ignore[no-any-return]


def columns(asked: Period) -> list[Column]:
    return [
        Column("number", _lazy("Số, ký hiệu"), lambda row: row.document.number_text, sort="number",
               url=lambda row: row.document.get_absolute_url()),
        Column("dated", _lazy("Ngày quyết định"), lambda row: row.dated, sort="dated", kind="day", under="number"),
        Column("title", _lazy("Trích yếu"), lambda row: abstract_of(row.document.title, row.whom)),
        Column("signer", _lazy("Người ký"), lambda row: row.document.signer_post.officer.full_name),
        Column("state", _lazy("Trạng thái"), lambda row: _state(row, asked), kind="chip"),
        Column("sent", _lazy("Ngày chuyển"), lambda row: row.sent_on, kind="day"),
        Column("received", _lazy("Ký nhận"), lambda row: row.received_by, under="sent"),
        Column("agency", _lazy("Cơ quan ban hành"), lambda row: row.register.owner_agency.short_name),
        Column("taken", _lazy("Cấp lúc"), lambda row: row.taken_at, sort="taken_at", indexed=True, kind="moment",
               under="agency"),
    ]  # fmt: skip


def gaps(asked: Period) -> list[Gap]:
    """Name what is missing of the registers that gave a decision its number in the period."""
    used = TakenNumber.objects.filter(
        asked.days("dated") & asked.written("taken_at"), register__owner_agency_id__in=asked.units,
        document__kind__in=KINDS,
    )  # fmt: skip
    found = []
    registers = NumberRegister.objects.filter(pk__in=used.order_by().values("register")).select_related("owner_agency")
    for register in registers.order_by("year", "symbol", "id"):
        taken = TakenNumber.objects.filter(asked.written("taken_at"), register=register)
        spans = list(missing(taken.order_by().values_list("number", flat=True)))
        if not spans:
            continue
        is_typed = taken.exclude(source=NumberFrom.HERE).exists()
        why = _("có số lấy ở hệ thống khác") if is_typed else _("số không có văn bản trong phạm vi bạn được xem")
        found.append(Gap(str(register), write_spans(spans), why))
    return found


def _state(row: Any, asked: Period) -> Any:
    return chip_of(State(row.stood if asked.known and row.stood else row.document.state))


BOOK = Book(
    slug="quyet-dinh",
    label=_lazy("Sổ quyết định"),
    note=_lazy("Số đã cấp không cấp lại; quyết định hủy vẫn giữ số của mình trong sổ."),
    rows=rows,
    columns=columns,
    gaps=gaps,
    sort="-taken",
)
