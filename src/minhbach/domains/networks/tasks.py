"""Background work: networks are looked at right after something was written, and all of them each night."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from minhbach.domains.networks.services import look_at, look_everywhere
from minhbach.domains.networks.services.looking import AT_ONCE, PAUSE_SECONDS, TASK
from minhbach.foundation.clock import now
from minhbach.foundation.jobs import following_task
from minhbach.foundation.jobs.queue import FOLLOWING
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.tasks import app


@following_task(TASK, most=AT_ONCE, pause=PAUSE_SECONDS)
def look(subject_ids: Collection[UUID]) -> None:
    """Look at the networks of subjects; harmless to repeat."""
    look_at(subject_ids=subject_ids, at=now())


@app.periodic(cron="40 2 * * *")
@app.task(name="networks.look_everywhere", queue=FOLLOWING, queueing_lock="networks.look_everywhere")
def look_at_all(timestamp: int) -> None:
    """Look at all networks anew: what a release, a date or a lost job has changed is found the next night."""
    with acting_as(SYSTEM):
        look_everywhere(at=now())
