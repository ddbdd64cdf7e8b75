"""A reader may end itself and nobody else: what it takes is bounded, and each end is a refusal."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from minhbach.engine.reading.bounded import Limits, ReaderBroken, read_bounded
from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.engine.reading.tables import read_table

HERE = Path("tin.csv")


def ask(path: Path, what: str) -> Any:
    """Stand for a reader that meets something."""
    if what == "memory":
        return len(bytearray(2 << 30))
    if what == "panic":
        os.abort()
    if what == "never":
        time.sleep(60)
    if what == "busy":
        while True:
            pass
    if what == "broken":
        raise KeyError(what)
    if what == "long":
        return "x" * 5_000_000
    if what == "refused":
        raise ReadingRefused(problem="no_columns", file=path.name)
    return {"file": path.name, "pid": os.getpid()}


def test_what_is_read_comes_back_from_another_process() -> None:
    answer = read_bounded(ask, HERE, "")
    assert answer["file"] == "tin.csv"
    assert answer["pid"] != os.getpid()


@pytest.mark.parametrize(
    ("what", "problem"),
    [
        ("memory", "takes_too_much"),
        ("panic", "takes_too_much"),
        ("never", "takes_too_long"),
        ("busy", "takes_too_long"),
        ("long", "takes_too_much"),
        ("refused", "no_columns"),
    ],
)
def test_each_end_of_a_reader_is_a_refusal(what: str, problem: str) -> None:
    with pytest.raises(ReadingRefused) as refusal:
        read_bounded(ask, HERE, what, limits=Limits(cpu=1, wall=3, answer=1_000_000))
    assert refusal.value.values == {"problem": problem, "file": "tin.csv"}


def test_what_nobody_anticipated_is_told_apart() -> None:
    with pytest.raises(ReaderBroken) as refusal:
        read_bounded(ask, HERE, "broken")
    assert "KeyError: 'broken'" in str(refusal.value.values["detail"])


def test_a_reader_leaves_no_process_behind() -> None:
    for _ in range(3):
        with pytest.raises(ReadingRefused):
            read_bounded(ask, HERE, "never", limits=Limits(wall=1))
    names = [path.name for path in Path("/proc/self/fd").iterdir()]
    read_bounded(ask, HERE, "")
    assert len(list(Path("/proc/self/fd").iterdir())) <= len(names) + 1


def test_a_small_table_is_read_in_a_moment(tmp_path: Path) -> None:
    path = tmp_path / "tin.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    read_bounded(read_table, path, 10, 10)  # loads the readers once
    start = time.process_time()
    assert read_bounded(read_table, path, 10, 10) == [[1, ["a", "b"]], [2, ["1", "2"]]]
    assert time.process_time() - start < 0.2
