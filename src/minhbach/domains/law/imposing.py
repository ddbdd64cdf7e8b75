"""A sanction or a remedy as a decision imposes it: what the tables say of when it may be imposed is left out."""

from __future__ import annotations

import re

_REMARK = re.compile(r"\s*\([^()]*\)")
_TERM = re.compile(r",? từ \d+ tháng đến \d+ tháng")
# Where the words begin that say to what a sanction applies; a decision applies it already.
_CONDITION = re.compile(
    r",? (?:trừ (?:trường hợp|điểm|khoản)"
    r"|đối với (?:các |điểm |khoản |hành vi |sản xuất)"
    r"|trong (?:các )?trường hợp"
    r"|quy định tại (?:các )?(?:điểm|khoản)"
    r"|khi số lượng|nếu không)"
)


def as_imposed(text: str) -> str:
    """Write a sanction of the tables as the head of a unit signs it.

    “Tịch thu tang vật, trừ trường hợp áp dụng điểm a khoản 4” → “Tịch thu tang vật”. The term is written by itself.
    """
    words = _TERM.sub("", _REMARK.sub("", text))
    found = _CONDITION.search(words)
    return (words[: found.start()] if found else words).strip(" ,;.")
