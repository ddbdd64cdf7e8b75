"""Background work: trying a list, taking it in, taking it back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from django.db import connection

from minhbach.domains.subjects.models import Import, ImportSlice
from minhbach.domains.subjects.reading import ListedMerchant, ListReader, headings
from minhbach.domains.subjects.reading.gathered import GatheredFaults
from minhbach.domains.subjects.services import imports, taking
from minhbach.domains.subjects.types import ImportStep
from minhbach.engine.reading.rows import read_part
from minhbach.foundation import files
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.jobs import JobStopped, failures_kept, long_task
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.untrusted import lay_rows_out

SLICE_ROWS = 2_500
WRITERS = 2
Part = TypeVar("Part")


@long_task(imports.TASK, record=Import, fail=imports.fail_import)
def run_import(import_id: str) -> None:
    """Does what was asked of a list, slice by slice, and goes on where it was left. Harmless to repeat."""
    own_id = UUID(import_id)
    with acting_as(SYSTEM):
        taken_in = imports.begin_import(own_id, at=now())
        if taken_in is None:
            return
        _ = taken_in.owner_agency, taken_in.recorded_by, taken_in.undone_by
    with failures_kept("import", own_id, imports.fail_import):
        _STEPS[ImportStep(taken_in.step)](taken_in)


@dataclass(frozen=True)
class _List:
    """A list laid out in parts."""

    taken_in: Import
    folder: Path
    heights: tuple[int, ...]
    bad: tuple[tuple[int, str, str], ...]

    @property
    def rows(self) -> int:
        return sum(self.heights)

    def read(self, reader: ListReader, number: int) -> list[ListedMerchant]:
        return list(reader.read(read_part(self.folder, number), first=sum(self.heights[:number])))

    def reader(self) -> ListReader:
        return ListReader(self.taken_in.mapping, on=local_date(self.taken_in.created_at))


def _check(taken_in: Import) -> None:
    with _laid_out(taken_in) as laid:
        tally, faults, seen, reader = taking.Tally(), GatheredFaults(), set[UUID](), laid.reader()
        faults.add_unreadable(laid.bad)
        tally.rows = tally.faulty = len(laid.bad)
        for number in range(len(laid.heights)):
            with acting_as(SYSTEM):
                rows = laid.read(reader, number)
                tally.add(taking.look_through(taken_in, rows, seen))
            faults.add(rows)
            _tell(taken_in, tally.rows, laid.rows)
        sheet = faults.workbook()
        stored = files.put(sheet).sha256 if sheet else ""
        with acting_as(SYSTEM):
            imports.finish_check(taken_in.id, tally, kinds=faults.kinds(), fault_file=stored, at=now())


def _take(taken_in: Import) -> None:
    with _laid_out(taken_in) as laid:
        with acting_as(SYSTEM):
            parts = ImportSlice.objects.filter(taken_in=taken_in, step=ImportStep.TAKE)
            done = set(parts.values_list("number", flat=True))
        waiting = [number for number in range(len(laid.heights)) if number not in done]
        readers = [laid.reader() for _ in range(WRITERS)]

        def take(number: int) -> int:
            reader = readers.pop()
            try:
                with acting_as(SYSTEM):
                    taking.take_slice(taken_in, number, laid.read(reader, number), at=now())
            finally:
                readers.append(reader)
            return laid.heights[number]

        begun = sum(laid.heights[number] for number in done)
        order = waiting if len(waiting) < WRITERS else _far_apart(waiting)
        _side_by_side(order, take, lambda more: _tell(taken_in, begun + more, laid.rows))
        with acting_as(SYSTEM):
            imports.finish_take(taken_in.id, at=now())


def _far_apart(numbers: list[int]) -> list[int]:
    """Order slices so that those written side by side lie far apart.

    A seller who comes twice mostly comes in neighbouring rows, and what names him holds up whoever else writes him.
    """
    half = (len(numbers) + 1) // 2
    pairs = zip_longest(numbers[:half], numbers[half:])
    return [one for pair in pairs for one in pair if one is not None]


def _side_by_side(waiting: Sequence[Part], work: Callable[[Part], int], tell: Callable[[int], None]) -> None:
    """Write several slices at once: one is read while the database writes another. WORK returns the rows it did."""
    done = 0
    if len(waiting) < WRITERS:
        for part in waiting:
            done += work(part)
            tell(done)
        return

    def work_apart(part: Part) -> int:
        try:
            return work(part)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        under_way: set[Future[int]] = set()
        try:
            for part in waiting:
                under_way.add(pool.submit(work_apart, part))
                if len(under_way) > WRITERS:
                    ended, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                    done += sum(one.result() for one in ended)
                    tell(done)
            for one in under_way:
                done += one.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _undo(taken_in: Import) -> None:
    with acting_as(SYSTEM):
        left = taking.left_to_take_back(taken_in)
        parts = ImportSlice.objects.filter(taken_in=taken_in, step=ImportStep.UNDO)
        begun = sum(parts.values_list("rows", flat=True))

    def take_back(part: taking.Left) -> int:
        with acting_as(SYSTEM):
            taking.take_back_slice(taken_in, part, at=now())
        return part.rows

    rows = begun + sum(part.rows for part in left)
    _side_by_side(left, take_back, lambda more: _tell(taken_in, begun + more, rows))
    with acting_as(SYSTEM):
        parts = ImportSlice.objects.filter(taken_in=taken_in, step=ImportStep.UNDO)
        statements = sum(parts.values_list("statements", flat=True))
        imports.finish_undo(taken_in.id, statements=statements, at=now())


_STEPS = {ImportStep.CHECK: _check, ImportStep.TAKE: _take, ImportStep.UNDO: _undo}


@contextmanager
def _laid_out(taken_in: Import) -> Iterator[_List]:
    files.open_stored(taken_in.file).close()
    with tempfile.TemporaryDirectory(prefix="minhbach-sheet-") as folder, files.disk_watched():
        laid = lay_rows_out(
            files.path_of(taken_in.file),
            Path(folder),
            part_rows=SLICE_ROWS,
            how=taken_in.how,
            known=headings(),
            name=taken_in.file_name or taken_in.name,
        )
        yield _List(taken_in, Path(folder), tuple(laid["heights"]), tuple(map(tuple, laid["bad"])))


def _tell(taken_in: Import, done: int, total: int) -> None:
    with acting_as(SYSTEM):
        goes_on = imports.tell_import(taken_in.id, done=done, total=total, at=now())
    if not goes_on:
        raise JobStopped
