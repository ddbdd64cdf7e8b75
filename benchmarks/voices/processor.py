"""What a request costs of a processor, on every side of it: it moves less than the clock where others are at work."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def cost_of(figures: dict[str, float], what: str, count: int) -> Iterator[None]:
    """Put into FIGURES how many milliseconds each of COUNT requests took of a processor, on every side."""
    connection.ensure_connection()
    server = _parent(connection.connection.info.backend_pid)
    connection.close()
    sides = {"bên hỏi": time.process_time, "trang": lambda: _beneath(os.getpid()), "bản ghi": lambda: _beneath(server)}
    before = {side: worked() for side, worked in sides.items()}
    yield
    for side, worked in sides.items():
        figures[f"{what}, bộ xử lý ms mỗi lượt, {side}"] = 1000 * (worked() - before[side]) / count


def _beneath(root: int) -> float:
    """Return the processor's seconds of everything that a process has begun, whether it has ended or not."""
    children: dict[int, list[int]] = {}
    worked: dict[int, int] = {}
    for told in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = told.read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()
        except OSError:  # it has ended meanwhile
            continue
        process = int(told.parent.name)
        children.setdefault(int(fields[1]), []).append(process)
        worked[process] = sum(int(field) for field in fields[11:15])
    ticks, todo = 0, list(children.get(root, ()))
    while todo:
        process = todo.pop()
        ticks += worked[process]
        todo += children.get(process, ())
    return ticks / TICKS


def _parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1])
