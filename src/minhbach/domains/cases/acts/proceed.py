"""Kết quả ở Viện kiểm sát, Tòa án: what is told of a criminal case once it was opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Of, Who, Words
from minhbach.domains.cases.acts.prosecute import Prosecute
from minhbach.domains.cases.acts.refer import lines_away
from minhbach.domains.cases.types.codes import Outcome, Proceeding, Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.cases.types.values import NO_PAPER, OUTSIDE_PAPER, Cited
from minhbach.foundation.pages.asking import ask


@dataclass(frozen=True, kw_only=True)
class ProceedingTold:
    stage: Annotated[Proceeding, ask(_lazy("Giai đoạn"), open=True)]
    body: Annotated[str, ask(_lazy("Cơ quan ra văn bản"), longest=200)] = ""
    result: Annotated[str, ask(_lazy("Kết quả"), rows=3, longest=4000)]
    paper: Annotated[Cited, ask("", only=OUTSIDE_PAPER)] = NO_PAPER


class TellProceeding(Act[ProceedingTold]):
    code, slug, at = "proceeding_told", "ket-qua-to-tung", (Step.CLOSED,)
    words = Words(
        event=_lazy("kết quả tố tụng hình sự"),
        button=_lazy("Ghi kết quả ở Viện kiểm sát, Tòa án"),
        done=_lazy("Đã ghi kết quả tố tụng."),
    )
    reasons = ("result",)
    of, after, who, not_before = Of.EITHER, Outcome.REFERRED, Who.RECEIVER, Prosecute

    def check(self, state: CaseState, line: Line, entry: Entry[ProceedingTold]) -> None:
        if not any(one.prosecuted for one in lines_away(state, line)):
            raise refusals.NotProsecuted(act=self.label)

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return line.prosecuted is None

    def summary(self, fact: ProceedingTold) -> str:
        return f"{Proceeding(fact.stage).label}: {fact.result}"
