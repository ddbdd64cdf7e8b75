"""One screening from files to files: signals, leads with their listings, and the run's own record.

The plan is made here; the work is ``work.Work``, done by an executor; what is finished lies in ``parts``.
This process holds counts, never texts.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import uuid4

import polars as pl

from minhbach.engine import cache
from minhbach.engine.reading import Reading
from minhbach.engine.reading.inputs import Inputs, find_inputs
from minhbach.engine.reading.opening import open_input
from minhbach.engine.reading.row_groups import RowGroup
from minhbach.engine.reading.slices import InputChanged, Piece, Slice, cut
from minhbach.engine.screening.claim import SPOOL, claimed, place_outputs, take_up
from minhbach.engine.screening.digests import engine_digest
from minhbach.engine.screening.forking import FEW_BYTES
from minhbach.engine.screening.frozen_score import plain_scorecard
from minhbach.engine.screening.knowledge import load_knowledge
from minhbach.engine.screening.lexicon import Vocabulary, load_vocabulary
from minhbach.engine.screening.options import Options, Progress, ReportProgress, RunSummary, say_nothing
from minhbach.engine.screening.ranking import write_leads, write_refused, write_signals, write_snapshots
from minhbach.engine.screening.repeated import write_repeated
from minhbach.engine.screening.score import load_scorecard
from minhbach.engine.screening.versions import RUN_SCHEMA, versions_of
from minhbach.engine.screening.work import Job, Record, Task
from minhbach.engine.screening.workers import Executor, Pool, ThisProcess
from minhbach.engine.tables import SIGNS

_BUCKET_ROWS = 200_000  # listings whose observations lie in one bucket, about
_NAMED = 1000  # refused rows named one by one in run.json; all are in refused.parquet


def screen(
    inputs: Sequence[Path | str], out: Path, *, options: Options, progress: ReportProgress = say_nothing
) -> RunSummary:
    """Screen listings from files and write what was found to a folder.

    ``inputs`` are files, folders, or addresses in an S3-compatible store (``s3://…``).

    Shape:  LISTINGS -> out/signals.parquet (SIGNALS), leads.parquet (LEADS, best first),
            snapshots.parquet (LISTINGS of the leads), refused.parquet (REFUSED), run.json. The same
            inputs and options give the same bytes, with any number of workers, on any executor, at
            once or resumed.
    Raises: ReadingRefused when an input cannot be read at all; RemoteUnreadable; LexiconUnreadable;
            KnowledgeUnreadable; InputChanged; WorkerLost; DiskFull; OutputBusy; OutputNotOurs;
            SparkUnavailable; SparkFailed; StorageNotShared.
    """
    found = find_inputs(inputs)
    executor = _executor(found, options)
    with claimed(out) as folder:
        try:
            readings = [
                reading
                for one in found.inputs
                for reading in open_input(
                    one,
                    mapping=options.mapping,
                    added=options.added,
                    how=options.how,
                    collected_on=options.collected_on.isoformat() if options.collected_on else None,
                    batch_rows=options.batch_rows,
                    spool=folder / SPOOL,
                )
            ]
            return _Run(readings, found.ignored, folder, out, options, progress, executor).screen()
        finally:
            executor.close()  # before the folder is let go


def _executor(found: Inputs, options: Options) -> Executor:
    if options.master is not None:
        from minhbach.engine.screening.spark import Cluster

        return Cluster(options.master)
    return Pool(options.workers) if options.workers > 1 and found.size() > FEW_BYTES else ThisProcess()


class _Run:
    """One run, stage by stage."""

    def __init__(
        self,
        readings: Sequence[Reading],
        ignored: Sequence[str],
        folder: Path,
        out: Path,
        options: Options,
        progress: ReportProgress,
        executor: Executor,
    ) -> None:
        self._readings = readings
        self._ignored = ignored
        self._folder = folder
        self._out = out
        self._options = options
        self._tell = progress
        self._executor = executor
        self._vocabulary = load_vocabulary(options.lexicons, options.cache)
        self._knowledge = load_knowledge(options.knowledge)
        self._scorecard = load_scorecard(self._knowledge.model)
        self._before = [reading.identity() for reading in readings]
        self._total: int | None = None
        self._counts: Counter[str] = Counter()

    def screen(self) -> RunSummary:
        """Screen, from the inputs to the outputs."""
        self._parts = take_up(self._folder, self._fingerprint(), fresh=self._options.fresh)
        with ThreadPoolExecutor(1) as aside:
            digests = [aside.submit(_digest, reading) for reading in self._readings]
            self._progress("reading")
            self._executor.begin(self._job())
            slices = self._slices()
            self._screen(slices)
            compared = self._compare(slices)
            self._judge(slices, compared)
            self._progress("ranking")
            summary = self._finish(slices, digests)
        self._progress("done")
        return summary

    def _job(self) -> Job:
        return Job(
            run=uuid4().hex,
            folder=self._parts.folder.resolve(),
            readings=tuple(self._readings),
            options=self._options,
            vocabulary=self._vocabulary,
            compiled=_automaton(self._vocabulary, self._options.cache),
            knowledge=self._knowledge,
            scorecard=self._scorecard,
        )

    def _slices(self) -> list[Slice]:
        """Stage what is not Parquet, find repeated ids, and cut everything into slices."""
        others = [source for source, reading in enumerate(self._readings) if reading.raw.kind != "parquet"]
        staged = dict(self._do([Task("stage", source) for source in others]))
        pieces: list[Piece] = []
        for source, reading in enumerate(self._readings):
            if source in staged:
                place = self._parts.place("stage", source)
                pieces += [
                    Piece(str(place / f"{number:06}.parquet"), source, (RowGroup(*size),), staged=True)
                    for number, size in enumerate(staged[source]["pieces"])
                ]
                self._counts.update({name: staged[source][name] for name in ("refused", "noted")})
            else:
                pieces.append(Piece(reading.address, source, reading.groups))
        write_repeated(self._parts.folder, self._readings, pieces)
        slices = cut(pieces, self._options.batch_rows)
        self._total = sum(slice_.rows for slice_ in slices) + self._counts["refused"]
        self._buckets = max(1, -(-self._total // _BUCKET_ROWS))
        return slices

    def _screen(self, slices: Sequence[Slice]) -> None:
        self._comparisons: list[str] = []
        self._progress("screening")
        for _, record in self._do([Task("screen", slice_.number, slice_, self._buckets) for slice_ in slices]):
            self._counts.update({name: record[name] for name in ("listings", "refused", "noted", "cut")})
            self._comparisons = record["comparisons"]
            self._progress("screening")

    def _compare(self, slices: Sequence[Slice]) -> int:
        """Compare, bucket by bucket, and return how many parts that gave."""
        number = len(self._comparisons) * self._buckets
        if number:
            self._progress("comparing")
            places = tuple(slice_.n for slice_ in slices)
            for _ in self._do([Task("compare", n, buckets=self._buckets, parts=places) for n in range(number)]):
                pass
        return number

    def _judge(self, slices: Sequence[Slice], compared: int) -> None:
        self._by_sign: Counter[str] = Counter()
        self._progress("judging")
        for _, record in self._do([Task("judge", slice_.number, compared=compared) for slice_ in slices]):
            self._counts.update({name: record[name] for name in ("signals", "leads")})
            self._by_sign.update(record["by_sign"])

    def _do(self, tasks: list[Task]) -> Iterator[tuple[int, Record]]:
        """Do tasks, those first that an interrupted run finished."""
        left: list[Task] = []
        for task in tasks:
            record = self._parts.record(task.stage, task.number)
            if record is None:
                left.append(task)
                continue
            self._counts["taken_up"] += record["listings"] if task.stage == "screen" else 0
            yield task.number, record
        for task, record in self._executor.run(left) if left else ():
            yield task.number, record

    def _progress(self, stage: str) -> None:
        counts = self._counts
        self._tell(
            Progress(stage, counts["listings"], self._total, counts["refused"], counts["leads"], counts["taken_up"])
        )

    def _fingerprint(self) -> dict[str, Any]:
        options = self._options
        return {
            "schema": RUN_SCHEMA,
            "inputs": self._before,
            "columns": [reading.mapping for reading in self._readings],
            "how": options.how,
            "collected_on": options.collected_on.isoformat() if options.collected_on else None,
            "batch_rows": options.batch_rows,
            "as_of": options.as_of.isoformat(),
            "lexicons": self._vocabulary.digest,
            "knowledge": self._knowledge.version,
            "scorecard": self._scorecard.version,
            "engine": engine_digest(),
        }

    def _finish(self, slices: Sequence[Slice], digests: Sequence[Future[dict[str, str]]]) -> RunSummary:
        finished = self._parts.folder / "finished"
        finished.mkdir(exist_ok=True)
        with ThreadPoolExecutor(2) as pool:
            written = [
                pool.submit(write, self._parts, len(slices), finished / name)
                for write, name in (
                    (write_snapshots, "snapshots.parquet"),
                    (partial(write_leads, scorecard=self._scorecard, as_of=self._options.as_of), "leads.parquet"),
                    (write_signals, "signals.parquet"),
                )
            ]
            for one in written:
                one.result()
        by_source: list[list[int]] = [[] for _ in self._readings]
        for slice_ in slices:
            by_source[slice_.piece.source].append(slice_.number)
        faults = write_refused(self._parts, by_source, finished / "refused.parquet")
        counts = self._counts
        summary = RunSummary(
            listings=counts["listings"],
            refused=counts["refused"],
            refused_by_reason={str(fault["reason"]): fault["count"] for fault in faults if not fault["kept"]},
            noted=counts["noted"],
            faults=faults,
            cut=counts["cut"],
            signals=counts["signals"],
            leads=counts["leads"],
            leads_by_sign={sign: self._by_sign[sign] for sign in SIGNS},
            versions=versions_of(
                self._vocabulary,
                scorecard=self._scorecard.version,
                as_of=self._options.as_of,
                knowledge=self._knowledge.version,
            ),
            inputs_ignored=tuple(self._ignored),
        )
        self._write_record(finished, summary, slices, [digest.result() for digest in digests])
        for reading, before in zip(self._readings, self._before, strict=True):
            if _now(reading) != before:
                raise InputChanged(file=reading.name, detail="")
        place_outputs(finished, self._out)
        return summary

    def _write_record(
        self, finished: Path, summary: RunSummary, slices: Sequence[Slice], digests: Sequence[dict[str, str]]
    ) -> None:
        cut_listings: list[str] = []
        for slice_ in slices:
            cut_listings += (self._parts.record("screen", slice_.number) or {})["cut_listings"]
            if len(cut_listings) >= _NAMED:
                break
        content = {
            "schema": RUN_SCHEMA,
            **{key: value for key, value in asdict(summary).items() if key != "versions"},
            "versions": summary.versions,
            "scorecard": plain_scorecard(self._scorecard),
            "knowledge_tables": sorted(self._knowledge.tables),
            "inputs": [
                {"name": reading.name, **digest, "columns": reading.mapping}
                for reading, digest in zip(self._readings, digests, strict=True)
            ],
            "refused_rows": pl.read_parquet(finished / "refused.parquet", n_rows=_NAMED).to_dicts(),
            "refused_rows_named": min(summary.refused, _NAMED),
            "cut_listings": cut_listings[:_NAMED],
        }
        (finished / "run.json").write_text(
            json.dumps(content, ensure_ascii=False, indent=1, sort_keys=False) + "\n", encoding="utf-8"
        )


def _now(reading: Reading) -> tuple[object, ...]:
    try:
        return reading.identity()
    except OSError:
        return ()  # gone


def _digest(reading: Reading) -> dict[str, str]:
    """Return what tells the content of an input: a digest, or the tag of an object that was never whole here."""
    return {"etag": reading.remote.tag} if reading.remote else {"sha256": reading.sha256}


def _automaton(vocabulary: Vocabulary, folder: Path | None) -> bytes:
    """Return the compiled automaton, from the cache where it is that of these lexicons."""
    if folder is None:
        return _compile(vocabulary)
    key = hashlib.sha256(
        repr([(entry.toned, entry.plain) for entry in vocabulary.entries]).encode() + version("hyperscan").encode()
    ).hexdigest()[:32]
    path = folder / f"automaton-{key}.bin"
    compiled = cache.read(path)
    if compiled is None:
        compiled = _compile(vocabulary)
        cache.write(path, compiled)
    return compiled


def _compile(vocabulary: Vocabulary) -> bytes:
    from minhbach.engine.screening.scanner import Scanner  # loads the kernels, which a cached automaton spares

    return Scanner(vocabulary.entries).dump()
