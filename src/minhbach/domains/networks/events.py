"""What this domain tells those above it. `config/wiring.py` names who listens."""

from __future__ import annotations

from collections.abc import Callable

from minhbach.domains.networks.types import Finding

Listener = Callable[[Finding], None]

_listeners: list[Listener] = []


def on_network_found(listener: Listener) -> None:
    """Call LISTENER with each finding, in the transaction that found it, with the system's reach."""
    if listener not in _listeners:
        _listeners.append(listener)


def network_found(finding: Finding) -> None:
    for listener in tuple(_listeners):
        listener(finding)
