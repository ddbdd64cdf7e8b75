"""Which contents of the store some row names, and the nightly end of those that none does.

A process killed between the store and its row leaves a content nobody knows of, or a file half written.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from minhbach.foundation import audit
from minhbach.foundation.files import INCOMING
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

# Held by whoever copies the store: nothing is collected meanwhile.
COLLECTING = 38_901_391
NAMED = 100  # contents that the audit row names one by one
_BATCH = 500
_ASIDE = ("minhbach-export-*", "minhbach-upload-*", "minhbach-sheet-*", "*.upload", "*.upload.*")


class KeptFile(models.CharField):  # type: ignore[type-arg]
    """A column that names a content of the store; what none of these columns names is collected."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"max_length": 64, **more})

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


@dataclass(frozen=True)
class Collected:
    """What was removed."""

    contents: tuple[str, ...]
    half_written: int


def collect(*, before: datetime, at: datetime) -> Collected:
    """Remove what lies without a row since BEFORE, in the store and where uploads wait; audited where there was any.

    Nothing is removed while a backup copies the store.
    """
    with _undisturbed() as is_free:
        return _collect(before, at) if is_free else Collected((), 0)


@contextmanager
def _undisturbed() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [COLLECTING])
        is_free = bool(cursor.fetchone()[0])
        try:
            yield is_free
        finally:
            if is_free:
                cursor.execute("select pg_advisory_unlock(%s)", [COLLECTING])


def _collect(before: datetime, at: datetime) -> Collected:
    half_written = sum(_remove(path, before) for path in _half_written())
    contents: list[str] = []
    with acting_as(SYSTEM):
        for batch in _batches(_older(before)):
            known = _known([path.name for path in batch])
            contents += [path.name for path in batch if path.name not in known and _remove(path, before)]
        if contents or half_written:
            with transaction.atomic():
                audit.record(
                    "foundation.files.collected",
                    officer_id=None,
                    at=at,
                    target_type="foundation.store",
                    target_id="",
                    data={"contents": contents[:NAMED], "count": len(contents), "half_written": half_written},
                )
    return Collected(tuple(contents), half_written)


def kept_columns() -> list[tuple[str, str]]:
    """List every column that names a content: table and column."""
    return [(model._meta.db_table, str(column.column)) for model, column in _kept_fields()]


def _kept_fields() -> Iterator[tuple[type[models.Model], KeptFile]]:
    for model in apps.get_models():
        for column in model._meta.local_fields:
            if isinstance(column, KeptFile):
                yield model, column


def _known(names: list[str]) -> set[str]:
    """Return which of these contents a row names, whoever may see it."""
    found: set[str] = set()
    for model, column in _kept_fields():
        rows = model._base_manager.filter(**{f"{column.name}__in": names})
        found.update(rows.values_list(column.name, flat=True))
    return found


def _older(before: datetime) -> Iterator[Path]:
    store = Path(settings.FILE_STORE)
    for folder in sorted(store.glob("[0-9a-f][0-9a-f]")):
        for entry in os.scandir(folder):
            if entry.is_file(follow_symlinks=False) and entry.stat().st_mtime < before.timestamp():
                yield Path(entry.path)


def _half_written() -> Iterator[Path]:
    yield from Path(settings.FILE_STORE).glob(f"{INCOMING}*")
    for pattern in _ASIDE:
        yield from Path(tempfile.gettempdir()).glob(pattern)


def _remove(path: Path, before: datetime) -> bool:
    """Remove a file or folder of this program's user, unless somebody has just written it again."""
    try:
        status = path.stat(follow_symlinks=False)
        if status.st_uid != os.getuid() or status.st_mtime >= before.timestamp():
            return False
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except FileNotFoundError:
        return False
    return True


def _batches(paths: Iterator[Path]) -> Iterator[list[Path]]:
    batch: list[Path] = []
    for path in paths:
        batch.append(path)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
