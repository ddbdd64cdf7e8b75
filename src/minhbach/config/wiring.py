"""Who listens to whom. A lower domain emits a plain event; only this page names the higher one that hears it."""

from __future__ import annotations


def connect() -> None:
    """Tie every listener to its event; called once, when all applications are loaded."""
