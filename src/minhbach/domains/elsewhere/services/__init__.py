"""Writes."""

from __future__ import annotations

from minhbach.domains.elsewhere.services.entering import mark_entered, set_use, take_ready
from minhbach.domains.elsewhere.services.exports import receive_export, take_export, try_export, undo_export
from minhbach.domains.elsewhere.services.twins import hear_file, link_case, open_cases, settle

__all__ = [
    "hear_file",
    "link_case",
    "mark_entered",
    "open_cases",
    "receive_export",
    "set_use",
    "settle",
    "take_export",
    "take_ready",
    "try_export",
    "undo_export",
]
