"""Background work of the hotline's desk."""

from __future__ import annotations

from minhbach.domains.hotline import services
from minhbach.foundation.clock import now
from minhbach.foundation.tasks import app


@app.periodic(cron="* * * * *")
@app.task(name="hotline.settle_unended", queueing_lock="hotline.settle_unended")
def settle_unended(timestamp: int) -> None:
    """Hold calls of which no end was told for missed."""
    services.settle_unended(at=now())


@app.periodic(cron="40 2 * * *")
@app.task(name="hotline.forget_callers", queueing_lock="hotline.forget_callers")
def forget_callers(timestamp: int) -> None:
    """Take the numbers of those away whom nobody reached in time."""
    services.forget_callers(at=now())
