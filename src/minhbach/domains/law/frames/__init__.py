"""Fine frames: what an act costs under the law of its day, every line with its source. Pure."""

from __future__ import annotations

from minhbach.domains.law.book import LawBook
from minhbach.domains.law.frames.amounts import compute_amounts
from minhbach.domains.law.frames.criminal import find_criminal_warnings
from minhbach.domains.law.frames.later import (
    as_if_on,
    compare,
    later_rows,
    no_liability,
    not_reckoned,
    provision_ended_on,
)
from minhbach.domains.law.frames.matching import find_same_act
from minhbach.domains.law.frames.provision import check_time, choose_provision, frames_of_class, provision_steps
from minhbach.domains.law.frames.sanctions import Case, weigh_remedies, weigh_sanctions
from minhbach.domains.law.frames.signers import find_signers
from minhbach.domains.law.reference import vocabulary
from minhbach.domains.law.refusals import FrameForOrganisationsOnly, GoodsNotInFrame, ValueMissing
from minhbach.domains.law.types.fines import FineFrame, FineQuestion, LaterLaw, LaterVerdict, Offender
from minhbach.domains.law.types.rows import Act, FineFrameRow, Table

__all__ = ["choose_frame", "frames_of_class"]


def choose_frame(book: LawBook, question: FineQuestion) -> FineFrame:
    """Choose the fine frame of an act and show the sum that leads to it.

    Units:  đồng; quantities in the unit of the scale.
    Raises: NoFrameInForce, PointNotInForce, ValueMissing and the other refusals of `frames.refusals`.
    Source: docs/domains/law.md; each step cites its row.
    """
    check_time(question.time, question.decided_on)
    row, act = choose_provision(book, question)
    frame = _reckon(book, question, row, act, later=())
    return _reckon(book, question, row, act, later=_later_laws(book, question, frame))


def _reckon(
    book: LawBook, question: FineQuestion, row: FineFrameRow, act: Act | None, later: tuple[LaterLaw, ...]
) -> FineFrame:
    amounts = compute_amounts(book, question, row, act)
    violation_class = act.violation_class if act else row.violation_class
    case = Case(question, row, act, amounts.tier)
    sanctions, remedies = weigh_sanctions(case), weigh_remedies(case)
    return FineFrame(
        question=question,
        row=row,
        act=act,
        choices=amounts.choices,
        tier=amounts.tier,
        fine_min_vnd=amounts.fine_min_vnd,
        fine_max_vnd=amounts.fine_max_vnd,
        midpoint_vnd=amounts.midpoint_vnd,
        proposed_vnd=amounts.proposed_vnd,
        between_vnd=amounts.between_vnd,
        warning_possible=amounts.tier.warning_possible,
        explanation_eligible=_may_explain(
            question, amounts.fine_max_vnd, {one.sanction.kind for one in sanctions if one.applies}
        ),
        additional_sanctions=sanctions,
        remedies=remedies,
        signers=find_signers(book, question, row, violation_class, amounts.fine_max_vnd, (sanctions, remedies)),
        criminal=find_criminal_warnings(book, question, row, act, violation_class),
        later=later,
        steps=(*provision_steps(book, question, row, act), *amounts.steps),
    )


def _may_explain(question: FineQuestion, fine_max_vnd: int, kinds: set[str]) -> bool:
    """Luật XLVPHC Đ61: from a highest fine on, or where a licence is withdrawn or work suspended."""
    entry = vocabulary(Table.DEADLINES, "conditions")["EXPLANATION_ELIGIBLE"]["fine_max_from_vnd"]
    who = "organisation" if question.offender is Offender.ORGANISATION else "individual"
    return fine_max_vnd >= entry[who] or any(kind.startswith(("LICENCE", "SUSPENSION")) for kind in kinds)


def _later_laws(book: LawBook, question: FineQuestion, frame: FineFrame) -> tuple[LaterLaw, ...]:
    found = []
    for row in later_rows(book, frame.row.series, question):
        act = find_same_act(row, frame.act)
        if frame.act and act is None:
            found.append(not_reckoned(book, row, question, LaterVerdict.REWRITTEN))
            continue
        try:
            after = _reckon(book, as_if_on(question, row, act), row, act, later=())
        except (ValueMissing, GoodsNotInFrame, FrameForOrganisationsOnly):
            found.append(not_reckoned(book, row, question, LaterVerdict.UNKNOWN))
        else:
            found.append(compare(book, frame, after))
    ended = provision_ended_on(book, frame.row, question)
    if ended:
        found.append(no_liability(book, frame.row, frame.act, ended, question))
    return tuple(found)
