"""Background work: records are linked right after they were written; each month the whole is looked at."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from minhbach.domains.linkage.models import Sweeping
from minhbach.domains.linkage.services import link_subjects, sweeping
from minhbach.domains.linkage.services.linking import AT_ONCE, TASK
from minhbach.domains.linkage.services.sampling import draw_sample
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.jobs import failures_kept, following_task, long_task
from minhbach.foundation.jobs.queue import LONG
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.tasks import app


@following_task(TASK, most=AT_ONCE)
def link(subject_ids: Collection[UUID]) -> None:
    """Link subjects. Harmless to repeat."""
    link_subjects(subject_ids=subject_ids, at=now())


@long_task(sweeping.TASK, record=Sweeping, fail=sweeping.fail_sweep)
def sweep(sweeping_id: str) -> None:
    """Sweep the whole register in a process of its own, and link anew what differs. Harmless to repeat."""
    own_id = UUID(sweeping_id)
    with acting_as(SYSTEM):
        found = sweeping.begin_sweep(own_id, at=now())
    if found is None:
        return
    with failures_kept("linkage sweep", own_id, sweeping.fail_sweep):
        rows = sweeping.sweep_register(found, lambda stage, done: sweeping.tell_sweep(own_id, stage, done))
        with acting_as(SYSTEM):
            sweeping.finish_sweep(own_id, rows=rows, at=now())


@app.periodic(cron="30 4 * * *")
@app.task(name="linkage.each_month", queue=LONG, queueing_lock="linkage.each_month")
def each_month(timestamp: int) -> None:
    """Draw the month's sample and have the register swept, where this month has not had them yet."""
    at = now()
    month = local_date(at).replace(day=1)
    with acting_as(SYSTEM):
        if draw_sample(month=month, at=at) is not None:
            sweeping.ask_for_sweep(at=at)
