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

AT_ONCE = 500


def hear_subjects(subject_ids: Collection[UUID]) -> None:
    """Have subjects linked that were just written, in the transaction that wrote them."""
    ids = sorted(map(str, subject_ids))
    for begin in range(0, len(ids), AT_ONCE):
        jobs.defer("linkage.link", subject_ids=" ".join(ids[begin : begin + AT_ONCE]))


@transaction.atomic
def link_subjects(*, subject_ids: Collection[UUID], at: datetime) -> None:
    """Compare subjects with those that share a key, and work out anew the clusters this touches.

    Needs the system's reach. What it leaves is the same in whatever order subjects come; not audited, since it says
    nothing that the statements do not say.
    """
    # What is near hangs together over many records: those who link take turns.
    wait_turn("linkage.link")
    take(TableStore(at=at), {str(one) for one in subject_ids})
