"""The sum itself: tier, multiplier, organisation, cap, midpoint, circumstances."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from minhbach.domains.law.book import LawBook
from minhbach.domains.law.citing import cite
from minhbach.domains.law.reference import vocabulary
from minhbach.domains.law.refusals import (
    ConditionUnknown,
    FrameForOrganisationsOnly,
    GoodsNotInFrame,
    ValueMissing,
    ValueNegative,
)
from minhbach.domains.law.types.fines import FineQuestion, Offender, Step, StepCode, TierChoice
from minhbach.domains.law.types.rows import Act, FineFrameRow, Multiplier, RuleRow, Scale, Table, Tier

# Circumstances needed, net of the opposite ones, to go to an end of the frame (rows AL-18, AL-18b).
DECISIVE_CIRCUMSTANCES = 2
# The rule under which a single circumstance left over has a range of its own; the one before it says nothing of that.
RANGE_FOR_ONE = "FINE_MIDPOINT_2025"
MIDPOINT_RULES = (RANGE_FOR_ONE, "FINE_MIDPOINT")


@dataclass(frozen=True, slots=True)
class Amounts:
    """Units: đồng, for the offender of the question."""

    choices: tuple[TierChoice, ...]
    tier: Tier
    fine_min_vnd: int
    fine_max_vnd: int
    midpoint_vnd: int
    proposed_vnd: int | None
    between_vnd: tuple[int, int] | None
    multiplier: Multiplier | None
    steps: tuple[Step, ...]


def multiply_vnd(amount: int, factor: Decimal) -> int:
    """Multiply an amount; a fraction of a đồng, should one arise, is dropped in the offender's favour."""
    return int((Decimal(amount) * factor).quantize(Decimal(1), rounding=ROUND_DOWN))


def compute_amounts(book: LawBook, question: FineQuestion, row: FineFrameRow, act: Act | None) -> Amounts:
    """Reckon the frame and the proposed fine.

    Raises: ValueMissing, ValueNegative, GoodsNotInFrame, ConditionUnknown, FrameForOrganisationsOnly.
    Source: the frame's row; caps; NĐ 118/2021 Đ9 k1 (rows AL-18, AL-18b); NĐ 98/2020 Đ4a k2 (row AL-17).
    """
    check_conditions(question)
    choices, tier, steps = _choose_tier(question, row)
    multiplier = choose_multiplier(row, act, question.conditions)
    low, high = tier.fine_min_vnd, tier.fine_max_vnd
    if multiplier:
        low, high = multiply_vnd(low, multiplier.factor), multiply_vnd(high, multiplier.factor)
        steps.append(
            Step(
                StepCode.MULTIPLIED,
                {
                    "factor": multiplier.factor,
                    "text": multiplier.text_vi,
                    "clause": multiplier.clause,
                    "low": low,
                    "high": high,
                },
                row.citation,
            )
        )
    elif row.multipliers:
        steps.append(Step(StepCode.NOT_MULTIPLIED, {"count": len(row.multipliers)}, row.citation))
    low, high = _hold_to_own_limit(row, low, high, steps)
    low, high = _multiply_for_organisation(question, row, multiplier, low, high, steps)
    low, high = _hold_to_cap(book, question, row, low, high, steps)
    steps.append(Step(StepCode.FRAME, {"low": low, "high": high}))
    midpoint = (low + high) // 2
    rule = _midpoint_rule(book, question)
    steps.append(
        Step(StepCode.MIDPOINT, {"low": low, "high": high, "midpoint": midpoint}, rule.citation if rule else None)
    )
    proposed, between = _weigh_circumstances(book, question, rule, tier, low, high, midpoint, steps)
    values = {"amount": proposed, "low": low, "high": high, "midpoint": midpoint, "between": between}
    steps.append(Step(StepCode.PROPOSED, values))
    return Amounts(choices, tier, low, high, midpoint, proposed, between, multiplier, tuple(steps))


def check_conditions(question: FineQuestion) -> None:
    """Refuse a circumstance that no table knows."""
    known = vocabulary(Table.FINE_FRAMES, "conditions")
    for condition in sorted(question.conditions - known.keys()):
        raise ConditionUnknown(condition=condition)


def choose_multiplier(row: FineFrameRow, act: Act | None, conditions: frozenset[str]) -> Multiplier | None:
    """Find the one multiplier that counts: several true conditions still multiply once, by the largest.

    An act whose own point is the multiplying clause (producing banned goods, Đ8 k9) is multiplied by being that act.
    """
    true = [one for one in row.multipliers if one.condition in conditions or one.is_act(act)]
    return max(true, key=lambda one: one.factor, default=None)


def scales_for(row: FineFrameRow, goods: str) -> tuple[Scale, ...]:
    """List the ways of measuring this act: those of the goods named, else the main one and its equals.

    Raises: GoodsNotInFrame.
    """
    main = row.scales[0]
    if goods and goods != main.goods:
        found = tuple(scale for scale in row.scales if scale.goods == goods)
        if not found and any(scale.goods for scale in row.scales):
            raise GoodsNotInFrame(act=cite(row.citation), goods=goods)
        if found:
            return found
    return tuple(scale for scale in row.scales if scale is main or scale.relation == "or_same_goods")


def _choose_tier(question: FineQuestion, row: FineFrameRow) -> tuple[tuple[TierChoice, ...], Tier, list[Step]]:
    main = row.scales[0]
    if main.measure == "none":
        tier = main.tiers[0]
        choice = TierChoice("none", "", "", None, tier, is_chosen=True)
        values = {"low": tier.fine_min_vnd, "high": tier.fine_max_vnd, "clause": tier.clause}
        return (choice,), tier, [Step(StepCode.TIER_FIXED, values, row.citation)]
    for measure, value in question.measures.items():
        if value < 0:
            raise ValueNegative(measure=measure, value=value)
    scales = scales_for(row, question.goods)
    found = [
        (scale, measured, _tier_of(scale, measured))
        for scale in scales
        if (measured := question.measures.get(scale.measure)) is not None
    ]
    if question.measure:
        found = [one for one in found if one[0].measure == question.measure]
    if not found:
        if question.value_unknown and row.no_value_tier:
            tier = row.no_value_tier
            choice = TierChoice("none", "", "", None, tier, is_chosen=True)
            values = {"low": tier.fine_min_vnd, "high": tier.fine_max_vnd, "clause": tier.clause}
            return (choice,), tier, [Step(StepCode.TIER_NO_VALUE, values, row.citation)]
        names = vocabulary(Table.FINE_FRAMES, "measures")
        wanted = [question.measure] if question.measure else list(dict.fromkeys(scale.measure for scale in scales))
        raise ValueMissing(measures="; ".join(names.get(code, {"name_vi": code})["name_vi"] for code in wanted))
    # Both measures known: the higher tier, for the competent person to confirm (notes of the table).
    best = max(found, key=lambda one: (one[2].fine_max_vnd, one[2].fine_min_vnd))
    choices = tuple(
        TierChoice(scale.measure, scale.unit, scale.goods, value, tier, is_chosen=(scale, value, tier) == best)
        for scale, value, tier in found
    )
    scale, known, tier = best
    steps = [
        Step(
            StepCode.TIER,
            {
                "measure": scale.measure,
                "unit": scale.unit,
                "goods": scale.goods,
                "value": known,
                "from": tier.value_from,
                "to_exclusive": tier.value_to_exclusive,
                "low": tier.fine_min_vnd,
                "high": tier.fine_max_vnd,
                "clause": tier.clause,
            },
            row.citation,
        )
    ]
    if len({(one[2].fine_min_vnd, one[2].fine_max_vnd) for one in found}) > 1:
        steps.append(Step(StepCode.TIER_TO_CONFIRM, {"measures": [one[0].measure for one in found]}, row.citation))
    return choices, tier, steps


def _tier_of(scale: Scale, value: Decimal) -> Tier:
    for tier in scale.tiers:
        if (tier.value_from is None or tier.value_from <= value) and (
            tier.value_to_exclusive is None or value < tier.value_to_exclusive
        ):
            return tier
    raise AssertionError("tiers are checked to be contiguous and open at the top")


def _hold_to_own_limit(row: FineFrameRow, low: int, high: int, steps: list[Step]) -> tuple[int, int]:
    limit = row.max_fine_individual_vnd
    if limit is None or high <= limit:
        return low, high
    steps.append(Step(StepCode.OWN_LIMIT, {"limit": limit, "low": min(low, limit), "high": limit}, row.citation))
    return min(low, limit), limit


def _multiply_for_organisation(
    question: FineQuestion, row: FineFrameRow, multiplier: Multiplier | None, low: int, high: int, steps: list[Step]
) -> tuple[int, int]:
    if question.offender is not Offender.ORGANISATION:
        if row.applies_to == "organisation":
            raise FrameForOrganisationsOnly(act=cite(row.citation))
        steps.append(Step(StepCode.INDIVIDUAL, {"offender": question.offender.value}, row.citation))
        return low, high
    factor = row.organisation_factor
    if multiplier and multiplier.organisation_factor is not None:
        factor = multiplier.organisation_factor
    if factor == 1:
        steps.append(Step(StepCode.ORGANISATION_FRAME, {}, row.citation))
        return low, high
    low, high = multiply_vnd(low, factor), multiply_vnd(high, factor)
    steps.append(Step(StepCode.ORGANISATION, {"factor": factor, "low": low, "high": high}, row.citation))
    return low, high


def _hold_to_cap(
    book: LawBook, question: FineQuestion, row: FineFrameRow, low: int, high: int, steps: list[Step]
) -> tuple[int, int]:
    cap = book.find_cap(row.field, row.citation.instrument, question.time.base_date)
    organisation = question.offender is Offender.ORGANISATION
    limit = None if cap is None else cap.organisation_vnd if organisation else cap.individual_vnd
    if cap is None or limit is None:
        steps.append(Step(StepCode.CAP_UNKNOWN, {"field": row.field}, cap.citation if cap else None))
        return low, high
    code = StepCode.CAPPED if high > limit else StepCode.WITHIN_CAP
    low, high = min(low, limit), min(high, limit)
    steps.append(Step(code, {"limit": limit, "name": cap.name_vi, "low": low, "high": high}, cap.citation))
    return low, high


def _midpoint_rule(book: LawBook, question: FineQuestion) -> RuleRow | None:
    found = (book.find_rule(code, question.decided_on) for code in MIDPOINT_RULES)
    return next((rule for rule in found if rule is not None), None)


def _weigh_circumstances(
    book: LawBook,
    question: FineQuestion,
    rule: RuleRow | None,
    tier: Tier,
    low: int,
    high: int,
    midpoint: int,
    steps: list[Step],
) -> tuple[int | None, tuple[int, int] | None]:
    """The amount; or, where the officer chooses, None and the two amounts that the choice lies between, if any."""
    aggravating = question.aggravating
    if question.many_times:
        several = book.find_rule("MANY_TIMES", question.decided_on)
        separate = tier.value_from is not None
        code = StepCode.MANY_TIMES_SEPARATE if separate else StepCode.MANY_TIMES_COUNTS
        steps.append(Step(code, {"rule": several.text_vi if several else ""}, several.citation if several else None))
        aggravating += 0 if separate else 1
    net = aggravating - question.mitigating
    values = {
        "aggravating": aggravating,
        "mitigating": question.mitigating,
        "low": low,
        "high": high,
        "midpoint": midpoint,
    }
    citation = rule.citation if rule else None
    if net >= DECISIVE_CIRCUMSTANCES:
        steps.append(Step(StepCode.CIRCUMSTANCES_MAXIMUM, values, citation))
        return high, None
    if net <= -DECISIVE_CIRCUMSTANCES:
        steps.append(Step(StepCode.CIRCUMSTANCES_MINIMUM, values, citation))
        return low, None
    if net and rule is not None and rule.rule_code == RANGE_FOR_ONE:
        between = (midpoint, high) if net > 0 else (low, midpoint)
        steps.append(Step(StepCode.CIRCUMSTANCES_BETWEEN, {**values, "between": between}, citation))
        return None, between
    if net:
        # The decree was silent on a single circumstance: the officer chooses between the midpoint and that end.
        steps.append(Step(StepCode.CIRCUMSTANCES_OFFICER, values, citation))
        return None, None
    steps.append(Step(StepCode.CIRCUMSTANCES_NONE, values, citation))
    return midpoint, None
