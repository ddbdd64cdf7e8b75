"""Reads: exports, sweeps and how far each is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.screening import policies
from minhbach.domains.screening.explanations import refusal_sentence
from minhbach.domains.screening.models import Export, Sweep
from minhbach.domains.screening.selectors.lexicon import with_entry_named
from minhbach.domains.screening.types import RUNNING_STATES, SweepState
from minhbach.foundation.refusals import NotFound

# A worker tells its progress each second; this long without a word, it has stopped.
SILENT_SECONDS = 60


@dataclass(frozen=True)
class SweepProgress:
    """How far a sweep is. Units: share in [0, 1]; rate in rows a second."""

    sweep: Sweep
    share: float | None
    rate: int | None
    seconds_left: int | None
    is_running: bool
    is_silent: bool
    failure: str

    @property
    def percent(self) -> int | None:
        return None if self.share is None else int(self.share * 100)


def visible_sweeps(officer: Officer, *, at: datetime) -> QuerySet[Sweep]:
    """List the sweeps an officer may see, latest first.

    Raises: agencies.policies.RoleMissing.
    """
    policies.require_reader(officer, at=at)
    return Sweep.objects.select_related("export", "requested_by").order_by("-created_at", "-id")


def access_sweep(officer: Officer, sweep_id: UUID, *, at: datetime) -> Sweep:
    """Fetch a sweep. Raises: agencies.policies.RoleMissing, NotFound."""
    sweep = visible_sweeps(officer, at=at).filter(id=sweep_id).first()
    if sweep is None:
        raise NotFound
    return sweep


def access_export(officer: Officer, export_id: UUID, *, at: datetime) -> Export:
    """Fetch an export for one who may sweep it. Raises: agencies.policies.RoleMissing, NotFound."""
    policies.require_sweeper(officer, at=at)
    export: Export | None = Export.objects.filter(id=export_id).first()
    if export is None:
        raise NotFound
    return export


def progress_of(sweep: Sweep, *, at: datetime) -> SweepProgress:
    """Work out share, rate and time left of a sweep."""
    is_running = sweep.state in RUNNING_STATES
    share = rate = left = None
    if sweep.state == SweepState.SCREENING and sweep.started_at and sweep.told_at and sweep.rows_done:
        seconds = (sweep.told_at - sweep.started_at).total_seconds()
        rate = int(sweep.rows_done / seconds) if seconds > 0 else None
        if sweep.rows_total:
            share = min(1.0, sweep.rows_done / sweep.rows_total)
            left = int((sweep.rows_total - sweep.rows_done) / rate) if rate else None
    told = sweep.told_at or sweep.created_at
    return SweepProgress(
        sweep=sweep,
        share=share,
        rate=rate,
        seconds_left=left,
        is_running=is_running,
        is_silent=is_running and (at - told).total_seconds() > SILENT_SECONDS,
        failure=_failure_sentence(sweep),
    )


def _failure_sentence(sweep: Sweep) -> str:
    if not sweep.failure:
        return ""
    code = sweep.failure["code"]
    if code == "screening.process.broken":
        return _("Việc quét bị ngắt bất thường. Tệp vẫn được giữ; hãy quét lại, nếu vẫn lỗi thì báo quản trị hệ thống.")
    if code.startswith(("reading.", "lexicon.")):
        return refusal_sentence(code, with_entry_named(sweep.failure))
    return str(sweep.failure.get("detail", code))
