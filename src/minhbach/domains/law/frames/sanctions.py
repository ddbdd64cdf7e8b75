"""Additional sanctions: which of them the conditions of the case bring in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from minhbach.domains.law.reference import vocabulary
from minhbach.domains.law.types.fines import AdditionalSanction, FineQuestion
from minhbach.domains.law.types.rows import Act, FineFrameRow, Sanction, Table, Tier


def weigh_sanctions(
    question: FineQuestion, row: FineFrameRow, act: Act | None, tier: Tier
) -> tuple[AdditionalSanction, ...]:
    """Say of each additional sanction whether it applies, does not, or is for the officer to judge."""
    return tuple(
        AdditionalSanction(sanction, _applies(sanction, question, row, act, tier))
        for sanction in row.additional_sanctions
    )


def _applies(sanction: Sanction, question: FineQuestion, row: FineFrameRow, act: Act | None, tier: Tier) -> bool | None:
    if not sanction.condition:
        return True
    tests = vocabulary(Table.FINE_FRAMES, "conditions").get(sanction.condition, {}).get("any_of")
    if tests is None:
        multiplied = any(one.condition == sanction.condition and one.is_act(act) for one in row.multipliers)
        return multiplied or sanction.condition in question.conditions
    results = [_all_hold(test, question, row, act, tier) for test in tests]
    if True in results:
        return True
    return None if None in results else False


def _all_hold(
    test: Mapping[str, Any], question: FineQuestion, row: FineFrameRow, act: Act | None, tier: Tier
) -> bool | None:
    results: list[bool | None] = []
    if test.get("repeat"):
        results.append(question.many_times or question.recidivism)
    if test.get("top_tier"):
        results.append(any(scale.tiers[-1] == tier for scale in row.scales))
    if "clauses" in test:
        number = re.match(r"\d+", tier.clause)
        results.append(number is not None and number[0] in test["clauses"])
    if "points" in test:
        results.append(None if act is None else act.point in test["points"])
    if "value_from_vnd" in test:
        value = question.exhibit_value_vnd or question.measures.get("goods_value_vnd")
        results.append(None if value is None else value >= test["value_from_vnd"])
    if False in results:
        return False
    return None if None in results else True
