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
    jobs.follow(TASK, subject_ids)


@transaction.atomic
def link_subjects(*, subject_ids: Collection[UUID], at: datetime) -> None:
    """Compare subjects with those that share a key, and work out anew the clusters this touches.

    Much of the work is the same for one and for many. Needs the system's reach. What it leaves is the same in whatever
    order subjects come; not audited, since it says nothing that the statements do not say.
    """
    # What is near hangs together over many records: those who link take turns.
    wait_turn(TASK)
    take(TableStore(at=at), {str(one) for one in subject_ids})
