"""The answer to who inspects a unit: its own faults first, then what it did; on a page, and as one bundle of files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.handovers.books import BOOKS
from minhbach.domains.handovers.faults import FAULTS, MOST_FOUND, Fault, Found
from minhbach.domains.handovers.figures import Figure, figures_of
from minhbach.domains.handovers.period import Period
from minhbach.foundation.pages import Column
from minhbach.foundation.pages.listing import EXPORT_CAP
from minhbach.foundation.pages.workbook import workbook
from minhbach.foundation.writing import write_day


@dataclass(frozen=True)
class Group:
    """The faults of one kind that were found; IS_CUT where there may be more."""

    fault: Fault
    found: tuple[Found, ...]

    @property
    def is_cut(self) -> bool:
        return len(self.found) >= MOST_FOUND


@dataclass(frozen=True)
class Answer:
    """What a unit says of itself, as it stands on a day."""

    units: str
    asked: Period
    on: date
    groups: tuple[Group, ...]
    figures: tuple[Figure, ...]

    @property
    def faulty(self) -> list[Group]:
        return [group for group in self.groups if group.found]

    @property
    def clean(self) -> list[Group]:
        """What was looked for and not found."""
        return [group for group in self.groups if not group.found]

    @property
    def count(self) -> int:
        return sum(len(group.found) for group in self.groups)

    @property
    def days(self) -> str:
        first = write_day(self.asked.first) if self.asked.first else _("từ đầu")
        last = write_day(self.asked.last) if self.asked.last else write_day(self.on)
        return f"{first} – {last}"


def answer_of(asked: Period, *, units: str, on: date) -> Answer:
    """Look for every kind of fault, and count what was done."""
    return Answer(
        units=units,
        asked=asked,
        on=on,
        groups=tuple(Group(fault, tuple(fault.find(asked, on))) for fault in FAULTS),
        figures=tuple(figures_of(asked)),
    )


def bundle_of(answer: Answer) -> bytes:
    """Pack the answer into one file: faults, figures, and each book of the period as a workbook."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as packed:
        faults = [(group.fault, one) for group in answer.faulty for one in group.found]
        _put(packed, "1-khuyet-diem-tu-phat-hien", _("Khuyết điểm tự phát hiện"), FAULT_COLUMNS, faults)
        _put(packed, "2-so-lieu", _("Số liệu"), FIGURE_COLUMNS, answer.figures)
        for number, book in enumerate(BOOKS.values(), start=3):
            rows = book.rows(answer.asked)[:EXPORT_CAP]
            _put(packed, f"{number}-so-{book.slug}", str(book.label), book.columns(answer.asked), rows)
    return buffer.getvalue()


def _put(packed: ZipFile, name: str, title: str, columns: Sequence[Column], rows: Iterable[Any]) -> None:
    content, _count = workbook(title, columns, rows)
    packed.writestr(f"{name}.xlsx", content)


FAULT_COLUMNS = (
    Column("fault", _lazy("Loại"), lambda row: row[0].label),
    Column("words", _lazy("Ở đâu"), lambda row: row[1].words),
    Column("about", _lazy("Về việc"), lambda row: row[1].about),
    Column("since", _lazy("Từ ngày"), lambda row: row[1].since, kind="day"),
    Column("reason", _lazy("Vì sao"), lambda row: row[1].reason),
)
FIGURE_COLUMNS = (
    Column("label", _lazy("Chỉ tiêu"), lambda row: row.label),
    Column("value", _lazy("Trong kỳ"), lambda row: row.value),
)
