"""A list page over a queryset.

    page = ListPage(
        request,
        visible_cases(),                       # an ordered, scoped queryset
        title=_("Cases"),
        columns=[
            Column("code", _("Number"), lambda case: case.code, sort="code", url=lambda case: case.get_absolute_url()),
            Column("opened", _("Opened on"), lambda case: case.opened_on, sort="opened_on", kind="day"),
        ],
        filters=[Filter("step", _("Step"), choices=Step.choices, apply=lambda cases, step: cases.filter(step=step))],
        search=lambda cases, text: cases.filter(folded__contains=fold(text)),
        default_sort="-opened",
    )
    return page.response("cases/list.html")    # or no template for the plain list

The template extends "foundation/list.html"; it may fill the blocks `list_actions`, `list_before`,
`list_inside` (asked again with the list) and `list_row`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise

from minhbach.foundation import audit
from minhbach.foundation.pages.columns import Column
from minhbach.foundation.pages.request import OfficeRequest
from minhbach.foundation.pages.workbook import workbook
from minhbach.foundation.writing import write_number

Rows = QuerySet[Any]
COUNT_CAP = 10_000
EXPORT_CAP = 50_000


@dataclass(frozen=True)
class Filter:
    """One filter: a choice where CHOICES are given, be there none to choose from; else KIND of input (text, date).

    BLANK says what the list holds while nothing is chosen, where that is not everything.
    """

    name: str
    label: str | Promise
    apply: Callable[[Rows, str], Rows]
    choices: Sequence[tuple[str, str | Promise]] | None = None
    kind: str = "text"
    blank: str | Promise = ""

    @property
    def is_choice(self) -> bool:
        return self.choices is not None

    def takes(self, value: str) -> bool:
        return self.choices is None or value in {str(code) for code, _ in self.choices}


class CappedPaginator(Paginator):  # type: ignore[type-arg]
    """Counts no further than the cap: at a million rows nobody needs the exact figure, and counting is the cost."""

    def __init__(self, rows: Any, per_page: int, *, cap: int = COUNT_CAP) -> None:
        super().__init__(rows, per_page)
        self.cap = cap

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        if isinstance(rows, QuerySet):
            return int(rows.order_by()[: self.cap + 1].values("pk").count())
        return len(rows)


def _cell(row: Any, column: Column) -> dict[str, Any]:
    return {"column": column, "value": column.value(row), "url": column.url(row) if column.url else ""}


class ListPage:
    """See the module. Invalid filter values are ignored, an unknown page becomes the last."""

    def __init__(
        self,
        request: OfficeRequest,
        rows: Rows,
        *,
        title: str | Promise,
        columns: Sequence[Column],
        filters: Sequence[Filter] = (),
        search: Callable[[Rows, str], Rows] | None = None,
        default_sort: str = "",
        page_size: int = 25,
        empty: str | Promise = "",
        export_name: str = "danh-sach",
        count_cap: int | None = None,
        fold: Callable[[Rows], Rows] | None = None,
    ) -> None:
        self.request, self.title, self.columns, self.filters = request, title, columns, filters
        self.search, self.default_sort, self.page_size = search, default_sort, page_size
        self.empty, self.export_name = empty, export_name
        self._rows, self.count_cap = rows, COUNT_CAP if count_cap is None else count_cap
        # What of the narrowed rows stands for several; a workbook has each of them.
        self.fold = fold

    def response(self, template: str = "foundation/list.html", context: dict[str, Any] | None = None) -> HttpResponse:
        """Answer with the page, the workbook asked for, or the way back to what was last looked at."""
        if remembered := self._remembered():
            return HttpResponseRedirect(remembered)
        if self.request.GET.get("export") == "xlsx":
            return self._export()
        return render(self.request, template, {"list": self, **(context or {})})

    @cached_property
    def rows(self) -> Rows:
        """The rows asked for, in the order asked for; a list too long for that order keeps its own."""
        return self.in_order(self._folded)

    @property
    def narrowed(self) -> Rows:
        """Every row that the filters and the search leave, those that another stands for too."""
        return self._narrowed

    def in_order(self, rows: Rows) -> Rows:
        """Put ROWS in the order asked for."""
        column = self._sorted_by
        if column is None or self.is_too_long_to_sort:
            return rows
        return rows.order_by(column.order(is_descending=self.sort.startswith("-")), "pk")

    @cached_property
    def _folded(self) -> Rows:
        return self.fold(self._narrowed) if self.fold else self._narrowed

    @cached_property
    def is_too_long_to_sort(self) -> bool:
        """Whether the sort asked for would read every row of a long list: it is then not done, and the page says so."""
        column = self._sorted_by
        return column is not None and not column.indexed and self._count > self.count_cap

    @property
    def most_to_sort(self) -> str:
        return write_number(self.count_cap)

    @cached_property
    def _narrowed(self) -> Rows:
        rows = self._rows
        for chosen in self.filters:
            value = self.request.GET.get(chosen.name, "").replace("\x00", "").strip()
            if value and chosen.takes(value):
                rows = chosen.apply(rows, value)
        if self.search and self.search_text:
            rows = self.search(rows, self.search_text)
        return rows

    @cached_property
    def _count(self) -> int:
        return CappedPaginator(self._folded, self.page_size, cap=self.count_cap).count

    @property
    def has_search(self) -> bool:
        # A template would call `search` itself, and take its complaint for “no”.
        return self.search is not None

    @property
    def search_text(self) -> str:
        return self.request.GET.get("q", "").replace("\x00", "").strip()[:200]

    @property
    def sort(self) -> str:
        wanted = self.request.GET.get("sort", self.default_sort)
        return wanted if wanted.lstrip("-") in {column.name for column in self.columns if column.sort} else ""

    @cached_property
    def page(self) -> Page:  # type: ignore[type-arg]
        paginator = CappedPaginator(self.rows, self.page_size, cap=self.count_cap)
        paginator.count = self._count  # the order changes nothing: counted once
        return paginator.get_page(self.request.GET.get("page"))

    @property
    def count_text(self) -> str:
        count = self._count
        return f"{write_number(self.count_cap)}+" if count > self.count_cap else write_number(count)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.search_text or self.chosen_count)

    @property
    def chosen_count(self) -> int:
        """How many filters narrow the list."""
        return sum(bool(self.request.GET.get(chosen.name)) for chosen in self.filters)

    @property
    def cells(self) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
        """Each row with its cells, as the template shows them."""
        for row in self.page.object_list:
            yield row, self._with_below(partial(_cell, row))

    @property
    def filter_fields(self) -> list[dict[str, Any]]:
        return [{"filter": chosen, "value": self.request.GET.get(chosen.name, "")} for chosen in self.filters]

    @property
    def headers(self) -> list[dict[str, Any]]:
        """Each column with the sort its header asks for next."""
        return self._with_below(self._header)

    def _with_below(self, shown: Callable[[Column], dict[str, Any]]) -> list[dict[str, Any]]:
        """What is SHOWN of each column that stands by itself, with that of the columns under it."""
        return [
            {**shown(column), "below": [shown(other) for other in self.columns if other.under == column.name]}
            for column in self.columns
            if not column.under
        ]

    @property
    def _sorted_by(self) -> Column | None:
        return next((column for column in self.columns if self.sort and column.name == self.sort.lstrip("-")), None)

    def _header(self, column: Column) -> dict[str, Any]:
        return {
            "column": column,
            "next": f"-{column.name}" if self.sort == column.name else column.name,
            "direction": {column.name: "ascending", f"-{column.name}": "descending"}.get(self.sort, "none"),
        }

    def _remembered(self) -> str:
        """Coming back with no query brings back the last one; `?all=1` forgets it."""
        key = f"list:{self.request.path}"
        query = self.request.GET.copy()
        if query.pop("all", None) is not None:
            self.request.session.pop(key, None)
            return self.request.path if not query else f"{self.request.path}?{query.urlencode()}"
        query.pop("export", None)
        if query:
            self.request.session[key] = query.urlencode()
            return ""
        kept = self.request.session.get(key)
        return f"{self.request.path}?{kept}" if kept else ""

    def _export(self) -> HttpResponse:
        rows = self.in_order(self._narrowed)[:EXPORT_CAP]
        content, count = workbook(str(self.title), self.columns, rows)
        audit.record(
            "foundation.list.exported",
            officer_id=self.request.user.pk,
            at=self.request.at,
            target_type="list",
            target_id=self.export_name,
            data={"rows": count},
        )
        response = HttpResponse(
            content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        )
        response["Content-Disposition"] = f'attachment; filename="{self.export_name}.xlsx"'
        return response
