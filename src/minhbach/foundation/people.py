"""What the house keeps of people: each domain says it of its own tables, in its `people.py`.

    NEEDS = (Needs("case", _lazy("có trong vụ việc đang xử lý")),)
    PEOPLE = (
        OfPeople("hotline.Mail", ("sender",), _lazy("Người gửi thư điện tử"), _lazy("trả lời"), Until.AT_ONCE,
                 since=_lazy("lúc thư được xử lý")),
    )

A test walks the columns of every table and fails where one that looks personal is neither here nor excused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices

# Row of `retention_and_personal_data` that tells what is kept for a purpose: a case's papers as long as its file, of
# what became no case the unit sets the days itself.
BY_PURPOSE = "DLCN.R.MUCDICH"


class Until(ChipChoices):
    """What sets the end."""

    AT_ONCE = "at_once", "good", _lazy("xóa ngay khi xong việc")
    UNIT = "unit", "info", _lazy("đơn vị tự đặt thời hạn")
    UNSET = "unset", "warn", _lazy("luật chưa đặt thời hạn")


@dataclass(frozen=True)
class OfPeople:
    """Columns of one table that tell of people: what for, and until when.

    SINCE is the event from which the time runs, ROW the row of the law table that says so. KIND is what custodians
    blank it as; without one, what the unit may set an end to is not blanked yet, and the page says so.
    """

    model: str
    columns: tuple[str, ...]
    words: str | Promise
    purpose: str | Promise
    until: Until
    since: str | Promise = ""
    kind: str = ""
    row: str = BY_PURPOSE


@dataclass(frozen=True)
class Needs:
    """Why a room still needs what is due; CODE is the one its function has in the database (`database.blanking`)."""

    code: str
    words: str | Promise


def kept_of_people() -> tuple[OfPeople, ...]:
    """Everything that domains keep of people, lowest domain first."""
    return tuple(one for module in _declared() for one in module.PEOPLE)


def needs() -> dict[str, str | Promise]:
    """The words of everything that may hold back what is due."""
    return {one.code: one.words for module in _declared() for one in getattr(module, "NEEDS", ())}


def _declared() -> Iterator[Any]:
    for domain in reversed(settings.DOMAINS):
        if find_spec(f"{domain}.people"):
            yield import_module(f"{domain}.people")
