"""A seller's other listings in the sweep."""

import json
from typing import Any

import pytest

from .sweeps import compared, found_of


def shop(listings: int, held: int, **columns: object) -> list[dict[str, Any]]:
    """Compare a shop of which the first ``held`` listings show a sign, and one more is suspected a little."""
    rows = [{"title": f"Hàng {number}", "seller_id": "shop", **columns} for number in range(listings)]
    found = found_of(*((number, "misleading", 2.5) for number in range(held)), (listings - 1, "misleading", 1.0))
    return compared("sellers", rows, found)


@pytest.mark.parametrize(
    ("listings", "held", "weight"),
    [
        (2, 1, 0.0),  # one other listing is no habit
        (11, 5, 0.39),
        (41, 40, 0.5),  # the cap
        (301, 3, 0.0),  # a shop as large as a marketplace, with few
        (301, 30, 0.18),
    ],
)
def test_the_share_of_a_sellers_listings_weighs_not_their_number(listings: int, held: int, weight: float) -> None:
    last = shop(listings, held)[-1]
    assert (last["rule"], last["sign"], last["weight"]) == ("sweep.seller", "misleading", weight)
    others = {"others": listings - 1, "others_held": held, "held_share": round(held / (listings - 1), 3)}
    assert json.loads(last["values"]) == others


def test_a_listing_does_not_speak_for_itself() -> None:
    first = shop(3, 1)[0]
    assert json.loads(first["values"]) == {"others": 2, "others_held": 0, "held_share": 0.0}


def test_a_sign_of_another_kind_is_not_counted() -> None:
    rows = [{"title": f"Hàng {number}", "seller_id": "shop"} for number in range(4)]
    found = found_of((0, "expired", 2.5), (1, "expired", 2.5), (2, "expired", 2.5), (3, "misleading", 2.5))
    evidence = compared("sellers", rows, found)
    assert [(row["n"], row["sign"], json.loads(row["values"])["others_held"]) for row in evidence] == [
        (0, "expired", 2), (1, "expired", 2), (2, "expired", 2), (3, "misleading", 0),
    ]  # fmt: skip


def test_sellers_of_two_platforms_or_without_a_name_are_not_taken_for_one() -> None:
    rows = [{"title": "Hàng", "seller_name": "Một", "platform": platform} for platform in ("tiki", "lazada")]
    found = found_of((0, "expired", 2.5), (1, "expired", 2.5), (2, "expired", 2.5), (3, "expired", 2.5))
    assert compared("sellers", [*rows, {"title": "Hàng"}, {"title": "Hàng"}], found) == []
