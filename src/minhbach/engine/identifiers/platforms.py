"""Platforms by one code each, however a file writes them (platforms.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_LETTERS = 60


def platform_code(written: str) -> str:
    """Return the code of a platform as a file writes it; one that is not known keeps its name as written."""
    name = " ".join(written.split())[:_LETTERS]
    return _codes().get(_key(name), name)


def platform_name(code: str) -> str:
    """Return a platform's name as people read it."""
    known = platforms().get(platform_code(code))
    return str(known["name"]) if known else code


@cache
def platforms() -> Mapping[str, Mapping[str, Any]]:
    """Return the table of platforms by their codes."""
    table = tomllib.loads((Path(__file__).parent / "platforms.toml").read_text(encoding="utf-8"))
    return dict(table["platforms"])


@cache
def _codes() -> Mapping[str, str]:
    return {
        _key(written): code
        for code, row in platforms().items()
        for written in (code, row["name"], *row.get("also", ()))
    }


def _key(name: str) -> str:
    return "".join(name.casefold().removesuffix(".vn").translate(str.maketrans("._-", "   ")).split())
