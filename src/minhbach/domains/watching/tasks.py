"""Background work: what the register holds of what is watched."""

from __future__ import annotations

from minhbach.domains.watching.services import meet_register
from minhbach.foundation.clock import now
from minhbach.foundation.jobs.queue import FOLLOWING
from minhbach.foundation.tasks import app


@app.periodic(cron="* * * * *")
@app.task(name="watching.meet", queue=FOLLOWING, queueing_lock="watching.meet")
def meet(timestamp: int) -> None:
    """Look for every list; harmless to repeat."""
    meet_register(at=now())
