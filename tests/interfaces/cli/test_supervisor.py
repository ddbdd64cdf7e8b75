"""What is kept running runs again whatever ends it, and ends with its keeper, whatever ends that."""

from __future__ import annotations

import gc
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from minhbach.foundation.claims import claim
from minhbach.foundation.processes import is_running
from minhbach.interfaces.cli import supervisor

# Each program notes its process and that of a child which would outlive it, then does what it was told.
PROGRAM = """
import os, subprocess, sys, time
child = subprocess.Popen(["sleep", "600"])
with open(sys.argv[1], "a") as notes:
    notes.write(f"{os.getpid()} {child.pid}\\n")
exec(sys.argv[2])
"""
KEEPER = """
import sys
from pathlib import Path
from minhbach.foundation.claims import claim
from minhbach.interfaces.cli import supervisor
supervisor.PAUSES, supervisor.LAST_GRACE_SECONDS = (0.0, 0.1, 0.1), 1.0
home = Path(sys.argv[1])
held = claim(home / "lock")
def program(name, act):
    command = [sys.executable, "-c", {program!r}, str(home / name), act]
    return supervisor.Program(name, command, grace_seconds=2, is_needed=name != "watch")
parts = [program(*one.split("=", 1)) for one in sys.argv[2:]]
sys.exit(supervisor.Supervisor(parts, say=print, afterwards=(home / "afterwards").touch).run())
"""
STAY = "time.sleep(600)"

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[subprocess.Popen[str]] = []

    def begin(**programs: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-u", "-c", KEEPER.format(program=PROGRAM), str(tmp_path)]
        process = subprocess.Popen(
            [*command, *(f"{name}={act}" for name, act in programs.items())], stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
    until(lambda: claim(tmp_path / "lock")).file.close()


def until(is_so: Callable[[], Any], *, seconds: float = 60) -> Any:
    last = time.monotonic() + seconds
    while not (found := is_so()):
        assert time.monotonic() < last, "never so"
        time.sleep(0.05)
    return found


def starts(home: Path, name: str, number: int = 1) -> list[list[int]]:
    """Wait for the number-th start of a program, and return the processes of each."""

    def noted() -> list[list[int]]:
        lines = (home / name).read_text().splitlines() if (home / name).exists() else []
        return [[int(pid) for pid in line.split()] for line in lines] if len(lines) >= number else []

    found: list[list[int]] = until(noted)
    return found


def test_what_is_killed_runs_again_and_what_it_had_started_is_gone(start: Start, tmp_path: Path) -> None:
    keeper = start(site=STAY, worker=STAY)
    ((site, child),) = starts(tmp_path, "site")
    ((worker, _),) = starts(tmp_path, "worker")
    os.kill(site, signal.SIGKILL)
    _, (again, _) = starts(tmp_path, "site", 2)
    until(lambda: not is_running(child))
    assert [is_running(pid) for pid in (again, worker)] == [True, True]
    assert keeper.poll() is None


def test_what_never_gets_to_work_ends_everything_with_a_word(start: Start, tmp_path: Path) -> None:
    keeper = start(site=STAY, worker="sys.exit(3)")
    words, _ = keeper.communicate(timeout=60)
    assert keeper.returncode == 1
    assert len(starts(tmp_path, "worker")) == 4
    assert "worker dừng ngay sau khi chạy, 4 lần liền; dừng toàn bộ." in words
    site = [pid for line in starts(tmp_path, "site") for pid in line]
    until(lambda: not any(map(is_running, site)))


def test_what_cannot_work_for_now_is_begun_for_as_long_as_that_lasts(start: Start, tmp_path: Path) -> None:
    keeper = start(worker="sys.exit(os.EX_TEMPFAIL)")
    starts(tmp_path, "worker", 6)
    assert keeper.poll() is None


def test_what_is_killed_after_it_could_not_work_for_a_while_is_begun_again(start: Start, tmp_path: Path) -> None:
    ends = "n = len(open(sys.argv[1]).readlines()); os._exit(os.EX_TEMPFAIL) if n % 4 else os.kill(os.getpid(), 9)"
    keeper = start(worker=ends)
    starts(tmp_path, "worker", 9)
    assert keeper.poll() is None


def test_what_is_not_needed_ends_nothing_else(start: Start, tmp_path: Path) -> None:
    keeper = start(site=STAY, watch="sys.exit(3)")
    starts(tmp_path, "watch", 6)
    assert keeper.poll() is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_asked_to_end_it_leaves_nothing(start: Start, tmp_path: Path, number: signal.Signals) -> None:
    keeper = start(site=STAY, worker="import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)")
    processes = [pid for name in ("site", "worker") for line in starts(tmp_path, name) for pid in line]
    time.sleep(0.2)  # until the second has chosen not to hear
    keeper.send_signal(number)
    assert keeper.wait(timeout=60) == 0
    until(lambda: not any(map(is_running, processes)))
    assert not (tmp_path / "afterwards").exists()


def test_killed_it_leaves_nothing_and_the_home_is_held_until_then(start: Start, tmp_path: Path) -> None:
    keeper = start(site=STAY, worker="import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)")
    processes = [pid for name in ("site", "worker") for line in starts(tmp_path, name) for pid in line]
    time.sleep(0.3)  # until the lifeline has been told of both
    keeper.kill()
    keeper.wait()
    assert claim(tmp_path / "lock") is None
    held = until(lambda: claim(tmp_path / "lock"))
    held.file.close()
    until(lambda: not any(map(is_running, processes)))
    assert (tmp_path / "afterwards").exists()


def test_a_lifeline_that_is_killed_is_replaced(start: Start, tmp_path: Path) -> None:
    keeper = start(site=STAY)
    ((site, child),) = starts(tmp_path, "site")
    children = Path(f"/proc/{keeper.pid}/task/{keeper.pid}/children").read_text()
    (lifeline,) = {int(pid) for pid in children.split()} - {site}
    os.kill(lifeline, signal.SIGKILL)
    time.sleep(1)
    keeper.kill()
    keeper.wait()
    until(lambda: not is_running(site) and not is_running(child))


def test_a_socket_is_held_by_what_is_kept_running_on_it() -> None:
    address = socket.create_server(("127.0.0.1", 0))
    program = supervisor.Program("site", [sys.executable, "-c", "pass"], listener=address)
    number = address.fileno()
    del address
    gc.collect()
    assert program.listener is not None
    assert program.listener.fileno() == number
    assert stat.S_ISSOCK(os.fstat(number).st_mode)
    program.listener.close()
