"""What this domain tells those above it. `config/wiring.py` names who listens."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

Listener = Callable[[Collection[UUID]], None]

_listeners: list[Listener] = []


def on_subjects_changed(listener: Listener) -> None:
    """Call LISTENER with the ids of subjects of which something new is said or taken back, in the same transaction."""
    if listener not in _listeners:
        _listeners.append(listener)


def subjects_changed(ids: Collection[UUID]) -> None:
    for listener in tuple(_listeners):
        listener(ids)
