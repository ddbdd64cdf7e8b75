"""The engine's own entrance, for a program that wants the screening in a process of its own.

    python -m minhbach.engine.screening < request.json

The request is one JSON object: ``inputs``, ``out`` and the fields of ``Options``, the day as 2026-11-20; without
``workers`` it takes every core. Each line of the answer is an object too: its ``event`` is ``progress``, or
``refused`` with code and values. It ends with 0 when the run stands in the folder, with 2 when it was refused.
Should the asker die, the next line finds no reader.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from minhbach.engine.cache import default_folder
from minhbach.engine.reading.formats import HowToRead
from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.screening.forking import prepare_for
from minhbach.engine.screening.options import Options, Progress

REFUSED = 2


def main() -> None:
    """Screen what the request asks for, telling how far it is."""
    request: dict[str, Any] = json.load(sys.stdin)
    inputs, out = request.pop("inputs"), Path(request.pop("out"))
    options = _options(request)
    if options.workers > 1 and options.master is None:
        prepare_for(inputs)  # before anything large is imported here
    from minhbach.engine.screening.run import screen

    try:
        screen(inputs, out, options=options, progress=_tell)
    except EngineRefusal as refusal:
        _say({"event": "refused", "code": refusal.code, "values": refusal.values})
        sys.exit(REFUSED)


def _options(request: dict[str, Any]) -> Options:
    request.setdefault("workers", len(os.sched_getaffinity(0)))
    request["as_of"] = date.fromisoformat(request["as_of"])
    request["collected_on"] = date.fromisoformat(request["collected_on"]) if request.get("collected_on") else None
    request["lexicons"] = tuple(map(Path, request.get("lexicons", ())))
    request["knowledge"] = Path(request["knowledge"]) if request.get("knowledge") else None
    request["cache"] = Path(request["cache"]) if request.get("cache") else default_folder()
    how = request.pop("how", None) or {}
    request["how"] = HowToRead(tuple(how.get("sheets", ())), how.get("has_header")) if how else None
    return Options(**request)


def _tell(progress: Progress) -> None:
    _say({"event": "progress", **asdict(progress)})


def _say(content: dict[str, Any]) -> None:
    print(json.dumps(content, ensure_ascii=False, default=str), flush=True)


if __name__ == "__main__":
    main()
