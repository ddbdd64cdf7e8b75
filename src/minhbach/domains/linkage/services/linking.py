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


def hear_subjects(subject_ids: Collection[UUID]) -> None:
    """Have subjects linked that were just written, in the transaction that wrote them."""
    jobs.defer_ids(TASK, "subject_ids", subject_ids, at_once=AT_ONCE)


@transaction.atomic
def link_subjects(*, subject_ids: Collection[UUID], at: datetime, with_waiting: bool = False) -> None:
    """Compare subjects with those that share a key, and work out anew the clusters this touches.

    WITH_WAITING takes along what waits in the queue for the same: much of the work is the same for one and for many.
    Needs the system's reach. What it leaves is the same in whatever order subjects come; not audited, since it says
    nothing that the statements do not say.
    """
    # What is near hangs together over many records: those who link take turns.
    wait_turn(TASK)
    ids = jobs.take_along(TASK, "subject_ids", subject_ids, most=AT_ONCE) if with_waiting else subject_ids
    take(TableStore(at=at), {str(one) for one in ids})
