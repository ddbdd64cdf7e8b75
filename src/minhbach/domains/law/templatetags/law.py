"""What the law pages say: a citation, a value of the address."""

from __future__ import annotations

from django import template
from django.http import QueryDict

from minhbach.domains.law import citing
from minhbach.domains.law.types import Citation

register = template.Library()


@register.filter
def cite(citation: Citation) -> str:
    return citing.cite(citation)


@register.filter
def value(data: QueryDict, name: str) -> str:
    return data.get(name, "")
