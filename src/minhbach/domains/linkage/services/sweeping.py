"""The whole register held against a sweep over it: what does not stand as it should is linked anew.

A sweep takes minutes, in which people go on writing. So it writes no links of its own: it says which records stand
otherwise than it found, and these are linked by the way that links live, which is right whatever came meanwhile.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import polars as pl
from django.conf import settings
from django.db import connection, transaction

from minhbach.domains.linkage.models import Sweeping
from minhbach.domains.linkage.selectors.records import records_of
from minhbach.domains.linkage.services.linking import AT_ONCE, link_subjects
from minhbach.domains.linkage.store import TableStore, every_judgement
from minhbach.domains.subjects.models import Subject
from minhbach.engine.linkage import Record, frame_of
from minhbach.engine.linkage.keys import keys_of
from minhbach.foundation import jobs
from minhbach.foundation.clock import now
from minhbach.foundation.database.locks import lock, wait_turn
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

TASK = "linkage.sweep"
IN_A_SLICE = 5_000
_LINKS = "select one_id::text, other_id::text, score from linkage_candidate where one_id between %s and %s"
_CLUSTERS = "select subject_id::text, cluster_id::text from linkage_membership where subject_id between %s and %s"
_RECORD: dict[str, pl.DataType | type[pl.DataType]] = {
    "id": pl.String, "made_at": pl.Int64, "kind": pl.String, "names": pl.List(pl.String), "people": pl.List(pl.String),
    "addresses": pl.List(pl.String), "commune": pl.String, "province": pl.String,
}  # fmt: skip
_SAID = {"one": pl.String, "other": pl.String, "is_same": pl.Boolean}

Told = Callable[[str, int], None]
"""Hears the stage and how many records are done; ends the work where somebody has stopped it."""


@transaction.atomic
def ask_for_sweep(*, at: datetime) -> Sweeping | None:
    """Have the whole register swept, unless it is being swept already. Needs the system's reach."""
    wait_turn(TASK)
    if Sweeping.objects.filter(state__in=jobs.UNDER_WAY).exists():
        return None
    sweeping = Sweeping.objects.create(asked_at=at)
    jobs.defer(TASK, sweeping_id=str(sweeping.pk))
    return sweeping


@transaction.atomic
def begin_sweep(sweeping_id: UUID, *, at: datetime) -> Sweeping | None:
    """Hand a sweep to the worker that asks; None when there is nothing left to do."""
    sweeping = lock(Sweeping.objects, id=sweeping_id)
    return sweeping if jobs.begin(sweeping, at=at, stage="reading") else None


@transaction.atomic
def fail_sweep(sweeping_id: UUID, failure: Mapping[str, Any], *, at: datetime) -> None:
    """Close a sweep that cannot go on, with why."""
    jobs.fail(lock(Sweeping.objects, id=sweeping_id), failure, at=at)
    clear(sweeping_id)


@transaction.atomic
def finish_sweep(sweeping_id: UUID, *, rows: int, at: datetime) -> None:
    sweeping = lock(Sweeping.objects, id=sweeping_id)
    jobs.finish(sweeping, at=at, rows=rows)
    sweeping.save()
    clear(sweeping_id)


def tell_sweep(sweeping_id: UUID, stage: str, done: int) -> None:
    """Write down how far a sweep is. Raises: JobStopped."""
    with acting_as(SYSTEM):
        goes_on = jobs.tell(Sweeping.objects.filter(pk=sweeping_id), at=now(), stage=stage, rows_done=done)
    if not goes_on:
        raise jobs.JobStopped


def sweep_register(sweeping: Sweeping, told: Told) -> int:
    """Sweep the register and link anew what differs; a sweep that was cut off goes on where it was. Returns records."""
    folder = work_folder(sweeping.pk)
    if not (folder / "clusters.parquet").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _lay_out(folder, told)
        _run(folder, told)
    return _hold_against(folder, sweeping, told)


def work_folder(sweeping_id: UUID) -> Path:
    return Path(settings.ENVIRONMENT.minhbach_home) / "linkage" / str(sweeping_id)


def clear(sweeping_id: UUID) -> None:
    shutil.rmtree(work_folder(sweeping_id), ignore_errors=True)


def _lay_out(folder: Path, told: Told) -> None:
    """Lay the register into a folder, slice by slice; records that lie under wrong keys are linked anew on the way."""
    done = 0
    for number, ids in enumerate(_slices()):
        with acting_as(SYSTEM):
            records = records_of(ids)
            wrong = _under_wrong_keys(ids, records)
        _link(wrong)
        table = pl.DataFrame(
            [[getattr(record, name) for name in _RECORD] for record in records.values()], _RECORD, orient="row"
        )
        held = [(one.id, kind, value) for one in records.values() for kind, value in one.identifiers]
        identifiers = pl.DataFrame(held, {"id": pl.String, "kind": pl.String, "value": pl.String}, orient="row")
        table.write_parquet(folder / f"records-{number:06}.parquet")
        identifiers.write_parquet(folder / f"identifiers-{number:06}.parquet")
        done += len(ids)
        told("reading", done)
    with acting_as(SYSTEM):
        said = [(one.one, one.other, one.is_same) for one in every_judgement()]
    pl.DataFrame(said, _SAID, orient="row").write_parquet(folder / "judgements.parquet")


def _under_wrong_keys(ids: Sequence[UUID], records: Mapping[str, Record]) -> list[str]:
    names = [str(one) for one in ids]
    wanted = dict.fromkeys(names, frozenset[int]())
    if records:
        wanted |= keys_of(frame_of(list(records.values())))
    standing = TableStore(at=now()).keys(names)
    return [one for one in names if standing[one] != wanted[one]]


def _slices() -> Iterator[list[UUID]]:
    last = UUID(int=0)
    while True:
        with acting_as(SYSTEM):
            ids = list(Subject.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:IN_A_SLICE])
        if not ids:
            return
        yield ids
        last = ids[-1]


def _run(folder: Path, told: Told) -> None:
    """Sweep in a process of its own: its memory and its threads never touch the worker's."""
    with subprocess.Popen([sys.executable, "-m", "minhbach.engine.linkage", str(folder)]) as process:
        try:
            while process.poll() is None:
                told("sweeping", 0)
                time.sleep(1.0)
        finally:
            process.kill()
    if process.returncode < 0:
        raise jobs.JobInterrupted(f"the sweep was killed: {process.returncode}")
    if process.returncode:
        raise jobs.JobFailed(jobs.BROKEN, {})


def _hold_against(folder: Path, sweeping: Sweeping, told: Told) -> int:
    """Link anew whatever stands otherwise than the sweep found, slice by slice."""
    links = pl.scan_parquet(folder / "links.parquet")
    clusters = pl.scan_parquet(folder / "clusters.parquet")
    done = 0
    for path in sorted(folder.glob("records-*.parquet")):
        ids = pl.read_parquet(path, columns=["id"]).get_column("id").sort()
        done += ids.len()
        if not ids.len() or (sweeping.done_up_to and UUID(ids[-1]) <= sweeping.done_up_to):
            continue
        first, last = ids[0], ids[-1]
        with acting_as(SYSTEM):
            differing = _differing(links, "one", _LINKS, first, last, ends=2)
            differing |= _differing(clusters, "id", _CLUSTERS, first, last, ends=1)
        _link(sorted(differing))
        with acting_as(SYSTEM):
            sweeping.done_up_to, sweeping.differing = UUID(last), sweeping.differing + len(differing)
            sweeping.save(update_fields=["done_up_to", "differing"])
        told("keeping", done)
    return done


def _differing(found: pl.LazyFrame, by: str, query: str, first: str, last: str, *, ends: int) -> set[str]:
    """Return the records of rows that stand and were not found, or were found and do not stand so."""
    with connection.cursor() as cursor:
        cursor.execute(query, [first, last])
        standing = set(cursor.fetchall())
    swept = set(found.filter(pl.col(by).is_between(pl.lit(first), pl.lit(last))).collect().iter_rows())
    return {end for row in standing ^ swept for end in row[:ends]}


def _link(ids: Collection[str]) -> None:
    listed = list(ids)
    for begin in range(0, len(listed), AT_ONCE):
        with acting_as(SYSTEM):
            link_subjects(subject_ids=[UUID(one) for one in listed[begin : begin + AT_ONCE]], at=now())
