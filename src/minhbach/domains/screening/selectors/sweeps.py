"""Reads: exports, sweeps and how far each is."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.screening import policies
from minhbach.domains.screening.models import Export, Sweep
from minhbach.domains.screening.selectors.lexicon import with_entry_named
from minhbach.domains.screening.types import SweepState
from minhbach.engine.telling.sentences import refusal_sentence
from minhbach.foundation import jobs
from minhbach.foundation.jobs import JobProgress
from minhbach.foundation.refusals import NotFound

RUNS_OFFERED = 20


def visible_sweeps(officer: Officer, *, at: datetime) -> QuerySet[Sweep]:
    """List the sweeps an officer may see, latest first.

    Raises: agencies.policies.RoleMissing.
    """
    policies.require_reader(officer, at=at)
    return Sweep.objects.select_related("export", "requested_by").order_by("-created_at", "-id")


def runs_to_choose(asked: str) -> list[Sweep]:
    """List the runs that a list of leads offers to narrow it by: the latest that ended, and the one ASKED for."""
    ended = Sweep.objects.filter(state=SweepState.DONE).select_related("export").order_by("-created_at", "-id")
    runs = list(ended[:RUNS_OFFERED])
    if asked not in {"", *(str(run.id) for run in runs)}:
        with suppress(ValueError):  # no id at all
            runs += ended.filter(id=UUID(asked))
    return runs


def access_sweep(officer: Officer, sweep_id: UUID, *, at: datetime) -> Sweep:
    """Fetch a sweep. Raises: agencies.policies.RoleMissing, NotFound."""
    sweep = visible_sweeps(officer, at=at).filter(id=sweep_id).first()
    if sweep is None:
        raise NotFound
    return sweep


def access_export(officer: Officer, export_id: UUID, *, at: datetime) -> Export:
    """Fetch an export for one of the agency it was given to. Raises: agencies.policies.RoleMissing, NotFound."""
    policies.require_sweeper(officer, at=at)
    export: Export | None = Export.objects.filter(id=export_id).select_related("owner_agency").first()
    if export is None:
        raise NotFound
    policies.require_sweeper_of(officer, export.owner_agency, at=at)
    return export


def progress_of(sweep: Sweep, *, at: datetime) -> JobProgress:
    """Work out share, rate and time left of a sweep."""
    broken = _("Việc quét bị ngắt bất thường. Tệp vẫn được giữ; hãy quét lại, nếu vẫn lỗi thì báo quản trị hệ thống.")
    failure = failure_sentence(sweep.failure, broken=broken)
    return jobs.progress_of(sweep, asked_at=sweep.created_at, at=at, failure=failure)


def failure_sentence(failure: Mapping[str, Any], *, broken: str) -> str:
    """Say why a sweep or trial failed; BROKEN is for one that ended without a reason."""
    if not failure:
        return ""
    code = str(failure["code"])
    if code == jobs.BROKEN:
        return broken
    sentence = refusal_sentence(code, with_entry_named(failure))
    return sentence if sentence != code else str(failure.get("detail", code))
