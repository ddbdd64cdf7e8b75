"""Background work: networks are looked at right after something was written, and all of them each night."""

from __future__ import annotations

from uuid import UUID

from minhbach.domains.networks.services import look_at, look_everywhere
from minhbach.domains.networks.services.looking import TASK
from minhbach.foundation.clock import now
from minhbach.foundation.jobs.queue import FOLLOWING
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.tasks import app


@app.task(name=TASK, queue=FOLLOWING)
def look(subject_ids: str) -> None:
    """Look at the networks of subjects, with some that wait for it already; harmless to repeat."""
    with acting_as(SYSTEM):
        look_at(subject_ids=[UUID(one) for one in subject_ids.split()], at=now(), with_waiting=True)


@app.periodic(cron="40 2 * * *")
@app.task(name="networks.look_everywhere", queue=FOLLOWING, queueing_lock="networks.look_everywhere")
def look_at_all(timestamp: int) -> None:
    """Look at all networks anew: what a release, a date or a lost job has changed is found the next night."""
    with acting_as(SYSTEM):
        look_everywhere(at=now())
