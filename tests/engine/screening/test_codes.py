"""Bar codes and registration numbers: what speaks, what is only shown, what says nothing."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest

from minhbach.engine.screening.batch import BatchScreener
from minhbach.engine.screening.knowledge import Knowledge, load_knowledge
from minhbach.engine.screening.rules.codes import gtins_of, runs_of_thirteen
from minhbach.engine.text.folding import fold_columns

from .conftest import listings

REGISTER = """kind,number,product_name,holder,valid_until,status
cosmetic,120/24/CBMP-HCM,Kem Hoa Mây,Công ty Mây Trắng,2029-01-05,valid
cosmetic,121/24/CBMP-HCM,Kem Hoa Mây,Công ty Mây Trắng,2026-01-05,valid
cosmetic,122/24/CBMP-HCM,Kem Hoa Mây,Công ty Mây Trắng,,revoked
"""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder = tmp_path_factory.mktemp("knowledge")
    (folder / "knowledge.toml").write_text('schema = 1\nversion = "1"\nmade_on = 2026-11-01\n', encoding="utf-8")
    (folder / "registrations.csv").write_text(REGISTER, encoding="utf-8")
    return load_knowledge(folder)


@pytest.fixture(scope="module")
def with_register(screener_of: Callable[..., BatchScreener], register: Knowledge) -> BatchScreener:
    return screener_of(knowledge=register)


def found(screener: BatchScreener, prefix: str, **columns: object) -> list[tuple[str, str, float, dict[str, Any]]]:
    rows = screener.screen(listings(columns)).found.iter_rows(named=True)
    return [
        (row["rule"], row["sign"], row["weight"], json.loads(row["values"]))
        for row in rows
        if row["rule"].startswith(prefix)
    ]


@pytest.mark.parametrize(
    ("words", "weight", "fault"),
    [
        ("Mã vạch: 8936012345678", 0.4, "check_digit"),
        ("Barcode\n\n8936012345678", 0.4, "check_digit"),
        ("EAN 9901234567899", 0.3, "coupon"),
        ("Mã vạch: 1401234567892", 0.3, "unassigned"),
        ("Mã vạch: 2001234567893", 0.0, "internal"),
        ("Mã vạch: 8936012345674", None, None),
        ("Mã vạch: 8936012345674 - 8936012345681", None, None),
        ("Mã vạch: 893601 2345674", None, None),
        ("Mã vạch: 8936012345674 12g", None, None),
        ("Mã vạch: 893601234567", None, None),  # a digit left out, not a false number
        ("Mã vạch 893601234567 8", None, None),
        ("Mã sản phẩm: 8936012345678", None, None),
        ("Mã vạch: 8936012345674. Xuất xứ: Nhật Bản", None, None),  # the issuer is not the origin
    ],
)
def test_a_bar_code_speaks_when_it_cannot_be_a_trade_items(
    screener: BatchScreener, words: str, weight: float | None, fault: str | None
) -> None:
    heard = found(screener, "codes.gtin", title="Son dưỡng môi", description=words)
    assert [(one[2], one[3]["fault"]) for one in heard] == ([] if fault is None else [(weight, fault)])


def test_a_false_bar_code_alone_is_no_lead(screener: BatchScreener) -> None:
    from .conftest import screen

    assert screen(screener, listings({"title": "Áo thun. Mã vạch: 8936012345678"})).leads.height == 0


def test_the_issuer_of_a_number_is_shown_and_never_counted(screener: BatchScreener) -> None:
    described = "Xuất xứ: Nhật Bản. Mã vạch: 8936012345674"
    [(rule, sign, weight, values)] = found(screener, "codes.gtin", title="Sữa xách tay Nhật", description=described)
    assert (rule, sign, weight) == ("codes.gtin.issuer", "unknown_origin", 0.0)
    assert (values["issuer"], values["country"]) == ("GS1 Vietnam", "VN")
    assert found(screener, "codes.gtin", title="Sữa bột", description=described) == []


def test_gtins_are_found_whatever_stands_around_them() -> None:
    titles = [
        "8936012345674 Nước hoa hồng",
        "Nước hoa hồng 4901234567894",
        "SKU: 8936012345674",
        "Giá 8936012345678",
        "Số 2001234567893",
        "Tài khoản 89360123456740",
        "",
    ]
    folded = fold_columns(
        listings(*({"title": title} for title in titles))["title"], listings(*({} for _ in titles))["description"]
    )
    assert gtins_of(folded).rows() == [(0, "08936012345674"), (1, "04901234567894")]


def test_runs_of_thirteen_digits_are_those_an_expression_finds() -> None:
    draw = np.random.default_rng(7)
    letters = np.frombuffer(b"0123456789a", dtype=np.uint8)
    for _ in range(300):
        data = bytes(draw.choice(letters, size=draw.integers(1, 120), p=[0.094] * 10 + [0.06]))
        expected = [match.start() for match in re.finditer(rb"(?<![0-9])[0-9]{13}(?![0-9])", data)]
        assert runs_of_thirteen(np.frombuffer(data, dtype=np.uint8)).tolist() == expected


CREAM = {"title": "Kem đặc trị nám tận gốc"}


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ("Số công bố: 59/18/CBMP-QLD", []),
        ("SCB: 000059/18/CBMP – HCM", []),
        ("Số công bố: 59/28/CBMP-QLD", ["codes.registration.year"]),
        ("Số ĐKSP: 8845/2019/ĐKSP", ["codes.registration.kind"]),
        ("Số công bố: 1028721/CBMP-HN", ["codes.registration.form"]),
        ("Số công bố: xem trên bao bì", []),
        ("Kem thơm mát", ["codes.registration.absent"]),
        ("Phiếu kiểm nghiệm AR-23-VD-078454-01. SCB có sẵn", []),
    ],
)
def test_the_form_of_a_number_is_shown_and_never_counted(screener: BatchScreener, words: str, rules: list[str]) -> None:
    heard = found(screener, "codes.registration", **CREAM, description=words)
    assert [one[0] for one in heard] == rules
    assert all(weight == 0 and values["unconfirmed"] for _, _, weight, values in heard)


def test_a_missing_number_is_said_of_likely_leads_only(screener: BatchScreener) -> None:
    assert found(screener, "codes.registration", title="Kem dưỡng ẩm", description="Kem mát") == []
    assert found(screener, "codes.registration", title="Giày fake 1:1 Nike", description="Đẹp") == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Kem Hoa Mây. Số công bố 120/24/CBMP-HCM", []),
        ("Kem Hoa Mây. Số công bố 00121/24/CBMP-HCM", [("codes.registration.expired", "misleading", 1.0)]),
        ("Kem Hoa Mây. Số công bố 122/24/CBMP-HCM", [("codes.registration.revoked", "misleading", 1.5)]),
        ("Dầu gội. Số công bố 120/24/CBMP-HCM", [("codes.registration.other", "counterfeit", 1.2)]),
        ("Kem Hoa Mây. Số công bố 999/24/CBMP-HCM", []),
    ],
)
def test_the_register_speaks_against_numbers(
    with_register: BatchScreener, register: Knowledge, words: str, expected: list[tuple[str, str, float]]
) -> None:
    heard = found(with_register, "codes.registration", title=words)
    assert [one[:3] for one in heard] == expected
    assert all(one[3]["knowledge"] == register.version for one in heard)


def test_a_number_that_the_register_knows_speaks_for_the_seller(
    screener: BatchScreener, with_register: BatchScreener
) -> None:
    carried = {"title": "Kem Hoa Mây xách tay Nhật", "description": "Số công bố 120/24/CBMP-HCM"}
    heard = found(with_register, "codes.registration.valid", **carried)
    assert [one[:3] for one in heard] == [("codes.registration.valid", "unknown_origin", -1.0)]
    assert (heard[0][3]["number"], heard[0][3]["valid_until"]) == ("120/24/CBMP-HCM", "2029-01-05")
    assert found(screener, "codes.registration.valid", **carried) == []


def test_a_number_is_judged_by_the_day_of_the_sweep(
    screener_of: Callable[..., BatchScreener], register: Knowledge
) -> None:
    earlier = screener_of(date(2025, 6, 1), register)
    assert found(earlier, "codes.registration.expired", title="Kem Hoa Mây 121/24/CBMP-HCM") == []
