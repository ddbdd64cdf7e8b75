"""Background work of what is published."""

from __future__ import annotations

from minhbach.domains.outreach.services import follow_clock
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.tasks import app


@app.periodic(cron="* * * * *")
@app.task(name="outreach.follow_clock", queueing_lock="outreach.follow_clock")
def follow(timestamp: int) -> None:
    """Write down what the clock put up and took down; harmless to repeat."""
    with acting_as(SYSTEM):
        follow_clock(at=now())
