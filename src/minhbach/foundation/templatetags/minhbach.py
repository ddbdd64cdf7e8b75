"""What every template can say: an icon, a chip, an amount, a day."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from minhbach.foundation.ids import new_id
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages.cells import write_cells, write_inside, write_options, write_value
from minhbach.foundation.pages.chips import write_chip
from minhbach.foundation.writing import write_day, write_moment, write_number, write_quantity

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A Tabler icon, in line, hidden from screen readers: the words beside it speak."""
    return _icon(name)


@cache
def _icon(name: str) -> SafeString:
    source = settings.ENVIRONMENT.minhbach_node_modules / "@tabler/icons/icons/outline" / f"{name}.svg"
    if not source.exists():
        return SafeString("")
    svg = source.read_text(encoding="utf-8")
    # Our own pinned package, not input.
    return mark_safe(svg[svg.index("<svg") :].replace("<svg", '<svg aria-hidden="true" focusable="false"', 1))  # noqa: S308


@register.filter
def vnd(amount: int | None) -> str:
    return format_vnd(amount)


@register.filter
def day(value: date | datetime | None) -> str:
    """dd/mm/yyyy, in Vietnam."""
    if value is None or value == "":
        return ""
    return write_day(value)


@register.filter
def moment(value: datetime | None) -> str:
    """HH:MM dd/mm/yyyy, in Vietnam."""
    return "" if value is None else write_moment(value)


@register.filter
def number(value: int | None) -> str:
    return "" if value is None else write_number(value)


@register.filter
def quantity(value: Decimal | None) -> str:
    return "" if value is None else write_quantity(value)


@register.simple_tag
def chip(label: object, tone: str = "") -> SafeString:
    """Status is a word in a chip, the same word everywhere; TONE: "", good, warn, late, info, or that of a choice."""
    return write_chip(label, tone)


@register.simple_tag
def shown(value: Any, kind: str) -> SafeString:
    """A value as its kind is written."""
    return write_value(value, kind)


@register.simple_tag
def inside(cell: dict[str, Any]) -> SafeString:
    """What stands in one cell of a list."""
    return write_inside(cell)


@register.simple_tag
def cells(row: list[dict[str, Any]]) -> SafeString:
    """The cells of one row of a list."""
    return write_cells(row)


@register.simple_tag
def options(choices: Any, chosen: str) -> SafeString:
    """What a choice offers."""
    return write_options(choices, chosen)


@register.simple_tag
def press() -> SafeString:
    """The id of one press, for a form that asks nothing: sent twice, it acts once."""
    return format_html('<input type="hidden" name="press" value="{}" autocomplete="off">', new_id())


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: object) -> str:
    """The address's query with some parameters changed; an empty value removes one."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}"


@register.filter
def get_item(mapping: dict[Any, Any], key: object) -> Any:
    return mapping.get(key)
