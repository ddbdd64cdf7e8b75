"""What a field offers, where it is known only when the form is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet


def offer(field: forms.Field, options: QuerySet[Any] | Iterable[tuple[Any, Any]]) -> None:
    """Let FIELD offer these rows, or these pairs of code and words."""
    if isinstance(field, forms.ModelChoiceField) and isinstance(options, QuerySet):
        field.queryset = options
    elif isinstance(field, forms.ChoiceField):
        field.choices = list(options)
    else:
        raise TypeError(f"{type(field).__name__} offers nothing of this kind")
