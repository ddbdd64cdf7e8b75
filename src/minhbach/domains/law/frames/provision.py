"""Which provision applies: the act, the day that counts, and the row in force on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from minhbach.domains.law.book import LawBook
from minhbach.domains.law.citing import cite, cite_act, name_instrument
from minhbach.domains.law.refusals import (
    ActEndsAfterDetection,
    ActStartsAfterEnd,
    ActUnknown,
    DecisionBeforeDetection,
    NoFrameInForce,
    PointNotChosen,
    PointNotInForce,
    SeveralFramesPossible,
)
from minhbach.domains.law.types.fines import ActTime, FineQuestion, Step, StepCode
from minhbach.domains.law.types.rows import Act, FineFrameRow
from minhbach.foundation.writing import write_day


def check_time(time: ActTime, decided_on: date) -> None:
    """Refuse dates that contradict one another.

    Raises: ActEndsAfterDetection, ActStartsAfterEnd, DecisionBeforeDetection.
    """
    if time.ended_on and time.ended_on > time.detected_on:
        raise ActEndsAfterDetection(ended=write_day(time.ended_on), detected=write_day(time.detected_on))
    if time.started_on and time.started_on > time.base_date:
        raise ActStartsAfterEnd(started=write_day(time.started_on), last=write_day(time.base_date))
    if decided_on < time.detected_on:
        raise DecisionBeforeDetection(decided=write_day(decided_on), detected=write_day(time.detected_on))


def frames_of_class(book: LawBook, violation_class: str, on: date) -> tuple[tuple[FineFrameRow, Act], ...]:
    """List the provisions in force on a day that concern a class of violation, each with its act."""
    return tuple(
        (row, act)
        for row in book.frames
        if row.citation.holds_on(on)
        for act in row.acts
        if act.violation_class == violation_class
    )


def choose_provision(book: LawBook, question: FineQuestion) -> tuple[FineFrameRow, Act | None]:
    """Find the row in force on the day that counts, and the act within it.

    Raises: ActUnknown, NoFrameInForce, PointNotInForce, PointNotChosen, SeveralFramesPossible.
    Source: NĐ 118/2021 Đ7 k2 (rows AL-02, AL-03).
    """
    day = question.time.base_date
    if not question.series:
        return _choose_by_class(book, question.violation_class, question.point, day)
    periods = book.frame_periods(question.series)
    if not periods:
        raise ActUnknown(act=question.series)
    row = book.find_frame(question.series, day)
    if row is None:
        raise NoFrameInForce(
            act=periods[-1].act_vi,
            day=write_day(day),
            reason=explain_absence(book, question.series, question.point, day),
        )
    return row, _choose_act(book, row, question.point, day)


def _choose_act(book: LawBook, row: FineFrameRow, point: str | None, day: date) -> Act | None:
    if point is not None:
        act = row.find_act(point)
        if act is None:
            raise PointNotInForce(
                point=point or "–",
                act=cite(row.citation),
                day=write_day(day),
                reason=explain_absence(book, row.series, point, day),
            )
        return act
    if len(row.acts) > 1:
        points = ", ".join(act.point for act in row.acts)
        raise PointNotChosen(provision=cite(row.citation), points=points)
    return row.acts[0] if row.acts else None


def _choose_by_class(book: LawBook, violation_class: str, point: str | None, day: date) -> tuple[FineFrameRow, Act]:
    known = book.find_class(violation_class)
    if known is None:
        raise ActUnknown(act=violation_class)
    found = [
        (row, act) for row, act in frames_of_class(book, violation_class, day) if point is None or act.point == point
    ]
    if not found:
        raise NoFrameInForce(act=known.name_vi, day=write_day(day), reason=_gap_text(book, violation_class, day))
    if len(found) > 1:
        raise SeveralFramesPossible(
            day=write_day(day), series="; ".join(sorted({cite_act(row, act) for row, act in found}))
        )
    return found[0]


def explain_absence(book: LawBook, series: str, point: str | None, day: date) -> str:
    """Say when the provision did hold, and what is known of the gap; in Vietnamese, as the tables are."""
    held = [row for row in book.frame_periods(series) if point is None or row.find_act(point)]
    spans = "; ".join(_write_period(row) for row in held)
    classes = {act.violation_class for row in held for act in row.acts if point is None or act.point == point}
    gaps = [text for code in sorted(classes) if (text := _gap_text(book, code, day))]
    return " ".join([f"Thời gian có hiệu lực: {spans}." if spans else "", *gaps]).strip()


def _write_period(row: FineFrameRow) -> str:
    first, after = row.citation.valid_from, row.citation.valid_until
    since = f"từ {write_day(first)}" if first else ""
    until = f"đến hết {write_day(after - timedelta(days=1))}" if after else ""
    return " ".join(part for part in (since, until) if part)


def _gap_text(book: LawBook, violation_class: str, day: date) -> str:
    return " ".join(
        gap.text_vi for gap in book.gaps if gap.violation_class == violation_class and gap.citation.holds_on(day)
    )


def provision_steps(book: LawBook, question: FineQuestion, row: FineFrameRow, act: Act | None) -> tuple[Step, ...]:
    """Write the first lines of the sum: act, day that counts, law in force on it, transitional rules."""
    time, decided_on = question.time, question.decided_on
    code = "ACT_ENDED_USE_END_DATE" if time.ended_on else "ACT_ONGOING_USE_DETECTION_DATE"
    rule = book.find_rule(code, decided_on)
    citation = row.citation
    of_act = replace(citation, confidence=act.confidence) if act and act.confidence else citation
    steps = [
        Step(StepCode.ACT, {"text": act.text_vi if act else row.act_vi, "point": act.point if act else ""}, of_act),
        Step(
            StepCode.DATE_ENDED if time.ended_on else StepCode.DATE_ONGOING,
            {"day": time.base_date, "detected": time.detected_on, "rule": rule.text_vi if rule else ""},
            rule.citation if rule else None,
        ),
        Step(
            StepCode.LAW,
            {
                "provision": cite_act(row, act),
                "amended_by": tuple(name_instrument(one) for one in row.amended_by),
                "valid_from": citation.valid_from,
                "valid_until": citation.valid_until,
            },
            citation,
        ),
    ]
    transition = book.find_rule("USE_ACT_DATE", decided_on)
    if transition and transition.citation.valid_from and time.base_date < transition.citation.valid_from:
        steps.append(Step(StepCode.TRANSITION, {"rule": transition.text_vi}, transition.citation))
    return tuple(steps)
