"""The same text, and the same telephone, again in a sweep."""

import json

import polars as pl

from .sweeps import compared, found_of

TEXT = {
    "title": "Túi vải nhiều ngăn",
    "description": "May hai lớp, quai dài, đựng vừa sách vở và bình nước khi đi học.",
}


def with_phone(found: pl.DataFrame, phone: str) -> pl.DataFrame:
    return found.with_columns(pl.lit(json.dumps({"phone": phone})).alias("values"))


def test_a_repeated_text_is_shown_and_does_not_count() -> None:
    rows = [
        {**TEXT, "listing_id": "a"},
        {"title": "Khác"},
        {**TEXT, "title": "TÚI VẢI, nhiều ngăn!", "listing_id": "b"},
    ]
    evidence = compared("texts", rows, found_of((2, "counterfeit", 2.2)))
    assert [(row["n"], row["rule"], row["sign"], row["weight"]) for row in evidence] == [
        (2, "sweep.text", "counterfeit", 0.0)
    ]
    assert json.loads(evidence[0]["values"]) == {"first_listing": "a", "listings": 2, "sellers": 0}


def test_a_text_under_several_sellers_is_called_relisted() -> None:
    rows = [{**TEXT, "seller_name": name} for name in ("Một", "một ", "Hai")]
    evidence = compared("texts", rows, found_of((0, "expired", 2.2)))
    assert evidence[0]["rule"] == "sweep.text.relisted"
    assert json.loads(evidence[0]["values"])["sellers"] == 2


def test_short_texts_are_the_same_by_chance() -> None:
    assert compared("texts", [{"title": "Túi vải"}, {"title": "Túi vải"}], found_of((0, "expired", 2.2))) == []


def test_a_listing_in_which_nothing_was_found_is_not_spoken_of() -> None:
    assert compared("texts", [TEXT, TEXT], found_of()) == []


def test_a_telephone_of_several_sellers_is_shown_and_does_not_count() -> None:
    rows = [{"title": "Hàng", "seller_name": name} for name in ("Hai", "Một", "Hai")]
    found = with_phone(found_of(*((number, "off_platform", 2.2) for number in range(3))), "+84912345678")
    evidence = compared("contacts", rows, found)
    assert [(row["n"], row["rule"], row["weight"]) for row in evidence] == [
        (0, "sweep.contact.sellers", 0.0), (1, "sweep.contact.sellers", 0.0), (2, "sweep.contact.sellers", 0.0),
    ]  # fmt: skip
    assert json.loads(evidence[0]["values"]) == {
        "phone": "+84912345678", "listings": 3, "sellers": 2, "named": ["Hai", "Một"],
    }  # fmt: skip


def test_a_telephone_that_stands_twice_in_one_listing_is_one() -> None:
    found = with_phone(found_of((0, "off_platform", 2.2), (0, "off_platform", 2.2)), "+84912345678")
    assert compared("contacts", [{"title": "Hàng", "seller_name": "Một"}], found) == []
