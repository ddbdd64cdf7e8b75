"""Writes."""

from __future__ import annotations

from datetime import datetime


def load_reference(*, at: datetime) -> None:
    """This will load places and the national and provincial agencies; repeating it changes nothing."""
