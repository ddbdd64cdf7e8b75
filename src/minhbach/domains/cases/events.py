"""What this domain tells those above it. `config/wiring.py` names who listens."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types.state import CaseState


class Listener(Protocol):
    def __call__(self, case: Case, state: CaseState, *, at: datetime) -> None: ...


_listeners: list[Listener] = []


def on_file_changed(listener: Listener) -> None:
    """Call LISTENER with each file and what it comes to, in the transaction that wrote an entry into it."""
    if listener not in _listeners:
        _listeners.append(listener)


def file_changed(case: Case, state: CaseState, *, at: datetime) -> None:
    for listener in tuple(_listeners):
        listener(case, state, at=at)
