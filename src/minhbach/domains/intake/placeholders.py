"""What a kept text is filled in with: a closed list of names, each written in braces. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

NUMBER, RECEIVED, TODAY, AGENCY, DUE = "số", "ngày nhận", "hôm nay", "cơ quan", "hạn trả lời"
NAMES = (NUMBER, RECEIVED, TODAY, AGENCY, DUE)
SHOWN = ", ".join(f"{{{name}}}" for name in NAMES)
_PLACE = re.compile(r"\{([^{}\n]{0,60})\}")


def unknown_in(text: str) -> list[str]:
    """List what stands in braces and is no name of the list, as it is written."""
    return list(dict.fromkeys(found[0] for found in _PLACE.finditer(text) if _read(found[1]) not in NAMES))


def left_in(text: str) -> list[str]:
    """List the names that nothing was filled in for."""
    return list(dict.fromkeys(found[0] for found in _PLACE.finditer(text) if _read(found[1]) in NAMES))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Fill in what is known; a name without a value stays as it is, to be seen and written over."""
    return _PLACE.sub(lambda found: values.get(_read(found[1]), "") or found[0], text)


def _read(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
