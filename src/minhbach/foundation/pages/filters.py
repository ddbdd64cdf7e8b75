"""Filters that many lists have: a day, a state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import TextChoices
from django.utils.functional import Promise

from minhbach.foundation.pages.formats import read_day
from minhbach.foundation.pages.listing import Filter, Rows
from minhbach.foundation.writing import write_day


class DayFilter(Filter):
    """A day to narrow by; what is no day is ignored."""

    def __init__(self, name: str, label: str | Promise, apply: Callable[[Rows, date], Rows]) -> None:
        def _narrow(rows: Rows, text: str) -> Rows:
            day = read_day(text)
            return rows if day is None else apply(rows, day)

        super().__init__(name, label, _narrow, kind="date")

    def takes(self, value: str) -> bool:
        return read_day(value) is not None

    def words(self, value: str) -> str:
        day = read_day(value)
        return value if day is None else write_day(day)


class StateFilter(Filter):
    """One of an enumeration, compared with the column FIELD; BLANK as in Filter."""

    def __init__(
        self, name: str, label: str | Promise, choices: type[TextChoices], *, field: str = "", blank: str | Promise = ""
    ) -> None:
        column = field or name
        super().__init__(
            name, label, lambda rows, code: rows.filter(**{column: code}), choices=choices.choices, blank=blank
        )
