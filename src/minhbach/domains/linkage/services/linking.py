"""Records are linked by the worker right after they are written, so that entering never waits."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.linkage.store import TableStore
from minhbach.engine.linkage import take
from minhbach.foundation import jobs
from minhbach.foundation.database.locks import wait_turn

TASK = "linkage.link"
AT_ONCE = 500
# What comes in bulk waits until nothing waits that a person has just entered.
BULK, BULK_PRIORITY = 50, -10
_LETTERS_OF_AN_ID = 37


def hear_subjects(subject_ids: Collection[UUID]) -> None:
    """Have subjects linked that were just written, in the transaction that wrote them."""
    ids = sorted(map(str, subject_ids))
    priority = BULK_PRIORITY if len(ids) > BULK else 0
    for begin in range(0, len(ids), AT_ONCE):
        jobs.defer(TASK, priority=priority, subject_ids=" ".join(ids[begin : begin + AT_ONCE]))


@transaction.atomic
def link_subjects(*, subject_ids: Collection[UUID], at: datetime, with_waiting: bool = False) -> None:
    """Compare subjects with those that share a key, and work out anew the clusters this touches.

    WITH_WAITING takes along what waits in the queue for the same: much of the work is the same for one and for many.
    Needs the system's reach. What it leaves is the same in whatever order subjects come; not audited, since it says
    nothing that the statements do not say.
    """
    # What is near hangs together over many records: those who link take turns.
    wait_turn(TASK)
    ids = {str(one) for one in subject_ids}
    if with_waiting and len(ids) < AT_ONCE:
        room = AT_ONCE - len(ids)
        waiting = jobs.take_waiting(TASK, most=room, letters=room * _LETTERS_OF_AN_ID)
        ids |= {one for args in waiting for one in args["subject_ids"].split()}
    take(TableStore(at=at), ids)
