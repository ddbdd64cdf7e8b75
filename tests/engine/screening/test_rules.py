"""What the judges make of a listing's columns and of the words around a hit."""

from collections.abc import Mapping
from typing import Any

import pytest

from minhbach.engine.screening.batch import BatchScreener

from .conftest import listings, screen


def values_of(screener: BatchScreener, rule: str, **columns: object) -> list[Mapping[str, Any]]:
    import json

    signals = screen(screener, listings(columns)).signals
    return [json.loads(row["values"]) for row in signals.iter_rows(named=True) if row["rule"] == rule]


def signs_of(screener: BatchScreener, **columns: object) -> list[str]:
    leads = screen(screener, listings(columns)).leads
    return list(leads["signs"][0]) if leads.height else []


CHEAP = {"title": "Giày thể thao Nike nam nữ", "price_vnd": 190_000}


@pytest.mark.parametrize(
    ("changed", "signs"),
    [
        ({}, ["counterfeit"]),
        ({"brand": "OEM"}, ["counterfeit"]),
        ({"brand": "No Brand"}, ["counterfeit"]),
        ({"brand": "Nike"}, []),
        ({"brand": "Hoa Nắng"}, []),
        ({"is_official": True}, []),
        ({"price_vnd": 1_900_000}, []),
        ({"price_vnd": None}, []),
        ({"title": "Dây giày cho giày Nike"}, []),
        ({"title": "Giày thể thao nam phối với quần Nike"}, []),
        ({"title": "Nước hoa Chanel chiết 10ml"}, []),
        ({"title": "Bàn chải đánh răng Jordan mềm"}, []),
    ],
)
def test_a_mark_speaks_by_brand_field_kind_and_price(
    screener: BatchScreener, changed: dict[str, object], signs: list[str]
) -> None:
    assert signs_of(screener, **{**CHEAP, **changed}) == signs


def test_a_mark_without_a_price_says_what_it_could_not_check(screener: BatchScreener) -> None:
    assert values_of(screener, "brand.price", title="Túi Gucci nữ")[0]["unchecked"] == "price_vnd"


def test_a_disguised_mark_needs_no_price(screener: BatchScreener) -> None:
    assert values_of(screener, "brand.price", title="Túi chữ DI.OR trơn", price_vnd=9_000_000)[0]["disguised"] is True


def test_a_childs_size_may_cost_less(screener: BatchScreener) -> None:
    assert signs_of(screener, title="Giày Nike nam", price_vnd=450_000) == ["counterfeit"]
    assert signs_of(screener, title="Giày Nike cho bé trai", price_vnd=450_000) == []


def test_a_mark_named_first_in_the_description_counts_for_the_goods_of_the_title(screener: BatchScreener) -> None:
    described = "Lớp ngoài áo The North Face bền."
    assert signs_of(screener, title="Áo gió nam", description=described, price_vnd=110_000) == ["counterfeit"]
    assert signs_of(screener, title="Giày nam", description=described, price_vnd=110_000) == []


@pytest.mark.parametrize(
    ("words", "is_sign"),
    [
        ("Liên hệ: 0912.345.678", True),
        ("Mọi chi tiết xin liên hệ: 0..9..1..2..3..4..5..6..7..8", True),
        ("LH 0912345678\n1, Thành phần", True),
        ("Bảo hành tận nơi. Liên hệ tư vấn 24/7: 0912 345 678", True),
        ("Nhà nhập khẩu: Công ty ABC, điện thoại 0912345678", False),
        ("Trung tâm bảo hành: 0912345678", False),
        ("L 74 dãn lên 84-38-47-72-114", False),
        ("28 14.0 36\n\n29 14.5 37", False),
        ("Mẫu N4 03881-03886", False),
    ],
)
def test_a_phone_is_a_sign_when_the_buyer_is_to_call_it(screener: BatchScreener, words: str, is_sign: bool) -> None:
    assert (signs_of(screener, title="Áo thun", description=words) == ["off_platform"]) is is_sign


def test_a_weak_claim_far_down_is_a_reason_but_no_lead(screener: BatchScreener) -> None:
    filler = "Chất kem mịn, thấm nhanh. " * 60
    assert signs_of(screener, title="Kem dưỡng da", description="Kem điều trị mụn.") == ["misleading"]
    assert signs_of(screener, title="Kem dưỡng da", description=filler + "Kem điều trị mụn.") == []
    far = values_of(screener, "claims.treatment.cosmetic", title="Kem dưỡng da", description=filler + "Kem trị mụn.")
    assert far[0]["place"] > 900


def test_words_without_accents_are_read_only_where_a_listing_has_none(screener: BatchScreener) -> None:
    # "cho" (for) is not "chó" (a dog), for whom treatment would be no cosmetic claim.
    assert signs_of(screener, title="Kem trị mụn cho da dầu") == ["misleading"]
    assert signs_of(screener, title="Kem tri mun") == ["misleading"]


@pytest.mark.parametrize(
    ("title", "description"),
    [
        ("Kem dưỡng", "Kem hỗ trợ điều trị mụn"),
        ("Kem dưỡng", "Sản phẩm này có trị mụn không?"),
        ("Serum", "Dành cho da sau khi điều trị mụn"),
        ("Viên uống", "Sản phẩm này không phải là thuốc, không có tác dụng thay thế thuốc chữa bệnh"),
        ("Máy đo đường huyết", "Theo dõi bệnh tiểu đường tại nhà"),
        ("Máy lọc nước", "Loại bỏ chất gây ung thư"),
        ("Giày nam", "Cam kết không bán hàng giả, hàng fake. Đền gấp mười nếu là hàng fake"),
        ("Áo thun", "Đổi trả không có hóa đơn vui lòng liên hệ cửa hàng"),
        ("Bỉm", "Bán chạy nhất thị trường nội địa Nhật Bản"),
        ("Balo", "Gọn nhẹ, làm hàng xách tay trên máy bay"),
    ],
)
def test_meaning_spares(screener: BatchScreener, title: str, description: str) -> None:
    assert signs_of(screener, title=title, description=description) == []


def test_a_title_rule_ignores_disguised_words_of_the_description(screener: BatchScreener) -> None:
    assert signs_of(screener, title="Gối ôm con cua", description="#gau_bong_naruto #goi_om_n.a.r.u.t.o") == []


@pytest.mark.parametrize(
    ("words", "is_sign"),
    [
        ("HSD: 11/2022", True),
        ("Date T4/2024", True),
        ("HSD: 2024", True),
        ("Hạn sử dụng: 01/12/2026", False),
        ("HSD: 2031", False),
        ("HSD: 2025-2029", False),
        ("HSD: 36 tháng", False),
        ("Thời hạn sử dụng: 12 - 15 tháng", False),
        ("Ví dụ: EXP: 22/12/18", False),
    ],
)
def test_dates_are_read_as_dates(screener: BatchScreener, words: str, is_sign: bool) -> None:
    assert (signs_of(screener, title="Sữa bột", description=words) == ["expired"]) is is_sign
