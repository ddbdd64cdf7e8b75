"""Writes."""

from minhbach.domains.watching.services.alerts import settle
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
    "hear_reclosed",
    "meet",
    "meet_register",
    "open_list",
    "record_patrol",
    "settle",
    "watch_subject",
]
