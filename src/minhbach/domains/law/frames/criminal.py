"""Whether a threshold of the Penal Code is reached, or may be."""

from __future__ import annotations

from decimal import Decimal

from minhbach.domains.law.book import LawBook
from minhbach.domains.law.reference import vocabulary
from minhbach.domains.law.types.fines import CriminalWarning, FineQuestion, Offender
from minhbach.domains.law.types.rows import Act, CriminalRow, FineFrameRow, Table, Threshold

# The frames for counterfeits measure goods by the price of the genuine article (NĐ 98/2020 Đ5 k2).
GENUINE = "GENUINE_EQUIVALENT"


def find_criminal_warnings(
    book: LawBook, question: FineQuestion, row: FineFrameRow, act: Act | None, violation_class: str
) -> tuple[CriminalWarning, ...]:
    """Flag every article of the Penal Code on these goods and this act whose threshold is, or may be, reached.

    Source: criminal_thresholds on the day that counts; the flag means “must be considered for referral”, nothing more.
    """
    day = question.time.base_date
    rows = [
        one
        for one in book.criminal
        if violation_class in one.violation_classes
        and one.citation.holds_on(day)
        and not (act and one.act_points and act.point not in one.act_points)
    ]
    return tuple(warning for one in rows if (warning := _weigh(one, question, row)) is not None)


def _weigh(article: CriminalRow, question: FineQuestion, row: FineFrameRow) -> CriminalWarning | None:
    if question.criminal_goods.intersection(article.except_goods):
        return None
    # What else must be so, or goods that may have an article of their own: reached only as far as is known.
    is_open = bool(article.only_if and question.conditions.isdisjoint(article.only_if)) or any(
        _is_suggested(goods, question) for goods in article.except_goods
    )
    reached = [one for one in article.thresholds if _is_reached(one, question, row)]
    if reached:
        return _warn(article, _heaviest(reached, question, row), question, row, is_reached=not is_open)
    suggested = [
        one for one in article.thresholds if _is_suggested(one.goods, question) and _is_met(one, question, row)
    ]
    if suggested:
        return _warn(article, suggested[0], question, row, is_reached=False)
    if article.below_threshold_if_vi and question.recidivism:
        concerned = [
            one
            for one in article.thresholds
            if one.measure in article.below_measures
            and _may_concern(one, question, row)
            and _value_of(one, question, row) is not None
        ]
        return _warn(article, concerned[0], question, row, is_reached=False, is_below=True) if concerned else None
    return None


def _heaviest(reached: list[Threshold], question: FineQuestion, row: FineFrameRow) -> Threshold:
    return next((one for one in reached if _is_beyond(one, question, row)), reached[0])


def _warn(
    article: CriminalRow,
    threshold: Threshold,
    question: FineQuestion,
    row: FineFrameRow,
    *,
    is_reached: bool,
    is_below: bool = False,
) -> CriminalWarning:
    is_open = bool(article.only_if) and question.conditions.isdisjoint(article.only_if)
    return CriminalWarning(
        citation=article.citation,
        name_vi=article.name_vi,
        is_reached=is_reached,
        measure=threshold.measure,
        value=None if is_below else _value_of(threshold, question, row),
        value_from=_from(threshold, question),
        below_threshold_if_vi=article.below_threshold_if_vi,
        clause=threshold.clause,
        only_if_vi=article.only_if_vi if is_open else "",
        is_beyond=_is_beyond(threshold, question, row),
    )


def _from(threshold: Threshold, question: FineQuestion) -> Decimal | None:
    """A legal person answers from a value of its own, where the code sets one."""
    if question.offender is Offender.ORGANISATION and threshold.organisation_from is not None:
        return threshold.organisation_from
    return threshold.value_from


def _is_beyond(threshold: Threshold, question: FineQuestion, row: FineFrameRow) -> bool:
    value = _value_of(threshold, question, row)
    return value is not None and threshold.value_to_exclusive is not None and value >= threshold.value_to_exclusive


def _value_of(threshold: Threshold, question: FineQuestion, row: FineFrameRow) -> Decimal | None:
    if threshold.measure == "genuine_value_vnd" and row.scales[0].goods == GENUINE:
        return question.measures.get("genuine_value_vnd", question.measures.get("goods_value_vnd"))
    return question.measures.get(threshold.measure)


def _is_reached(threshold: Threshold, question: FineQuestion, row: FineFrameRow) -> bool:
    if threshold.goods and threshold.goods not in _named_goods(question, row):
        return False
    if threshold.value_from is None:
        return bool(threshold.goods)
    return _is_met(threshold, question, row)


def _named_goods(question: FineQuestion, row: FineFrameRow) -> set[str]:
    """The goods of the question; those that the code names apart are not the frame's own besides."""
    return set(question.criminal_goods) or {question.goods or row.scales[0].goods}


def _is_met(threshold: Threshold, question: FineQuestion, row: FineFrameRow) -> bool:
    start = _from(threshold, question)
    if start is None:
        return True
    value = _value_of(threshold, question, row)
    return value is not None and value >= start


def _may_concern(threshold: Threshold, question: FineQuestion, row: FineFrameRow) -> bool:
    """An article for goods that some circumstance gives away (farm supplies) concerns no others."""
    if not threshold.goods:
        return True
    return threshold.goods in _named_goods(question, row) or _is_suggested(threshold.goods, question)


def _is_suggested(code: str, question: FineQuestion) -> bool:
    goods = vocabulary(Table.CRIMINAL_THRESHOLDS, "goods").get(code, {})
    # Told that it is another of the suggested goods (medicine, not food), the officer has answered.
    if question.criminal_goods:
        return False
    return any(condition in question.conditions for condition in goods.get("suggested_by", ()))
