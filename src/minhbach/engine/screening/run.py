"""One screening from files to files: signals, leads, the run's own record, and a report to read."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import polars as pl

from minhbach.engine.reading import Reading, open_listings
from minhbach.engine.screening.judging import judge
from minhbach.engine.screening.lexicon import Vocabulary, load_vocabulary
from minhbach.engine.screening.options import Options, Progress, ReportProgress, RunSummary, say_nothing
from minhbach.engine.screening.report import write_report
from minhbach.engine.screening.rules import RULES_VERSION
from minhbach.engine.screening.score import load_scorecard
from minhbach.engine.screening.workers import prepare, screen_batches
from minhbach.engine.tables import LEADS, REFUSED, SIGNALS, SIGNS, empty

RUN_SCHEMA = 1
_FEW_LISTINGS = 20_000  # not worth starting workers for
_NAMED_ROWS = 1000  # refused rows named one by one in run.json; all are in refused.parquet


def screen(
    inputs: Sequence[Path], out: Path, *, options: Options, progress: ReportProgress = say_nothing
) -> RunSummary:
    """Screen listings from files and write what was found to a folder.

    Shape:  files of LISTINGS -> out/signals.parquet (SIGNALS), leads.parquet (LEADS, best first),
            refused.parquet (REFUSED), run.json, report.html. The same inputs and options give the
            same bytes.
    Raises: ReadingRefused when an input cannot be read at all; LexiconUnreadable.
    """
    readings = [open_listings(path, mapping=options.mapping, batch_rows=options.batch_rows) for path in inputs]
    total = _total(readings)
    workers = options.workers if total is None or total > _FEW_LISTINGS else 1
    if workers > 1:
        prepare()
    vocabulary = load_vocabulary(options.lexicons)
    scorecard = load_scorecard()
    compiled = _automaton(vocabulary, options.cache)
    out.mkdir(parents=True, exist_ok=True)
    parts = out / ".parts"
    shutil.rmtree(parts, ignore_errors=True)
    parts.mkdir()
    listings = signals = leads = 0
    cut: list[str] = []
    by_sign: Counter[str] = Counter()
    chosen = Options(**{**options.__dict__, "workers": workers})
    progress(Progress("screening", 0, total, 0, 0))
    try:
        for number, result in enumerate(screen_batches(_batches(readings), vocabulary, chosen, compiled)):
            listings += result.listings
            cut += result.cut
            part_signals, part_leads = judge(result.candidates, result.found, scorecard)
            signals += part_signals.height
            leads += part_leads.height
            by_sign.update(part_leads["signs"].explode(empty_as_null=False, keep_nulls=False).to_list())
            part_signals.write_ipc(parts / f"signals-{number:06}.arrow")
            part_leads.write_ipc(parts / f"leads-{number:06}.arrow")
            progress(Progress("screening", listings, total, sum(len(r.refused) for r in readings), leads))
        progress(Progress("ranking", listings, total, sum(len(r.refused) for r in readings), leads))
        _gather(parts, "signals", SIGNALS).sink_parquet(parts / "signals.parquet")
        ranked = _gather(parts, "leads", LEADS).sort("score", "listing_id", descending=[True, False])
        ranked.sink_parquet(parts / "leads.parquet")
        refused = pl.DataFrame([asdict(row) for reading in readings for row in reading.refused], schema=REFUSED)
        refused.write_parquet(parts / "refused.parquet")
        summary = RunSummary(
            listings=listings,
            refused=refused.height,
            refused_by_reason=dict(sorted(Counter(refused["reason"].to_list()).items())),
            cut=len(cut),
            signals=signals,
            leads=leads,
            leads_by_sign={sign: by_sign[sign] for sign in SIGNS},
            versions={
                "schema": RUN_SCHEMA,
                "rules": RULES_VERSION,
                "scorecard": scorecard.version,
                "lexicons": dict(sorted(vocabulary.versions.items())),
                "as_of": options.as_of.isoformat(),
            },
        )
        _write_run(parts / "run.json", summary, readings, refused, cut)
        write_report(parts / "report.html", summary, pl.read_parquet(parts / "leads.parquet", n_rows=200), parts)
        for name in ("signals.parquet", "leads.parquet", "refused.parquet", "report.html", "run.json"):
            # run.json last: where it stands, the run is whole.
            (parts / name).replace(out / name)
    finally:
        shutil.rmtree(parts, ignore_errors=True)
    progress(Progress("done", listings, total, summary.refused, leads))
    return summary


def _batches(readings: Sequence[Reading]) -> Iterator[pl.DataFrame]:
    for reading in readings:
        yield from reading.batches()


def _total(readings: Sequence[Reading]) -> int | None:
    totals = [reading.total for reading in readings]
    return None if None in totals else sum(total for total in totals if total is not None)


def _gather(parts: Path, name: str, schema: dict[str, pl.DataType]) -> pl.LazyFrame:
    files = sorted(parts.glob(f"{name}-*.arrow"))
    return pl.scan_ipc(files) if files else empty(schema).lazy()


def _automaton(vocabulary: Vocabulary, cache: Path | None) -> bytes:
    """Return the compiled automaton, from the cache where it is that of these lexicons."""
    if cache is None:
        return _compile(vocabulary)
    key = hashlib.sha256(
        repr([(entry.id, entry.toned, entry.plain) for entry in vocabulary.entries]).encode()
        + version("hyperscan").encode()
    ).hexdigest()[:32]
    path = cache / f"automaton-{key}.bin"
    if path.exists():
        return path.read_bytes()
    compiled = _compile(vocabulary)
    cache.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}")
    aside.write_bytes(compiled)
    aside.replace(path)
    return compiled


def _compile(vocabulary: Vocabulary) -> bytes:
    from minhbach.engine.screening.scanner import Scanner  # loads the kernels, which a cached automaton spares

    return Scanner(vocabulary.entries).dump()


def _write_run(
    path: Path, summary: RunSummary, readings: Sequence[Reading], refused: pl.DataFrame, cut: list[str]
) -> None:
    content = {
        "schema": RUN_SCHEMA,
        **{key: value for key, value in asdict(summary).items() if key != "versions"},
        "versions": summary.versions,
        "inputs": [
            {"name": reading.name, "sha256": reading.sha256, "columns": reading.mapping} for reading in readings
        ],
        "refused_rows": refused.head(_NAMED_ROWS).to_dicts(),
        "refused_rows_named": min(refused.height, _NAMED_ROWS),
        "cut_listings": cut[:_NAMED_ROWS],
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=False) + "\n", encoding="utf-8")
