"""Writes."""

from __future__ import annotations

from minhbach.domains.hotline.services.boxes import put_up_box, sign_opening, take_down_box, write_opening
from minhbach.domains.hotline.services.calls import enter_call, note_missed, take_on, try_back
from minhbach.domains.hotline.services.exchange import hear_events, settle_unended
from minhbach.domains.hotline.services.files import Looked, hand_out, scan_left
from minhbach.domains.hotline.services.forgetting import close_anew, forget_callers
from minhbach.domains.hotline.services.instructions import give_instruction, raise_to_head
from minhbach.domains.hotline.services.letters import enter_letter
from minhbach.domains.hotline.services.lines import close_line, open_line
from minhbach.domains.hotline.services.mailboxes import DrawnMail, draw_all, follow_mailboxes, keep_mail
from minhbach.domains.hotline.services.mails import enter_mail, forget_senders, join_mail, set_aside, take_back
from minhbach.domains.hotline.services.stints import hand_over, take_over
from minhbach.domains.hotline.services.transfers import Handed, Taken, read_transfers, take_transfers
from minhbach.domains.hotline.services.visits import enter_visit

__all__ = [
    "DrawnMail",
    "Handed",
    "Looked",
    "Taken",
    "close_anew",
    "close_line",
    "draw_all",
    "enter_call",
    "enter_letter",
    "enter_mail",
    "enter_visit",
    "follow_mailboxes",
    "forget_callers",
    "forget_senders",
    "give_instruction",
    "hand_out",
    "hand_over",
    "hear_events",
    "join_mail",
    "keep_mail",
    "note_missed",
    "open_line",
    "put_up_box",
    "raise_to_head",
    "read_transfers",
    "scan_left",
    "set_aside",
    "settle_unended",
    "sign_opening",
    "take_back",
    "take_down_box",
    "take_on",
    "take_over",
    "take_transfers",
    "try_back",
    "write_opening",
]
