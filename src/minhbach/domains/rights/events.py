"""What this domain tells those above it. `config/wiring.py` names who listens."""

from __future__ import annotations

from collections.abc import Callable

from minhbach.domains.rights.types import NoticeRead

Listener = Callable[[NoticeRead], None]

_listeners: list[Listener] = []


def on_notice_read(listener: Listener) -> None:
    """Call LISTENER with links that were read, in the transaction that read them, with the system's reach."""
    if listener not in _listeners:
        _listeners.append(listener)


def notice_read(read: NoticeRead) -> None:
    for listener in tuple(_listeners):
        listener(read)
