"""Writes."""

from __future__ import annotations

from minhbach.domains.custody.services.blanking import answer_blanking, ask_to_blank
from minhbach.domains.custody.services.keys import confirm_key, end_key, register_key
from minhbach.domains.custody.services.openings import answer, ask_to_open, open_box

__all__ = [
    "answer",
    "answer_blanking",
    "ask_to_blank",
    "ask_to_open",
    "confirm_key",
    "end_key",
    "open_box",
    "register_key",
]
