"""What a page, an alert or a graph shows besides right and wrong. Numbers and moments, never people."""

from __future__ import annotations

import platform
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.db import connection

from minhbach.foundation.audit.models import AuditSeal
from minhbach.foundation.backups.keeping import last_backup
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The installation at a moment. A moment that never was is None."""

    minhbach: str
    python: str
    postgresql: str
    last_sealed_at: datetime | None
    entries_unsealed: int
    last_backup_at: datetime | None
    workers: tuple[datetime, ...]  # the last heartbeat of each
    jobs_waiting: int
    jobs_running: int
    jobs_failed: int
    clock_ahead_seconds: float
    database_bytes: int
    disk_free_bytes: int
    disk_total_bytes: int


def read_figures(at: datetime) -> Figures:
    """Read everything once; each reading walks an index or a small table."""
    disk = shutil.disk_usage(settings.ENVIRONMENT.minhbach_home)
    jobs = dict(_rows("select status::text, count(*) from procrastinate_jobs group by status"))
    [(following,)] = _rows("select count(*) from foundation_following")
    [(server, database_bytes, clock)] = _rows(
        "select current_setting('server_version'), pg_database_size(current_database()), clock_timestamp()"
    )
    last = AuditSeal.objects.order_by("-sequence").first()
    [(unsealed,)] = _rows(
        "select count(*) from foundation_auditreceipt"
        " where number > (select coalesce(max(number), 0) from foundation_auditseal)"
    )
    with acting_as(SYSTEM):
        backup = last_backup()
    return Figures(
        minhbach=version("minhbach"),
        python=platform.python_version(),
        postgresql=server,
        last_sealed_at=last.sealed_at if last else None,
        entries_unsealed=unsealed,
        last_backup_at=backup.at if backup else None,
        workers=tuple(
            beat.astimezone(UTC)
            for (beat,) in _rows("select last_heartbeat from procrastinate_workers order by last_heartbeat desc")
        ),
        jobs_waiting=jobs.get("todo", 0) + following,
        jobs_running=jobs.get("doing", 0),
        jobs_failed=jobs.get("failed", 0),
        clock_ahead_seconds=(at - clock).total_seconds(),
        database_bytes=database_bytes,
        disk_free_bytes=disk.free,
        disk_total_bytes=disk.total,
    )


def _rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())
