"""The functions of the database that decide, asked; what they refuse, in words."""

from __future__ import annotations

from typing import Any

from django.db import connection

from minhbach.domains.custody import refusals
from minhbach.foundation.refusals import Refusal

WHY: dict[str, type[Refusal]] = {
    "gone": refusals.NothingWaiting,
    "own": refusals.OwnWord,
    "role": refusals.NotCustodian,
    "late": refusals.ApprovalPassed,
    "key": refusals.KeyNotOfBox,
}


def answered(call: str, *values: Any) -> Any:
    """Return what a function answers.

    Raises: NothingWaiting, OwnWord, NotCustodian, ApprovalPassed, KeyNotOfBox.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"select {call}", values)
        (told,) = cursor.fetchone()
    refused = told if isinstance(told, str) and told in WHY else ""
    if refused:
        raise WHY[refused]
    return told
