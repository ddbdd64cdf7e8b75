"""What changes a decision that is out: what the proposal and its three papers have in common.

A decision is corrected (a slip of the pen, no amount), amended or revoked in part (amounts, measures), or revoked as a
whole. Who may is in no table: the system takes the paper of whoever decided, or of one above him, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Door, IssuedAct, Of
from minhbach.domains.cases.acts.decide import Decide
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.cases.types.values import ISSUED_PAPER, NO_PAPER, Cited
from minhbach.domains.documents.types import State
from minhbach.domains.law.selectors import Law, NoClockInForce, cite
from minhbach.domains.law.selectors import clock as set_clock
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, must, should
from minhbach.foundation.writing import write_day

if TYPE_CHECKING:
    from minhbach.domains.cases.acts.propose_change import ChangeProposed

TERM = "XPHC.QD.SUADOI"
# The papers of the three acts, by their codes in the table of papers.
CHANGE_KINDS = ("decision_correction", "decision_amendment", "decision_revocation")
REVOKED = "decision_revoked"
CHANGE_CODES = ("decision_corrected", "decision_amended", REVOKED)
UNCHECKED = _lazy(
    "Chỉ dùng cho quyết định ban hành ngoài hệ thống. Ai được sửa, hủy bỏ quyết định chưa có trong bảng luật: người ký "
    "tự đối chiếu thẩm quyền."
)


class Change(models.TextChoices):
    """What is done to the decision; the first three as the titles of their forms say it (rows MQĐ38 to MQĐ40)."""

    CORRECTED = "corrected", _lazy("đính chính sai sót về trình bày, viết nhầm")
    AMENDED = "amended", _lazy("sửa đổi, bổ sung nội dung")
    PART_REVOKED = "part_revoked", _lazy("hủy bỏ một phần")
    REVOKED = "revoked", _lazy("hủy bỏ toàn bộ")


class ChangeGround(models.TextChoices):
    """On whose word; the term of the table does not bind the last three (its note)."""

    OWN = "own", _lazy("người ra quyết định phát hiện sai sót")
    SUPERIOR = "superior", _lazy("cấp trên yêu cầu")
    COMPLAINT = "complaint", _lazy("kết quả giải quyết khiếu nại")
    DENUNCIATION = "denunciation", _lazy("kết luận nội dung tố cáo")
    COURT = "court", _lazy("bản án, quyết định của Tòa án")


UNBOUND = (ChangeGround.COMPLAINT, ChangeGround.DENUNCIATION, ChangeGround.COURT)


@dataclass(frozen=True, kw_only=True)
class DecisionChange:
    """The paper, and what it changes, as the proposal said it. DECISION is the one that it changes.

    DROPPED are remedies of the decision, by their place in its list, that need not be carried out any more.

    Units: đồng; None: as it was.
    """

    paper: Annotated[Cited, ask("", only=ISSUED_PAPER)]
    decision: Cited = NO_PAPER
    change: str = ""
    ground: str = ""
    reason: str = ""
    content: tuple[str, ...] = ()
    fine_vnd: int | None = None
    confiscated_value_vnd: int | None = None
    dropped: tuple[int, ...] = ()


class IssuedChange(IssuedAct[Any]):
    """An issued paper that changes the decision of a violator, as it was proposed."""

    at = (Step.EXECUTION, Step.CLOSED)
    of, not_before, is_above, is_way_out = Of.VIOLATOR, Decide, True, True
    # What the paper may do.
    changes: tuple[Change, ...] = ()

    def check(self, state: CaseState, line: Line, entry: Entry[Any]) -> None:
        require_standing(line, self.label)
        asked = line.change_proposed
        if asked is None or asked.fact.change not in self.changes:
            raise refusals.NoChangeProposed(act=self.label)
        if entry.happened_on < asked.happened_on:
            raise refusals.HappenedTooEarly(
                day=write_day(entry.happened_on),
                before=_("đề nghị sửa đổi, hủy bỏ quyết định"),
                previous=write_day(asked.happened_on),
            )

    def require(self, fact: Any, door: Door) -> None:
        require_no_paper_under_way(door)

    def requirements(self, fact: Any, door: Door) -> Iterator[Unmet]:
        asked = door.line.change_proposed
        if asked is None or asked.fact.change not in self.changes:
            yield must("change.proposed", _("Chưa ghi nội dung đề nghị sửa đổi, hủy bỏ quyết định."))
        elif fact is not None:
            yield from out_of_term(door.line, asked.fact, on=door.on, law=door.law)

    def complete(self, fact: Any, door: Door) -> Any:
        asked, decided = door.line.change_proposed, door.line.decided
        if asked is None or decided is None:
            return fact
        said = asked.fact
        return replace(
            fact, decision=decided.fact.paper, change=str(said.change), ground=str(said.ground), reason=said.reason,
            content=said.content, fine_vnd=said.fine_vnd, confiscated_value_vnd=said.confiscated_value_vnd,
            dropped=said.dropped,
        )  # fmt: skip

    def mark(self, line: Line, entry: Entry[Any]) -> None:
        """The decision stands as changed from that day; its time to comply runs anew once the paper is handed over."""
        line.change_proposed = None
        line.changes.append(entry)
        line.unserved.append(entry)
        if not line.is_open and (line.unpaid_vnd or line.undone_remedies):
            line.outcome, line.step, line.entered_on = None, Step.EXECUTION, entry.happened_on

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        asked = line.change_proposed
        return asked is None or asked.fact.change not in self.changes

    def summary(self, fact: Any) -> str:
        return "; ".join(filter(None, (say_change(fact), fact.paper.number)))


def require_standing(line: Line, act: Any) -> None:
    """Refuse to change what does not stand: nobody was decided on, or the decision was revoked.

    Raises: NoDecisionStands.
    """
    if line.decided is None:
        raise refusals.NoDecisionStands(act=act)


def require_no_paper_under_way(door: Door) -> None:
    """Refuse while a paper that changes the decision is signed and on its way out.

    Raises: PaperUnderWay.
    """
    from minhbach.domains.cases.selectors.papers import papers_of

    for paper in papers_of(door.case, part=door.part):
        if paper.kind in CHANGE_KINDS and paper.state in (State.SIGNED, State.NUMBERED):
            raise refusals.PaperUnderWay(
                paper=paper.title, state=State(paper.state).label, where=paper.get_absolute_url()
            )


def out_of_term(line: Line, said: ChangeProposed, *, on: date, law: Law) -> Iterator[Unmet]:
    """Name a change that comes after the term of the table: refused by a text that was read, asked about by another.

    Source: rows XPHC.QD.SUADOI and XPHC.QD.SUADOI.2025 with their notes.
    """
    is_of_goods_alone = said.fine_vnd is None and (said.confiscated_value_vnd is not None or bool(said.dropped))
    if line.decided is None or said.change == Change.REVOKED or said.ground in UNBOUND or is_of_goods_alone:
        return
    try:
        clock = set_clock(TERM, line.decided.happened_on, law=law)
    except NoClockInForce:
        return
    if clock.due_on is None or on <= clock.due_on:
        return
    named = {"due": write_day(clock.due_on), "statute": cite(clock.citation)}
    if clock.citation.is_checked:
        yield must("change.term", _("Đã quá hạn đính chính, sửa đổi ngày %(due)s (%(statute)s).") % named)
    else:
        words = _("Đã quá hạn đính chính, sửa đổi ngày %(due)s (%(statute)s, chưa đối chiếu bản gốc). Vẫn ghi?")
        yield should("change.term", words % named)


def say_change(fact: Any) -> str:
    """Say in one line what was changed."""
    amounts = []
    if fact.fine_vnd is not None:
        amounts.append(_("tiền phạt còn %(fine)s") % {"fine": format_vnd(fact.fine_vnd)})
    if fact.confiscated_value_vnd is not None:
        amounts.append(_("trị giá tịch thu còn %(value)s") % {"value": format_vnd(fact.confiscated_value_vnd)})
    what = str(Change(fact.change).label) if fact.change in Change.values else ""
    return "; ".join(filter(None, (what, *amounts, *(one.rstrip(" .;") for one in fact.content))))
