"""Additional sanctions and remedies: which of them the case brings in, which not, and which only if something is so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from minhbach.domains.law.reference import vocabulary
from minhbach.domains.law.types.fines import AdditionalSanction, FineQuestion, WeighedRemedy
from minhbach.domains.law.types.rows import Act, FineFrameRow, Remedy, Sanction, Table, Tier

PROFIT = "illegal_profit_vnd"


@dataclass(frozen=True, slots=True)
class Case:
    """What a condition is asked of."""

    question: FineQuestion
    row: FineFrameRow
    act: Act | None
    tier: Tier


def weigh_sanctions(case: Case) -> tuple[AdditionalSanction, ...]:
    """Say of each additional sanction whether it applies, does not, or is for the officer to judge."""
    return tuple(AdditionalSanction(one, *_weigh(case, one, one.condition)) for one in case.row.additional_sanctions)


def weigh_remedies(case: Case) -> tuple[WeighedRemedy, ...]:
    """Say the same of each remedy."""
    return tuple(WeighedRemedy(one, *_weigh(case, one, "")) for one in case.row.remedies)


def _weigh(case: Case, measure: Sanction | Remedy, condition: str) -> tuple[bool | None, str]:
    """Whether a measure holds, and the words of what must be so for it to hold."""
    if measure.points and case.act is not None and case.act.point not in measure.points:
        return False, ""
    conditions = [code for code in (condition, *measure.only_if) if code]
    results = {code: _holds(case, code) for code in conditions}
    if False in results.values():
        return False, ""
    open_ones = [code for code, result in results.items() if result is None]
    entries = vocabulary(Table.FINE_FRAMES, "conditions")
    words = [str(entries[code].get("asked_vi") or entries[code]["text_vi"]) for code in open_ones]
    return (None if open_ones else True), "; ".join(words)


def _holds(case: Case, code: str) -> bool | None:
    entry = vocabulary(Table.FINE_FRAMES, "conditions").get(code, {})
    if code in case.question.conditions:
        return True
    tests = entry.get("any_of")
    if tests is None:
        if "asked_vi" in entry:
            return None
        return any(one.condition == code and one.is_act(case.act) for one in case.row.multipliers)
    results = [_all_hold(test, case) for test in tests]
    if True in results:
        return True
    return None if None in results else False


def _all_hold(test: Mapping[str, Any], case: Case) -> bool | None:
    question, tier = case.question, case.tier
    results: list[bool | None] = []
    if test.get("repeat"):
        results.append(question.many_times or question.recidivism)
    if test.get("top_tier"):
        results.append(any(scale.tiers[-1] == tier for scale in case.row.scales))
    if test.get("profit"):
        profit = question.measures.get(PROFIT)
        results.append(None if profit is None else profit > 0)
    if "clauses" in test:
        number = re.match(r"\d+", tier.clause)
        results.append(number is not None and number[0] in test["clauses"])
    if "points" in test:
        results.append(None if case.act is None else case.act.point in test["points"])
    if "value_from_vnd" in test:
        value = question.exhibit_value_vnd or question.measures.get("goods_value_vnd")
        results.append(None if value is None else value >= test["value_from_vnd"])
    if False in results:
        return False
    return None if None in results else True
