"""What an agency sets from a day on, until it sets it anew: one such row a day, each ended by the next."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from minhbach.foundation.refusals import Refusal
from minhbach.foundation.writing import write_day


def begin(rows: QuerySet[Any], valid_from: date, *, taken: type[Refusal]) -> date | None:
    """End the row of ROWS that holds on a day, for one that is to hold from it; return until when, None for ever.

    Whoever asks holds what the rows belong to. Raises: TAKEN where one begins on that day already.
    """
    known = rows.order_by("valid_from")
    if known.filter(valid_from=valid_from).exists():
        raise taken(day=write_day(valid_from))
    before = known.filter(valid_from__lt=valid_from).last()
    if before is not None and before.holds_on(valid_from):
        before.valid_until = valid_from
        before.save(update_fields=["valid_until"])
    after = known.filter(valid_from__gt=valid_from).first()
    return after.valid_from if after else None
