"""Trials of a lexicon entry: asked for in the office, run by a worker, judged by whoever asked."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import prefetch_related_objects

from minhbach.domains.agencies.models import Officer
from minhbach.domains.screening import policies
from minhbach.domains.screening.lexicon_file import lexicon_files, rule_of
from minhbach.domains.screening.models import Export, LexiconEntry, LexiconTrial, TrialLead
from minhbach.domains.screening.refusals import EntryDeleted, ExportNotChosen, TrialAlreadyEnded, VerdictMissing
from minhbach.domains.screening.rules_digest import rules_sha256
from minhbach.domains.screening.runs import open_run
from minhbach.domains.screening.selectors.lexicon import in_force_for, versions_by_id
from minhbach.domains.screening.services.exports import named_copy
from minhbach.domains.screening.services.lexicon import locked_entry, require_seen, tell_entry
from minhbach.domains.screening.trials import Effect, ShownLead, compare, shown_leads
from minhbach.domains.screening.types import LexiconEventKind, LexiconState, TrialState, Verdict
from minhbach.foundation import audit, jobs
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import lock

BASELINES_KEPT = 4


@transaction.atomic
def start_trial(
    *, officer: Officer, at: datetime, entry: LexiconEntry, export: Export, seen: int | None = None
) -> LexiconTrial:
    """Ask for the latest version to be tried on an export. Asking while it runs is asking once.

    Raises: agencies.policies.RoleMissing, EntryDeleted, EntryChangedSince, ExportNotChosen.
    """
    entry = locked_entry(entry)
    policies.require_lexicon_writer(officer, entry.owner_agency, at=at)
    require_seen(entry, seen)
    if entry.deleted_at is not None:
        raise EntryDeleted
    if export.owner_agency_id != entry.owner_agency_id or "title" not in export.mapping:
        raise ExportNotChosen
    running = entry.trials.filter(version_id=entry.version_id, export=export, state__in=jobs.UNDER_WAY)
    standing: LexiconTrial | None = running.first()
    if standing is not None:
        return standing
    others = [version.id for version in in_force_for(entry.owner_agency) if version.entry_id != entry.id]
    # The version in use before stays in the run without: the difference is what approving would change.
    before = [entry.in_force_id] if entry.in_force_id and entry.in_force_id != entry.version_id else []
    try:
        with transaction.atomic():
            trial: LexiconTrial = LexiconTrial.objects.create(
                entry=entry,
                version=entry.latest,
                export=export,
                export_name=export.name,
                mapping=export.mapping,
                other_version_ids=others,
                before_version_ids=before,
                requested_by=officer,
                requested_at=at,
            )
    except IntegrityError:
        standing = running.first()
        if standing is None:
            raise
        return standing
    jobs.defer("screening.run_trial", trial_id=str(trial.id))
    return trial


@transaction.atomic
def cancel_trial(*, officer: Officer, at: datetime, trial: LexiconTrial) -> None:
    """Stop a trial that is under way. Raises: agencies.policies.RoleMissing, TrialAlreadyEnded."""
    policies.require_lexicon_writer(officer, trial.entry.owner_agency, at=at)
    trial = _locked(trial.id)
    if trial.state == TrialState.CANCELED:
        return
    if not jobs.cancel(trial, at=at):
        raise TrialAlreadyEnded
    _audit("screening.lexicon.trial_stopped", trial, officer_id=officer.id, at=at)


@transaction.atomic
def judge_trial_lead(*, officer: Officer, at: datetime, trial: LexiconTrial, number: int, verdict: str) -> TrialLead:
    """Write down whether a listing that a trial added is worth a look; it may be changed.

    Raises: agencies.policies.RoleMissing, VerdictMissing, NotFound.
    """
    policies.require_lexicon_stopper(officer, trial.entry.owner_agency, at=at)
    if verdict not in Verdict.values:
        raise VerdictMissing
    shown = lock(TrialLead.objects, trial=trial, number=number)
    if shown.verdict == verdict and shown.judged_by_id == officer.id:
        return shown
    shown.verdict, shown.judged_by, shown.judged_at = verdict, officer, at
    shown.save(update_fields=["verdict", "judged_by", "judged_at"])
    _audit("screening.lexicon.judged", trial, officer_id=officer.id, at=at, number=number, verdict=verdict)
    return shown


@transaction.atomic
def begin_trial(trial_id: UUID, *, at: datetime) -> LexiconTrial | None:
    """Hand a trial with its export and version to the worker that asks; None when there is nothing left to do."""
    trial = _locked(trial_id)
    # The worker screens outside any scope, where what was not read yet is out of reach.
    prefetch_related_objects([trial], "export", "version__entry")
    return trial if jobs.begin(trial, at=at, stage="without") else None


def tell_trial_progress(trial_id: UUID, stage: str, progress: Mapping[str, Any], *, at: datetime) -> bool:
    """Write down how far a trial is; False when somebody has stopped it."""
    return jobs.tell(
        LexiconTrial.objects.filter(id=trial_id),
        at=at,
        stage=stage,
        rows_done=progress["listings"] + progress["refused"],
        rows_total=progress["total"],
    )


@transaction.atomic
def finish_trial(
    trial_id: UUID, effect: Effect, shown: Sequence[ShownLead], versions: Mapping[str, Any], *, at: datetime
) -> None:
    """Keep what a trial found. An entry changed meanwhile stays a draft: the trial is not of its words."""
    trial = _locked(trial_id)
    if trial.state != TrialState.RUNNING:
        return
    jobs.finish(trial, at=at, rows=effect.rows)
    trial.leads_before = effect.leads_before
    trial.added_count, trial.changed_count = effect.added, effect.changed
    trial.other_signs_count, trial.gone_count = effect.other_signs, effect.gone
    trial.signal_count, trial.listing_count = effect.signals, effect.listings
    trial.by_platform, trial.by_category = list(effect.by_platform), list(effect.by_category)
    trial.versions = dict(versions)
    trial.save()
    TrialLead.objects.bulk_create(
        TrialLead(
            trial=trial,
            number=number,
            is_best=one.is_best,
            snapshot=one.seen.listing,
            signs=list(one.seen.signs),
            signals=list(one.seen.signals),
            score=one.seen.score,
            probability=one.seen.probability,
        )
        for number, one in enumerate(shown, start=1)
    )
    entry = locked_entry(trial.entry)
    if entry.version_id == trial.version_id and entry.state == LexiconState.DRAFT:
        entry.state, entry.changed_at = LexiconState.TRIED, at
        entry.save(update_fields=["state", "changed_at"])
    if entry.version_id == trial.version_id:
        tell_entry(entry, LexiconEventKind.TRIED, officer=trial.requested_by, at=at)


def try_here(trial: LexiconTrial, screen: Callable[[Path, Path, list[Path]], object], *, at: datetime) -> LexiconTrial:
    """Make a trial at once, by a screening the caller gives: for a world that is built without a worker.

    SCREEN is called with an export, the folder for its results and the lexicons to read besides the product's.
    """
    begin_trial(trial.id, at=at)
    others = versions_by_id([*trial.other_version_ids])
    before = versions_by_id([*trial.other_version_ids, *trial.before_version_ids])
    with (
        tempfile.TemporaryDirectory(prefix="minhbach-trial-") as folder,
        named_copy(trial.export, as_name=trial.export.name) as export,
    ):
        runs = {"without": Path(folder) / "without", "with": Path(folder) / "with"}
        for name, entries in (("without", before), ("with", [*others, trial.version])):
            with lexicon_files(entries) as lexicons:
                screen(export, runs[name], lexicons)
        effect = compare(runs["without"], runs["with"], rule_of(trial.version.code), seed=trial.version.sha256)
        versions = {name: open_run(run).content["versions"] for name, run in runs.items()}
        finish_trial(trial.id, effect, shown_leads(runs["with"], effect), versions, at=at)
    trial.refresh_from_db()
    return trial


@transaction.atomic
def fail_trial(trial_id: UUID, failure: Mapping[str, Any], *, at: datetime) -> None:
    """Close a trial that cannot go on, with the code and values of why."""
    trial = _locked(trial_id)
    if not jobs.fail(trial, failure, at=at):
        return
    _audit(
        "screening.lexicon.trial_failed",
        trial,
        officer_id=trial.requested_by_id,
        at=at,
        code=str(failure.get("code", "")),
    )


def trial_folder(trial_id: UUID) -> Path:
    return _ground() / str(trial_id)


def clear_trial_folder(trial_id: UUID) -> None:
    shutil.rmtree(trial_folder(trial_id), ignore_errors=True)


def baseline_folder(trial: LexiconTrial) -> Path:
    """Name the folder of the run without the entry, the same for trials that ask for the same run."""
    key = [
        trial.export.sha256,
        trial.export.name,
        sorted(trial.mapping.items()),
        trial.export.how,
        local_date(trial.requested_at).isoformat(),
        sorted(str(one) for one in [*trial.other_version_ids, *trial.before_version_ids]),
        rules_sha256(),
    ]
    return _ground() / f"baseline-{hashlib.sha256(json.dumps(key, ensure_ascii=False).encode()).hexdigest()[:32]}"


def drop_old_baselines() -> None:
    """Keep the few runs without an entry that were used last."""
    kept = sorted(_ground().glob("baseline-*"), key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in kept[BASELINES_KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)


def _ground() -> Path:
    return Path(settings.ENVIRONMENT.minhbach_home) / "trials"


def _locked(trial_id: UUID) -> LexiconTrial:
    return lock(LexiconTrial.objects, id=trial_id)


def _audit(action: str, trial: LexiconTrial, *, officer_id: UUID | None, at: datetime, **data: Any) -> None:
    audit.record(
        action,
        officer_id=officer_id,
        at=at,
        target_type="screening.lexicon",
        target_id=trial.entry_id,
        data={"trial": str(trial.id), **data},
    )
