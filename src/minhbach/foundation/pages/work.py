"""One line of “Việc hôm nay”, offered by whichever domain has work for an officer; and the days it is sorted by.

    WorkItem(
        Kind.CASE,
        what=_("Ra quyết định xử phạt"),
        about="VV-2026-00012 · Kinh doanh hàng hóa nhập lậu",
        url=case.get_absolute_url(),
        act=_("Mở"),
        due_on=case.due_on,
    )

A line may stand for many things (COUNT): what is not listed one by one is told with its number and a link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Model, QuerySet, Value
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from minhbach.foundation.audit.looks import Personal, saw

# Nobody reads on beyond this; a count that reached it says "10.000+".
MOST_COUNTED = 10_000
# So many working days ahead a thing is said to be due soon, on the desk and in lists alike.
SOON_DAYS = 3


class Kind(StrEnum):
    """What sort of work a line is, in the order in which lines without a time limit stand."""

    SIGN = "sign"
    NUMBER = "number"
    ISSUE = "issue"
    DECIDE = "decide"  # yes or no to what another asked for
    REDRAFT = "redraft"
    ARRIVAL = "arrival"  # a paper that came in
    REPORT = "report"
    CASE = "case"
    LEAD = "lead"
    SUBJECT = "subject"
    LAW = "law"
    UPKEEP = "upkeep"  # what the installation, a file or a word list asks for


@dataclass(frozen=True, kw_only=True)
class Button:
    """What may be done from the line besides opening it: its words and its page."""

    label: str
    url: str


@dataclass(frozen=True)
class WorkItem:
    """Việc, đối tượng, hạn, của ai, nút.

    WHOSE is empty where it is the reader's own. AGENCY_ID is the unit it is done for: who holds several posts reads
    which one a line is for. CLOCK says what is left in the unit of its own law (STATUTE beside it); without one the
    desk counts working days.
    """

    kind: Kind
    what: str
    about: str
    url: str
    act: str
    due_on: date | None = None
    clock: str = ""
    statute: str = ""
    whose: str = ""
    agency_id: UUID | None = None
    is_new: bool = False
    note: str = ""
    count: int = 1
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Card:
    """What else stands on the desk: a piece of a page, among those of other domains by its PLACE.

    One that IS_FIRST stands above the lines, and is a few lines high.
    """

    template: str
    shown: Mapping[str, Any]
    place: int
    is_first: bool = False


@dataclass(frozen=True)
class Asked:
    """What waits in one table: its first ROWS, what is TOLD of each by name, and how they are put into words.

    A desk asks all of them in one question (`said`). SAY is given what is told, as JSON has it (days and ids are text),
    and how many there are besides the first MOST.
    """

    rows: QuerySet[Any]
    told: Mapping[str, Any]
    most: int
    say: Callable[[list[dict[str, Any]], int], Iterable[WorkItem]]


class Calendar(Protocol):
    """Days on which offices work."""

    def day_after(self, start: date, count: int) -> date: ...

    def working_days_after(self, start: date, until: date) -> int: ...


@dataclass(frozen=True)
class WorkingDays:
    """The calendar of working days, offered by the domain that keeps it."""

    open: Callable[[], Calendar]


def say_left(days: int, due_on: date, today: date) -> str:
    """Say how much time is left in working days, as the lists do: "còn 3 ngày làm việc"."""
    if due_on == today:
        return _("hôm nay là ngày cuối")
    if due_on < today:
        return _("quá hạn %(count)s ngày làm việc") % {"count": -days} if days else _("vừa quá hạn")
    return _("còn %(count)s ngày làm việc") % {"count": days}


def some_of(rows: QuerySet[Any], most: int) -> tuple[list[Any], int]:
    """Read the first few of some rows, and count the others, no further than anybody reads."""
    first = list(rows[: most + 1])
    if len(first) <= most:
        return first, 0
    return first[:most], beyond(rows, most)


def some_of_each(desks: Mapping[str, tuple[QuerySet[Any], int]]) -> dict[str, tuple[list[Any], int]]:
    """Read the first few rows of several desks in one question, and count the others of each as `some_of` does.

    They are rows of one table with the same columns, each desk in an order of its own.
    """
    parts = [rows.annotate(desk=Value(name))[: most + 1] for name, (rows, most) in desks.items()]
    read: dict[str, list[Any]] = {name: [] for name in desks}
    for row in parts[0].union(*parts[1:], all=True) if parts else ():
        read[row.desk].append(row)
    return {
        name: (read[name][:most], beyond(rows, most) if len(read[name]) > most else 0)
        for name, (rows, most) in desks.items()
    }


def said(of: Iterable[WorkItem | Card | Asked]) -> list[WorkItem | Card]:
    """Put into words whatever a desk's domains say, with one question for all that they ask."""
    given = list(of)
    asked = {number: one for number, one in enumerate(given) if isinstance(one, Asked)}
    parts = [
        one.rows.select_related(None)
        .annotate(desk_part=Value(number), desk_told=JSONObject(**one.told, **_seen_in(one.rows.model)))
        .values_list("desk_part", "desk_told")[: one.most + 1]
        for number, one in asked.items()
    ]
    read: dict[int, list[dict[str, Any]]] = {number: [] for number in asked}
    for number, told in parts[0].union(*parts[1:], all=True) if parts else ():
        read[number].append(told)
    items: list[WorkItem | Card] = []
    for number, one in enumerate(given):
        if not isinstance(one, Asked):
            items.append(one)
        elif first := read[number]:
            _note_looks(one.rows.model, first)
            others = beyond(one.rows, one.most) if len(first) > one.most else 0
            items += one.say(first[: one.most], others)
    return items


def _seen_in(model: type[Model]) -> dict[str, str]:
    """Name what the log must know of rows that tell of people: of whom, and whose they are."""
    if not issubclass(model, Personal):
        return {}
    has_owner = any(field.name == "owner_agency" for field in model._meta.fields)
    return {"seen_id": model.told_as()[1]} | ({"seen_owner": "owner_agency_id"} if has_owner else {})


def _note_looks(model: type[Model], told: Iterable[dict[str, Any]]) -> None:
    if issubclass(model, Personal):
        kind, _column = model.told_as()
        for row in told:
            owner = row.get("seen_owner")
            saw(kind, row["seen_id"], owner=UUID(owner) if owner else None)


def beyond(rows: QuerySet[Any], most: int) -> int:
    """Count what rows there are besides the first few, no further than anybody reads."""
    return rows.order_by().values("pk")[: MOST_COUNTED + 1].count() - most
