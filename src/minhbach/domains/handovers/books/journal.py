"""Sổ nhật ký: what was done in the cases of a unit, each with its number in its case."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, Max, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts import BY_CODE
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.handovers.books.book import Book
from minhbach.domains.handovers.gaps import Gap, missing, write_spans
from minhbach.domains.handovers.period import Period
from minhbach.foundation.pages import Column
from minhbach.foundation.pages.listing import Rows


def rows(asked: Period) -> Rows:
    entries = CaseEvent.objects.filter(asked.days("happened_on") & asked.written("recorded_at"))
    later = CaseEvent.objects.filter(asked.written("recorded_at"), replaces=OuterRef("pk"))
    found = entries.filter(case__in=Case.objects.filter(owner_agency_id__in=asked.units).order_by().values("pk"))
    kept: Any = found.select_related("case__owner_agency", "officer").annotate(is_replaced=Exists(later))
    return kept.order_by("-happened_on", "-id")  # type: ignore[no-any-return]


def columns(_asked: Period) -> list[Column]:
    return [
        Column("day", _lazy("Ngày"), lambda row: row.happened_on, sort="happened_on", indexed=True, kind="day"),
        Column("recorded", _lazy("Ghi lúc"), lambda row: row.recorded_at, kind="moment", under="day"),
        Column("case", _lazy("Vụ việc"), lambda row: row.case.code, kind="code",
               url=lambda row: row.case.get_absolute_url()),
        Column("number", _lazy("Mục số"), lambda row: row.sequence, kind="number", under="case"),
        Column("words", _lazy("Nội dung"), lambda row: _words(row.kind)),
        Column("title", _lazy("Vụ việc về"), lambda row: row.case.title, under="words"),
        Column("officer", _lazy("Người ghi"), lambda row: row.officer.full_name if row.officer else ""),
        Column("state", _lazy("Hiệu lực"), _state, kind="chip"),
        Column("agency", _lazy("Đơn vị"), lambda row: row.case.owner_agency.short_name, under="officer"),
    ]  # fmt: skip


def gaps(asked: Period) -> list[Gap]:
    """Name the entries missing within cases, and the numbers of cases missing from those of each unit and year."""
    cases = Case.objects.filter(asked.days("opened_on"), owner_agency_id__in=asked.units)
    entries = CaseEvent.objects.filter(case__in=cases.order_by().values("pk"))
    counted = entries.order_by().values("case", "case__code").annotate(last=Max("sequence"), count=Count("pk"))
    found = [
        Gap(
            _("Vụ việc %(case)s") % {"case": one["case__code"]},
            write_spans(missing(entries.filter(case=one["case"]).values_list("sequence", flat=True), first=1)),
            _("mục đã ghi không còn: phải kiểm tra nhật ký hệ thống"),
        )
        for one in counted
        if one["last"] != one["count"]
    ]
    series: dict[tuple[str, str], list[int]] = {}
    for code, agency in cases.order_by().values_list("code", "owner_agency__short_name"):
        head, _dash, number = code.rpartition("-")
        if number.isdigit():
            series.setdefault((head, agency), []).append(int(number))
    for (head, agency), numbers in sorted(series.items()):
        if spans := list(missing(numbers)):
            why = _("vụ việc đã chuyển đơn vị khác, mở ngoài kỳ hoặc ngoài phạm vi bạn được xem")
            found.append(Gap(f"{head}, {agency}", write_spans(spans), why))
    return found


def _words(kind: str) -> str:
    act = BY_CODE.get(kind)
    return str(act.words.event) if act else kind


def _state(row: Any) -> tuple[str, str]:
    return (_("đã sửa hoặc hủy"), "warn") if row.is_replaced else (_("đang có hiệu lực"), "good")


BOOK = Book(
    slug="nhat-ky",
    label=_lazy("Sổ nhật ký"),
    note=_lazy("Mỗi mục có số thứ tự trong hồ sơ của vụ việc; mục đã sửa hoặc hủy vẫn còn trong sổ."),
    rows=rows,
    columns=columns,
    gaps=gaps,
    sort="-day",
)
