"""The terms the law sets for each kind of report, and how they come out of dated events. Pure.

A term begins with a mark and ends with one. Which row of the law counts is decided by marks as well (many places, a
complex matter). Nothing is counted on from yesterday: all is reckoned anew from the marks, as of whatever day.
What the tables of the law do not say stands in OPEN, in words, and is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.intake.types import Mark
from minhbach.domains.law.selectors import Law, NoClockInForce, clock
from minhbach.domains.law.types import Clock

# How often the law lets a term be extended for each of these marks: Luật Tố cáo Đ30 k2 (once), k3 (twice).
MOST = {Mark.EXTENDED: 1, Mark.EXTENDED_MORE: 2}


@dataclass(frozen=True)
class Event:
    """A mark on a day; the receipt is none of them."""

    what: Mark
    on: date


@dataclass(frozen=True, kw_only=True)
class Term:
    """ROW is the law's; BEGINS is none for the day of receipt. INSTEAD: the row where these marks stand, first fit.

    BREAKS is what leaves nothing to wait for though the law's demand was not met: a state of the house, no row's.
    """

    row: str
    begins: Mark | None = None
    ends: tuple[Mark, ...]
    breaks: tuple[Mark, ...] = ()
    # Only where all of these stand; and where none of those does.
    only_with: tuple[Mark, ...] = ()
    instead: tuple[tuple[tuple[Mark, ...], str], ...] = ()
    extensions: Mapping[Mark, str] | None = None
    # Whether an obstacle beyond somebody's power stops it (Luật Khiếu nại Đ9).
    stands_still: bool = False
    # The event is the receipt of another, who hands it in: the report's own receipt ends it.
    ends_on_receipt: bool = False


@dataclass(frozen=True)
class Running:
    """A term of a report, as reckoned: ENDED_ON is when what it asks for was done; BROKEN is why it never will be."""

    term: Term
    clock: Clock
    ended_on: date | None
    broken: Event | None = None

    @property
    def is_open(self) -> bool:
        return self.ended_on is None and self.broken is None

    @property
    def was_late(self) -> bool:
        over_on = self.ended_on or (self.broken.on if self.broken else None)
        return over_on is not None and self.clock.due_on is not None and over_on > self.clock.due_on


ACCEPTED_OR_NOT = (Mark.ACCEPTED, Mark.NOT_ACCEPTED)
TERMS: Mapping[str, tuple[Term, ...]] = {
    "TO_CAO": (
        Term(
            row="TOCAO.XULYBANDAU",
            ends=ACCEPTED_OR_NOT,
            instead=(((Mark.MANY_PLACES,), "TOCAO.XULYBANDAU.NHIEUNOI"),),
        ),
        Term(row="TOCAO.THULY.TB", begins=Mark.ACCEPTED, ends=(Mark.NOTIFIED,)),
        Term(
            row="TOCAO.GIAIQUYET",
            begins=Mark.ACCEPTED,
            ends=(Mark.CONCLUDED,),
            extensions={Mark.EXTENDED: "TOCAO.GIAHAN1", Mark.EXTENDED_MORE: "TOCAO.GIAHAN2"},
        ),
        Term(row="TOCAO.KETLUAN.GUI", begins=Mark.CONCLUDED, ends=(Mark.TOLD,)),
    ),
    "KHIEU_NAI": (
        Term(row="KHIEUNAI.NOP", begins=Mark.KNOWN, ends=(), stands_still=True, ends_on_receipt=True),
        Term(row="KHIEUNAI.THULY", ends=ACCEPTED_OR_NOT),
        Term(
            row="KHIEUNAI.LAN1",
            begins=Mark.ACCEPTED,
            ends=(Mark.CONCLUDED,),
            instead=(
                ((Mark.REMOTE, Mark.COMPLEX), "KHIEUNAI.LAN1.VUNGXA.PHUCTAP"),
                ((Mark.REMOTE,), "KHIEUNAI.LAN1.VUNGXA"),
                ((Mark.COMPLEX,), "KHIEUNAI.LAN1.PHUCTAP"),
            ),
        ),
    ),
    "KIEN_NGHI_PHAN_ANH": (Term(row="PAKN.TRALOI", ends=(Mark.ANSWERED,)),),
    "NTD_CO_QUAN": (
        Term(row="NTD.CQ.CHUYENYC", ends=(Mark.FORWARDED, Mark.NOT_ACCEPTED), breaks=(Mark.WITHDRAWN,)),
        # Within it bargaining begins, or the firm says in writing why it does not (Đ57 k5, k6). No row tells what ends
        # the waiting for a firm that does neither.
        Term(
            row="NTD.THUONGLUONG.CHUYEN",
            begins=Mark.FORWARDED,
            ends=(Mark.BARGAINED, Mark.NEGOTIATED, Mark.REFUSED),
            instead=(((Mark.REFUSED,), "NTD.TUCHOI"),),
            breaks=(Mark.NOT_AGREED, Mark.WITHDRAWN),
        ),
        Term(row="NTD.BAOKQ", begins=Mark.NEGOTIATED, ends=(Mark.TOLD,)),
    ),
    "DON_SHCN": (
        Term(row="SHCN.DON.XEMXET", ends=(Mark.SUPPLEMENT, Mark.COMPLETE, Mark.NOT_ACCEPTED)),
        Term(row="SHCN.DON.BOSUNG", begins=Mark.SUPPLEMENT, ends=(Mark.COMPLETE, Mark.NOT_ACCEPTED)),
        Term(row="SHCN.DON.THULY", begins=Mark.COMPLETE, ends=ACCEPTED_OR_NOT),
    ),
    "TIEP_CAN_TT": (
        Term(row="TCTT.DONGIAN", ends=(Mark.ANSWERED,), only_with=(Mark.SIMPLE,)),
        Term(
            row="TCTT.PHUCTAP",
            ends=(Mark.ANSWERED,),
            only_with=(Mark.COMPLEX,),
            extensions={Mark.EXTENDED: "TCTT.GIAHAN"},
        ),
    ),
}

# What the receiver of a report that is not his to deal with has for passing it on: by kind. Where the law gives him a
# term of his own, that of the one who is competent runs from the latter's own receipt.
PASSING_ON: Mapping[str, str] = {
    "TO_CAO": "TOCAO.CHUYEN",
    "DON_SHCN": "SHCN.DON.CHUYEN",
    "TO_GIAC_TOI_PHAM": "TOIPHAM.CHUYEN",
}

# What the tables say nothing of, shown beside the clocks; no clock of it runs.
OPEN: Mapping[str, tuple[str | Promise, ...]] = {
    "TIN_BAO": (_lazy("Thời hạn xử lý, trả lời tin báo: chưa đọc được văn bản đặt hạn."),),
    "TO_GIAC_TOI_PHAM": (
        _lazy("Hạn kiểm tra, xác minh 20 ngày (BLTTHS Đ147) là của Cơ quan điều tra, không đếm ở nơi chỉ tiếp nhận."),
    ),
    "TO_CAO": (
        _lazy("Tạm đình chỉ giải quyết tố cáo: chưa đọc điều khoản nên đồng hồ không dừng."),
        _lazy("Lời Luật 136/2025/QH15 chưa đọc; hạn theo Luật Tố cáo 25/2018."),
    ),
    "KHIEU_NAI": (
        _lazy(
            "Tạm dừng, tính lại khi chuyển đơn khiếu nại: chưa đọc điều khoản nên đồng hồ không dừng, không tính lại."
        ),
        _lazy("Lần hai đếm ở đơn riêng của cơ quan giải quyết lần hai."),
    ),
    "KIEN_NGHI_PHAN_ANH": (
        _lazy("Tính lại hạn khi chuyển cơ quan khác: chưa đọc điều khoản, nên giữ từ ngày nhận đầu."),
    ),
    "NTD_CO_QUAN": (_lazy("Tính lại hạn khi chuyển cơ quan khác: chưa đọc điều khoản, nên giữ từ ngày nhận đầu."),),
    "TMDT_HE_THONG": (_lazy("Không thấy thời hạn trong điều đã đọc."),),
}


def starts_anew(kind: str) -> bool:
    """Say whether the clock of whoever takes a report over runs from his own receipt."""
    return kind in PASSING_ON


def reckon(
    kind: str, received_on: date, events: Sequence[Event], *, law: Law, as_of: date, passed_on: date | None = None
) -> list[Running]:
    """Reckon every term of a report that has begun by a day, from its dated events alone.

    PASSED_ON: the day it was given to another agency, for the term that the law sets for that.
    """
    known = [one for one in sorted(events, key=lambda one: one.on) if one.on <= as_of]
    found = [
        running
        for term in TERMS.get(kind, ())
        if all(_first(known, [mark]) for mark in term.only_with)
        for running in [_run(term, received_on, known, law)]
        if running is not None
    ]
    if passed_on is not None and passed_on <= as_of and kind in PASSING_ON:
        term = Term(row=PASSING_ON[kind], ends=())
        begun = _clock(term.row, received_on, law)
        found += [Running(term, begun, passed_on)] if begun else []
    return found


def _run(term: Term, received_on: date, known: Sequence[Event], law: Law) -> Running | None:
    begun_on = received_on if term.begins is None else _first(known, [term.begins])
    if begun_on is None:
        return None
    standing = {one.what for one in known}
    row = next((row for marks, row in term.instead if standing.issuperset(marks)), term.row)
    extended = [term.extensions[one.what] for one in known if term.extensions and one.what in term.extensions]
    begun = _clock(row, begun_on, law, extended_by=extended, suspended=_stops(known) if term.stands_still else ())
    if begun is None:
        return None
    after = [one for one in known if one.on >= begun_on]
    ended = received_on if term.ends_on_receipt else _first(after, term.ends)
    broken = next((one for one in after if one.what in term.breaks), None) if ended is None else None
    return Running(term, begun, ended, broken)


def _clock(
    row: str,
    begun_on: date,
    law: Law,
    *,
    extended_by: Sequence[str] = (),
    suspended: Sequence[tuple[date, date]] = (),
) -> Clock | None:
    try:
        return clock(row, begun_on, law=law, extended_by=extended_by, suspended=suspended)
    except NoClockInForce:
        return None


def _first(known: Iterable[Event], marks: Sequence[Mark]) -> date | None:
    return next((one.on for one in known if one.what in marks), None)


def _stops(known: Sequence[Event]) -> list[tuple[date, date]]:
    """Pair each obstacle with its end; one that goes on stops nothing yet, for nobody knows how long."""
    found: list[tuple[date, date]] = []
    began: date | None = None
    for one in known:
        if one.what is Mark.OBSTACLE:
            began = began or one.on
        elif one.what is Mark.OBSTACLE_OVER and began is not None:
            found.append((began, one.on))
            began = None
    return found


def marks_of(kind: str) -> list[Mark]:
    """List what may be marked at a report of a kind, in the order of the work."""
    named: set[Mark] = set()
    for term in TERMS.get(kind, ()):
        named |= {*term.ends, *term.breaks, *term.only_with, *(term.extensions or ())}
        named |= {mark for marks, _row in term.instead for mark in marks}
        named |= {term.begins} if term.begins else set()
        named |= {Mark.OBSTACLE, Mark.OBSTACLE_OVER} if term.stands_still else set()
    return [mark for mark in Mark if mark in named]
