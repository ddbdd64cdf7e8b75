"""Every date of a line beside every other: what cannot have been, and what seldom is.

A line is told as marks, in the order in which the work is done. A mark that lies before one that comes earlier in a
chain contradicts it: that blocks. Pairs in SELDOM happen, yet are asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.clock import local_date
from minhbach.foundation.requirements import Unmet, must, should
from minhbach.foundation.writing import write_day, write_moment

if TYPE_CHECKING:
    from minhbach.domains.cases.types.state import CaseState, Entry, Line

Words = str | Promise
SignedAt = Callable[[UUID], datetime | None]

CHAINS = (
    ("proposed", "ordered", "begun", "finished", "recorded", "explained", "sanctioned", "decided", "delivered"),
    ("proposed", "planned", "begun"),
    ("begun", "minutes", "decided"),
    ("detected", "recorded"),
    ("detected", "record_dated", "decided"),
    ("born", "identified", "recorded"),
)
# A record may be drawn up while an inspection still goes on, an inspection begin before the day that was planned.
SELDOM = frozenset({("finished", "recorded"), ("planned", "begun")})


@dataclass(frozen=True)
class Mark:
    """One date of a line: what happened, on which day, at which moment where that is known; the entry that says so."""

    code: str
    words: Words
    day: date
    moment: datetime | None = None
    entry_id: UUID | None = None

    @property
    def said(self) -> str:
        return write_moment(self.moment) if self.moment else write_day(self.day)

    def is_before(self, other: Mark) -> bool:
        """Whether it lies before another: by the minute where both moments are known, else by the day."""
        if self.moment is not None and other.moment is not None:
            return self.moment.replace(second=0, microsecond=0) < other.moment.replace(second=0, microsecond=0)
        return self.day < other.day


def marks_of(state: CaseState, line: Line, *, signed_at: SignedAt) -> Iterator[Mark]:
    """Tell a line as marks. SIGNED_AT says when a paper of the system was signed, by its id."""
    if state.proposed is not None:
        yield _mark("proposed", _lazy("đề xuất kiểm tra"), state.proposed)
        yield Mark("planned", _lazy("ngày bắt đầu theo đề xuất"), state.proposed.fact.starts_on, None,
                   state.proposed.id)  # fmt: skip
    if state.ordered is not None:
        yield _ordered(state.ordered, signed_at)
    if state.inspected is not None:
        yield from _inspected(state.inspected)
    if line.violation is not None:
        yield from _recorded(line.violation, is_on_the_spot=line.is_on_the_spot)
    for code, words, entry in (
        ("explained", _lazy("kết thúc giải trình"), line.explanation),
        ("sanctioned", _lazy("xác định mức xử phạt"), line.sanction),
        ("decided", _lazy("quyết định xử phạt"), line.decided),
        ("delivered", _lazy("giao quyết định xử phạt"), line.delivered),
    ):
        if entry is not None:
            yield _mark(code, words, entry)


def contradictions(
    marks: Iterator[Mark], *, said_by: UUID | None = None, mended_at: Callable[[UUID], str] = lambda _entry: ""
) -> Iterator[Unmet]:
    """Name each pair of marks that lie the wrong way round; only those that an entry says, where SAID_BY names one."""
    told = list(marks)
    by_code = {mark.code: mark for mark in told}
    count = sum(1 for mark in told if mark.code.startswith("act_ended"))
    acts = [(f"act_begun_{index}", f"act_ended_{index}", "detected") for index in range(count)]
    seen: set[tuple[str, str]] = set()
    for chain in (*CHAINS, *acts):
        for pair in combinations([code for code in chain if code in by_code], 2):
            earlier, later = by_code[pair[0]], by_code[pair[1]]
            if pair in seen or not later.is_before(earlier):
                continue
            if said_by is not None and said_by not in (earlier.entry_id, later.entry_id):
                continue
            seen.add(pair)
            at_fault = later.entry_id or earlier.entry_id
            yield _unmet(pair, earlier, later, url=mended_at(at_fault) if at_fault else "")


def _unmet(pair: tuple[str, str], earlier: Mark, later: Mark, *, url: str) -> Unmet:
    code = f"times.{pair[0]}.{pair[1]}"
    said = {"later": capfirst(str(later.words)), "after": later.said, "earlier": earlier.words, "before": earlier.said}
    if pair in SELDOM:
        return should(code, _("%(later)s (%(after)s) trước %(earlier)s (%(before)s).") % said, url=url)
    return must(code, _("%(later)s (%(after)s) không thể trước %(earlier)s (%(before)s).") % said, url=url)


def _mark(code: str, words: Words, entry: Entry[Any]) -> Mark:
    return Mark(code, words, entry.happened_on, None, entry.id)


def _ordered(entry: Entry[Any], signed_at: SignedAt) -> Mark:
    """An order is there once it is signed; one that was dated later, or elsewhere, on its day."""
    signed = signed_at(entry.document_id) if entry.document_id else None
    is_that_day = signed is not None and local_date(signed) == entry.happened_on
    moment = signed if is_that_day else None
    return Mark("ordered", _lazy("ký quyết định kiểm tra"), entry.happened_on, moment, entry.id)


def _inspected(entry: Entry[Any]) -> Iterator[Mark]:
    fact = entry.fact
    yield Mark("begun", _lazy("bắt đầu kiểm tra"), local_date(fact.started_at), fact.started_at, entry.id)
    yield Mark("finished", _lazy("kết thúc kiểm tra"), local_date(fact.ended_at), fact.ended_at, entry.id)
    if fact.paper.dated is not None:
        yield Mark("minutes", _lazy("ngày của biên bản kiểm tra"), fact.paper.dated, None, entry.id)


def _recorded(entry: Entry[Any], *, is_on_the_spot: bool) -> Iterator[Mark]:
    fact = entry.fact
    words = _lazy("xử phạt không lập biên bản") if is_on_the_spot else _lazy("lập biên bản vi phạm hành chính")
    yield Mark("detected", _lazy("ngày phát hiện vi phạm"), fact.detected_on, None, entry.id)
    yield Mark("recorded", words, entry.happened_on, fact.made_at, entry.id)
    if fact.paper.dated is not None:
        words = _lazy("ngày của biên bản vi phạm hành chính")
        yield Mark("record_dated", words, fact.paper.dated, None, entry.id)
    if fact.party.born_on is not None:
        yield Mark("born", _lazy("ngày sinh của người vi phạm"), fact.party.born_on, None, entry.id)
    if fact.party.paper_issued_on is not None:
        words = _lazy("ngày cấp giấy tờ của người vi phạm")
        yield Mark("identified", words, fact.party.paper_issued_on, None, entry.id)
    for index, act in enumerate(fact.acts):
        named = {"number": index + 1}
        if act.started_on is not None:
            begun = _("ngày bắt đầu hành vi %(number)s") % named
            yield Mark(f"act_begun_{index}", begun, act.started_on, None, entry.id)
        # An act that still goes on ends with its detection.
        ended = act.ended_on or fact.detected_on
        yield Mark(f"act_ended_{index}", _("ngày chấm dứt hành vi %(number)s") % named, ended, None, entry.id)
