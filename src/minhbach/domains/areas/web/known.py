"""What is known of the sanctions of those on a list, read once for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from minhbach.domains.cases.selectors import NOTHING, Record, records_of
from minhbach.foundation.pages import ListPage
from minhbach.foundation.pages.listing import PRINT_CAP


class RecordsOfList:
    """The records of the rows of a page; of a whole list, where it leaves the page, of as many as are printed."""

    page: ListPage

    def __init__(self) -> None:
        self._known: dict[UUID, Record] = {}

    def of(self, row: Any) -> Record:
        if row.pk not in self._known:
            self._read(row)
        return self._known[row.pk]

    def what(self, row: Any, names: Mapping[str, str]) -> str:
        """Name the classes of the latest decision."""
        last = self.of(row).last
        return "; ".join(names.get(code, code) for code in last.classes) if last else ""

    def decided_on(self, row: Any) -> date | None:
        last = self.of(row).last
        return last.decided_on if last else None

    def clean_on(self, row: Any) -> date | None:
        last = self.of(row).last
        return last.clean_on if last else None

    def again(self, row: Any, today: date) -> tuple[str, str] | None:
        record = self.of(row)
        if not record.reoffences:
            return None
        if not record.is_repeating(today):
            return _("đã từng"), ""
        return (_("tái phạm"), "late") if record.reoffences[0].is_decided else (_("có hành vi mới"), "warn")

    def _read(self, row: Any) -> None:
        ids = {one.pk for one in self.page.page.object_list} | {row.pk}
        if self.page.request.GET.get("export") or self.page.request.GET.get("print"):
            ids |= set(self.page.rows.values_list("pk", flat=True)[:PRINT_CAP])
        found = records_of(ids)
        self._known |= {one: found.get(one, NOTHING) for one in ids}
