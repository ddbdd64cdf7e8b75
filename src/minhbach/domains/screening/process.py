"""`minhbach screen` as a process of its own: its memory and its threads never touch the site's."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

_LAST_WORDS = 20


class ScreenStopped(Exception):
    """The process was told to stop."""


class ScreenRefused(Exception):
    """The engine refused the input."""

    def __init__(self, code: str, values: Mapping[str, Any]) -> None:
        super().__init__(code)
        self.code, self.values = code, dict(values)


class ScreenBroken(Exception):
    """The process ended badly; the message is what it said last."""


def screen(
    export: Path,
    out: Path,
    *,
    mapping: Mapping[str, str],
    as_of: date,
    lexicons: Sequence[Path] = (),
    knowledge: Path | None = None,
    told: Callable[[Mapping[str, Any]], bool],
) -> None:
    """Screen one file into a folder; TOLD hears each progress and says whether to go on.

    LEXICONS are read besides those of the product, KNOWLEDGE is the folder that rules may look into.
    Raises: ScreenStopped, ScreenRefused, ScreenBroken.
    """
    command = [sys.executable, "-m", "minhbach", "screen", str(export), "--out", str(out), "--progress-json"]
    command += ["--as-of", as_of.isoformat()]
    for column, name in mapping.items():
        command += ["--column", f"{column}={name}"]
    for lexicon in lexicons:
        command += ["--lexicon", str(lexicon)]
    if knowledge is not None:
        command += ["--knowledge", str(knowledge)]
    last: list[str] = []
    refused: dict[str, Any] | None = None
    # Should this process die, the pipe breaks and the other ends at its next word.
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        for line in process.stderr or ():
            event = _event(line)
            if event is None:
                last = [*last, line.rstrip()][-_LAST_WORDS:]
            elif event["event"] == "refused":
                refused = event
            elif not told(event):
                process.terminate()
                raise ScreenStopped
    if refused is not None:
        raise ScreenRefused(refused["code"], refused["values"])
    if process.returncode:
        raise ScreenBroken("\n".join(last))


def _event(line: str) -> dict[str, Any] | None:
    try:
        event = json.loads(line)
    except ValueError:
        return None
    return event if isinstance(event, dict) and "event" in event else None
