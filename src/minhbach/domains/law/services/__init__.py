"""Changing law: loading what ships, adding and correcting rows, switching them on, keeping the calendar."""

from __future__ import annotations

from minhbach.domains.law.refusals import (
    BasisMissing,
    RowAlreadyInThatState,
    RowAlreadySuperseded,
    RowHasNoDate,
    RowNameTaken,
    RowNotWhole,
)
from minhbach.domains.law.services.holidays import confirm_year, set_day
from minhbach.domains.law.services.loading import Loaded, load_reference
from minhbach.domains.law.services.rows import add_row, correct_row, keep_row, switch_row

__all__ = [
    "BasisMissing",
    "Loaded",
    "RowAlreadyInThatState",
    "RowAlreadySuperseded",
    "RowHasNoDate",
    "RowNameTaken",
    "RowNotWhole",
    "add_row",
    "confirm_year",
    "correct_row",
    "keep_row",
    "load_reference",
    "set_day",
    "switch_row",
]
