"""What this domain tells those above it. `config/wiring.py` names who listens."""

from __future__ import annotations

from collections.abc import Callable

from minhbach.domains.documents.types import DocumentMoved

Listener = Callable[[DocumentMoved], None]

_listeners: list[Listener] = []


def on_document_moved(listener: Listener) -> None:
    """Call LISTENER in the transaction of every later move of a document; a refusal there undoes the move."""
    if listener not in _listeners:
        _listeners.append(listener)


def emit(moved: DocumentMoved) -> None:
    for listener in tuple(_listeners):
        listener(moved)
