"""Hoãn thi hành quyết định phạt tiền: a decision of its own, until a day. When one may be had, no table holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import IssuedAct, Of, Words
from minhbach.domains.cases.acts.decide import Decide
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.cases.types.values import ISSUED_PAPER, Cited
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.writing import write_day

UNCHECKED = _lazy("Điều kiện chưa có trong bảng luật của hệ thống: người ra quyết định tự đối chiếu.")


@dataclass(frozen=True, kw_only=True)
class Postponed:
    paper: Annotated[Cited, ask("", only=ISSUED_PAPER)]
    until: Annotated[date, ask(_lazy("Hoãn đến hết ngày"))]
    reason: Annotated[str, ask(_lazy("Lý do"), rows=2, longest=1000)] = ""


class Postpone(IssuedAct[Postponed]):
    code, slug, at = "postponed", "hoan-thi-hanh-phat-tien", (Step.EXECUTION,)
    words = Words(
        event=_lazy("quyết định hoãn thi hành phạt tiền"),
        button=_lazy("Nhập quyết định hoãn thi hành phạt tiền"),
        done=_lazy("Đã nhập quyết định hoãn."),
        caution=UNCHECKED,
    )
    of, not_before = Of.VIOLATOR, Decide

    def check(self, state: CaseState, line: Line, entry: Entry[Postponed]) -> None:
        if not line.unpaid_vnd:
            raise refusals.NothingOwed
        if entry.fact.until < entry.happened_on:
            raise refusals.EndBeforeStart(day=write_day(entry.happened_on))

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return not line.unpaid_vnd

    def summary(self, fact: Postponed) -> str:
        return _("đến hết ngày %(until)s · %(number)s") % {"until": write_day(fact.until), "number": fact.paper.number}
