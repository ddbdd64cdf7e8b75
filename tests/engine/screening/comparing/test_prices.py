"""Prices against peers of the same brand, kind and size."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import pytest

from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.knowledge.tables import TABLES

from .sweeps import compared, found_of

TITLE = "Sữa rửa mặt CeraVe 236ml"


def peers(count: int, price: int = 300_000, **columns: object) -> list[dict[str, object]]:
    return [
        {"title": TITLE, "price_vnd": price + 1000 * number, "seller_id": f"shop {number}", **columns}
        for number in range(count)
    ]


def values_of(evidence: Mapping[str, Any]) -> dict[str, Any]:
    return dict(json.loads(evidence["values"]))


def judged(last: Mapping[str, object], others: list[dict[str, object]], knowledge: Knowledge | None = None) -> Any:
    """Compare one listing, in which a counterfeit was suspected, with others."""
    found = found_of((len(others), "counterfeit", 2.2))
    evidence = compared("prices", [*others, {"title": TITLE, **last}], found, knowledge or Knowledge())
    return evidence[0] if evidence else None


@pytest.mark.parametrize(
    ("price", "weight"), [(29_000, 1.2), (55_000, 1.0), (95_000, 0.5), (150_000, 0.0), (301_000, 0.0)]
)
def test_the_farther_below_the_peers_median_the_more_a_price_weighs(price: int, weight: float) -> None:
    evidence = judged({"price_vnd": price}, peers(6, brand="CeraVe"))
    assert evidence["weight"] == weight
    assert evidence["rule"] == ("price.far_below.declared" if weight else "price.peers")


def test_what_was_compared_is_frozen() -> None:
    evidence = judged({"price_vnd": 29_000}, peers(6, is_official=True))
    assert (evidence["sign"], evidence["family"]) == ("counterfeit", "brand")
    assert values_of(evidence) == {
        "brand": "cerave", "kind": "sữa rửa mặt", "size_unit": "ml 120-350", "price_vnd": 29_000, "median_vnd": 302_499,
        "price_share": 0.096, "z": -9.38, "peers": 6, "source": "official",
    }  # fmt: skip


def test_where_peers_may_be_copies_themselves_their_median_says_less_and_likeness_nothing() -> None:
    assert judged({"price_vnd": 29_000}, peers(6))["weight"] == 0.6
    assert values_of(judged({"price_vnd": 29_000}, peers(6)))["source"] == "sweep"
    assert judged({"price_vnd": 301_000}, peers(6)) is None


def test_vouched_prices_are_the_reference_even_where_copies_are_many() -> None:
    copies = [{**row, "seller_id": f"copier {number}"} for number, row in enumerate(peers(20, price=30_000))]
    evidence = judged({"price_vnd": 29_000}, [*copies, *peers(5, brand="CeraVe")])
    assert (values_of(evidence)["source"], evidence["weight"]) == ("declared", 1.2)


def test_a_sellers_many_listings_count_once() -> None:
    one_shop = [{**row, "seller_id": "same"} for row in peers(30)]
    assert judged({"price_vnd": 29_000}, [*one_shop, *peers(2)]) is None
    assert judged({"price_vnd": 29_000}, [*one_shop, *peers(3)])["rule"] == "price.far_below.sweep"


def test_sellers_who_are_not_named_count_once_for_each_text() -> None:
    nobody = [{"title": TITLE, "price_vnd": 300_000} for _ in range(10)]
    assert judged({"price_vnd": 29_000}, nobody) is None
    different = [{"title": f"{TITLE} {word}", "price_vnd": 300_000} for word in ("a", "b", "c", "d", "e")]
    assert judged({"price_vnd": 29_000}, different)["rule"] == "price.far_below.sweep"


def test_only_the_same_brand_kind_and_size_are_peers() -> None:
    for title in ("Kem dưỡng CeraVe 236ml", "Sữa rửa mặt Vichy 236ml", "Sữa rửa mặt CeraVe 30ml", "Sữa rửa mặt CeraVe"):
        assert judged({"price_vnd": 29_000}, [{**row, "title": title} for row in peers(6, brand=None)]) is None
    near = [{**row, "title": "Sữa rửa mặt CeraVe 250ml"} for row in peers(6)]
    assert judged({"price_vnd": 26_000}, near)["weight"] == 0.6


def test_a_combo_may_show_the_price_of_one() -> None:
    combo = {"title": f"Combo 5 {TITLE}"}
    assert judged({**combo, "price_vnd": 290_000}, peers(6, brand="CeraVe"))["rule"] == "price.peers"
    assert judged({**combo, "price_vnd": 29_000}, peers(6, brand="CeraVe"))["rule"] == "price.far_below.declared"


def test_prices_that_differ_widely_by_nature_need_a_wider_gap() -> None:
    wide = [
        {"title": "Đồng hồ Casio nam", "price_vnd": price, "seller_id": str(price), "brand": "Casio"}
        for price in (200_000, 500_000, 1_500_000, 4_000_000, 9_000_000, 20_000_000)
    ]
    found = found_of((6, "counterfeit", 2.2))
    evidence = compared("prices", [*wide, {"title": "Đồng hồ Casio nam", "price_vnd": 400_000}], found)
    assert [row["weight"] for row in evidence] == [0.0]


def test_a_price_speaks_only_where_something_else_was_found() -> None:
    rows = [*peers(6, brand="CeraVe"), {"title": TITLE, "price_vnd": 29_000}]
    assert compared("prices", rows, found_of()) == []
    assert [row["n"] for row in compared("prices", rows, found_of((6, "misleading", 2.5)))] == [6]


def test_medians_of_the_knowledge_folder_come_first() -> None:
    table = pl.DataFrame(
        {
            "kind": ["cleanser"], "brand": ["Cerave"], "size_unit": ["ml 120-350"], "unit_price_vnd": [1500.0],
            "spread": [0.1], "count": [40], "measured_on": [date(2026, 10, 1)],
        },
        schema=dict(TABLES["medians"].columns),
    )  # fmt: skip
    evidence = judged({"price_vnd": 30_000}, peers(6, price=40_000), Knowledge("1", {"medians": table}))
    assert values_of(evidence) | {"source": "knowledge", "median_vnd": 354_000, "peers": 40} == values_of(evidence)
    assert evidence["weight"] == 1.2
