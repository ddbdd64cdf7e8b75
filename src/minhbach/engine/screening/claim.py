"""One run at a time in a folder, taking up what an interrupted one of the same inputs and options finished."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.screening.parts import Parts, disk_watched

OUTPUTS = ("signals.parquet", "leads.parquet", "snapshots.parquet", "refused.parquet", "run.json")
_PARTS = ".parts"
_LOCK = "lock"
_JOB = "job.json"  # says what run the parts beside it are of
SPOOL = "spool"  # what was fetched from a store
_OURS = re.compile(f"{_LOCK}|{SPOOL}|[0-9a-f]{{32}}")


class OutputBusy(EngineRefusal):
    """Another run writes into this folder."""

    code = "screening.output_busy"


class OutputNotOurs(EngineRefusal):
    """The folder for results holds something of that name that no run wrote."""

    code = "screening.output_not_ours"


@contextmanager
def claimed(out: Path) -> Iterator[Path]:
    """Hold a folder for the time of a run, and give the folder in it where parts lie.

    Raises: OutputBusy, OutputNotOurs, DiskFull; nothing was changed then.
    """
    folder = out / _PARTS
    if out.exists() and not out.is_dir():
        raise OutputNotOurs(folder=str(out.parent), name=out.name)
    is_ours = folder.exists() and all(_OURS.fullmatch(path.name) for path in folder.iterdir())
    if folder.exists() and not is_ours:
        raise OutputNotOurs(folder=str(out), name=_PARTS)
    for name in OUTPUTS:
        if (out / name).exists() and not is_ours and not _is_run(out / "run.json"):
            raise OutputNotOurs(folder=str(out), name=name)
    with disk_watched(out):
        made = not out.exists()
        folder.mkdir(parents=True, exist_ok=True)
        lock = _lock(folder / _LOCK, out)
        try:
            yield folder
        finally:
            if folder.exists() and not any(folder.glob(f"*/{_JOB}")):  # no run got as far as its first part
                shutil.rmtree(folder)
                if made:
                    out.rmdir()
            os.close(lock)


def take_up(folder: Path, job: Mapping[str, Any], *, fresh: bool) -> Parts:
    """Give the parts of this job that lie there, and remove those of others.

    Each job has a folder of its own: a worker that outlived another run cannot write into this one.
    """
    written = json.dumps(job, ensure_ascii=False, indent=1, default=str)
    own = folder / hashlib.sha256(written.encode()).hexdigest()[:32]
    for old in folder.iterdir():
        if old.is_dir() and old.name != SPOOL and (fresh or old != own):
            shutil.rmtree(old, ignore_errors=True)
    own.mkdir(exist_ok=True)
    (own / _JOB).write_text(written, encoding="utf-8")
    parts = Parts(own)
    parts.clear_unfinished()
    return parts


def place_outputs(finished: Path, out: Path) -> None:
    """Put the finished outputs where they belong, run.json last: where it stands, the run is whole."""
    (out / "run.json").unlink(missing_ok=True)
    for name in OUTPUTS:
        (finished / name).replace(out / name)
    shutil.rmtree(out / _PARTS, ignore_errors=True)


def _is_run(path: Path) -> bool:
    try:
        return "leads_by_sign" in json.loads(path.read_bytes())
    except (OSError, ValueError):
        return False


def _lock(path: Path, out: Path) -> int:
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            raise OutputBusy(folder=str(out)) from None
        # The run that held it may have ended just now and taken the file away.
        if path.exists() and os.fstat(lock).st_ino == path.stat().st_ino:
            return lock
        os.close(lock)
        path.parent.mkdir(parents=True, exist_ok=True)
