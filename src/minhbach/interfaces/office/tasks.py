"""What the worker does for the shell by the clock."""

from __future__ import annotations

from minhbach.foundation.clock import now
from minhbach.foundation.tasks import app


@app.periodic(cron="* * * * *")
@app.task(name="office.watch", queueing_lock="office.watch")
def watch_installation(timestamp: int) -> None:
    """Look at the installation once a minute, where nobody else does."""
    from minhbach.interfaces.health.watch import watch

    watch(now())


@app.periodic(cron="40 1 * * *")
@app.task(name="office.look_slowly", queueing_lock="office.look_slowly")
def look_slowly(timestamp: int) -> None:
    """Look once a night at what takes long: the proof of the whole audit log."""
    from minhbach.interfaces.health.watch import look_now

    look_now(now(), is_slow=True)


@app.periodic(cron="30 3 * * *")
@app.task(name="office.forget_attempts", queueing_lock="office.forget_attempts")
def forget_attempts(timestamp: int) -> None:
    """Remove what is remembered of guesses that count no more, and of browsers long not used."""
    from minhbach.foundation import attempts

    attempts.forget(at=now())
