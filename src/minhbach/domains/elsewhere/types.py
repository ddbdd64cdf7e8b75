"""The other systems, how far a file of theirs is, and how a difference was settled."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices


class FileState(ChipChoices):
    """How far an export is on its way in."""

    LOOKED = "looked", "", _lazy("chưa xem thử")
    TRIED = "tried", "info", _lazy("đã xem thử, chưa ghi")
    TAKEN = "taken", "good", _lazy("đã ghi")
    UNDONE = "undone", "late", _lazy("đã rút lại")


class Right(models.TextChoices):
    """Who was right where two records differ."""

    OURS = "ours", _lazy("ở đây đúng, hệ thống kia phải sửa")
    THEIRS = "theirs", _lazy("hệ thống kia đúng, vụ việc phải sửa")
    BOTH = "both", _lazy("cùng đúng, chỉ khác cách ghi")


class Rows(StrEnum):
    """What a line of a ready file is."""

    VIOLATOR = "violator"
    PAPER = "paper"


class Wants(StrEnum):
    """Which cases a system wants."""

    OPENED = "opened"
    PAPERS = "papers"
    DECIDED = "decided"
    DECIDED_ONLINE = "decided_online"
    TIP = "tip"


# Heading of a column, and the field that stands in it; an empty field is typed by hand there.
Columns = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class System:
    """One system of data/systems.toml."""

    code: str
    name: str
    short: str
    wants: Wants
    forces: frozenset[str]
    valid_from: date | None
    ground: str
    is_checked: bool
    rows: Rows
    is_on: bool
    columns: Columns


def _read() -> Mapping[str, System]:
    table = tomllib.loads((Path(__file__).parent / "data/systems.toml").read_text(encoding="utf-8"))
    return {
        row["code"]: System(
            code=row["code"],
            name=row["name"],
            short=row["short"],
            wants=Wants(row["wants"]),
            forces=frozenset(row["forces"]),
            valid_from=row.get("valid_from"),
            ground=row["ground"],
            is_checked=row["confidence"] == "SEEN",
            rows=Rows(row["rows"]),
            is_on=row["is_on"],
            columns=tuple((heading, field) for heading, field in row["columns"]),
        )
        for row in table["system"]
    }


SYSTEMS = _read()
# The one whose exports are read.
INS = "ins"
