"""What this domain tells those above it. `config/wiring.py` names who listens."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import Agency, Officer


class Listener(Protocol):
    def __call__(self, agency: Agency, officer: Officer | None, *, at: datetime) -> None: ...


_listeners: list[Listener] = []


def on_unit_joined(listener: Listener) -> None:
    """Call LISTENER with each unit that begins to work in the system, in the transaction that said so."""
    if listener not in _listeners:
        _listeners.append(listener)


def unit_joined(agency: Agency, officer: Officer | None, *, at: datetime) -> None:
    for listener in tuple(_listeners):
        listener(agency, officer, at=at)
