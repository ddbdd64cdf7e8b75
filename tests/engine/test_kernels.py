"""Compiled kernels, each time in a process of its own: what is loaded there is the point."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from minhbach.engine.text.kernel import hash_texts

MODULE = """
from minhbach.engine.kernels import Kernels

kernels = Kernels(__name__)


@kernels.helper
def _twice(number):
    return number * 2


@kernels.compiled("int64(uint8*, int64, int64*)")
def add_up(data, size, sums):
    total = 0
    for place in range(size):
        total += _twice(data[place])
        sums[place] = total
    return total
"""
USE = """
import sys
import numpy as np
import totals
sums = np.zeros(3, dtype=np.int64)
total = totals.add_up(np.array([1, 2, 3], dtype=np.uint8), 3, sums)
print(total, sums.tolist(), "numba" in sys.modules)
"""


def use(folder: Path) -> str:
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", USE], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kernels")
    (folder / "totals.py").write_text(MODULE)
    assert use(folder) == "12 [2, 6, 12] True"
    return folder


def kept(folder: Path) -> Path:
    (path,) = (folder / "cache" / "minhbach").iterdir()
    return path


def test_what_was_compiled_once_is_loaded_without_the_compiler(folder: Path) -> None:
    assert use(folder) == "12 [2, 6, 12] False"


def test_a_damaged_file_is_compiled_again_and_replaced(folder: Path) -> None:
    whole = kept(folder).read_bytes()
    kept(folder).write_bytes(whole[: len(whole) // 2])
    assert use(folder) == "12 [2, 6, 12] True"
    assert len(kept(folder).read_bytes()) == len(whole)
    assert use(folder) == "12 [2, 6, 12] False"


def test_whole_code_of_another_kernel_is_not_run(folder: Path) -> None:
    from minhbach.engine import cache

    cache.write(kept(folder), b"[]\n")
    assert use(folder) == "12 [2, 6, 12] True"


def test_a_kernel_refuses_arrays_of_another_kind() -> None:
    data, bounds, hashes = (np.zeros(8, dtype=dtype) for dtype in (np.uint8, np.int64, np.uint64))
    for wrong in (
        (1, bounds, bounds, hashes),
        (1, data[::2], bounds, hashes),
        (1, data, bounds, hashes.tolist()),
        (1, data, bounds),
    ):
        with pytest.raises(TypeError):
            hash_texts(*wrong)
