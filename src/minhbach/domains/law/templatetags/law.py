"""What the law pages say: a citation, the last day of a period, a value of the address."""

from __future__ import annotations

from datetime import date, timedelta

from django import template
from django.http import QueryDict

from minhbach.domains.law import wording
from minhbach.domains.law.types import Citation

register = template.Library()


@register.filter
def cite(citation: Citation) -> str:
    return wording.cite(citation)


@register.filter
def last_day(valid_until: date) -> date:
    """The last day in force: officers name that one, not the first day after."""
    return valid_until - timedelta(days=1)


@register.filter
def value(data: QueryDict, name: str) -> str:
    return data.get(name, "")
