"""Writes."""

from __future__ import annotations

from minhbach.domains.intake.services.alike import look_what_is_alike
from minhbach.domains.intake.services.days import reckon_days
from minhbach.domains.intake.services.group_answers import (
    answer_group,
    answer_part,
    begin_group_answer,
    fail_group_answer,
    recall_group_answer,
)
from minhbach.domains.intake.services.handing import confirm, give_back, hand_over, take, withdraw
from minhbach.domains.intake.services.hearing import hear
from minhbach.domains.intake.services.keeping import put_away
from minhbach.domains.intake.services.letterboxes import change_letterbox, close_letterbox, open_letterbox
from minhbach.domains.intake.services.marks import annul_mark, mark
from minhbach.domains.intake.services.naming import ask_for_person, open_person
from minhbach.domains.intake.services.overdue import tell_levels
from minhbach.domains.intake.services.receiving import receive
from minhbach.domains.intake.services.recordings import forget_left, put_recordings_away
from minhbach.domains.intake.services.reports import add_note, answer, assign, move, tell_sender, turn_into
from minhbach.domains.intake.services.templates import change_template, keep_template, put_away_template
from minhbach.domains.intake.services.ties import link_case, merge, tie_to, untie

__all__ = [
    "add_note",
    "annul_mark",
    "answer",
    "answer_group",
    "answer_part",
    "ask_for_person",
    "assign",
    "begin_group_answer",
    "change_letterbox",
    "change_template",
    "close_letterbox",
    "confirm",
    "fail_group_answer",
    "forget_left",
    "give_back",
    "hand_over",
    "hear",
    "keep_template",
    "link_case",
    "look_what_is_alike",
    "mark",
    "merge",
    "move",
    "open_letterbox",
    "open_person",
    "put_away",
    "put_away_template",
    "put_recordings_away",
    "recall_group_answer",
    "receive",
    "reckon_days",
    "take",
    "tell_levels",
    "tell_sender",
    "tie_to",
    "turn_into",
    "untie",
    "withdraw",
]
