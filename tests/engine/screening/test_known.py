"""What is known of sellers and listings raises or lowers other evidence, and never speaks alone."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from minhbach.engine.screening.batch import BatchScreener
from minhbach.engine.screening.knowledge import load_knowledge

from .conftest import AS_OF, listings

Heard = list[tuple[str, str, float, dict[str, Any]]]
NIKE = {"title": "Giày thể thao Nike", "price_vnd": 190_000, "platform": "tiki", "seller_id": "71", "listing_id": "a"}


@pytest.fixture
def heard(screener_of: Callable[..., BatchScreener], tmp_path: Path) -> Callable[..., Heard]:
    def run(tables: dict[str, str], as_of: date = AS_OF, **columns: object) -> Heard:
        (tmp_path / "knowledge.toml").write_text('schema = 1\nversion = "1"\nmade_on = 2026-11-01\n', encoding="utf-8")
        for name, content in tables.items():
            (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
        rows = (
            screener_of(as_of, load_knowledge(tmp_path))
            .screen(listings({**NIKE, **columns}))
            .found.iter_rows(named=True)
        )
        return [
            (row["rule"], row["sign"], row["weight"], json.loads(row["values"]))
            for row in rows
            if row["rule"].startswith("known.")
        ]

    return run


SELLERS = "mark,platform,seller_id,seller_name,valid_from,valid_until,source\n"


@pytest.mark.parametrize(
    ("row", "columns", "weights"),
    [
        ("Nike,tiki,71,,,,thư ủy quyền", {}, [-2.5]),
        ("Nike,Tiki,,Cửa Hàng  Mây,,,", {"seller_id": None, "seller_name": "cửa hàng mây"}, [-1.25]),
        ("Nike,tiki,72,Cửa hàng Mây,,,", {"seller_name": "Cửa hàng Mây"}, []),  # another shop of the same name
        ("Nike,shopee,71,,,,", {}, []),
        ("Adidas,tiki,71,,,,", {}, []),
        ("Nike,tiki,71,,2025-01-01,2026-11-21,", {}, [-2.5]),
        ("Nike,tiki,71,,,2026-11-20,", {}, []),
        ("Nike,tiki,71,,2026-11-22,,", {}, []),
    ],
)
def test_an_authorised_seller_counts_down(
    heard: Callable[..., Heard], row: str, columns: dict[str, object], weights: list[float]
) -> None:
    found = heard({"authorised_sellers": SELLERS + row + "\n"}, **columns)
    assert [(rule, sign, weight) for rule, sign, weight, _ in found] == [
        ("known.authorised", "counterfeit", weight) for weight in weights
    ]


def test_nothing_is_said_of_a_listing_in_which_nothing_was_found(heard: Callable[..., Heard]) -> None:
    tables = {
        "sellers": "platform,seller_id,violations\ntiki,71,9\n",
        "authorised_sellers": SELLERS + "Nike,tiki,71,,,,\n",
    }
    assert heard(tables, title="Giày vải", price_vnd=900_000) == []


def test_an_official_shop_counts_down_a_little(heard: Callable[..., Heard]) -> None:
    found = heard({}, title="Sữa xách tay Đức", is_official=True)
    assert found == [("known.official", "unknown_origin", -0.5, {})]


OUTCOMES = "platform,listing_id,seller_id,seller_name,sign,outcome,decided_on,source\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("tiki,x,71,,counterfeit,confirmed,2026-11-21,", [("known.seller.confirmed", 0.8)]),
        ("tiki,x,71,,counterfeit,confirmed,2025-11-21,", [("known.seller.confirmed", 0.4)]),
        ("tiki,x,71,,expired,confirmed,2026-11-21,", [("known.seller.confirmed", 0.2)]),
        ("tiki,x,71,,counterfeit,confirmed,2026-11-22,", []),  # decided after the sweep
        ("tiki,x,72,,counterfeit,confirmed,2026-11-21,", []),
        ("tiki,x,71,,counterfeit,unfounded,2026-11-21,", [("known.seller.unfounded", -0.3)]),
        ("tiki,a,,,counterfeit,unfounded,2026-11-01,", [("known.listing.unfounded", -1.5)]),
        ("tiki,a,,,counterfeit,confirmed,2026-11-01,", [("known.listing.confirmed", 1.5)]),
        ("tiki,a,,,expired,confirmed,2026-11-01,", []),
        ("tiki,a,,,counterfeit,confirmed,2026-11-01,\ntiki,a,,,counterfeit,unfounded,2026-11-02,",
         [("known.listing.unfounded", -1.5)]),
    ],
)  # fmt: skip
def test_outcomes_weigh_by_sign_and_age(
    heard: Callable[..., Heard], rows: str, expected: list[tuple[str, float]]
) -> None:
    found = heard({"outcomes": OUTCOMES + rows + "\n"})
    assert [(rule, weight) for rule, _, weight, _ in found] == expected


def test_many_outcomes_are_capped_and_counted(heard: Callable[..., Heard]) -> None:
    rows = "".join(f"tiki,x{number},71,,counterfeit,confirmed,2026-11-{number:02},\n" for number in range(1, 9))
    [(rule, _, weight, values)] = heard({"outcomes": OUTCOMES + rows})
    assert (rule, weight) == ("known.seller.confirmed", 1.5)
    assert (values["count"], values["same_sign"], values["last_on"]) == (8, 8, "2026-11-08")
    assert values["knowledge"].startswith("1+")


@pytest.mark.parametrize(
    ("columns", "row", "expected"),
    [
        ("violations,last_violation_on", "2,2026-11-21", [("known.seller.violations", 0.8)]),
        ("violations", "2", [("known.seller.violations", 0.4)]),
        ("violations,last_violation_on", "2,2026-12-01", []),
        ("committed_on", "2026-03-01", [("known.seller.committed", 0.0)]),
        ("first_seen", "2026-11-10", [("known.seller.new", 0.2)]),
        ("first_seen", "2020-11-10", [("known.seller.long", -0.2)]),
        ("first_seen,violations", "2020-11-10,1", [("known.seller.violations", 0.2)]),
        ("first_seen", "2025-11-10", []),
    ],
)
def test_a_sellers_history_weighs_a_little(
    heard: Callable[..., Heard], columns: str, row: str, expected: list[tuple[str, float]]
) -> None:
    found = heard({"sellers": f"platform,seller_id,{columns}\ntiki,71,{row}\n"})
    assert [(rule, weight) for rule, _, weight, _ in found] == expected


@pytest.mark.parametrize(
    ("outcome", "rules"),
    [
        ("x,71,,counterfeit,confirmed,2026-11-01,", ["known.seller.confirmed"]),
        ("a,,,counterfeit,confirmed,2026-11-01,", ["known.listing.confirmed"]),
        ("x,71,,counterfeit,unfounded,2026-11-01,", ["known.seller.long", "known.seller.unfounded"]),
        ("x,71,,counterfeit,confirmed,2026-12-01,", ["known.seller.long"]),
        ("x,72,,counterfeit,confirmed,2026-11-01,", ["known.seller.long"]),
    ],
)
def test_long_in_trade_is_said_of_no_seller_with_a_record(
    heard: Callable[..., Heard], outcome: str, rules: list[str]
) -> None:
    sellers = "platform,seller_id,first_seen\ntiki,71,2020-11-10\n"
    found = heard({"sellers": sellers, "outcomes": f"{OUTCOMES}tiki,{outcome}\n"})
    assert sorted(rule for rule, *_ in found) == rules


@pytest.mark.parametrize(
    ("own", "weights"),
    [("00000000000000ff", [1.0]), ("00000000000000fc", [1.0]), ("00000000000000c0", [0.5]), ("ff000000000000ff", [])],
)
def test_a_picture_like_one_of_a_case_speaks_by_how_many_bits_differ(
    heard: Callable[..., Heard], own: str, weights: list[float]
) -> None:
    tables = {
        "image_hashes": "hash,sign,seen_in\n00000000000000FF,counterfeit,vụ 12\n0f0f0f0f0f0f0f0f,counterfeit,vụ 13\n",
        "listing_images": f"platform,listing_id,hash\ntiki,a,{own}\n",
    }
    found = heard(tables)
    assert [(rule, sign, weight) for rule, sign, weight, _ in found] == [
        ("known.picture", "counterfeit", weight) for weight in weights
    ]
    assert all(values["seen_in"] == "vụ 12" for *_, values in found)
    assert heard({**tables, "image_hashes": "hash,sign\n00000000000000ff,expired\n"}) == []


MARKS = "mark,holder,goods,spellings,floor_vnd\nHoa Mây Trắng,Công ty Mây,giày|dép,hoamay,500000\n"


@pytest.mark.parametrize(
    ("changed", "weights"),
    [
        ({}, [2.2]),
        ({"title": "Dép HOAMAY nam"}, [2.2]),
        ({"price_vnd": 90_000}, [2.6]),
        ({"price_vnd": 500_000}, []),
        ({"price_vnd": None}, []),
        ({"brand": "Hoa Mây Trắng"}, []),
        ({"brand": "OEM"}, [2.2]),
        ({"is_official": True}, []),
        ({"title": "Áo Hoa Mây Trắng"}, []),
        ({"title": "Giày hoa mây"}, []),
        ({"title": "Dây giày dùng cho giày Hoa Mây Trắng"}, []),
        ({"title": "Giày Hoa Mây Trắng cũ"}, []),
    ],
)
def test_a_mark_of_the_office_speaks_below_its_floor(
    heard: Callable[..., Heard], changed: dict[str, object], weights: list[float]
) -> None:
    columns = {"title": "Giày Hoa Mây Trắng nam", "price_vnd": 190_000, **changed}
    found = heard({"marks": MARKS}, **columns)
    assert [(rule, sign, weight) for rule, sign, weight, _ in found] == [
        ("known.mark", "counterfeit", weight) for weight in weights
    ]
    assert all((values["mark"], values["floor_vnd"]) == ("Hoa Mây Trắng", 500_000) for *_, values in found)


def test_a_mark_of_the_office_sold_by_whom_it_authorised_is_no_lead(heard: Callable[..., Heard]) -> None:
    sellers = SELLERS + "Hoa Mây Trắng,tiki,71,,,,\n"
    found = heard({"marks": MARKS, "authorised_sellers": sellers}, title="Giày Hoa Mây Trắng", price_vnd=190_000)
    assert sum(weight for _, sign, weight, _ in found if sign == "counterfeit") < 0
