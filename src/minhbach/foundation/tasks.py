"""Background work: kept in PostgreSQL, deferred inside the transaction that needs it, so that neither is lost alone.

A domain's tasks stand in its `tasks` module, which procrastinate finds by name:

    @tasks.app.task(name="screening.run_sweep", queueing_lock=…)
    def run_sweep(sweep_id: str) -> None: …

    run_sweep.defer(sweep_id=str(sweep.id))     # inside the service's transaction
"""

from procrastinate.contrib.django import app

__all__ = ["app"]
