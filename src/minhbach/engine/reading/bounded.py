"""A reader in a process of its own, with little memory and little time: a file from outside can end only that one.

The process is forked from a small one that has loaded the readers once, so that it begins in some ten milliseconds.
What it answers is JSON: nothing that came out of a file is run here.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import forkserver, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.starting import main_hidden

_AT_ONCE = 2
_WAIT_SECONDS = 60  # for one of them to end
_NICE = 5  # pages of others go first
_THREADS = "2"  # of a data frame; each has a stack of its own
_places = BoundedSemaphore(_AT_ONCE)


class ReaderBroken(ReadingRefused):
    """A reader met something nobody anticipated; the detail is its traceback."""


@dataclass(frozen=True)
class Limits:
    """What a reader may take.

    Units: bytes, seconds.
    """

    memory: int = 768 << 20
    cpu: int = 60
    wall: int = 100
    answer: int = 64 << 20
    written: int = 1 << 30


def read_bounded(reader: Callable[..., Any], path: Path, *more: Any, limits: Limits | None = None) -> Any:
    """Return what a reader makes of a file, as JSON can say it; READER is a function of a module.

    Raises: whatever the reader refuses; ReadingRefused when it takes more than it may; ReaderBroken.
    """
    limits = limits or Limits()
    if not _places.acquire(timeout=_WAIT_SECONDS):
        raise ReadingRefused(problem="reader_busy", file=path.name)
    try:
        here, process = _start(reader, path, more, limits)
        try:
            return _answer(here, process, path, limits)
        finally:
            here.close()
            process.kill()
            process.join()
            process.close()
    finally:
        _places.release()


def prepare() -> None:
    """Load the readers beforehand, aside."""
    _context()
    with main_hidden():
        forkserver.ensure_running()


def _context() -> ForkServerContext:
    chosen = get_context("forkserver")
    chosen.set_forkserver_preload(["minhbach.engine.reading.preload"])
    return chosen


def _start(
    reader: Callable[..., Any], path: Path, more: tuple[Any, ...], limits: Limits
) -> tuple[Connection, ForkServerProcess]:
    context = _context()
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(there, reader, path, more, limits), daemon=True)
    with main_hidden():
        process.start()
    there.close()
    return here, process


def _answer(here: Connection, process: ForkServerProcess, path: Path, limits: Limits) -> Any:
    if not here.poll(limits.wall):
        raise ReadingRefused(problem="takes_too_long", file=path.name)
    try:
        answer = json.loads(here.recv_bytes(limits.answer))
    except EOFError:
        process.join()
        problem = "takes_too_long" if process.exitcode == -signal.SIGXCPU else "takes_too_much"
        raise ReadingRefused(problem=problem, file=path.name) from None
    except OSError:  # longer than it may be
        raise ReadingRefused(problem="takes_too_much", file=path.name) from None
    if "refused" in answer:
        raise _known(answer["refused"])(**answer["values"])
    if "broken" in answer:
        raise ReaderBroken(problem="unreadable", file=path.name, detail=answer["broken"])
    return answer["read"]


def _known(code: str) -> type[EngineRefusal]:
    """Return the refusal of a code; what a reader refuses is known here, for it was handed over by its name."""
    waiting: list[type[EngineRefusal]] = [EngineRefusal]
    while waiting:
        kind = waiting.pop()
        if kind.code == code and kind is not ReaderBroken:
            return kind
        waiting += kind.__subclasses__()
    return ReadingRefused


def _serve(there: Connection, reader: Callable[..., Any], path: Path, more: tuple[Any, ...], limits: Limits) -> None:
    _confine(limits)
    answer: dict[str, Any]
    try:
        answer = {"read": reader(path, *more)}
    except EngineRefusal as refusal:
        answer = {"refused": refusal.code, "values": refusal.values}
    except MemoryError:
        os._exit(1)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            answer = {"broken": traceback.format_exc(limit=-6)[-4000:]}
        else:
            answer = {"refused": ReadingRefused.code, "values": {"problem": "disk_full", "file": path.name}}
    except BaseException:  # a compiled reader that panics raises beside Exception
        answer = {"broken": traceback.format_exc(limit=-6)[-4000:]}
    there.send_bytes(json.dumps(answer, default=str).encode())
    there.close()
    os._exit(0)


def _confine(limits: Limits) -> None:
    os.nice(_NICE)
    os.environ["POLARS_MAX_THREADS"] = _THREADS
    # What is mapped beforehand is shared with the process this one is forked from.
    for kind, most in (
        (resource.RLIMIT_DATA, _mapped() + limits.memory),
        (resource.RLIMIT_FSIZE, limits.written),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu + 5))
    with open("/proc/self/oom_score_adj", "w") as file:  # noqa: PTH123
        file.write("900")  # should the machine be short of memory, this is the one to end
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)  # a reader that aborts says so in its own tongue


def _mapped() -> int:
    """Return how many bytes of private data are mapped already."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) << 10
    return 0
