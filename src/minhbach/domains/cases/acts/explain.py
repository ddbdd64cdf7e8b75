"""Giải trình: made in writing or in person, given up, or let lapse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, Of, Words
from minhbach.domains.cases.types.codes import ExplanationManner, Step
from minhbach.domains.cases.types.values import NO_PAPER, OUTSIDE_PAPER, Cited
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.writing import write_day


@dataclass(frozen=True, kw_only=True)
class ExplanationEnded:
    manner: Annotated[ExplanationManner, ask(_lazy("Kết quả giải trình"), open=True)]
    summary: Annotated[str, ask(_lazy("Nội dung giải trình"), rows=4, longest=20_000)] = ""
    paper: Annotated[Cited, ask("", only=OUTSIDE_PAPER)] = NO_PAPER


class EndExplanation(Act[ExplanationEnded]):
    code, slug, at = "explanation_ended", "giai-trinh", (Step.EXPLANATION,)
    words = Words(
        event=_lazy("kết thúc giải trình"), button=_lazy("Ghi nhận giải trình"), done=_lazy("Đã ghi nhận giải trình.")
    )
    of, moves_to = Of.VIOLATOR, Step.DECISION

    def require(self, fact: ExplanationEnded, door: Door) -> None:
        from minhbach.domains.cases.clocks import clocks_of

        if fact.manner != ExplanationManner.LAPSED or door.line.step is not Step.EXPLANATION:
            return
        for one in clocks_of(door.state, door.line, law=door.law):
            if one.is_main and one.clock.due_on is not None and door.on <= one.clock.due_on:
                raise refusals.ExplanationTimeNotOver(
                    due=write_day(one.clock.due_on), statute=one.clock.citation.instrument
                )
