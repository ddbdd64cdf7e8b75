"""The gaps on a paper: those that somebody forgot, which keep it from going on, and those left to the pen.

A paper says itself which is which, where it sets the field (`fill(…, by_hand=True)`). Number, date and signer are no
gaps: the office gives them on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, get_args, get_origin

from .envelope import Envelope, Letterhead, Signature
from .paper import Paper, blank_lines, pen_lines, unfilled_count
from .slots import Slot, put, slots_of
from .words import VIETNAM

# An envelope in which nothing is missing, for what a content lacks by itself.
WHOLE = Envelope(
    letterhead=Letterhead(agency="–", place="–"),
    symbol="–",
    number=1,
    dated=date(2000, 1, 1),
    signature=Signature(title="–", full_name="–"),
)
ANY = {tuple: ("–",), int: 1, bool: True, date: WHOLE.dated, datetime: datetime(2000, 1, 1, tzinfo=VIETNAM)}


class Composes(Protocol):
    """A content: it sets itself on paper."""

    def compose(self, envelope: Envelope) -> Paper: ...


@dataclass(frozen=True)
class Gap:
    """Something that is not on the paper yet: in words, and the field of the draft's form that fills it, if one does.

    Where no field of the draft does, WORDS are the line as it reads, and it is filled where the paper comes from.
    """

    words: str
    field: str = ""


def forgotten(content: Composes, envelope: Envelope = WHOLE) -> tuple[Gap, ...]:
    """List what must be filled before a paper is put up, signed or numbered, each thing once.

    A field is asked for when filling it closes a gap, so that one which stands at several places is named once, and one
    that only some other words would need is not named at all.
    """
    left = unfilled_count(content.compose(envelope))
    gaps: list[Gap] = []
    filled: Any = content
    for slot in slots_of(content) if left else ():
        if not _is_empty(slot):
            continue
        tried = put(filled, slot.path, _any(slot))
        after = unfilled_count(tried.compose(envelope))
        if after < left:
            gaps.append(Gap(slot.words, slot.name))
            filled, left = tried, after
    return (*gaps, *(Gap(words) for words in blank_lines(filled.compose(envelope))))


def left_to_the_pen(content: Composes, envelope: Envelope = WHOLE) -> tuple[str, ...]:
    """List the lines of a paper on which something is written by hand when it is drawn up."""
    return pen_lines(content.compose(envelope))


def _is_empty(slot: Slot) -> bool:
    return slot.value is None or (isinstance(slot.value, str | tuple) and not any(map(str.strip, slot.value)))


def _any(slot: Slot) -> Any:
    """Return some value of a field's type."""
    if get_origin(slot.kind) is not None:
        return get_args(slot.kind)[0]
    return ANY.get(slot.kind, "–")
