"""What was last found, in a file of MINHBACH_HOME: it can be read, and an alert decided, when the database is down."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from minhbach.foundation import codec
from minhbach.interfaces.health.ailments import Ailment
from minhbach.interfaces.health.figures import Figures

FILE = "health.json"
LOCK = "health.lock"


@dataclass(frozen=True)
class Finding:
    """What one check last found; since when it has been wrong at every look, None where nothing is."""

    code: str
    looked_at: datetime
    seconds: float
    ailments: tuple[Ailment, ...]
    wrong_since: datetime | None = None


@dataclass(frozen=True)
class Told:
    """What somebody was last told of a check by one way: that it is wrong, when."""

    way: str
    code: str
    at: datetime


@dataclass(frozen=True)
class Look:
    """The last look at everything, what was told of it, and by which ways nothing could be told."""

    looked_at: datetime
    findings: tuple[Finding, ...]
    figures: Figures | None = None
    told: tuple[Told, ...] = ()
    mute: tuple[str, ...] = ()

    def finding(self, code: str) -> Finding | None:
        return next((one for one in self.findings if one.code == code), None)


@contextmanager
def alone() -> Iterator[None]:
    """Let one process of this machine look at a time; the others wait."""
    home = _home()
    home.mkdir(parents=True, exist_ok=True)
    with (home / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def read_look() -> Look | None:
    """Read the last look; one that an older or newer release wrote counts as none."""
    try:
        look: Look = codec.read(json.loads((_home() / FILE).read_text(encoding="utf-8")), Look)
    except (FileNotFoundError, ValueError):
        return None
    return look


def keep_look(look: Look) -> None:
    """Write a look, whole or not at all."""
    path = _home() / FILE
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    aside.write_text(json.dumps(codec.write(look), ensure_ascii=False), encoding="utf-8")
    aside.replace(path)


def _home() -> Path:
    return Path(settings.ENVIRONMENT.minhbach_home)
