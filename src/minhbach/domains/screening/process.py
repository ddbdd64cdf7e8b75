"""The engine as a process of its own: its memory and its threads never touch the site's."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from minhbach.foundation.jobs import BROKEN, JobFailed, JobInterrupted, JobStopped, Told

_LAST_WORDS, _LAST_LETTERS = 20, 2000


def screen(
    export: Path,
    out: Path,
    *,
    mapping: Mapping[str, str],
    how: Mapping[str, Any] | None = None,
    as_of: date,
    collected_on: date | None = None,
    lexicons: Sequence[Path] = (),
    knowledge: Path | None = None,
    told: Told,
) -> None:
    """Screen one file into a folder; TOLD hears each progress and says whether to go on.

    COLLECTED_ON is the day of listings whose rows tell none.
    LEXICONS are read besides those of the product, KNOWLEDGE is the folder that rules may look into.
    Raises: JobStopped, JobInterrupted, JobFailed with what the engine refused, or with what the process said last.
    """
    request = {
        "inputs": [str(export)],
        "out": str(out),
        "as_of": as_of.isoformat(),
        "collected_on": collected_on.isoformat() if collected_on else None,
        "mapping": dict(mapping) or None,
        "how": dict(how) if how else None,
        "lexicons": [str(one) for one in lexicons],
        "knowledge": str(knowledge) if knowledge else None,
    }
    last: list[str] = []
    refused: dict[str, Any] | None = None
    # Should this process die, the pipe breaks and the other ends at its next word.
    with subprocess.Popen(
        [sys.executable, "-m", "minhbach.engine.screening"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise AssertionError("both were asked for")
        with suppress(BrokenPipeError), process.stdin as asked:  # it ended before it read: its last words say why
            json.dump(request, asked)
        for line in process.stdout:
            event = _event(line)
            if event is None:
                last = [*last, line.rstrip()][-_LAST_WORDS:]
            elif event["event"] == "refused":
                refused = event
            elif not told(event):
                process.terminate()
                raise JobStopped
    if refused is not None:
        raise JobFailed(refused["code"], refused["values"])
    if process.returncode < 0:  # by a signal: the machine is short of memory, or the worker is being stopped
        raise JobInterrupted(f"the screening was killed: {process.returncode}")
    if process.returncode:
        raise JobFailed(BROKEN, {"detail": "\n".join(last)[-_LAST_LETTERS:]})


def _event(line: str) -> dict[str, Any] | None:
    try:
        event = json.loads(line)
    except ValueError:
        return None
    return event if isinstance(event, dict) and "event" in event else None
