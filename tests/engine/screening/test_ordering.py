"""Leads stand in the order that serves a visit: what the whole sweep shows raises and lowers their worth."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import polars as pl

from minhbach.engine.screening.ordering import factors, keys_of, lifted, placed
from minhbach.engine.screening.score import load_scorecard
from minhbach.engine.tables import LEADS
from minhbach.engine.telling.sentences import order_sentences

AS_OF = date(2026, 11, 21)
CARD = load_scorecard()


def lead(number: int, worth: float, **columns: Any) -> dict[str, Any]:
    plain = {"listing_id": f"{number:03}", "title": f"{chr(97 + number % 26) * 5} {number}", "signs": ["misleading"]}
    return {**dict.fromkeys(LEADS), **plain, "goods": ["food"], "score": worth, **columns}


def standing(*leads: dict[str, Any]) -> dict[str, tuple[float, dict[str, Any]]]:
    """Return score and order by listing."""
    told = placed(keys_of(pl.DataFrame(list(leads), schema=LEADS), CARD, AS_OF), CARD)
    return {row["listing_id"]: (row["score"], json.loads(row["order"])) for row in told.to_dicts()}


def test_a_lead_alone_is_worth_what_it_is_worth() -> None:
    assert standing(lead(1, 1.5))["001"][0] == 1.5


def test_a_seller_of_many_is_raised_once_and_the_rest_gives_way() -> None:
    many = [lead(number, 1.0, seller_id="s") for number in range(1, 11)]
    told = standing(*many, lead(99, 1.0, seller_id="other", goods=["medicine"]))
    assert told["001"][0] > told["099"][0] > told["002"][0] > told["010"][0]
    assert (told["001"][1]["seller_leads"], told["003"][1]["seller_place"]) == (10, 3)


def test_copies_of_a_title_give_way_whatever_figures_stand_in_it() -> None:
    told = standing(
        lead(1, 1.0, title="Viên uống 10 viên"), lead(2, 1.0, title="VIÊN UỐNG 60 viên"), lead(3, 0.99, title="Kem")
    )
    assert told["001"][0] > told["003"][0] > told["002"][0]


def test_no_page_is_full_of_one_kind_of_harm() -> None:
    one = [lead(number, 1.0 - number / 10_000, goods=["medicine"]) for number in range(400)]
    other = [lead(900 + number, 0.6, signs=["counterfeit"], title=f"{'zyx'[number] * 4}") for number in range(3)]
    told = standing(*one, *other)
    first = sorted(told, key=lambda name: -told[name][0])[:100]
    assert {"900", "901", "902"} <= set(first)


def test_what_was_seen_long_ago_is_perhaps_no_longer_on_offer() -> None:
    told = standing(
        lead(1, 1.0, collected_on="2026-11-20"),
        lead(2, 1.0, collected_on="2025-11-21", goods=["child"]),
        lead(3, 1.0, goods=["medicine"]),
    )
    assert told["003"][0] >= told["001"][0] > 0.99 > 0.6 > told["002"][0] > 0.4


def test_a_date_alone_sinks_unless_it_is_known_when_it_was_seen() -> None:
    told = standing(
        lead(1, 1.0, signs=["expired"]), lead(2, 1.0, signs=["expired"], collected_on="2026-11-21"),
        lead(3, 1.0, signs=["expired", "misleading"]),
    )  # fmt: skip
    assert told["001"][0] < 0.5
    assert told["002"][0] > 0.9


def test_the_order_of_the_rows_changes_nothing() -> None:
    leads = [lead(number, 1.0 + number % 7 / 10, seller_id=f"s{number % 5}") for number in range(60)]
    assert standing(*leads) == standing(*reversed(leads))


def test_what_raised_a_lead_is_said() -> None:
    order = {**standing(*[lead(number, 1.0, seller_id="s") for number in range(1, 9)])["004"][1]}
    told = order_sentences({**order, "factors": factors(order, CARD)})
    assert told[0].startswith("Người bán này có 8 tin cùng dấu hiệu")
    assert any("tin thứ 4 cùng dấu hiệu của người bán này" in sentence for sentence in told)


def test_a_scorecard_of_before_leaves_the_worth() -> None:
    order = standing(lead(1, 1.25))["001"][1]
    assert lifted(order, type(CARD)(**{**vars(CARD), "order": {}})) == 1.25
