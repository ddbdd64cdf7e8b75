"""Phiên giải trình trực tiếp: who stood for whom, what each side said, what came of it; with its minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, Of, Words
from minhbach.domains.cases.acts.invite_to_explain import HearingInvited
from minhbach.domains.cases.acts.paper import CasePaper, Known
from minhbach.domains.cases.acts.record import ViolationRecorded, party_of
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.documents.papers.hearing_minutes import HearingMinutesContent
from minhbach.domains.documents.types import Kind, Participant
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, should

if TYPE_CHECKING:
    from minhbach.domains.cases.web.forms.base import ActForm, Setting


@dataclass(frozen=True, kw_only=True)
class ExplanationHeard:
    started_at: Annotated[datetime, ask(_lazy("Bắt đầu lúc"))]
    ended_at: Annotated[datetime, ask(_lazy("Kết thúc lúc"))]
    place: Annotated[str, ask(_lazy("Nơi tổ chức"), longest=300)]
    heard: Annotated[
        str, ask(_lazy("Ai giải trình"), longest=120, help=_lazy("Họ và tên người vi phạm hoặc người thay mặt."))
    ]
    standing: Annotated[
        str, ask(_lazy("Tư cách"), longest=200, help=_lazy("Bản thân, đại diện theo pháp luật, được ủy quyền số mấy."))
    ]
    authority_statement: Annotated[
        str, ask(_lazy("Căn cứ pháp lý, tình tiết, chứng cứ đã nêu"), rows=3, longest=20_000)
    ] = ""
    statement: Annotated[str, ask(_lazy("Ý kiến của bên giải trình"), rows=4, longest=20_000)]
    outcome: Annotated[str, ask(_lazy("Kết quả phiên giải trình"), rows=2, longest=2000)] = ""


def fill_minutes(state: CaseState, part: str, known: Known) -> HearingMinutesContent | None:
    """Draw the minutes from what was written down of the hearing."""
    line = state.of(part)
    entry = line.last(ExplanationHeard)
    if entry is None or line.violation is None:
        return None
    fact = entry.fact
    return HearingMinutesContent(
        party=party_of(line.violation.fact, known),
        violation_record=known.paper(Kind.VIOLATION_RECORD, line.violation.fact.paper),
        started_at=fact.started_at,
        ended_at=fact.ended_at,
        place=fact.place,
        hearing=tuple(known.participant(one) for one in state.officer_ids),
        heard=(Participant(full_name=fact.heard, title=fact.standing),),
        authority_statement=fact.authority_statement or None,
        party_statement=fact.statement,
        outcome=fact.outcome or None,
    )


class HearExplanation(Act[ExplanationHeard]):
    code, slug, at = "explanation_heard", "phien-giai-trinh", (Step.EXPLANATION,)
    words = Words(
        event=_lazy("phiên giải trình trực tiếp"),
        button=_lazy("Ghi phiên giải trình trực tiếp"),
        done=_lazy("Đã ghi phiên giải trình. Lập biên bản, rồi ghi nhận kết quả giải trình."),
    )
    of, asks_day, drafts = Of.VIOLATOR, False, Kind.HEARING_MINUTES
    papers = (CasePaper(Kind.HEARING_MINUTES, fill_minutes, drawn_from=(ViolationRecorded, ExplanationHeard)),)

    def day_of(self, fact: ExplanationHeard) -> date | None:
        return local_date(fact.ended_at)

    def check(self, state: CaseState, line: Line, entry: Entry[ExplanationHeard]) -> None:
        if entry.fact.ended_at < entry.fact.started_at:
            raise refusals.HearingEndsBeforeItStarts

    def requirements(self, fact: ExplanationHeard | None, door: Door) -> Iterator[Unmet]:
        if door.line.last(HearingInvited) is None:
            yield should("hearing.uninvited", _("Hồ sơ chưa ghi giấy mời dự phiên giải trình."))

    def summary(self, fact: ExplanationHeard) -> str:
        return "; ".join(filter(None, (f"{fact.heard} ({fact.standing})", fact.outcome or fact.statement)))

    def prepare(self, form: ActForm[ExplanationHeard], setting: Setting) -> None:
        invited = setting.line.last(HearingInvited)
        if invited is not None:
            form.propose(started_at=invited.fact.at, place=invited.fact.place)
