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


MATCHES = "platform,listing_id,file,view,kind,other_file,mark,sign,seen_in,by,distance,bits,shops\n"


@pytest.mark.parametrize(
    ("row", "rules"),
    [
        ("tiki,a,1.jpg,whole,fake,7.jpg,,counterfeit,vụ 12,pdq,10,256,1", [("known.picture", 1.0)]),
        ("tiki,a,1.jpg,whole,fake,7.jpg,,counterfeit,vụ 12,pdq,11,256,1", [("known.picture", 0.5)]),
        (",a,1.jpg,whole,fake,7.jpg,,counterfeit,vụ 12,signs,64,512,1", [("known.picture", 1.0)]),
        ("tiki,a,1.jpg,tile,fake,7.jpg,,counterfeit,vụ 12,signs,65,512,1", [("known.picture", 0.5)]),
        ("tiki,a,1.jpg,whole,fake,7.jpg,,expired,vụ 12,pdq,0,256,1", []),
        ("lazada,a,1.jpg,whole,fake,7.jpg,,counterfeit,vụ 12,pdq,0,256,1", []),
        ("tiki,b,1.jpg,whole,fake,7.jpg,,counterfeit,vụ 12,pdq,0,256,1", []),
        ("tiki,a,1.jpg,whole,genuine,7.jpg,Nike,,sách,pdq,0,256,1", [("known.picture.genuine", 0.0)]),
        ("tiki,a,1.jpg,whole,document,7.jpg,,,phiếu 3,pdq,0,256,1", [("known.picture.document", 0.0)]),
        ("tiki,a,1.jpg,whole,shop,7.jpg,,,,pdq,0,256,4", [("known.picture.shops", 0.0)]),
        ("tiki,a,1.jpg,whole,listing,7.jpg,,,,pdq,0,256,4", []),
    ],
)
def test_a_picture_met_before_speaks_by_what_it_met_and_how_near(
    heard: Callable[..., Heard], row: str, rules: list[tuple[str, float]]
) -> None:
    found = heard({"picture_matches": f"{MATCHES}{row}\n"})
    assert [(rule, weight) for rule, _sign, weight, _ in found] == rules
    for *_, values in found:
        assert (values["file"], values["other_file"]) == ("1.jpg", "7.jpg")


def test_of_several_pictures_the_nearest_is_told(heard: Callable[..., Heard]) -> None:
    rows = (
        "tiki,a,1.jpg,whole,fake,7.jpg,,counterfeit,vụ 12,pdq,20,256,1\n"
        "tiki,a,2.jpg,whole,fake,8.jpg,,counterfeit,vụ 13,signs,30,512,1\n"
    )
    ((_, _, weight, values),) = heard({"picture_matches": MATCHES + rows})
    assert (weight, values["seen_in"], values["file"]) == (1.0, "vụ 13", "2.jpg")


@pytest.mark.parametrize(
    ("mark", "brand", "rule"),
    [
        ("Hoa Mây Trắng", "Sao Biển", "known.picture.other_mark"),
        ("Nike", "Sao Biển", "known.picture.genuine"),
        ("Hoa Mây Trắng", None, "known.picture.genuine"),
        ("Hoa Mây Trắng", "HOA MÂY TRẮNG", "known.picture.genuine"),
    ],
)
def test_a_picture_of_genuine_goods_speaks_where_the_listing_names_another_mark(
    heard: Callable[..., Heard], mark: str, brand: str | None, rule: str
) -> None:
    row = f"tiki,a,1.jpg,whole,genuine,7.jpg,{mark},,sách,pdq,0,256,1\n"
    found = heard({"picture_matches": MATCHES + row}, brand=brand, title="Giày Nike super fake, rep 1:1")
    assert {(name, weight) for name, sign, weight, _ in found if sign == "counterfeit" and "picture" in name} == {
        (rule, 0.6 if rule.endswith("other_mark") else 0.0)
    }


WORDS = "platform,listing_id,file,sign,rule,family,weight,words,legal_basis\n"


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("tiki,a,2.jpg,misleading,claims.cure.root,claims.cure,2.6,chữa khỏi,TTSL", [2.0]),
        (",a,2.jpg,misleading,claims.cure.root,claims.cure,2.6,chữa khỏi,TTSL", [2.0]),
        ("tiki,a,2.jpg,misleading,claims.cure.root,claims.cure,1.2,chữa khỏi,TTSL", [1.2]),
        ("lazada,a,2.jpg,misleading,claims.cure.root,claims.cure,2.6,chữa khỏi,TTSL", []),
        ("tiki,b,2.jpg,misleading,claims.cure.root,claims.cure,2.6,chữa khỏi,TTSL", []),
    ],
)
def test_words_in_a_picture_speak_as_those_of_the_text_and_name_the_picture(
    screener_of: Callable[..., BatchScreener], tmp_path: Path, row: str, found: list[float]
) -> None:
    (tmp_path / "knowledge.toml").write_text('schema = 1\nversion = "1"\nmade_on = 2026-11-01\n', encoding="utf-8")
    (tmp_path / "picture_words.csv").write_text(f"{WORDS}{row}\n", encoding="utf-8")
    screener = screener_of(AS_OF, load_knowledge(tmp_path))
    signals = screener.screen(listings({"title": "Trà hoa cúc", "platform": "tiki", "listing_id": "a"})).found
    told = signals.filter(rule="picture.words")
    assert told["weight"].to_list() == found
    for sign, family, quote, basis, values in told.select(
        "sign", "family", "quote", "legal_basis", "values"
    ).iter_rows():
        assert (sign, family, quote, basis) == ("misleading", "claims.cure", None, ["TTSL"])
        assert json.loads(values)["file"] == "2.jpg"
        assert json.loads(values)["words"] == "chữa khỏi"


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
