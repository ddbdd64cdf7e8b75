"""What this domain tells those above it. `config/wiring.py` names who listens."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

Listener = Callable[[Collection[UUID]], None]

# Kind, how the value stood, and how it stands now.
Reclosed = Collection[tuple[str, str, str]]
ReclosedListener = Callable[[Reclosed], None]

_listeners: list[Listener] = []
_reclosed_listeners: list[ReclosedListener] = []


def on_subjects_changed(listener: Listener) -> None:
    """Call LISTENER with the ids of subjects of which something new is said or taken back, in the same transaction."""
    if listener not in _listeners:
        _listeners.append(listener)


def subjects_changed(ids: Collection[UUID]) -> None:
    for listener in tuple(_listeners):
        listener(ids)


def on_values_reclosed(listener: ReclosedListener) -> None:
    """Call LISTENER with values that are closed by another key from now on, in the same transaction."""
    if listener not in _reclosed_listeners:
        _reclosed_listeners.append(listener)


def values_reclosed(values: Reclosed) -> None:
    for listener in tuple(_reclosed_listeners):
        listener(values)
