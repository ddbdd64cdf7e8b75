"""Kinds of document a delegation can name. The domains that sign them say which; this one knows no documents."""

from __future__ import annotations

from django.utils.functional import Promise

_kinds: dict[str, str | Promise] = {}


def register_kind(code: str, label: str | Promise) -> None:
    """Let delegations name one kind of document."""
    _kinds[code] = label


def kinds() -> list[tuple[str, str | Promise]]:
    """List the kinds with their names, in the order they were registered."""
    return list(_kinds.items())


def kind_names(codes: list[str]) -> list[str]:
    """Name the kinds a delegation covers; none named means all."""
    return [str(_kinds.get(code, code)) for code in codes]
