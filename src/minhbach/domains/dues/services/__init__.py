"""Writes."""

from __future__ import annotations

from minhbach.domains.dues.services.accounts import hear_file, keep_missing, rescope_accounts
from minhbach.domains.dues.services.entries import add_entry, withdraw_entry
from minhbach.domains.dues.services.matching import lay_aside, match_slip, undo_slip
from minhbach.domains.dues.services.slips import Taken, read_slips, take_slips
from minhbach.domains.dues.services.treasury import say_treasury

__all__ = [
    "Taken",
    "add_entry",
    "hear_file",
    "keep_missing",
    "lay_aside",
    "match_slip",
    "read_slips",
    "rescope_accounts",
    "say_treasury",
    "take_slips",
    "undo_slip",
    "withdraw_entry",
]
