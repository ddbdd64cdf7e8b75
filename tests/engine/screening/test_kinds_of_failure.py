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
        ("Quần tập tạo nhiệt tan mỡ bụng", "", "misleading", True),
        ("Quần gen nâng mông", "Mặc cùng lúc bôi kem tan mỡ bụng của hãng khác", "misleading", False),
        ("Máy cá nhân dùng ánh sáng", "Ức chế quá trình mọc lông và triệt lông vĩnh viễn", "misleading", True),
        ("Khung tập chuyên trị đau lưng", "", "misleading", True),
        ("Nước cốt hồng sâm", "Thận trọng khi uống cùng thuốc khác (thuốc trị tiểu đường)", "misleading", False),
        ("Mặt dây ngọc bản mệnh", "Người xưa cho rằng ngọc giúp chữa bệnh đau dạ dày", "misleading", False),
        ("Kem dưỡng tinh chất trà", "Kem dưỡng hỗ trợ đặc trị nám", "misleading", False),
        ("Kem dưỡng tinh chất trà", "Kem có các đặc tính sau: đặc trị nám", "misleading", True),
        ("Kem dưỡng xóa thâm trắng da", "", "misleading", False),
        ("Kem dưỡng xóa sẹo rỗ", "", "misleading", True),
        ("Son dưỡng Blue Lotus x Doraemon", "", "counterfeit", False),
        ("Son dưỡng hình Doraemon", "", "counterfeit", True),
        ("Đồ chơi Nhím Sonic bản nhỏ", "", "counterfeit", True),
        ("Đồ chơi lắp ráp Pikachu Keeppley", "", "counterfeit", False),
        ("Giày lười nam", "Nhiều shop lấy hình ảnh của shop để bán hàng fake", "counterfeit", False),
        ("Giày lười nam bản super fake", "", "counterfeit", True),
        ("Dép sục tặng kèm jibbitz", "", "counterfeit", False),
        ("Áo thun tay dài Levi's 10203-0405", "", "counterfeit", False),
    ],
)  # fmt: skip
def test_kinds_in_our_words(screener: BatchScreener, title: str, description: str, sign: str, expected: bool) -> None:
    row = {"title": title, "description": description, "price_vnd": 180_000}
    leads = screen(screener, listings(row)).leads
    assert (sign in (leads["signs"].to_list() or [[]])[0]) == expected


@pytest.mark.parametrize(
    ("brand", "seller", "expected"),
    [("OEM", None, True), ("Túi Xinh 365", "Túi Xinh", True), ("Uniqlo", None, False),
     ("Túi Xinh 365", "Túi Xinh Official Store", False), ("Doraemon", None, False)],
)  # fmt: skip
def test_a_brand_of_which_no_license_is_known_vouches_for_no_figure(
    screener: BatchScreener, brand: str, seller: str | None, expected: bool
) -> None:
    row = {"title": "Túi vải in hình Doraemon", "price_vnd": 59_000, "brand": brand, "seller_name": seller}
    leads = screen(screener, listings(row)).leads
    assert ("counterfeit" in (leads["signs"].to_list() or [[]])[0]) == expected
