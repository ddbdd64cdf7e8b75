"""Writes. `do` enters any act of the table; opening, mending, papers and old files have verbs of their own."""

from __future__ import annotations

from minhbach.domains.cases.services.field import (
    give_back,
    keep_beside,
    let_in,
    mark_read,
    receive_entry,
    take_all_along,
    take_along,
    turn_down,
)
from minhbach.domains.cases.services.hearing import hear_document
from minhbach.domains.cases.services.history import Happening, enter_history
from minhbach.domains.cases.services.journal import Appended, annul_entry, correct_entry, do
from minhbach.domains.cases.services.looking import look_around
from minhbach.domains.cases.services.opening import open_case, open_case_from_lead, title_of
from minhbach.domains.cases.services.papers import draft_paper
from minhbach.domains.cases.services.submitting import do_and_submit

__all__ = [
    "Appended",
    "Happening",
    "annul_entry",
    "correct_entry",
    "do",
    "do_and_submit",
    "draft_paper",
    "enter_history",
    "give_back",
    "hear_document",
    "keep_beside",
    "let_in",
    "look_around",
    "mark_read",
    "open_case",
    "open_case_from_lead",
    "receive_entry",
    "take_all_along",
    "take_along",
    "title_of",
    "turn_down",
]
