"""Background work of custody."""

from __future__ import annotations

from minhbach.domains.custody import services
from minhbach.foundation.jobs.queue import FOLLOWING
from minhbach.foundation.tasks import app


@app.periodic(cron="* * * * *")
@app.task(name="custody.blank_left", queue=FOLLOWING, queueing_lock="custody.blank_left")
def blank_left(timestamp: int) -> None:
    """Go on with what two custodians let be blanked, where a press or a worker left it."""
    services.blank_left()
