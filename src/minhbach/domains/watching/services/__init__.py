"""Writes."""

from minhbach.domains.watching.services.alerts import settle, settle_old
from minhbach.domains.watching.services.files import receive_file, take_file, try_file, undo_file
from minhbach.domains.watching.services.following import follow_reach
from minhbach.domains.watching.services.lists import (
    add_entry,
    add_lines,
    close_list,
    end_entry,
    hear_reclosed,
    open_list,
    watch_subject,
)
from minhbach.domains.watching.services.meeting import meet, meet_register
from minhbach.domains.watching.services.patrols import record_patrol

__all__ = [
    "add_entry",
    "add_lines",
    "close_list",
    "end_entry",
    "follow_reach",
    "hear_reclosed",
    "meet",
    "meet_register",
    "open_list",
    "receive_file",
    "record_patrol",
    "settle",
    "settle_old",
    "take_file",
    "try_file",
    "undo_file",
    "watch_subject",
]
