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
