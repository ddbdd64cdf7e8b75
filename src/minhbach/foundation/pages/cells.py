"""The cells of a list, written as HTML here: a page has two hundred, and a template took longer over them than the
database over the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages.chips import write_chip
from minhbach.foundation.writing import write_day, write_moment, write_number

Cell = Mapping[str, Any]


def write_value(value: Any, kind: str) -> SafeString:
    """Write a value as its kind is written."""
    if value is None or value == "":
        return SafeString("")
    match kind:
        case "vnd":
            return _plain(format_vnd(value))
        case "day":
            return _plain(write_day(value))
        case "moment":
            return _plain(write_moment(value))
        case "number":
            return _plain(write_number(value))
        case "chip":
            return write_chip(value[0], value[1])
        case "lines":
            return mark_safe("<br>".join(map(_plain, value)))  # noqa: S308
        case _:
            return _plain(value)


def write_inside(cell: Cell) -> SafeString:
    """Write what stands in a cell; where there is nothing, a dash that says so."""
    if cell["is_empty"]:
        none = conditional_escape(_("không có"))
        return mark_safe(f'<span class="none" aria-label="{none}">–</span>')  # noqa: S308
    return write_value(cell["value"], cell["column"].kind)


def write_cells(cells: Iterable[Cell]) -> SafeString:
    """Write the cells of a row, each with what stands under it."""
    return mark_safe("".join(map(_cell, cells)))  # noqa: S308


def write_options(choices: Iterable[tuple[Any, Any]], chosen: str) -> SafeString:
    """Write what may be chosen."""
    return mark_safe(  # noqa: S308
        "".join(
            f'<option value="{conditional_escape(str(code))}"{" selected" * (str(code) == chosen)}>'
            f"{conditional_escape(str(words))}</option>"
            for code, words in choices
        )
    )


def _cell(cell: Cell) -> str:
    kind, empty = cell["column"].kind, " is-empty" if cell["is_empty"] else ""
    inside, url = write_inside(cell), cell["url"]
    if url:
        shown = f'<a class="cell" href="{conditional_escape(url)}" data-open{_hint(cell)}>{inside}</a>'
    else:
        shown = f'<span class="cell"{_hint(cell)}>{inside}</span>'
    below = "".join(_below(one) for one in cell["below"] if one["value"])
    if below:
        below = f'<small class="below">{below}</small>'
    return f'<td class="kind-{kind}{empty}" data-label="{conditional_escape(cell["label"])}">{shown}{below}</td>'


def _below(cell: Cell) -> str:
    inside, url = write_inside(cell), cell["url"]
    if url:
        inside = mark_safe(f'<a href="{conditional_escape(url)}">{inside}</a>')  # noqa: S308
    label = conditional_escape(cell["label"])
    # A bare day or number says nothing where the head of its column is not seen.
    kind = cell["column"].kind
    of_kind = f" of-{kind}" if kind in ("day", "moment", "number", "vnd") else ""
    return f'<span class="below-one{of_kind}"{_hint(cell)}><span class="below-label">{label}: </span>{inside}</span>'


def _hint(cell: Cell) -> str:
    return f' title="{conditional_escape(cell["hint"])}"' if cell["hint"] else ""


def _plain(value: Any) -> SafeString:
    """Write a value as a template does."""
    if isinstance(value, datetime) and is_aware(value):
        value = localtime(value)
    if not isinstance(value, str):
        value = localize(value)
    return conditional_escape(value if isinstance(value, str) else str(value))
