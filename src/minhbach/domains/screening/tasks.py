"""Background work: running a sweep, and taking up again what a dead worker left."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from minhbach.domains.screening.process import ScreenBroken, ScreenRefused, ScreenStopped, screen
from minhbach.domains.screening.runs import open_run
from minhbach.domains.screening.services import sweeps
from minhbach.domains.screening.services.exports import named_copy
from minhbach.domains.screening.services.importing import receive_run
from minhbach.domains.screening.types import SweepState
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.tasks import app

TELL_EVERY_SECONDS = 1.0

log = logging.getLogger(__name__)


@app.task(name="screening.run_sweep")
def run_sweep(sweep_id: str) -> None:
    """Screens in a process of its own, then takes the leads in in one transaction. Harmless to repeat."""
    own_id = UUID(sweep_id)
    with acting_as(SYSTEM):
        sweep = sweeps.begin_sweep(own_id, at=now())
    if sweep is None:
        return
    folder = sweeps.work_folder(own_id)
    try:
        if not (folder / "run.json").exists():
            with named_copy(sweep.export, as_name=sweep.export.name) as export:
                screen(export, folder, mapping=sweep.mapping, as_of=local_date(sweep.created_at), told=_teller(own_id))
        with acting_as(SYSTEM):
            if (
                not type(sweep)
                .objects.filter(id=own_id, state=SweepState.SCREENING)
                .update(state=SweepState.IMPORTING, told_at=now())
            ):
                return
        with acting_as(SYSTEM):
            sweep = type(sweep).objects.select_for_update(of=("self",)).select_related("export").get(id=own_id)
            if sweep.state == SweepState.IMPORTING:
                receive_run(sweep, open_run(folder), at=now())
    except ScreenStopped:
        log.info("sweep %s was stopped", sweep_id)
    except ScreenRefused as refusal:
        _fail(own_id, {"code": refusal.code, **refusal.values})
    except ScreenBroken as broken:
        log.exception("sweep %s: the screen ended badly", sweep_id)
        _fail(own_id, {"code": "screening.process.broken", "detail": str(broken)[-2000:]})
    except Refusal as refusal:
        _fail(own_id, {"code": refusal.code, "detail": str(refusal)})
    sweeps.clear_work_folder(own_id)


@app.periodic(cron="* * * * *")
@app.task(name="screening.resume_sweeps", queueing_lock="screening.resume_sweeps")
async def resume_sweeps(timestamp: int) -> None:
    """A worker that was killed never says so: whoever lives puts its sweeps back in the queue."""
    for job in await app.job_manager.get_stalled_jobs(task_name="screening.run_sweep"):
        await app.job_manager.retry_job(job)


def _teller(sweep_id: UUID) -> Any:
    last = 0.0

    def told(progress: Mapping[str, Any]) -> bool:
        nonlocal last
        moment = time.monotonic()
        if moment - last < TELL_EVERY_SECONDS and progress["stage"] == "screening":
            return True
        last = moment
        with acting_as(SYSTEM):
            return sweeps.tell_progress(sweep_id, progress, at=now())

    return told


def _fail(sweep_id: UUID, failure: Mapping[str, Any]) -> None:
    with acting_as(SYSTEM):
        sweeps.fail_sweep(sweep_id, failure, at=now())
