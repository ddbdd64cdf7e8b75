"""Gia hạn giải trình: the head gives more time. How much the law allows has not been read, so the day is his."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, Of, Who, Words
from minhbach.domains.cases.clocks import due_to_explain
from minhbach.domains.cases.types.codes import ExplanationAsk, Step
from minhbach.domains.cases.types.values import NO_PAPER, OUTSIDE_PAPER, Cited
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.writing import write_day


@dataclass(frozen=True, kw_only=True)
class ExplanationExtended:
    until: Annotated[
        date, ask(_lazy("Gia hạn đến hết ngày"), help=_lazy("Số ngày được gia hạn chưa đối chiếu bản gốc của luật."))
    ]
    reason: Annotated[str, ask(_lazy("Lý do gia hạn"), rows=2, longest=1000)]
    paper: Annotated[Cited, ask(_lazy("Văn bản gia hạn"), only=OUTSIDE_PAPER)] = NO_PAPER


class ExtendExplanation(Act[ExplanationExtended]):
    code, slug, at = "explanation_extended", "gia-han-giai-trinh", (Step.EXPLANATION,)
    words = Words(
        event=_lazy("gia hạn giải trình"),
        button=_lazy("Gia hạn giải trình"),
        done=_lazy("Đã gia hạn. Thời hạn mới thay cho thời hạn cũ."),
    )
    of, who, reasons = Of.VIOLATOR, Who.LEADER, ("reason",)

    def require(self, fact: ExplanationExtended, door: Door) -> None:
        super().require(fact, door)
        due = due_to_explain(door.state, door.line, ExplanationAsk.WRITTEN, law=door.law)
        if due is not None and fact.until <= due:
            raise refusals.EndNotLater(until=write_day(due))

    def summary(self, fact: ExplanationExtended) -> str:
        return _("đến hết ngày %(until)s: %(reason)s") % {"until": write_day(fact.until), "reason": fact.reason}
