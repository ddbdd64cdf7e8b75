"""A file is held by one at a time, and let go with whoever held it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

from minhbach.foundation.claims import claim, claimed_by, turn_at

HOLD = "import sys; from pathlib import Path; from minhbach.foundation.claims import claim;"
HOLD += "held = claim(Path(sys.argv[1])); print(held is not None, flush=True); sys.stdin.read()"


def test_of_two_processes_one_holds_it_and_is_known_until_it_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as one:
        assert one.stdout is not None
        assert one.stdout.readline() == b"True\n"
        assert (claim(path), claimed_by(path)) == (None, one.pid)
        one.kill()
    assert claimed_by(path) is None
    held = claim(path)
    assert held is not None
    assert claimed_by(path) == os.getpid()
    held.file.close()


def test_turns_are_taken_one_after_the_other(tmp_path: Path) -> None:
    done: list[int] = []

    def work(number: int) -> None:
        with turn_at(tmp_path / "lock"):
            done.extend([number] * 2)

    with turn_at(tmp_path / "lock"):
        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        assert done == []
    for thread in threads:
        thread.join()
    assert done[::2] == done[1::2]
    assert sorted(done) == [0, 0, 1, 1, 2, 2, 3, 3]
