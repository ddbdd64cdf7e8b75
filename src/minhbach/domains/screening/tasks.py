"""Background work: running a sweep or a trial, and taking up again what a dead worker left."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from minhbach.domains.screening.lexicon_file import lexicon_files, rule_of
from minhbach.domains.screening.models import LexiconTrial
from minhbach.domains.screening.process import ScreenBroken, ScreenRefused, ScreenStopped, screen
from minhbach.domains.screening.rules_digest import knowledge_folder
from minhbach.domains.screening.runs import open_run
from minhbach.domains.screening.selectors.lexicon import versions_by_id
from minhbach.domains.screening.services import sweeps, trials
from minhbach.domains.screening.services.exports import named_copy
from minhbach.domains.screening.services.importing import receive_run
from minhbach.domains.screening.trials import compare, shown_leads
from minhbach.domains.screening.types import SweepState
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.tasks import app

TELL_EVERY_SECONDS = 1.0

Told = Callable[[Mapping[str, Any]], bool]

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
    with _failures_told("sweep", own_id, sweeps.fail_sweep):
        if not (folder / "run.json").exists():
            with (
                named_copy(sweep.export, as_name=sweep.export.name) as export,
                lexicon_files(versions_by_id(sweep.lexicon_version_ids)) as lexicons,
            ):
                screen(
                    export,
                    folder,
                    mapping=sweep.mapping,
                    as_of=local_date(sweep.created_at),
                    lexicons=lexicons,
                    knowledge=knowledge_folder(),
                    told=_teller(own_id),
                )
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
    sweeps.clear_work_folder(own_id)


@app.task(name="screening.run_trial")
def run_trial(trial_id: str) -> None:
    """Screens an export without a lexicon entry and with it, and keeps the difference. Harmless to repeat."""
    own_id = UUID(trial_id)
    with acting_as(SYSTEM):
        trial = trials.begin_trial(own_id, at=now())
    if trial is None:
        return
    folder = trials.trial_folder(own_id)
    with _failures_told("trial", own_id, trials.fail_trial):
        with named_copy(trial.export, as_name=trial.export.name) as export:
            without = _baseline(trial, export)
            others = versions_by_id(trial.other_version_ids)
            with lexicon_files([*others, trial.version]) as lexicons:
                _screen_trial(trial, export, folder, "with", lexicons)
            effect = compare(without, folder, rule_of(trial.version.code), seed=trial.version.sha256)
            shown = shown_leads(folder, effect)
        versions = {"with": open_run(folder).content["versions"], "without": open_run(without).content["versions"]}
        with acting_as(SYSTEM):
            trials.finish_trial(own_id, effect, shown, versions, at=now())
    trials.clear_trial_folder(own_id)
    trials.drop_old_baselines()


@app.periodic(cron="* * * * *")
@app.task(name="screening.resume_sweeps", queueing_lock="screening.resume_sweeps")
async def resume_sweeps(timestamp: int) -> None:
    """A worker that was killed never says so: whoever lives puts its sweeps and trials back in the queue."""
    for task in ("screening.run_sweep", "screening.run_trial"):
        for job in await app.job_manager.get_stalled_jobs(task_name=task):
            await app.job_manager.retry_job(job)


def _baseline(trial: LexiconTrial, export: Path) -> Path:
    """The run without the entry: one that an earlier trial left, where file, rules and other entries are the same."""
    folder = trials.baseline_folder(trial)
    if (folder / "run.json").exists():
        folder.touch()
        return folder
    aside = folder.with_name(f"{folder.name}.{trial.id}".replace("baseline-", "aside-"))
    with lexicon_files(versions_by_id([*trial.other_version_ids, *trial.before_version_ids])) as lexicons:
        _screen_trial(trial, export, aside, "without", lexicons)
    try:
        aside.rename(folder)
    except OSError:
        # Another trial was quicker with the same run.
        shutil.rmtree(aside, ignore_errors=True)
    return folder


def _screen_trial(trial: LexiconTrial, export: Path, out: Path, stage: str, lexicons: Sequence[Path]) -> None:
    screen(
        export,
        out,
        mapping=trial.mapping,
        as_of=local_date(trial.requested_at),
        lexicons=lexicons,
        knowledge=knowledge_folder(),
        told=_trial_teller(trial.id, stage),
    )


def _teller(sweep_id: UUID) -> Told:
    return _now_and_then(lambda progress: sweeps.tell_progress(sweep_id, progress, at=now()))


def _trial_teller(trial_id: UUID, stage: str) -> Told:
    return _now_and_then(lambda progress: trials.tell_trial_progress(trial_id, stage, progress, at=now()))


def _now_and_then(write: Told) -> Told:
    """Writes progress down, but not oftener than people can read it."""
    last = 0.0

    def told(progress: Mapping[str, Any]) -> bool:
        nonlocal last
        moment = time.monotonic()
        if moment - last < TELL_EVERY_SECONDS and progress["stage"] == "screening":
            return True
        last = moment
        with acting_as(SYSTEM):
            return write(progress)

    return told


@contextmanager
def _failures_told(what: str, own_id: UUID, fail: Callable[..., None]) -> Iterator[None]:
    """Keeps with the sweep or trial why it came to nothing; one that was stopped needs no reason."""
    try:
        yield
        return
    except ScreenStopped:
        log.info("%s %s was stopped", what, own_id)
        return
    except ScreenRefused as refusal:
        failure: dict[str, Any] = {"code": refusal.code, **refusal.values}
    except ScreenBroken as broken:
        log.exception("%s %s: the screen ended badly", what, own_id)
        failure = {"code": "screening.process.broken", "detail": str(broken)[-2000:]}
    except Refusal as refusal:
        failure = {"code": refusal.code, "detail": str(refusal)}
    with acting_as(SYSTEM):
        fail(own_id, failure, at=now())
