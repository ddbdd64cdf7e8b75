"""Writes."""

from __future__ import annotations

from minhbach.domains.hotline.services.boxes import put_up_box, sign_opening, take_down_box, write_opening
from minhbach.domains.hotline.services.calls import enter_call, note_missed, take_on, try_back
from minhbach.domains.hotline.services.exchange import hear_events, settle_unended
from minhbach.domains.hotline.services.forgetting import close_anew, forget_callers
from minhbach.domains.hotline.services.instructions import give_instruction, raise_to_head
from minhbach.domains.hotline.services.letters import enter_letter
from minhbach.domains.hotline.services.lines import close_line, open_line
from minhbach.domains.hotline.services.stints import hand_over, take_over
from minhbach.domains.hotline.services.visits import enter_visit

__all__ = [
    "close_anew",
    "close_line",
    "enter_call",
    "enter_letter",
    "enter_visit",
    "forget_callers",
    "give_instruction",
    "hand_over",
    "hear_events",
    "note_missed",
    "open_line",
    "put_up_box",
    "raise_to_head",
    "settle_unended",
    "sign_opening",
    "take_down_box",
    "take_on",
    "take_over",
    "try_back",
    "write_opening",
]
