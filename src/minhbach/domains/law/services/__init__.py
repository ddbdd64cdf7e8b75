"""Changing law: loading what ships, proposing and confirming changes of rows, keeping the calendar."""

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
from minhbach.domains.law.services.proposals import (
    confirm_change,
    propose_row,
    propose_switch,
    refuse_change,
    withdraw_change,
)
from minhbach.domains.law.services.sets import confirm_changes, propose_review, refuse_changes, withdraw_set

__all__ = [
    "BasisMissing",
    "Loaded",
    "RowAlreadyInThatState",
    "RowAlreadySuperseded",
    "RowHasNoDate",
    "RowNameTaken",
    "RowNotWhole",
    "confirm_change",
    "confirm_changes",
    "confirm_year",
    "load_reference",
    "propose_review",
    "propose_row",
    "propose_switch",
    "refuse_change",
    "refuse_changes",
    "set_day",
    "withdraw_change",
    "withdraw_set",
]
