"""Định giá: a value for each line, that the case, its record and the criminal thresholds are asked with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from minhbach.domains.cases import refusals
from minhbach.domains.cases.matters.valuation import (
    TERM,
    CouncilNamed,
    GoodsValued,
    ValuationAsked,
    value_differs,
)
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types import Cited, Goods
from minhbach.domains.documents.types import Kind
from minhbach.domains.law.selectors import clock, open_law
from minhbach.foundation.requirements import NotConfirmed
from tests.domains.cases.matters.test_seizure import do, inventory, state_of
from tests.domains.cases.test_papers import drafted
from tests.domains.cases.world import World, at, case_at, on

COUNCIL = CouncilNamed(
    chair="Vi Văn An", finance="Bế Thị Thu", specialised="Hoàng Văn Sáng", paper=Cited(number="20/QĐ", dated=on(4))
)


def asked(world: World, case: Case, *, count: int = 2) -> str:
    """Goods of the inventory given to be valued; the valuation's id."""
    goods = inventory(case, world.inspector)[:count]
    return do(case, ValuationAsked(goods=goods, reason="Xác định khung phạt"), world.inspector, 4).event.part


def valued(goods: tuple[Goods, ...], **more: Any) -> GoodsValued:
    return GoodsValued(
        goods=goods, basis="Giá thị trường", decided_by="Vi Văn An", paper=Cited(number="3/BB", dated=on(5)), **more
    )


def worth(goods: tuple[Goods, ...], *values: int) -> tuple[Goods, ...]:
    """The goods as they are pasted back: without ids, each with a value."""
    return tuple(
        replace(one, line_id="", unit_price_vnd=None, value_vnd=value) for one, value in zip(goods, values, strict=True)
    )


def test_the_value_of_a_case_follows_its_valuation(world: World) -> None:
    case = case_at(world, "inspected")
    goods = inventory(case, world.inspector)
    listed = sum(one.value_vnd or 0 for one in goods)
    matter = asked(world, case, count=1)
    do(case, COUNCIL, world.inspector, 4, part=matter)
    do(case, valued(worth(goods[:1], 9_000_000)), world.inspector, 5, part=matter)
    state = state_of(case, world.inspector)
    assert state.goods_value_vnd == listed - (goods[0].value_vnd or 0) + 9_000_000
    assert state.matters[matter].is_ended
    case.refresh_from_db()
    assert case.goods_value_vnd == state.goods_value_vnd


@pytest.mark.parametrize("change", ["missing", "stranger", "quantity", "open"])
def test_a_list_of_values_is_of_the_same_goods(world: World, change: str) -> None:
    case = case_at(world, "inspected")
    goods = worth(inventory(case, world.inspector), 1_000, 2_000)
    matter = asked(world, case)
    wrong = {
        "missing": goods[:1],
        "stranger": (*goods, Goods(name="Áo", value_vnd=1)),
        "quantity": (replace(goods[0], quantity=(goods[0].quantity or 0) + 1), goods[1]),
        "open": (replace(goods[0], value_vnd=None), goods[1]),
    }[change]
    with pytest.raises(refusals.ValuesDoNotMatch):
        do(case, valued(wrong), world.inspector, 5, part=matter)


def test_a_line_has_one_valuation(world: World) -> None:
    case = case_at(world, "inspected")
    asked(world, case, count=1)
    with pytest.raises(refusals.ValuedAlready):
        asked(world, case)


def test_a_value_that_comes_to_a_threshold_of_the_code_is_asked_about(world: World) -> None:
    case = case_at(world, "inspected")
    goods = worth(inventory(case, world.inspector), 400_000_000, 400_000_000)
    matter = asked(world, case)
    with pytest.raises(NotConfirmed) as unmet:
        do(case, valued(goods), world.inspector, 5, part=matter)
    codes = [one.code for one in unmet.value.unmet]
    assert codes
    assert all(code.startswith("crime.") for code in codes)
    do(case, valued(goods), world.inspector, 5, part=matter, confirmed=codes)


def test_a_record_of_another_value_is_asked_about_before_the_sanction(world: World) -> None:
    case = case_at(world, "recorded")
    state = state_of(case, world.inspector)
    [line] = state.lines.values()
    assert [*value_differs(state, line)] == []
    goods = inventory(case, world.inspector)
    matter = asked(world, case)
    do(case, valued(worth(goods, 1_000, 2_000)), world.inspector, 5, part=matter)
    state = state_of(case, world.inspector)
    [line] = state.lines.values()
    assert [one.code for one in value_differs(state, line)] == ["goods.value_differs"]


def test_the_law_gives_five_working_days(world: World, files: object) -> None:
    due = clock(TERM, on(0), law=open_law()).due_on
    assert due is not None
    assert due > on(0)
    case = case_at(world, "inspected")
    matter = asked(world, case)
    do(case, COUNCIL, world.inspector, 4, part=matter)
    minutes = drafted(world, case, Kind.VALUATION_MINUTES, at(4), part=matter)
    assert minutes.content["members"][0] == "Vi Văn An"
    assert [row["value_vnd"] for row in minutes.content["goods"]] == [None, None]
