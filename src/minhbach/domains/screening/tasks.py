"""Background work: running a sweep or a trial."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from minhbach.domains.agencies.selectors import access_of, keep_posts
from minhbach.domains.screening.lexicon_file import lexicon_files, rule_of
from minhbach.domains.screening.models import LeadBulk, LexiconTrial, Sweep
from minhbach.domains.screening.process import screen
from minhbach.domains.screening.rules_digest import knowledge_folder
from minhbach.domains.screening.runs import open_run
from minhbach.domains.screening.selectors.lexicon import versions_by_id
from minhbach.domains.screening.services import bulk, offers, sweeps, telephones, trials
from minhbach.domains.screening.services.exports import COLLECTED_ON, day_said, named_copy
from minhbach.domains.screening.services.importing import receive_swept
from minhbach.domains.screening.trials import compare, shown_leads
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.jobs import Told, failures_kept, long_task, now_and_then
from minhbach.foundation.jobs.queue import FOLLOWING
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.tasks import app

_LONG_STAGE = "screening"


@long_task("screening.run_sweep", record=Sweep, fail=sweeps.fail_sweep)
def run_sweep(sweep_id: str) -> None:
    """Screens in a process of its own, then takes the leads in in one transaction. Harmless to repeat."""
    own_id = UUID(sweep_id)
    with acting_as(SYSTEM):
        sweep = sweeps.begin_sweep(own_id, at=now())
    if sweep is None:
        return
    folder = sweeps.work_folder(own_id)
    with failures_kept("sweep", own_id, sweeps.fail_sweep):
        if not (folder / "run.json").exists():
            with (
                named_copy(sweep.export, as_name=sweep.export.name) as export,
                lexicon_files(versions_by_id(sweep.lexicon_version_ids)) as lexicons,
            ):
                screen(
                    export,
                    folder,
                    mapping=sweep.mapping,
                    **_asked(sweep.how),
                    as_of=local_date(sweep.created_at),
                    lexicons=lexicons,
                    knowledge=knowledge_folder(),
                    told=_teller(own_id),
                )
        with acting_as(SYSTEM):
            is_kept = sweeps.begin_import(own_id, at=now())
        if is_kept:
            with acting_as(SYSTEM):
                receive_swept(own_id, folder, at=now())
    sweeps.clear_work_folder(own_id)


@long_task("screening.run_trial", record=LexiconTrial, fail=trials.fail_trial)
def run_trial(trial_id: str) -> None:
    """Screens an export without a lexicon entry and with it, and keeps the difference. Harmless to repeat."""
    own_id = UUID(trial_id)
    with acting_as(SYSTEM):
        trial = trials.begin_trial(own_id, at=now())
    if trial is None:
        return
    folder = trials.trial_folder(own_id)
    with failures_kept("trial", own_id, trials.fail_trial):
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


@long_task("screening.run_bulk", record=LeadBulk, fail=bulk.fail_bulk)
def run_bulk(bulk_id: str) -> None:
    """Does one act to many leads, each part in its own transaction. Harmless to repeat: what is done is kept."""
    own_id = UUID(bulk_id)
    with acting_as(SYSTEM):
        officer = bulk.begin_run(own_id, at=now())
    if officer is None:
        return
    with failures_kept("bulk", own_id, bulk.fail_bulk):
        has_more = True
        while has_more:
            at = now()
            # What the officer reaches and may is asked anew for each part.
            keep_posts(officer, on=local_date(at))
            with acting_as(access_of(officer, at=at)):
                has_more = bulk.do_part(own_id, at=at)


@app.task(name=telephones.TASK, queue=FOLLOWING)
def read_telephones(after: str) -> None:
    """Read the telephones in leads from before they were read. Harmless to repeat."""
    with acting_as(SYSTEM):
        telephones.read_telephones(UUID(after))


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
        **_asked(trial.export.how),
        as_of=local_date(trial.requested_at),
        lexicons=lexicons,
        knowledge=knowledge_folder(),
        told=_trial_teller(trial.id, stage),
    )


def _asked(how: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a person said of a file: how it is to be read, when it was collected."""
    reading = {name: value for name, value in how.items() if name != COLLECTED_ON}
    return {"how": reading or None, "collected_on": day_said(how)}


def _teller(sweep_id: UUID) -> Told:
    return now_and_then(lambda progress: sweeps.tell_progress(sweep_id, progress, at=now()), every=_LONG_STAGE)


def _trial_teller(trial_id: UUID, stage: str) -> Told:
    return now_and_then(
        lambda progress: trials.tell_trial_progress(trial_id, stage, progress, at=now()), every=_LONG_STAGE
    )


@app.periodic(cron="20 3 * * *")
@app.task(name="screening.describe_attached", queue=FOLLOWING, queueing_lock="screening.describe_attached")
def describe_attached(timestamp: int) -> None:
    """Say of leads of known sellers what they offer, where an earlier release took them in."""
    with acting_as(SYSTEM):
        offers.describe_attached()
