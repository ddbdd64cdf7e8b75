"""Values as people read them in Vietnamese: money, days, shares, phones, how strong, how likely."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from minhbach.engine.identifiers import display
from minhbach.engine.text.written import write_day

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Signs that nobody sees: they turn the direction of writing, hide in words, or command a terminal."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
STRONG, MEDIUM = 1.5, 0.6  # log-odds that a reason counts; what is below is weak
_NEARLY_ALL, _HARDLY_ANY = 0.95, 0.05


def written_out(text: str) -> str:
    """Write out the signs of a text that nobody sees."""
    return UNSEEN.sub(lambda sign: f"‹U+{ord(sign.group()):04X}›", text)


def number(value: float) -> str:
    """Write a number with a point at the thousands and a comma before fractions."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return text.translate(str.maketrans(",.", ".,"))


def day(value: str) -> str:
    """Write 2024-06-30 as 30/06/2024; what is no day stays as it is."""
    try:
        return write_day(date.fromisoformat(value)) if _DAY.fullmatch(value) else value
    except ValueError:  # the thirtieth of February, as somebody wrote it
        return value


def said(name: str, value: Any) -> str:
    """Write a value of a reason by what its name says it is.

    Units: names end in _vnd, _share, _on, _days …; shares lie in [0, 1].
    """
    if value is None:
        return "không có"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list | tuple):
        return ", ".join(said(name, one) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {said(str(key), one)}" for key, one in value.items())
    if isinstance(value, int | float):
        if name.endswith("_vnd"):
            return f"{number(round(value))} đồng"
        if name.endswith("_share"):
            return f"{number(round(100 * value))}%"
        if name.endswith("year"):
            return str(value)
        return number(value)
    if name == "phone":
        return display("phone", value)
    return day(str(value))


def strength(counted: float) -> str:
    """Say how much a reason counts.

    Units: log-odds, in either direction.
    """
    weight = abs(counted)
    return "mạnh" if weight >= STRONG else "vừa" if weight >= MEDIUM else "yếu"


def weighed(weights: Mapping[str, float]) -> str:
    """Say the weights of a rule: one, the least and the most of several, or each and where adding up ends.

    Units: log-odds, by case; ``each`` and ``most`` as in rules.toml.
    """
    values = sorted(set(weights.values()), key=abs)
    if not values[-1]:
        return "0, không tính vào điểm"
    text = number(values[0]) if len(values) == 1 else f"từ {number(values[0])} đến {number(values[-1])}"
    if "most" in weights:
        most = f"tới {number(weights['most'])}"
        text = f"{number(weights['each'])} mỗi lần, {most}" if "each" in weights else most
    return f"{text} ({strength(values[-1])})"


def likelihood(probability: float) -> str:
    """Say a probability as a share of ten leads, without pretending to more."""
    if probability >= _NEARLY_ALL:
        return "hơn 9 trong 10 đầu mối như thế này đáng xem"
    if probability < _HARDLY_ANY:
        return "chưa đến 1 trong 10 đầu mối như thế này đáng xem"
    return f"khoảng {max(1, round(10 * probability))} trong 10 đầu mối như thế này đáng xem"
