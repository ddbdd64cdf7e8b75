"""Nộp tiền phạt nhiều lần: a decision of its own says in how many times, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import IssuedAct, Of, Words
from minhbach.domains.cases.acts.decide import Decide
from minhbach.domains.cases.acts.postpone import UNCHECKED
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.cases.types.values import ISSUED_PAPER, Cited
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.writing import write_day

FEWEST = 2


@dataclass(frozen=True, kw_only=True)
class PartsGranted:
    """Units: times."""

    paper: Annotated[Cited, ask("", only=ISSUED_PAPER)]
    times: Annotated[int, ask(_lazy("Số lần nộp"))]
    until: Annotated[date, ask(_lazy("Nộp xong trước hoặc trong ngày"))]
    reason: Annotated[str, ask(_lazy("Lý do"), rows=2, longest=1000)] = ""


class PayInParts(IssuedAct[PartsGranted]):
    code, slug, at = "parts_granted", "nop-tien-phat-nhieu-lan", (Step.EXECUTION,)
    words = Words(
        event=_lazy("quyết định nộp tiền phạt nhiều lần"),
        button=_lazy("Nhập quyết định nộp tiền phạt nhiều lần"),
        done=_lazy("Đã nhập quyết định nộp nhiều lần."),
        caution=UNCHECKED,
    )
    of, not_before = Of.VIOLATOR, Decide

    def check(self, state: CaseState, line: Line, entry: Entry[PartsGranted]) -> None:
        if not line.unpaid_vnd:
            raise refusals.NothingOwed
        if entry.fact.times < FEWEST:
            raise refusals.PartsTooFew
        if entry.fact.until < entry.happened_on:
            raise refusals.EndBeforeStart(day=write_day(entry.happened_on))

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return not line.unpaid_vnd

    def summary(self, fact: PartsGranted) -> str:
        return _("%(times)s lần, xong trong ngày %(until)s · %(number)s") % {
            "times": fact.times,
            "until": write_day(fact.until),
            "number": fact.paper.number,
        }
