"""From a violation record to the fine: questions to the law tables, and what their answers allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from minhbach.domains.cases import refusals
from minhbach.domains.cases.types.state import CaseState
from minhbach.domains.cases.types.values import ActSanction, Measured, Offence
from minhbach.domains.law.selectors import Law, act_limitation, cite, cite_frame, limit_without_record, write_between
from minhbach.domains.law.selectors import fine_frame as choose_frame
from minhbach.domains.law.types import ActTime, FineFrame, FineQuestion, Offender
from minhbach.foundation.money import format_vnd
from minhbach.foundation.writing import write_day

if TYPE_CHECKING:
    from minhbach.domains.cases.acts.record import ViolationRecorded
    from minhbach.domains.cases.acts.sanction import SanctionProposed


@dataclass(frozen=True)
class Circumstances:
    """What weighs on the amount inside a frame."""

    mitigating: int = 0
    aggravating: int = 0
    many_times: bool = False
    recidivism: bool = False


NONE = Circumstances()


def question_of(
    record: ViolationRecorded,
    act: Offence,
    *,
    decided_on: date,
    weight: Circumstances = NONE,
    sanction: SanctionProposed | None = None,
) -> FineQuestion:
    """Put an act of a record as a question to the law tables; with SANCTION, as it is to be decided."""
    exhibits = (sanction.confiscated_value_vnd if sanction else 0) or record.goods_value_vnd
    return FineQuestion(
        time=ActTime(detected_on=record.detected_on, started_on=act.started_on, ended_on=act.ended_on),
        decided_on=decided_on,
        offender=Offender(record.offender),
        series=act.series,
        point=act.point or None,
        goods=act.goods,
        measures={measured.code: measured.value for measured in act.measures},
        measure=act.measure,
        exhibit_value_vnd=exhibits or None,
        conditions=frozenset(act.conditions),
        remedies=frozenset(one.kind for one in sanction.remedies) if sanction else None,
        sanctions=frozenset(one.kind for one in sanction.additional) if sanction else None,
        mitigating=weight.mitigating,
        aggravating=weight.aggravating,
        many_times=weight.many_times or act.is_many_times,
        recidivism=weight.recidivism,
    )


def frame_of(
    record: ViolationRecorded,
    act: Offence,
    *,
    decided_on: date,
    law: Law,
    weight: Circumstances = NONE,
    sanction: SanctionProposed | None = None,
) -> FineFrame | None:
    """Choose the frame of an act; None where the officer named a provision that the tables do not hold.

    Raises: the refusals of `law.frames.refusals`.
    """
    if not act.series:
        return None
    question = question_of(record, act, decided_on=decided_on, weight=weight, sanction=sanction)
    return choose_frame(question, law=law)


def frames_of(
    record: ViolationRecorded,
    *,
    decided_on: date,
    law: Law,
    weight: Circumstances = NONE,
    sanction: SanctionProposed | None = None,
) -> list[FineFrame | None]:
    """Choose the frame of each act of a record, in its order."""
    return [
        frame_of(record, act, decided_on=decided_on, law=law, weight=weight, sanction=sanction) for act in record.acts
    ]


def complete_record(record: ViolationRecorded, state: CaseState, *, decided_on: date, law: Law) -> ViolationRecorded:
    """Fill in what follows from the record: value of the goods, right to explain, group of the report.

    Raises: ActsMissing, ClassUnknown, CategoryNotChosen, and the refusals of `law.frames.refusals`.
    """
    if not record.acts:
        raise refusals.ActsMissing
    value = record.goods_value_vnd or state.goods_value_vnd
    known = {row.code: row for row in law.book.classes}
    for act in record.acts:
        if act.violation_class not in known:
            raise refusals.ClassUnknown(name=act.violation_class)
    acts = tuple(_with_goods_value(act, value) for act in record.acts)
    whole = replace(record, acts=acts, goods_value_vnd=value)
    frames = frames_of(whole, decided_on=decided_on, law=law)
    category = record.report_category or known[record.acts[0].violation_class].report_category
    if category not in {row.code for row in law.book.report_categories}:
        raise refusals.CategoryNotChosen
    may_explain = record.may_explain or any(frame.explanation_eligible for frame in frames if frame)
    return replace(whole, may_explain=may_explain, report_category=category)


def work_out(
    record: ViolationRecorded, sanction: SanctionProposed, *, decided_on: date, law: Law, returned: bool = False
) -> SanctionProposed:
    """Set each act's frame beside the fine chosen for it; an act without a fine takes the law's own amount.

    RETURNED: prosecutors passed the case on, which gives a year more.

    Units:  đồng.
    Raises: ActsDoNotMatchRecord, FineMissing, FineOutsideFrame, DeviationNeedsReason, ChoiceNeedsReason,
            WarningNotPossible, LimitationOver, ProvisionMissing, and the refusals of `law.frames.refusals`.
    Source: NĐ 118/2021 Điều 9 (rows FINE_MIDPOINT, FINE_MIDPOINT_2025) through law.frames.
    """
    if [one.act for one in sanction.acts] != list(range(len(record.acts))):
        raise refusals.ActsDoNotMatchRecord
    weight = Circumstances(
        len(sanction.mitigating), len(sanction.aggravating), sanction.is_many_times, sanction.is_repeat
    )
    frames = frames_of(record, decided_on=decided_on, law=law, weight=weight)
    acts = tuple(_within_frame(one, frame) for one, frame in zip(sanction.acts, frames, strict=True))
    for one, frame in zip(acts, frames, strict=True):
        _check_limitation(one, frame, decided_on=decided_on, law=law, returned=returned)
    return replace(sanction, acts=acts)


def require_without_record(record: ViolationRecorded, fine_vnd: int, *, on: date) -> None:
    """Refuse a fine that the law does not let be imposed without a record.

    Units:  đồng.
    Raises: NoLimitWithoutRecord, NotWithoutRecord.
    """
    limit = limit_without_record(Offender(record.offender), on=on)
    if limit is None:
        raise refusals.NoLimitWithoutRecord(day=write_day(on))
    if fine_vnd > limit.most_vnd:
        raise refusals.NotWithoutRecord(
            fine=format_vnd(fine_vnd), limit=format_vnd(limit.most_vnd), statute=limit.statute
        )


def _within_frame(one: ActSanction, frame: FineFrame | None) -> ActSanction:
    if frame is not None:
        one = replace(
            one,
            row_id=frame.row.citation.row_id,
            provision=one.provision or cite_frame(frame),
            fine_min_vnd=frame.fine_min_vnd,
            fine_max_vnd=frame.fine_max_vnd,
            midpoint_vnd=frame.midpoint_vnd,
            suggested_vnd=frame.proposed_vnd,
        )
    elif not one.provision.strip() or not one.fine_max_vnd:
        raise refusals.ProvisionMissing(act=one.act + 1)
    if one.is_warning:
        if frame is not None and not frame.warning_possible:
            raise refusals.WarningNotPossible(act=one.act + 1, provision=one.provision)
        return replace(one, fine_vnd=0)
    if not one.fine_vnd:
        if one.suggested_vnd is None:
            raise refusals.FineMissing(act=one.act + 1)
        one = replace(one, fine_vnd=one.suggested_vnd)
    _check_fine(one, frame.between_vnd if frame else None)
    return one


def _check_limitation(one: ActSanction, frame: FineFrame | None, *, decided_on: date, law: Law, returned: bool) -> None:
    clock = act_limitation(frame, law=law, from_prosecutors=returned) if frame else None
    if clock is not None and clock.due_on is not None and clock.due_on < decided_on:
        raise refusals.LimitationOver(act=one.act + 1, day=write_day(clock.due_on), statute=cite(clock.citation))


def _check_fine(one: ActSanction, between: tuple[int, int] | None) -> None:
    if not one.fine_min_vnd <= one.fine_vnd <= one.fine_max_vnd:
        raise refusals.FineOutsideFrame(
            fine=format_vnd(one.fine_vnd),
            act=one.act + 1,
            minimum=format_vnd(one.fine_min_vnd),
            maximum=format_vnd(one.fine_max_vnd),
            provision=one.provision,
        )
    if one.suggested_vnd is not None and one.fine_vnd != one.suggested_vnd and not one.reason.strip():
        raise refusals.DeviationNeedsReason(
            fine=format_vnd(one.fine_vnd), act=one.act + 1, suggested=format_vnd(one.suggested_vnd)
        )
    if between is not None and not one.reason.strip():
        raise refusals.ChoiceNeedsReason(fine=format_vnd(one.fine_vnd), act=one.act + 1, range=write_between(between))


def _with_goods_value(act: Offence, value: int) -> Offence:
    """The inventory list gives the value of the goods, unless the officer gave this act one of its own."""
    if not value or any(measured.code == "goods_value_vnd" for measured in act.measures):
        return act
    return replace(act, measures=(*act.measures, Measured(code="goods_value_vnd", value=Decimal(value))))


def decree_bases(frames: Sequence[FineFrame | None]) -> tuple[str, ...]:
    """Name the decrees that a decision rests on, each once."""
    return tuple(dict.fromkeys(frame.row.citation.instrument.split(" (")[0] for frame in frames if frame))
