"""Real listings of the kinds that the screen once took wrongly: by id, read in place, none of their words kept here."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from minhbach.engine.screening.batch import BatchScreener
from minhbach.engine.tables import LISTINGS
from tests.conftest import SHARED

from .conftest import listings, screen

CASES = SHARED / "cases" / "screen-kinds.jsonl"
LISTED = SHARED / "data" / "listings_vn.parquet"


@pytest.mark.skipif(not (CASES.exists() and LISTED.exists()), reason="the real listings are not there")
def test_each_kind_is_told_from_what_looks_like_it(screener: BatchScreener) -> None:
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    found = signs_of(screener, LISTED, [case["listing_id"] for case in cases])
    wrong = [
        f"{case['kind']}: {case['listing_id']} {case['sign']}, expected {case['expected']}"
        for case in cases
        if (case["sign"] in found.get(case["listing_id"], ())) != case["expected"]
    ]
    assert wrong == []


def signs_of(screener: BatchScreener, path: Path, ids: list[str]) -> dict[str, list[str]]:
    frame = pl.scan_parquet(path).filter(pl.col("listing_id").is_in(ids)).collect()
    rows = [{name: row[name] for name in LISTINGS if name in row} for row in frame.iter_rows(named=True)]
    leads = screen(screener, listings(*rows)).leads
    return dict(zip(leads["listing_id"].to_list(), leads["signs"].to_list(), strict=True))


# Our own wording for the same kinds: what must be found, and what looks like it.
@pytest.mark.parametrize(
    ("title", "description", "sign", "expected"),
    [
        ("Tràng hạt để bàn", "Nguyên liệu: gỗ cẩm lai nguyên khối", "prohibited", True),
        ("Ghế nhựa đúc", "Chất liệu: nhựa giả gỗ trắc, vân gỗ hương", "prohibited", False),
        ("Ủng da nam - kèm vòng gỗ mun", "", "prohibited", False),
        ("Giấy lau bếp + Tặng gói trà nhài sữa", "Trà nhài sữa ngăn ngừa ung thư, thơm ngon", "misleading", False),
        ("Trà nhài sữa túi lọc", "Trà nhài sữa ngăn ngừa ung thư, thơm ngon", "misleading", True),
        ("[Hộp + vớ] Giày chạy bộ MLB NY đế cao", "", "counterfeit", True),
        ("Bộ trò chơi Paw Patrol Chase 6054321", "", "counterfeit", False),
        ("Máy lọc nước", "Đèn báo khi lõi lọc gần hết hạn", "expired", False),
        ("Sữa hạt hộp giấy", "Hạn sử dụng đến tháng 3 năm 2023", "expired", True),
        ("Váy hoa", "Giá sản phẩm trên Tiki đã bao gồm thuế theo luật hiện hành, giá trị trên 1 triệu đồng. "
                    "Sản phẩm này không xuất hóa đơn", "unknown_origin", True),
    ],
)  # fmt: skip
def test_kinds_in_our_words(screener: BatchScreener, title: str, description: str, sign: str, expected: bool) -> None:
    row = {"title": title, "description": description, "price_vnd": 180_000}
    leads = screen(screener, listings(row)).leads
    assert (sign in (leads["signs"].to_list() or [[]])[0]) == expected
