"""Background work of the hotline's desk."""

from __future__ import annotations

from minhbach.domains.hotline import services
from minhbach.foundation.clock import now
from minhbach.foundation.jobs.queue import FOLLOWING
from minhbach.foundation.tasks import app


@app.periodic(cron="* * * * *")
@app.task(name="hotline.settle_unended", queueing_lock="hotline.settle_unended")
def settle_unended(timestamp: int) -> None:
    """Hold calls of which no end was told for missed."""
    services.settle_unended(at=now())


@app.periodic(cron="40 2 * * *")
@app.task(name="hotline.forget_callers", queueing_lock="hotline.forget_callers")
def forget_callers(timestamp: int) -> None:
    """Take the numbers of those away whom nobody reached in time, and the senders of mails long set aside."""
    services.forget_callers(at=now())
    services.forget_senders(at=now())


@app.periodic(cron="*/3 * * * *")
@app.task(name="hotline.draw_mailboxes", queue=FOLLOWING, queueing_lock="hotline.draw_mailboxes")
def draw_mailboxes(timestamp: int) -> None:
    """Draw the mailboxes in, and ask the scanner about files of which it knew nothing; harmless to repeat."""
    services.draw_all()
    services.scan_left()
