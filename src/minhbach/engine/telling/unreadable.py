"""Why a file from outside is not read, in sentences."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any


@cache
def sentences() -> Mapping[str, str]:
    """Return the sentence of each problem that a reader names."""
    table: dict[str, str] = tomllib.loads((Path(__file__).parent / "unreadable.toml").read_text(encoding="utf-8"))
    return table


def unreadable_sentence(values: Mapping[str, Any]) -> str:
    """Say why a reader refused a file."""
    said = {name: ", ".join(map(str, value)) if isinstance(value, list) else value for name, value in values.items()}
    return (
        sentences()
        .get(str(values.get("problem")), sentences()["unreadable"])
        .format(
            **{
                name: f"{value:,}".replace(",", ".") if isinstance(value, int) else value
                for name, value in said.items()
            }
        )
    )
