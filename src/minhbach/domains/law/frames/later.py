"""Later texts on the same act: no liability any more, milder, or not. Shown beside, never decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from minhbach.domains.law.book import LawBook, root_of
from minhbach.domains.law.frames.matching import may_have_moved_to
from minhbach.domains.law.frames.provision import explain_absence
from minhbach.domains.law.types.fines import FineFrame, FineQuestion, LaterLaw, LaterVerdict
from minhbach.domains.law.types.rows import Act, FineFrameRow, RuleRow


def later_rows(book: LawBook, series: str, question: FineQuestion) -> tuple[FineFrameRow, ...]:
    """List the rows of a provision that came into force after the day that counts, up to the decision."""
    return tuple(
        row
        for row in book.frame_periods(series)
        if row.citation.valid_from and question.time.base_date < row.citation.valid_from <= question.decided_on
    )


def provision_ended_on(book: LawBook, row: FineFrameRow, question: FineQuestion) -> date | None:
    """Find the first day on which a provision was no longer there; None if it stood when decided."""
    if book.find_frame(row.series, question.decided_on) is not None:
        return None
    ends = [one.citation.valid_until for one in book.frame_periods(row.series) if one.citation.valid_until]
    return max((day for day in ends if day <= question.decided_on), default=None)


def no_liability(book: LawBook, row: FineFrameRow, act: Act | None, since: date, question: FineQuestion) -> LaterLaw:
    """Describe a provision that a later text took away; the act may stand elsewhere now."""
    rule = _rule_for(book, since, question.decided_on, ())
    return LaterLaw(
        verdict=LaterVerdict.NO_LIABILITY,
        since=since,
        rule=rule.citation if rule else None,
        rule_text_vi=rule.text_vi if rule else "",
        gap_vi=explain_absence(book, row.series, act.point if act else None, since),
        to_read=may_have_moved_to(book, row, act, since),
    )


def not_reckoned(book: LawBook, row: FineFrameRow, question: FineQuestion, verdict: LaterVerdict) -> LaterLaw:
    """Describe a later text whose frame cannot be reckoned: rewritten, or measured otherwise."""
    since = row.citation.valid_from or question.decided_on
    rule = _rule_for(book, since, question.decided_on, row.amended_by)
    return LaterLaw(
        verdict=verdict,
        since=since,
        rule=rule.citation if rule else None,
        rule_text_vi=rule.text_vi if rule else "",
        to_read=(row.citation.row_id,),
    )


def compare(book: LawBook, before: FineFrame, after: FineFrame) -> LaterLaw:
    """Compare the frame of the day of the act with a later one: fine, additional sanctions, remedies.

    Milder is not the fine alone, so frames that are milder in one way and harsher in another are called mixed, and no
    text is called milder whose sanctions and remedies, or those before it, nobody has read.
    """
    since = after.citation.valid_from or after.base_date
    lighter: set[str] = set()
    heavier: set[str] = set()
    for name, old, new in (
        ("fine_min", before.fine_min_vnd, after.fine_min_vnd),
        ("fine_max", before.fine_max_vnd, after.fine_max_vnd),
    ):
        if new != old:
            (lighter if new < old else heavier).add(name)
    is_read = before.row.are_measures_read and after.row.are_measures_read
    kinds: tuple[tuple[str, set[Any], set[Any]], ...] = (
        ("additional_sanctions", _sanctions(before), _sanctions(after)),
        ("remedies", _remedies(before), _remedies(after)),
    )
    for name, old_kinds, new_kinds in kinds if is_read else ():
        if old_kinds - new_kinds:
            lighter.add(name)
        if new_kinds - old_kinds:
            heavier.add(name)
    verdict = (
        LaterVerdict.UNREAD
        if not is_read
        else {
            (False, False): LaterVerdict.SAME,
            (True, False): LaterVerdict.MILDER,
            (False, True): LaterVerdict.HARSHER,
            (True, True): LaterVerdict.MIXED,
        }[(bool(lighter), bool(heavier))]
    )
    rule = _rule_for(book, since, before.question.decided_on, after.row.amended_by)
    return LaterLaw(
        verdict=verdict,
        since=since,
        frame=after,
        rule=rule.citation if rule else None,
        rule_text_vi=rule.text_vi if rule else "",
        differences=tuple(sorted(lighter | heavier)),
    )


def as_if_on(question: FineQuestion, row: FineFrameRow, act: Act | None) -> FineQuestion:
    """Ask the same of the later text, as if it had been in force when the act took place."""
    day = row.citation.valid_from or question.decided_on
    time = replace(question.time, started_on=None, ended_on=day, detected_on=max(day, question.time.detected_on))
    return replace(question, time=time, series=row.series, violation_class="", point=act.point if act else None)


def _sanctions(frame: FineFrame) -> set[tuple[str, int | None, int | None]]:
    """What the sanction is, not how it is worded: a rewording alone makes nothing milder."""
    return {
        (one.sanction.kind, one.sanction.months_min, one.sanction.months_max)
        for one in frame.additional_sanctions
        if one.applies is not False
    }


def _remedies(frame: FineFrame) -> set[str]:
    return {one.remedy.kind for one in frame.remedies if one.applies is not False}


def _rule_for(book: LawBook, since: date, decided_on: date, amended_by: tuple[str, ...]) -> RuleRow | None:
    """The transitional rule of the text that brought the change: in force from the same day, or named by the row."""
    milder = [rule for rule in book.rules if rule.rule_code == "MILDER_LATER" and rule.citation.holds_on(decided_on)]
    same_day = [rule for rule in milder if rule.citation.valid_from == since]
    amending = {root_of(name) for name in amended_by}
    named = [
        rule
        for rule in milder
        if amending & {root_of(name) for name in rule.citation.instrument.split(";")}
        and rule.citation.valid_from
        and rule.citation.valid_from <= since
    ]
    return next(reversed(same_day or named), None)
