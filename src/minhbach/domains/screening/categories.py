"""Categories as people read them: ids that platforms write in English are said in Vietnamese. Needs no Django."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

# "health/sex", "home_and_living": made by a machine for machines.
_ID = re.compile(r"[a-z]+(?:[/_>&-]+[a-z]+)*")
_PARTS = re.compile(r"[/_>&-]+")


def category_name(written: str) -> str:
    """Say a category in Vietnamese where it is an id all of whose parts are known, else as it was written."""
    if not _ID.fullmatch(written):
        return written
    parts = [part for part in _PARTS.split(written) if part != "and"]
    said = [_words().get(part) for part in parts]
    named = list(dict.fromkeys(word for word in said if word))
    return ", ".join(named).capitalize() if all(said) else written


@cache
def _words() -> Mapping[str, str]:
    return dict(tomllib.loads((Path(__file__).parent / "categories.toml").read_text(encoding="utf-8"))["words"])
