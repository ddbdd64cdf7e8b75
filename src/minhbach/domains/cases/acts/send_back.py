"""Trả lại hồ sơ: who was asked to decide gives the file back with a reason; the unit goes on from where it stood.

A file is also given back when its case has ended meanwhile: that is written down, and opens nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, Of, Who, Words
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.cases.types.values import NO_PAPER, OUTSIDE_PAPER, Cited
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.types import Kind, State
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.writing import write_day


@dataclass(frozen=True, kw_only=True)
class SentBack:
    reason: Annotated[str, ask(_lazy("Lý do trả lại"), rows=3, longest=2000)]
    paper: Annotated[Cited, ask(_lazy("Văn bản trả hồ sơ"), only=OUTSIDE_PAPER)] = NO_PAPER


class SendBack(Act[SentBack]):
    code, slug, at = "sent_back", "tra-lai-ho-so", (Step.DECISION, Step.CLOSED)
    words = Words(
        event=_lazy("trả lại hồ sơ đã trình"),
        button=_lazy("Trả lại hồ sơ"),
        done=_lazy("Đã trả lại hồ sơ cho đơn vị thụ lý, kèm lý do."),
        caution=_lazy("Đơn vị thụ lý xử lý tiếp. Dự thảo quyết định đang chờ bạn ký cũng được trả lại."),
        day=_lazy("Ngày trả"),
    )
    of, who, is_above = Of.VIOLATOR, Who.KEEPER, True
    reasons, is_correctable, is_annullable = ("reason",), False, False

    def check(self, state: CaseState, line: Line, entry: Entry[SentBack]) -> None:
        if line.up is None:
            raise refusals.NotGoneUp
        _require_undecided(line)

    def require(self, fact: SentBack, door: Door) -> None:
        from minhbach.domains.cases.selectors.papers import papers_of

        super().require(fact, door)
        _require_undecided(door.line)
        for paper in papers_of(door.case, Kind.SANCTION_DECISION, door.part):
            if paper.state in (State.SIGNED, State.NUMBERED):
                raise refusals.PaperUnderWay(
                    paper=paper.title, state=State(paper.state).label, where=paper.get_absolute_url()
                )

    def done(self, fact: SentBack, door: Door) -> None:
        """Give the draft that waits for a signature back as well; only its signer may, and the paper says so itself."""
        from minhbach.domains.cases.selectors.papers import papers_of

        for paper in papers_of(door.case, Kind.SANCTION_DECISION, door.part):
            if paper.state == State.SUBMITTED:
                documents.return_for_changes(document_id=paper.id, officer=door.officer, at=door.at, reason=fact.reason)

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return line.up is None or line.decided is not None


def _require_undecided(line: Line) -> None:
    if line.decided is not None:
        raise refusals.DecidedAlready(number=line.decided.fact.paper.number, day=write_day(line.decided.happened_on))
