"""What a run leaves behind when it does not end as planned, and what it does not touch."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from minhbach.engine.reading.slices import InputChanged
from minhbach.engine.screening import batch, comparing, run, work
from minhbach.engine.screening.claim import OUTPUTS, OutputBusy, OutputNotOurs, claimed
from minhbach.engine.screening.comparing import COMPARED, Comparison
from minhbach.engine.screening.options import Options, Progress
from minhbach.engine.screening.parts import DiskFull
from minhbach.engine.screening.rules import Batch
from minhbach.engine.screening.run import screen
from minhbach.engine.screening.workers import WorkerLost

from .conftest import AS_OF, listings

TITLES = ("Kem đặc trị nám", "Áo thun cotton", "Sữa xách tay Đức", "Giày fake 1:1", "Dép nhựa")


@pytest.fixture(scope="module")
def options(cache: Path) -> Options:
    return Options(as_of=AS_OF, batch_rows=100, cache=cache)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.parquet"
    listings(*({"title": TITLES[number % 5], "price_vnd": number * 1000} for number in range(1000))).write_parquet(path)
    return path


def outputs(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in OUTPUTS}


class Broken(Exception):
    pass


def stop_after(parts: int) -> Callable[[Progress], None]:
    seen = 0

    def tell(progress: Progress) -> None:
        nonlocal seen
        seen += progress.stage == "screening"
        if seen > parts:
            raise Broken

    return tell


def test_an_interrupted_run_is_taken_up_and_gives_the_same_bytes(
    export: Path, tmp_path: Path, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen([export], tmp_path / "whole", options=options)
    with pytest.raises(Broken):
        screen([export], tmp_path / "out", options=options, progress=stop_after(4))
    assert not (tmp_path / "out" / "run.json").exists()
    done: list[int] = []
    own = work.Work._screen
    monkeypatch.setattr(work.Work, "_screen", lambda self, task: done.append(task.number) or own(self, task))
    told: list[Progress] = []
    screen([export], tmp_path / "out", options=options, progress=told.append)
    assert outputs(tmp_path / "out") == outputs(tmp_path / "whole")
    assert len(done) == 10 - told[-1].taken_up // 100
    assert 0 < told[-1].taken_up < 1000
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(OUTPUTS)


@pytest.mark.parametrize("change", ["options", "input", "fresh"])
def test_parts_of_another_job_are_not_taken_up(export: Path, tmp_path: Path, options: Options, change: str) -> None:
    with pytest.raises(Broken):
        screen([export], tmp_path / "out", options=options, progress=stop_after(4))
    if change == "options":
        options = replace(options, batch_rows=90)
    elif change == "fresh":
        options = replace(options, fresh=True)
    else:
        pl.read_parquet(export).head(900).write_parquet(export)
    told: list[Progress] = []
    screen([export], tmp_path / "out", options=options, progress=told.append)
    assert told[-1].taken_up == 0
    assert told[-1].listings == (900 if change == "input" else 1000)


def test_a_main_process_that_is_killed_leaves_finished_parts(export: Path, tmp_path: Path, options: Options) -> None:
    screen([export], tmp_path / "whole", options=options)
    script = f"""
import time
from datetime import date
from pathlib import Path
from minhbach.engine.screening import run
from minhbach.engine.screening.options import Options
def slow(progress):
    print(progress.listings, flush=True)
    time.sleep(0.2)
run.FEW_BYTES = 0
if __name__ == "__main__":
    run.screen([Path({str(export)!r})], Path({str(tmp_path / "out")!r}), progress=slow,
        options=Options(as_of=date(2026, 11, 21), batch_rows=100, cache=Path({str(options.cache)!r}), workers=2))
"""
    path = tmp_path / "killed.py"
    path.write_text(script, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(path)], stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            if int(line) >= 300:
                break
        process.kill()
    told: list[Progress] = []
    deadline = time.monotonic() + 60
    while True:  # the killed process' workers end as soon as they have nobody to answer
        try:
            screen([export], tmp_path / "out", options=options, progress=told.append)
            break
        except OutputBusy:
            assert time.monotonic() < deadline
            time.sleep(0.1)
    assert told[-1].taken_up >= 300
    assert outputs(tmp_path / "out") == outputs(tmp_path / "whole")


def test_a_worker_that_dies_is_named_with_its_slice_and_what_is_done_stays(
    export: Path, tmp_path: Path, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen([export], tmp_path / "whole", options=options)
    monkeypatch.setattr(run, "FEW_BYTES", 0)
    made: list[run.Pool] = []

    class Watched(run.Pool):
        def __init__(self, workers: int) -> None:
            super().__init__(workers)
            made.append(self)

    monkeypatch.setattr(run, "Pool", Watched)

    def kill(progress: Progress) -> None:
        if progress.listings >= 300:
            for process in made[0]._workers.values():
                assert process.pid is not None
                os.kill(process.pid, signal.SIGKILL)

    with pytest.raises(WorkerLost) as lost:
        screen([export], tmp_path / "out", options=replace(options, workers=2), progress=kill)
    assert lost.value.values["file"] == "export.parquet"
    assert lost.value.values["exit"] == -signal.SIGKILL
    told: list[Progress] = []
    screen([export], tmp_path / "out", options=options, progress=told.append)
    assert told[-1].taken_up >= 300
    assert outputs(tmp_path / "out") == outputs(tmp_path / "whole")


def test_two_runs_do_not_share_a_folder(export: Path, tmp_path: Path, options: Options) -> None:
    with claimed(tmp_path / "out"), pytest.raises(OutputBusy):
        screen([export], tmp_path / "out", options=options)


@pytest.mark.parametrize("name", ["leads.parquet", ".parts"])
def test_what_no_run_wrote_is_not_touched(export: Path, tmp_path: Path, options: Options, name: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    if name == ".parts":
        (out / name).mkdir()
        (out / name / "ghi-chu.txt").write_text("của tôi")
    else:
        (out / name).write_text("của tôi")
    with pytest.raises(OutputNotOurs) as refused:
        screen([export], out, options=options)
    assert refused.value.values["name"] == name
    assert [path.name for path in out.iterdir()] == [name]


def test_other_files_in_the_folder_stay(export: Path, tmp_path: Path, options: Options) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "ghi-chu.txt").write_text("của tôi")
    screen([export], out, options=options)
    screen([export], out, options=options)
    assert (out / "ghi-chu.txt").read_text() == "của tôi"


def test_a_file_that_changes_while_it_is_read_is_refused(export: Path, tmp_path: Path, options: Options) -> None:
    def touch(progress: Progress) -> None:
        if progress.stage == "ranking":
            os.utime(export, (1, 1))

    with pytest.raises(InputChanged):
        screen([export], tmp_path / "out", options=options, progress=touch)
    assert not (tmp_path / "out" / "run.json").exists()


def test_a_full_disk_is_refused_and_nothing_half_written_stays(
    export: Path, tmp_path: Path, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = work.write
    written = 0

    def write(path: Path, frame: pl.DataFrame) -> None:
        nonlocal written
        written += 1
        if written > 7:
            raise OSError(errno.ENOSPC, "No space left on device")
        own(path, frame)

    monkeypatch.setattr(work, "write", write)
    with pytest.raises(DiskFull):
        screen([export], tmp_path / "out", options=options)
    parts = list((tmp_path / "out" / ".parts").glob("*/screen/*"))
    assert parts
    assert all((part / "part.json").exists() for part in parts)
    monkeypatch.undo()
    summary = screen([export], tmp_path / "out", options=options)
    assert summary.listings == 1000


def observe_price(batch: Batch, found: pl.DataFrame) -> pl.DataFrame:
    return batch.listings.select(
        pl.int_range(pl.len(), dtype=pl.Int64).alias("n"),
        (pl.col("price_vnd") // 1000 % 7).cast(pl.UInt64).alias("key"),
        "price_vnd",
    )


def compare_price(observed: pl.DataFrame, knowledge: object) -> pl.DataFrame:
    assert observed["key"].is_sorted()
    return observed.select(
        "n",
        pl.lit("counterfeit").alias("sign"),
        pl.lit("price.test").alias("rule"),
        pl.lit("price.test").alias("family"),
        pl.lit(1.5).alias("weight"),
        pl.lit("1").alias("rule_version"),
        pl.lit([], dtype=pl.List(pl.String)).alias("legal_basis"),
        pl.struct(peers=pl.len().over("key"), highest=pl.col("price_vnd").max().over("key"))
        .struct.json_encode()
        .alias("values"),
    ).select(list(COMPARED))


def test_comparisons_see_whole_groups_and_count_for_candidates_only(
    export: Path, tmp_path: Path, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_up = (Comparison("price", observe_price, compare_price),)
    monkeypatch.setattr(batch, "COMPARISONS", made_up)
    monkeypatch.setattr(comparing, "COMPARISONS", made_up)
    screen([export], tmp_path / "one", options=options)
    signals = pl.read_parquet(tmp_path / "one" / "signals.parquet")
    compared = signals.filter(pl.col("rule") == "price.test")
    candidates = signals.filter(pl.col("rule") != "price.test")["listing_id"].unique()
    assert set(compared["listing_id"]) == set(candidates)
    assert compared["quote"].null_count() == compared.height
    for row in compared.iter_rows(named=True):
        key = (int(row["listing_id"]) - 1) % 7
        peers = [number for number in range(1000) if number % 7 == key]
        assert json.loads(row["values"]) == {"peers": len(peers), "highest": max(peers) * 1000}
    monkeypatch.setattr(run, "_BUCKET_ROWS", 100)  # ten buckets instead of one
    screen([export], tmp_path / "many", options=options)
    assert outputs(tmp_path / "many") == outputs(tmp_path / "one")


def test_an_id_given_before_is_refused_over_all_inputs_and_platforms(tmp_path: Path, options: Options) -> None:
    first, second, third = tmp_path / "a.csv", tmp_path / "b.parquet", tmp_path / "c.csv"
    first.write_text(
        "platform,id,title,price\ntiki,A1,,1\ntiki,A1,Kem trị nám,1\ntiki,A1,Kem trị mụn,2\n,A9,Kem,1\n",
        encoding="utf-8",
    )
    pl.DataFrame(
        {"platform": ["tiki", "shopee", "tiki"], "id": ["A1", "A1", "A2"], "title": ["Kem", "Kem trị nám", "Áo"]}
    ).write_parquet(second)
    third.write_text("id,title\nA9,Kem\nA8,Kem\n", encoding="utf-8")
    summary = screen([first, second, third], tmp_path / "out", options=options)
    refused = pl.read_parquet(tmp_path / "out" / "refused.parquet")
    assert refused.select("source", "row", "reason").rows() == [
        ("a.csv", 2, "title_missing"),
        ("a.csv", 4, "listing_id_repeated"),
        ("b.parquet", 1, "listing_id_repeated"),
        ("b.parquet", 2, "listing_id_repeated"),
        ("c.csv", 2, "listing_id_repeated"),
    ]
    assert (summary.listings, summary.refused) == (4, 5)


def test_leads_are_ranked_over_all_parts_in_chunks_as_at_once(
    export: Path, tmp_path: Path, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen([export], tmp_path / "one", options=options)
    monkeypatch.setattr("minhbach.engine.screening.ranking._CHUNK", 64)
    screen([export], tmp_path / "many", options=options)
    one, many = (pl.read_parquet(tmp_path / name / "leads.parquet") for name in ("one", "many"))
    assert one.height > 128
    assert one.rows() == many.rows()
    assert one["score"].is_sorted(descending=True)
