"""The queue of long tasks: put in by name, and put back when the worker that had one died."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from procrastinate.contrib.django import app

_names: list[str] = []


def long_task(name: str) -> Callable[[Callable[..., None]], Any]:
    """Register a function of a domain's `tasks` module as a long task; it must be harmless to repeat."""
    _names.append(name)
    return app.task(name=name)


def long_tasks() -> tuple[str, ...]:
    """Return the names of every long task."""
    return tuple(_names)


def defer(name: str, **arguments: str) -> None:
    """Put a task in the queue, in the transaction that needs it."""
    app.configure_task(name, allow_unknown=False).defer(**arguments)
