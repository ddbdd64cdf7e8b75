"""Giải trình: made in writing or in person, given up, or let lapse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, Of, Words
from minhbach.domains.cases.acts.ask_to_explain import ExplanationAsked
from minhbach.domains.cases.acts.hear_explanation import ExplanationHeard
from minhbach.domains.cases.types.codes import ExplanationAsk, ExplanationManner, Step
from minhbach.domains.cases.types.values import NO_PAPER, OUTSIDE_PAPER, Cited
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, must, should
from minhbach.foundation.writing import write_day

if TYPE_CHECKING:
    from minhbach.domains.cases.web.forms.base import ActForm, Setting


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

    def requirements(self, fact: ExplanationEnded | None, door: Door) -> Iterator[Unmet]:
        """Ask whether what was asked for was given, and what is given up was given up in writing."""
        if fact is None:
            return
        asked = {one.fact.manner for one in door.line.all(ExplanationAsked)}
        heard = door.line.last(ExplanationHeard) is not None
        if fact.manner == ExplanationManner.LAPSED and asked:
            yield must(
                "explanation.asked", _("Hồ sơ đã ghi văn bản, yêu cầu giải trình: không thể ghi là không giải trình.")
            )
        if ExplanationAsk.DIRECT in asked and not heard and fact.manner == ExplanationManner.WRITTEN:
            sentence = _("Người vi phạm đã yêu cầu giải trình trực tiếp mà hồ sơ chưa ghi phiên giải trình.")
            yield should("hearing.asked", sentence)
        if fact.manner == ExplanationManner.DIRECT and not heard:
            yield should("hearing.missing", _("Hồ sơ chưa ghi phiên giải trình trực tiếp."))
        if fact.manner == ExplanationManner.WAIVED and not (fact.paper.number or fact.paper.dated):
            yield should(
                "waived.paper", _("Từ bỏ quyền giải trình phải bằng văn bản: chưa ghi số, ngày của văn bản đó.")
            )

    def prepare(self, form: ActForm[ExplanationEnded], setting: Setting) -> None:
        """What was heard or sent in is what it ends with."""
        if (heard := setting.line.last(ExplanationHeard)) is not None:
            form.propose(manner=ExplanationManner.DIRECT, summary=heard.fact.statement)
        elif (asked := setting.line.last(ExplanationAsked)) is not None and asked.fact.manner == ExplanationAsk.WRITTEN:
            form.propose(manner=ExplanationManner.WRITTEN, summary=asked.fact.summary)
