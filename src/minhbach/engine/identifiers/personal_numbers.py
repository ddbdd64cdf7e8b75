"""Personal numbers of twelve digits (định danh cá nhân, căn cước), which are a household's tax code since 1/7/2025."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

LENGTH = 12
# Sex and century of birth: 0 and 1 of the twentieth, 2 and 3 of this one. There is no check digit.
_SEX_AND_CENTURY = "0123"


@cache
def _provinces() -> frozenset[str]:
    content = tomllib.loads((Path(__file__).parent / "personal_numbers.toml").read_text(encoding="utf-8"))
    return frozenset(content["provinces"])


def fault_of_personal_number(digits: str) -> str | None:
    """Return why twelve digits are no personal number: province or century; None where they may be one."""
    if digits[:3] not in _provinces():
        return "province"
    return None if digits[3] in _SEX_AND_CENTURY else "century"
