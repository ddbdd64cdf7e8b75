"""The supervisor: starts what runs, starts again what dies, and leaves nothing running when it ends or is killed.

It knows neither Django nor what it keeps running. Each program leads a process group of its own, so that whatever it
started goes with it; a small process beside (the lifeline) ends the groups when the supervisor itself is killed.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Protocol

POLL_SECONDS = 0.2
# Before a program that has died is started once more; its number of deaths, each soon after its start, chooses.
PAUSES = (0.0, 1.0, 2.0, 4.0, 8.0)
# A program that died sooner than this after its start did not get to work. Six times in a row is no accident, unless
# it says itself that it could not work for now.
SOON_SECONDS = 10.0
FOR_NOW = os.EX_TEMPFAIL
LAST_GRACE_SECONDS = 3.0

Say = Callable[[str], object]


class Part(Protocol):
    """Something that is kept running."""

    name: str
    # Whether it ended saying that it could not work for now.
    ended_for_now: bool

    def start(self) -> None:
        """Start it; raises where that fails."""

    def is_running(self) -> bool:
        """Say whether it runs; where it has died, what it left is cleared away."""

    def ask_to_end(self) -> None:
        """Ask it to end in good order; harmless when it is not running."""

    def make_end(self) -> None:
        """Wait for its end as long as it was promised, then end it."""

    @property
    def groups(self) -> Sequence[int]:
        """List the process groups that must not outlive the supervisor."""


class Program:
    """A command, run as a process group of its own. One that is not NEEDED ends nothing else, however often it dies.

    It is told the ENVIRONMENT given, and what this process knows where none is.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        listener: socket.socket | None = None,
        grace_seconds: float = 30.0,
        is_needed: bool = True,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.name, self._environment = name, environment
        self._is_needed = is_needed
        self.ended_for_now = False
        self._command, self._grace = command, grace_seconds
        # Held for as long as the program is kept running: what nobody holds is closed, and its number given away.
        self.listener = listener
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            self._command,
            start_new_session=True,
            pass_fds=[] if self.listener is None else [self.listener.fileno()],
            stdin=subprocess.DEVNULL,
            env=self._environment,
        )

    def is_running(self) -> bool:
        if self._process is None:
            return False
        # Looked at without being taken away: as long as its number is its own, so is the group's.
        ended = os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended is None:
            return True
        self._signal(signal.SIGKILL)
        self.ended_for_now = self._process.wait() == FOR_NOW or not self._is_needed
        self._process = None
        return False

    def ask_to_end(self) -> None:
        if self._process is not None:
            self._process.terminate()

    def make_end(self) -> None:
        last = time.monotonic() + self._grace
        while self.is_running():
            if time.monotonic() > last:
                self._signal(signal.SIGKILL)
            time.sleep(POLL_SECONDS)

    @property
    def groups(self) -> Sequence[int]:
        return () if self._process is None else (self._process.pid,)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            _signal_group(self._process.pid, number)


class Supervisor:
    """Keeps parts running: GROUND first and to the last, since the others stand on it.

    AFTERWARDS ends what is in no process group, where the supervisor could not do so itself.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        *,
        ground: Part | None = None,
        say: Say,
        afterwards: Callable[[], object] = lambda: None,
    ) -> None:
        self._parts, self._ground, self._say = parts, ground, say
        self._kept = [_Kept(part, say) for part in ([ground] if ground else []) + list(parts)]
        self._lifeline = _Lifeline(afterwards)
        self._is_asked_to_end = False

    def run(self) -> int:
        """Keep everything running until asked to end (0), or until something cannot be kept running (1)."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._hear)
        code = 0
        try:
            while not self._is_asked_to_end and code == 0:
                for kept in self._kept:
                    kept.tend()
                    self._lifeline.hold(group for one in self._kept for group in one.part.groups)
                    if kept.is_given_up:
                        code = 1
                        break
                time.sleep(POLL_SECONDS)
        finally:
            self._end()
        return code

    def _hear(self, *_: object) -> None:
        self._is_asked_to_end = True

    def _end(self) -> None:
        for part in self._parts:
            part.ask_to_end()
        for part in self._parts:
            part.make_end()
        if self._ground is not None:
            self._ground.ask_to_end()
            self._ground.make_end()
        self._lifeline.let_go()


class _Kept:
    """One part with its deaths."""

    def __init__(self, part: Part, say: Say) -> None:
        self.part, self._say = part, say
        self.is_given_up = False
        self._deaths = self._failures = 0
        self._started_at: float | None = None
        self._start_at = 0.0

    def tend(self) -> None:
        """Start the part when its time has come; count its death when it has died."""
        if self.part.is_running():
            if self._started_at is None:
                self._started_at = time.monotonic()  # it ran before us
            return
        if self._started_at is not None:
            self._count_death()
        if not self.is_given_up and time.monotonic() >= self._start_at:
            self._start()

    def _start(self) -> None:
        try:
            self.part.start()
        except (OSError, RuntimeError) as error:
            self._say(f"{self.part.name}: {error}")
        self._started_at = time.monotonic()

    def _count_death(self) -> None:
        now = time.monotonic()
        lived = now - (self._started_at or now)
        self._started_at = None
        self._deaths = self._deaths + 1 if lived < SOON_SECONDS else 1
        # One that got as far as saying that it cannot work for now is no broken one, whatever ends it next.
        self._failures = 0 if self.part.ended_for_now else self._failures + 1 if lived < SOON_SECONDS else 1
        if self._failures > len(PAUSES):
            self.is_given_up = True
            self._say(
                f"{self.part.name} dừng ngay sau khi chạy, {self._failures} lần liền; dừng toàn bộ."
                " Xem các dòng nhật ký phía trên để biết lý do."
            )
            return
        self._start_at = now + PAUSES[min(self._deaths, len(PAUSES)) - 1]
        self._say(f"{self.part.name} đã dừng sau {lived:.0f} giây; đang chạy lại.")


class _Lifeline:
    """A process beside the supervisor that hears of its death by the end of a pipe, and ends what it left.

    It also holds whatever file locks the supervisor holds, until everything has ended.
    """

    def __init__(self, afterwards: Callable[[], object]) -> None:
        self._afterwards = afterwards
        self._pid = self._pipe = 0
        self._held: tuple[int, ...] = ()

    def hold(self, groups: Iterable[int]) -> None:
        """Name the groups that are to end with the supervisor."""
        now = tuple(groups)
        if self._pid and os.waitpid(self._pid, os.WNOHANG)[0]:
            os.close(self._pipe)
            self._pid, self._held = 0, ()
        if not self._pid:
            self._begin()
        if now != self._held:
            self._held = now
            with suppress(BrokenPipeError):
                os.write(self._pipe, (" ".join(map(str, now)) + "\n").encode())

    def let_go(self) -> None:
        """End it, when there is nothing left to end."""
        if self._pid:
            with suppress(BrokenPipeError):
                os.write(self._pipe, b"done\n")
            os.close(self._pipe)
            os.waitpid(self._pid, 0)
            self._pid = 0

    def _begin(self) -> None:
        reading, writing = os.pipe()
        self._pid = os.fork()
        if self._pid:
            os.close(reading)
            self._pipe = writing
            return
        try:
            os.close(writing)
            os.setsid()
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            self._wait(reading)
        finally:
            os._exit(0)

    def _wait(self, reading: int) -> None:
        with os.fdopen(reading, "rb") as lines:
            last = b""
            for line in lines:
                last = line
        if last.strip() == b"done":
            return
        groups = [int(group) for group in last.split()]
        for group in groups:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(group, signal.SIGTERM)  # its leader's; what the leader started is the leader's to end
        until = time.monotonic() + LAST_GRACE_SECONDS
        while any(_is_alive(group) for group in groups) and time.monotonic() < until:
            time.sleep(POLL_SECONDS)
        for group in groups:
            _signal_group(group, signal.SIGKILL)
        self._afterwards()


def _signal_group(group: int, number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def _is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True
