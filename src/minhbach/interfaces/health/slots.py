"""Where each process that serves pages keeps its counts, so that whichever is asked tells of all.

Prometheus's library keeps a file for each process id, for ever; processes here are replaced every two thousand
requests. So each takes the lowest slot that no living process holds, and counts on where its predecessor stopped.
"""

from __future__ import annotations

import fcntl
import os
from itertools import count
from pathlib import Path

_held: list[int] = []


def count_apart(folder: Path) -> None:
    """Take a slot for this process; called before anything is counted.

    Raises: OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    slot = _take_slot(folder)

    from prometheus_client import values

    values.ValueClass = values.MultiProcessValue(process_identifier=lambda: slot)  # type: ignore[no-untyped-call]


def _take_slot(folder: Path) -> int:
    for slot in count():
        handle = os.open(folder / f"slot-{slot}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            continue
        # Held until the process ends, by whatever end.
        _held.append(handle)
        return slot
    raise AssertionError("slots have no end")
