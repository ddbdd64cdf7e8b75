"""The engine as a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl

from minhbach.engine.tables import LISTINGS
from tests.domains.screening.runs import listing


def ask(**request: Any) -> tuple[int, list[dict[str, Any]]]:
    done = subprocess.run(
        [sys.executable, "-m", "minhbach.engine.screening"],
        input=json.dumps(request), capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_a_request_is_screened_and_told_line_by_line(tmp_path: Path) -> None:
    pl.DataFrame([listing(1)], schema=LISTINGS).write_parquet(tmp_path / "tin.parquet")
    code, told = ask(
        inputs=[str(tmp_path / "tin.parquet")], out=str(tmp_path / "out"), as_of="2026-11-20", workers=1,
        cache=str(tmp_path / "cache"),
    )  # fmt: skip
    assert code == 0
    assert (told[0]["stage"], told[-1]["stage"]) == ("reading", "done")
    assert (told[-1]["event"], told[-1]["listings"], told[-1]["leads"]) == ("progress", 1, 1)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "leads.parquet", "refused.parquet", "run.json", "signals.parquet", "snapshots.parquet",
    ]  # fmt: skip


def test_what_the_engine_refuses_is_told_with_its_code_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "tin.csv").write_bytes(b"")
    code, told = ask(inputs=[str(tmp_path / "tin.csv")], out=str(tmp_path / "out"), as_of="2026-11-20", workers=1)
    assert code == 2
    assert told[-1] == {
        "event": "refused",
        "code": "reading.refused",
        "values": {"problem": "file_empty", "file": "tin.csv"},
    }
    assert not (tmp_path / "out").exists()
