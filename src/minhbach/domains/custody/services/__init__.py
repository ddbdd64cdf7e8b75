"""Writes."""

from __future__ import annotations

from minhbach.domains.custody.services.blanking import (
    answer_blanking,
    ask_to_blank,
    blank_left,
    blank_some,
    hold,
    release,
)
from minhbach.domains.custody.services.keys import confirm_key, end_key, register_key
from minhbach.domains.custody.services.openings import answer, ask_to_open, open_box

__all__ = [
    "answer",
    "answer_blanking",
    "ask_to_blank",
    "ask_to_open",
    "blank_left",
    "blank_some",
    "confirm_key",
    "end_key",
    "hold",
    "open_box",
    "register_key",
    "release",
]
