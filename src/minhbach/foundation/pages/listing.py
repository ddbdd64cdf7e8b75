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

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from time import monotonic
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from minhbach.foundation import audit
from minhbach.foundation.pages.columns import Column
from minhbach.foundation.pages.list_views import KeptOfList, ListView, kept_of
from minhbach.foundation.pages.request import OfficeRequest
from minhbach.foundation.pages.workbook import workbook
from minhbach.foundation.scope import ScopeMissing, current_access
from minhbach.foundation.writing import write_number

Rows = QuerySet[Any]
COUNT_CAP = 10_000
EXPORT_CAP = 50_000
PRINT_CAP = 1_000
LONGEST_UNCUT = 25
# Of a list that had more rows than are counted it is not asked again for so long: counting is what costs, and "10.000+"
# stays true. Each process keeps it for itself.
KNOWN_LONG_SECONDS = 600.0
MOST_KNOWN_LONG = 10_000
_known_long: dict[bytes, tuple[int, float]] = {}


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

    def words(self, value: str) -> str:
        """Say what was chosen, as it was offered."""
        return next((str(words) for code, words in self.choices or () if str(code) == value), value)


@dataclass(frozen=True)
class Narrowing:
    """One thing that narrows a list, in words; WITHOUT is the list that is not narrowed by it."""

    label: str | Promise
    words: str
    without: str


@dataclass(frozen=True)
class Fold:
    """How one row of a list stands for several: ROWS keeps those that stand, COUNT says how many, up to a cap."""

    rows: Callable[[Rows], Rows]
    count: Callable[[Rows, int], int]


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


def last_query(request: OfficeRequest, path: str) -> str:
    """Give what the list at PATH was last asked for, to one who comes from it."""
    return str(request.session.get(_kept_at(path), ""))


def _kept_at(path: str) -> str:
    return f"list:{path}"


def _cell(row: Any, column: Column, label: str = "", *, in_file: bool = False) -> dict[str, Any]:
    value = column.value_in_file(row) if in_file else column.value(row)
    is_long = column.kind == "text" and len(str(value or "")) > LONGEST_UNCUT
    return {
        "column": column,
        "label": label,
        "value": value,
        "url": column.url(row) if column.url else "",
        "is_empty": value is None or value == "",
        # What a row of two lines may have no room for.
        "hint": value if is_long else "",
    }


def _labelled(row: Any, labels: dict[str, str], column: Column) -> dict[str, Any]:
    return _cell(row, column, labels[column.name])


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
        is_choosable: bool = True,
        fold: Fold | None = None,
    ) -> None:
        self.request, self.title, self.columns, self.filters = request, title, columns, filters
        # Rows that a template draws in its own way have no columns to choose.
        self.is_choosable = is_choosable
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
        if self.request.GET.get("print"):
            return render(self.request, "foundation/list_print.html", {"list": self})
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
        return self.fold.rows(self._narrowed) if self.fold else self._narrowed

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
        question = self._question
        known, until = _known_long.get(question, (0, 0.0)) if question else (0, 0.0)
        if until > monotonic():
            return known
        if self.fold:
            count = self.fold.count(self._narrowed, self.count_cap)
        else:
            count = CappedPaginator(self._narrowed, self.page_size, cap=self.count_cap).count
        if question is not None and count > self.count_cap:
            if len(_known_long) >= MOST_KNOWN_LONG:
                _known_long.clear()
            _known_long[question] = (count, monotonic() + KNOWN_LONG_SECONDS)
        return count

    @property
    def _question(self) -> bytes | None:
        """What is counted, and for whom: the same question within the same reach has the same answer for a while."""
        rows: Any = self._narrowed
        if not isinstance(rows, QuerySet):
            return None
        try:
            asked = rows.order_by().values("pk").query.sql_with_params()
            reach = sorted(current_access().keys)
        except (EmptyResultSet, ScopeMissing):
            return None
        return hashlib.sha256(repr((asked, reach, self.count_cap)).encode()).digest()

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
        values = ((chosen, self.request.GET.get(chosen.name, "").strip()) for chosen in self.filters)
        return sum(bool(value) and chosen.takes(value) for chosen, value in values)

    @cached_property
    def shown(self) -> list[Column]:
        """The columns on the page: those the officer chose, else those the list begins with."""
        chosen = self._kept.columns if self.is_choosable else ()
        known = [column for column in self.columns if column.name in chosen]
        return known or [column for column in self.columns if not column.is_extra]

    @property
    def columns_offered(self) -> list[tuple[Column, bool]]:
        """Each column that may be chosen, and whether it is on the page."""
        return [(column, column in self.shown) for column in self.columns]

    @property
    def views(self) -> list[ListView]:
        """What the officer keeps of this list under names of his own."""
        return list(self._kept.views)

    @property
    def view_query(self) -> str:
        """What a view of the list as it stands keeps."""
        query = self.request.GET.copy()
        for name in ("page", "export", "print"):
            query.pop(name, None)
        return query.urlencode()

    @cached_property
    def _kept(self) -> KeptOfList:
        officer = getattr(self.request, "officer", None)
        return kept_of(officer.pk, self.request.path) if officer else KeptOfList()

    @property
    def print_rows(self) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
        """Each row of the paper, a cell for every column on the page."""
        for row in self.in_order(self._narrowed)[:PRINT_CAP]:
            yield row, [_cell(row, column, in_file=True) for column in self.shown]

    @property
    def is_cut_on_paper(self) -> bool:
        return self._count > PRINT_CAP

    @property
    def cells(self) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
        """Each row with its cells, as the template shows them."""
        # A label is looked up in the catalogue of its language: once for a column, not once for a cell.
        labels = {column.name: str(column.label) for column in self.shown}
        for row in self.page.object_list:
            yield row, self._with_below(partial(_labelled, row, labels))

    @property
    def filter_fields(self) -> list[dict[str, Any]]:
        return [
            {"filter": chosen, "value": value, "shown": chosen.words(value)}
            for chosen in self.filters
            for value in [self.request.GET.get(chosen.name, "")]
        ]

    @property
    def narrowings(self) -> list[Narrowing]:
        """What narrows the list, each with the address of the list without it."""
        found = [
            Narrowing(chosen.label, chosen.words(value), self._without(chosen.name))
            for chosen in self.filters
            if (value := self.request.GET.get(chosen.name, "").strip()) and chosen.takes(value)
        ]
        if self.search and self.search_text:
            found.append(Narrowing(_("Tìm"), self.search_text, self._without("q")))
        return found

    def _without(self, name: str) -> str:
        query = self.request.GET.copy()
        for one in (name, "page", *(key for key, value in query.items() if not value)):
            query.pop(one, None)
        # A list asked for without a query would bring the last one back.
        return f"?{query.urlencode()}" if query else "?all=1"

    @property
    def headers(self) -> list[dict[str, Any]]:
        """Each column with the sort its header asks for next."""
        return self._with_below(self._header)

    def _with_below(self, shown: Callable[[Column], dict[str, Any]]) -> list[dict[str, Any]]:
        """What is SHOWN of each column that stands by itself, with that of the columns under it."""
        return [{**shown(column), "below": [shown(other) for other in below]} for column, below in self._standing]

    @cached_property
    def _standing(self) -> list[tuple[Column, list[Column]]]:
        """Each column that stands by itself, with those under it."""
        names = {column.name for column in self.shown}
        return [
            (column, [other for other in self.shown if other.under == column.name])
            for column in self.shown
            if column.under not in names
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
        key = _kept_at(self.request.path)
        query = self.request.GET.copy()
        if query.pop("all", None) is not None:
            self.request.session.pop(key, None)
            return self.request.path if not query else f"{self.request.path}?{query.urlencode()}"
        if query.pop("export", None) or query.pop("print", None):
            return ""
        kept = self.request.session.get(key)
        if query:
            # A session that says the same already is not written again.
            if kept != query.urlencode():
                self.request.session[key] = query.urlencode()
            return ""
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
