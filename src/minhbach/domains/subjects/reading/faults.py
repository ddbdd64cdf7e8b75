"""What is wrong in a list: all of it at once, and what is wrong alike told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from minhbach.foundation.refusals import RowProblem

_NAMED = 5


@dataclass(frozen=True)
class Fault:
    """One value that cannot be taken as it stands: where, what kind of fault, how to mend it."""

    row: int
    column: str
    code: str
    sentence: str
    value: str = ""


def told_by_kind(faults: Iterable[Fault]) -> list[RowProblem]:
    """Return each kind of fault of each column once, with the rows where else it stands."""
    kinds: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        kinds.setdefault((fault.column, fault.code), []).append(fault)
    return [_told(alike) for alike in kinds.values()]


def _told(alike: list[Fault]) -> RowProblem:
    first, *others = alike
    sentence = first.sentence
    if others:
        named = ", ".join(
            _("dòng %(row)s “%(value)s”") % {"row": one.row, "value": one.value[:40]} if one.value
            else _("dòng %(row)s") % {"row": one.row}
            for one in others[:_NAMED]
        )  # fmt: skip
        more = len(others) - _NAMED
        rest = _(" và %(count)s dòng khác") % {"count": more} if more > 0 else ""
        sentence = _("%(sentence)s Cũng vậy ở %(rows)s%(rest)s.") % {
            "sentence": sentence,
            "rows": named,
            "rest": rest,
        }
    return RowProblem(first.row, sentence, first.column)
