"""Reads, each within the reach of whoever asks."""

from __future__ import annotations

from minhbach.domains.hotline.selectors.calls import (
    caller_of,
    get_call,
    get_waiting_call,
    report_of_press,
    tries_of,
    visible_calls,
    waiting_calls,
    waiting_sign,
)
from minhbach.domains.hotline.selectors.figures import FIGURES, figures_of
from minhbach.domains.hotline.selectors.instructions import instructions_of, waits_for_head
from minhbach.domains.hotline.selectors.known import known_subjects, open_reports
from minhbach.domains.hotline.selectors.letters import (
    get_box,
    get_scan,
    letter_of,
    opening_to_enter,
    openings_of,
    scans_of,
    visible_boxes,
    visible_visits,
)
from minhbach.domains.hotline.selectors.lines import (
    get_line,
    letterboxes_to_choose,
    lines_to_work_at,
    officers_to_choose,
    visible_lines,
)
from minhbach.domains.hotline.selectors.mails import (
    failing_mailboxes,
    files_of,
    get_mail,
    get_mail_file,
    mails_of,
    next_mail,
    report_named_in,
    sender_of,
    sent_with,
    visible_mailboxes,
    visible_mails,
    visible_transfers,
)
from minhbach.domains.hotline.selectors.stints import current_stint, left_open_at, stints_of
from minhbach.domains.hotline.selectors.work import work_items

__all__ = [
    "FIGURES",
    "caller_of",
    "current_stint",
    "failing_mailboxes",
    "figures_of",
    "files_of",
    "get_box",
    "get_call",
    "get_line",
    "get_mail",
    "get_mail_file",
    "get_scan",
    "get_waiting_call",
    "instructions_of",
    "known_subjects",
    "left_open_at",
    "letter_of",
    "letterboxes_to_choose",
    "lines_to_work_at",
    "mails_of",
    "next_mail",
    "officers_to_choose",
    "open_reports",
    "opening_to_enter",
    "openings_of",
    "report_named_in",
    "report_of_press",
    "scans_of",
    "sender_of",
    "sent_with",
    "stints_of",
    "tries_of",
    "visible_boxes",
    "visible_calls",
    "visible_lines",
    "visible_mailboxes",
    "visible_mails",
    "visible_transfers",
    "visible_visits",
    "waiting_calls",
    "waiting_sign",
    "waits_for_head",
    "work_items",
]
