"""Background work of what the public sends."""

from __future__ import annotations

from minhbach.domains.intake.services import forget_left, put_recordings_away, reckon_days, tell_levels
from minhbach.domains.intake.services import put_away as put_pictures_away
from minhbach.foundation.clock import now
from minhbach.foundation.jobs.queue import FOLLOWING
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.tasks import app


@app.periodic(cron="* * * * *")
@app.task(name="intake.put_away", queue=FOLLOWING, queueing_lock="intake.put_away")
def put_away(timestamp: int) -> None:
    """Put what was handed in into the store; harmless to repeat."""
    put_pictures_away()
    put_recordings_away()


@app.periodic(cron="5 * * * *")
@app.task(name="intake.reckon_days", queueing_lock="intake.reckon_days")
def reckon(timestamp: int) -> None:
    """Reckon the days of answers anew: the law may have changed, or its holidays; remove what nobody sends on."""
    with acting_as(SYSTEM):
        reckon_days(at=now())
    forget_left(at=now())


@app.periodic(cron="3,18,33,48 * * * *")
@app.task(name="intake.tell_levels", queue=FOLLOWING, queueing_lock="intake.tell_levels")
def tell_late(timestamp: int) -> None:
    """Tell the next level what is past its day; harmless to repeat."""
    with acting_as(SYSTEM):
        tell_levels(at=now())
