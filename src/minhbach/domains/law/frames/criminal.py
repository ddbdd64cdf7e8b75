"""Whether a threshold of the Penal Code is reached, or may be."""

from __future__ import annotations

from decimal import Decimal

from minhbach.domains.law.book import LawBook
from minhbach.domains.law.reference import vocabulary
from minhbach.domains.law.types.fines import CriminalWarning, FineQuestion
from minhbach.domains.law.types.rows import CriminalRow, FineFrameRow, Table, Threshold

# The frames for counterfeits measure goods by the price of the genuine article (NĐ 98/2020 Đ5 k2).
GENUINE = "GENUINE_EQUIVALENT"


def find_criminal_warnings(
    book: LawBook, question: FineQuestion, row: FineFrameRow, violation_class: str
) -> tuple[CriminalWarning, ...]:
    """Flag every article of the Penal Code whose threshold the case reaches or may reach.

    Source: criminal_thresholds on the day that counts; the flag means “must be considered for referral”, nothing more.
    """
    day = question.time.base_date
    rows = [one for one in book.criminal if violation_class in one.violation_classes and one.citation.holds_on(day)]
    return tuple(warning for one in rows if (warning := _weigh(one, question, row)) is not None)


def _weigh(article: CriminalRow, question: FineQuestion, row: FineFrameRow) -> CriminalWarning | None:
    reached = [one for one in article.thresholds if _is_reached(one, question, row)]
    if reached:
        return _warn(article, reached[0], _value_of(reached[0], question, row), is_reached=True)
    suggested = [one for one in article.thresholds if _is_suggested(one, question) and _is_met(one, question, row)]
    if suggested:
        return _warn(article, suggested[0], _value_of(suggested[0], question, row), is_reached=False)
    if article.below_threshold_if_vi and question.recidivism:
        concerned = [one for one in article.thresholds if _may_concern(one, question, row)]
        return _warn(article, concerned[0], None, is_reached=False) if concerned else None
    return None


def _warn(article: CriminalRow, threshold: Threshold, value: Decimal | None, *, is_reached: bool) -> CriminalWarning:
    return CriminalWarning(
        citation=article.citation,
        name_vi=article.name_vi,
        is_reached=is_reached,
        measure=threshold.measure,
        value=value,
        value_from=threshold.value_from,
        below_threshold_if_vi=article.below_threshold_if_vi,
    )


def _value_of(threshold: Threshold, question: FineQuestion, row: FineFrameRow) -> Decimal | None:
    if threshold.measure == "genuine_value_vnd" and row.scales[0].goods == GENUINE:
        return question.measures.get("goods_value_vnd")
    return question.measures.get(threshold.measure)


def _is_reached(threshold: Threshold, question: FineQuestion, row: FineFrameRow) -> bool:
    if threshold.goods and threshold.goods not in _named_goods(question, row):
        return False
    if threshold.value_from is None:
        return bool(threshold.goods)
    return _is_met(threshold, question, row)


def _named_goods(question: FineQuestion, row: FineFrameRow) -> set[str]:
    return {question.goods or row.scales[0].goods, *question.criminal_goods}


def _is_met(threshold: Threshold, question: FineQuestion, row: FineFrameRow) -> bool:
    if threshold.value_from is None:
        return True
    value = _value_of(threshold, question, row)
    return value is not None and value >= threshold.value_from


def _may_concern(threshold: Threshold, question: FineQuestion, row: FineFrameRow) -> bool:
    """An article for goods that some circumstance gives away (farm supplies) concerns no others."""
    if not vocabulary(Table.CRIMINAL_THRESHOLDS, "goods").get(threshold.goods, {}).get("suggested_by"):
        return True
    return threshold.goods in _named_goods(question, row) or _is_suggested(threshold, question)


def _is_suggested(threshold: Threshold, question: FineQuestion) -> bool:
    goods = vocabulary(Table.CRIMINAL_THRESHOLDS, "goods").get(threshold.goods, {})
    # Told that it is another of the suggested goods (medicine, not food), the officer has answered.
    if question.criminal_goods:
        return False
    return any(condition in question.conditions for condition in goods.get("suggested_by", ()))
