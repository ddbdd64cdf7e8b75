"""A lexicon's pattern as the words it finds, for people: a few of its readings, not its brackets. Needs no Django."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

READINGS = 3
_INNERMOST = re.compile(r"\(([^()]*)\)(\?)?")
_TERMS = re.compile(r"\{(\w+)\}")
_ESCAPED = re.compile(r"\\(.)")
_FIGURES = {
    "<phone>": "(số điện thoại)",
    "<spelled_phone>": "(số điện thoại viết bằng chữ)",
    "<date>": "(ngày)",
    "<account>": "(số tài khoản)",
    "<gtin>": "(mã vạch)",
    "#": "(số)",
    "~": "…",
    "..": "…",
}
# Signs that stand for themselves, out of the way while the others are read.
_ASIDE = 0xE000


def readings(phrase: str, terms: Mapping[str, Sequence[str]]) -> list[str]:
    """Return a few wordings that a pattern finds, each once: what may be left out is, alternatives by turns."""
    aside = _ESCAPED.sub(lambda sign: chr(_ASIDE + ord(sign.group(1))), phrase)
    return list(dict.fromkeys(_reading(aside, terms, turn) for turn in range(READINGS)))


def _reading(phrase: str, terms: Mapping[str, Sequence[str]], turn: int) -> str:
    text = phrase
    while _INNERMOST.search(text) or _TERMS.search(text):
        text = _TERMS.sub(lambda name: _of(list(terms.get(name.group(1), ("…",))), turn), text)
        text = _INNERMOST.sub(lambda one: "" if one.group(2) else _of(one.group(1).split("|"), turn), text)
    for sign, said in _FIGURES.items():
        text = text.replace(sign, said)
    words = " ".join(text.split())
    return "".join(chr(ord(sign) - _ASIDE) if ord(sign) >= _ASIDE else sign for sign in words)


def _of(options: Sequence[str], turn: int) -> str:
    chosen = options[min(turn, len(options) - 1)]
    return _ESCAPED.sub(lambda sign: chr(_ASIDE + ord(sign.group(1))), chosen)
