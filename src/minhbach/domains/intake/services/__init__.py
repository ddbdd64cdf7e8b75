"""Writes."""

from __future__ import annotations

from minhbach.domains.intake.services.days import reckon_days
from minhbach.domains.intake.services.keeping import put_away
from minhbach.domains.intake.services.letterboxes import change_letterbox, close_letterbox, open_letterbox
from minhbach.domains.intake.services.naming import ask_for_person, open_person
from minhbach.domains.intake.services.receiving import receive
from minhbach.domains.intake.services.recordings import forget_left, put_recordings_away
from minhbach.domains.intake.services.reports import add_note, answer, assign, move, turn_into

__all__ = [
    "add_note",
    "answer",
    "ask_for_person",
    "assign",
    "change_letterbox",
    "close_letterbox",
    "forget_left",
    "move",
    "open_letterbox",
    "open_person",
    "put_away",
    "put_recordings_away",
    "receive",
    "reckon_days",
    "turn_into",
]
