"""Writes."""

from minhbach.domains.pictures.services.judging import judge_match
from minhbach.domains.pictures.services.keeping import keep_known, keep_matches
from minhbach.domains.pictures.services.uploads import (
    begin_upload,
    fail_upload,
    send_known,
    send_listings,
    tell_progress,
    undo_upload,
)
from minhbach.domains.pictures.services.withdrawing import withdraw_known

__all__ = [
    "begin_upload",
    "fail_upload",
    "judge_match",
    "keep_known",
    "keep_matches",
    "send_known",
    "send_listings",
    "tell_progress",
    "undo_upload",
    "withdraw_known",
]
