"""Sweeps: asked for in the office, run by a worker, told to whoever waits."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import prefetch_related_objects

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.screening import policies
from minhbach.domains.screening.models import Export, LexiconVersion, Sweep
from minhbach.domains.screening.refusals import SweepAlreadyEnded
from minhbach.domains.screening.rules_digest import rules_sha256
from minhbach.domains.screening.selectors.lexicon import in_force_for
from minhbach.domains.screening.services.sharing import open_sweep
from minhbach.domains.screening.types import SweepState
from minhbach.foundation import audit, jobs
from minhbach.foundation.database.locks import lock
from minhbach.foundation.scope import Sharing


@transaction.atomic
def start_sweep(
    *,
    officer: Officer,
    at: datetime,
    export: Export,
    sharing: str = Sharing.AREA,
    share_with: Collection[Agency] | None = None,
) -> tuple[Sweep, bool]:
    """Ask for an export to be screened; returns the sweep and whether it is a new one.

    The same file with the same columns under the same rules, the office's own lexicon among them, is the sweep that
    already stands. SHARE_WITH as in import_run.
    Raises: agencies.policies.RoleMissing.
    """
    agency = policies.require_sweeper(officer, at=at)
    lexicon = in_force_for(agency)
    request_key = _request_key(export, lexicon)
    standing = _standing(agency, request_key)
    if standing is not None:
        return standing, False
    try:
        with transaction.atomic():
            sweep = Sweep.unscoped.create(
                owner_agency=agency,
                export=export,
                requested_by=officer,
                mapping=export.mapping,
                how=export.how,
                request_key=request_key,
                lexicon_version_ids=[version.id for version in lexicon],
                sharing=sharing,
                created_at=at,
            )
            open_sweep(sweep, share_with, officer=officer, at=at)
    except IntegrityError:
        # The button was pressed twice and the other press came first.
        standing = _standing(agency, request_key)
        if standing is None:
            raise
        return standing, False
    jobs.defer("screening.run_sweep", sweep_id=str(sweep.id))
    audit.record(
        "screening.sweep.requested",
        officer_id=officer.id,
        at=at,
        target_type="screening.sweep",
        target_id=sweep.id,
        data={"export": str(export.id), "sha256": export.sha256},
    )
    return sweep, True


@transaction.atomic
def cancel_sweep(*, officer: Officer, at: datetime, sweep: Sweep) -> None:
    """Stop a sweep before its leads arrive; its file stays and can be swept again.

    Raises: agencies.policies.RoleMissing, SweepAlreadyEnded.
    """
    policies.require_sweeper_of(officer, sweep.owner_agency, at=at)
    sweep = lock(Sweep.objects, id=sweep.id)
    if not jobs.cancel(sweep, at=at):
        raise SweepAlreadyEnded
    audit.record(
        "screening.sweep.canceled", officer_id=officer.id, at=at, target_type="screening.sweep", target_id=sweep.id
    )


@transaction.atomic
def begin_sweep(sweep_id: UUID, *, at: datetime) -> Sweep | None:
    """Hand a sweep with its export to the worker that asks; None when there is nothing left to do."""
    sweep = lock(Sweep.objects, id=sweep_id)
    # The worker screens outside any scope, where what was not read yet is out of reach.
    prefetch_related_objects([sweep], "export")
    return sweep if jobs.begin(sweep, at=at, stage="reading") else None


def tell_progress(sweep_id: UUID, progress: Mapping[str, Any], *, at: datetime) -> bool:
    """Write down how far a sweep is; False when somebody has stopped it."""
    return jobs.tell(
        Sweep.objects.filter(id=sweep_id),
        at=at,
        stage=progress["stage"],
        rows_done=progress["listings"] + progress["refused"],
        rows_total=progress["total"],
        refused_count=progress["refused"],
        lead_count=progress["leads"],
    )


def begin_import(sweep_id: UUID, *, at: datetime) -> bool:
    """Close a sweep to whoever would stop it, since its leads are taken in next; False when somebody has."""
    return jobs.begin_keeping(Sweep.objects.filter(id=sweep_id), at=at)


@transaction.atomic
def fail_sweep(sweep_id: UUID, failure: Mapping[str, Any], *, at: datetime) -> None:
    """Close a sweep that cannot go on, with the code and values of why."""
    sweep = lock(Sweep.objects, id=sweep_id)
    if not jobs.fail(sweep, failure, at=at):
        return
    audit.record(
        "screening.sweep.failed",
        officer_id=sweep.requested_by_id,
        at=at,
        target_type="screening.sweep",
        target_id=sweep.id,
        data={"code": failure.get("code", "")},
    )


def work_folder(sweep_id: UUID) -> Path:
    """Name the folder a sweep works in; a retry goes on from what stands there."""
    return Path(settings.ENVIRONMENT.minhbach_home) / "sweeps" / str(sweep_id)


def clear_work_folder(sweep_id: UUID) -> None:
    shutil.rmtree(work_folder(sweep_id), ignore_errors=True)


def _standing(agency: Agency, request_key: str) -> Sweep | None:
    standing: Sweep | None = (
        Sweep.unscoped.filter(owner_agency=agency, request_key=request_key)
        .exclude(state__in=[SweepState.FAILED, SweepState.CANCELED])
        .first()
    )
    return standing


def _request_key(export: Export, lexicon: Sequence[LexiconVersion]) -> str:
    content: list[Any] = ["sweep", export.sha256, sorted(export.mapping.items()), rules_sha256()]
    if export.how:
        content.append(export.how)
    if lexicon:
        content.append([version.sha256 for version in lexicon])
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
