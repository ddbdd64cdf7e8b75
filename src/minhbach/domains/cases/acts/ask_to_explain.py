"""Yêu cầu giải trình: what came from the violator, in writing, or asking to be heard in person; in time or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import Act, Door, Of, Words
from minhbach.domains.cases.clocks import due_to_explain
from minhbach.domains.cases.types.codes import ExplanationAsk, Step
from minhbach.domains.cases.types.values import NO_PAPER, OUTSIDE_PAPER, Cited
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, should
from minhbach.foundation.writing import write_day


@dataclass(frozen=True, kw_only=True)
class ExplanationAsked:
    manner: Annotated[ExplanationAsk, ask(_lazy("Nhận được gì"), open=True)]
    by: Annotated[str, ask(_lazy("Người gửi, tư cách (bản thân, đại diện theo pháp luật, được ủy quyền)"), longest=200)]
    summary: Annotated[str, ask(_lazy("Nội dung"), rows=4, longest=20_000)] = ""
    paper: Annotated[Cited, ask(_lazy("Văn bản gửi đến"), only=OUTSIDE_PAPER)] = NO_PAPER


class AskToExplain(Act[ExplanationAsked]):
    code, slug, at = "explanation_asked", "yeu-cau-giai-trinh", (Step.EXPLANATION,)
    words = Words(
        event=_lazy("nhận văn bản giải trình, yêu cầu giải trình"),
        button=_lazy("Ghi nhận văn bản, yêu cầu giải trình"),
        done=_lazy("Đã ghi văn bản, yêu cầu giải trình."),
        day=_lazy("Ngày nhận"),
    )
    of = Of.VIOLATOR

    def requirements(self, fact: ExplanationAsked | None, door: Door) -> Iterator[Unmet]:
        if fact is None:
            return
        due: date | None = due_to_explain(door.state, door.line, fact.manner, law=door.law)
        if due is not None and door.on > due:
            sentence = _("Nhận sau thời hạn giải trình (hết ngày %(due)s). Vẫn nhận?") % {"due": write_day(due)}
            yield should("explanation.late", sentence)

    def summary(self, fact: ExplanationAsked) -> str:
        return ": ".join(filter(None, (str(ExplanationAsk(fact.manner).label), fact.summary or fact.by)))
