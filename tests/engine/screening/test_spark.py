"""The same screen on a Spark cluster of two machines, which are processes of this one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from minhbach.engine.reading.row_groups import RowGroup
from minhbach.engine.reading.slices import Piece, cut
from minhbach.engine.screening.claim import OUTPUTS
from minhbach.engine.screening.spark import _together
from minhbach.engine.screening.work import Task

from .conftest import AS_OF, listings

TITLES = ("Kem đặc trị nám", "Áo thun cotton", "Sữa xách tay Đức", "Giày fake 1:1", "Dép nhựa")

needs_java = pytest.mark.skipif(
    shutil.which("java") is None and not os.environ.get("JAVA_HOME"),
    reason="Spark needs Java 17 or later (java on the PATH, or JAVA_HOME)",
)


def run(path: Path, out: Path, *further: str) -> subprocess.CompletedProcess[str]:
    """Run in a process of its own: a JVM and Spark's warnings stay out of this one."""
    command = [sys.executable, "-m", "minhbach", "screen", str(path), "--out", str(out), "--as-of", AS_OF.isoformat()]
    return subprocess.run(
        [*command, *further],
        env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@needs_java
def test_a_cluster_gives_the_same_bytes_as_this_machine(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    rows = [
        {"title": TITLES[number % 5], "price_vnd": number * 1000, "seller_id": f"S{number % 30}"}
        for number in range(9000)
    ]
    listings(*rows).write_parquet(folder / "a.parquet", row_group_size=4500)
    (folder / "b.csv").write_text("id,title\nB1,Kem trị dứt điểm mụn\nB1,Kem\n17,Áo\n", encoding="utf-8")
    here = run(folder, tmp_path / "here")
    there = run(folder, tmp_path / "there", "--engine", "spark", "--master", "local-cluster[2,1,1024]")
    assert (here.returncode, there.returncode) == (0, 0), there.stderr[-3000:]
    for name in OUTPUTS:
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes(), name


def test_a_cluster_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,title\n1,Kem\n", encoding="utf-8")
    refused = run(path, tmp_path / "out", "--engine", "spark", "--master", "khong-phai-dia-chi")
    assert refused.returncode == 2
    assert "Không mở được Spark ở khong-phai-dia-chi" in refused.stderr
    assert not (tmp_path / "out" / "run.json").exists()


def test_consecutive_slices_of_a_stretch_stay_together() -> None:
    slices = cut([Piece("a", 0, (RowGroup(100_000, 0),)), Piece("b", 0, (RowGroup(5_000, 0),))], 4096)
    groups = _together([Task("screen", slice_.number, slice_) for slice_ in slices])
    assert [task.number for group in groups for task in group] == [slice_.number for slice_ in slices]
    assert [len(group) for group in groups] == [8, 8, 8, 1, 2]
    assert _together([Task("judge", number) for number in range(3)]) == [[Task("judge", number)] for number in range(3)]
