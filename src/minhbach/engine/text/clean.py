"""Text without the letters that no paper, workbook or database can hold."""

from __future__ import annotations

import re

_BREAKS = re.compile("[\x0b\x0c\u2028\u2029]")
# What XML 1.0 does not know: control characters but tab and line ends, halves of pairs, and two that are no characters.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return text as any paper can hold it: a break that Word pastes becomes a line's end, what has no form goes."""
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub("", _BREAKS.sub("\n", text))


def substitute(text: str) -> str:
    """Clean text letter by letter: what has no form leaves a sign in its place, so that spans of the text still fit."""
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub("\ufffd", _BREAKS.sub("\n", text))
