"""Platforms and categories are said one way, however files write them."""

from __future__ import annotations

import pytest

from minhbach.domains.screening.categories import category_name
from minhbach.engine.identifiers.platforms import platform_code, platform_name


@pytest.mark.parametrize(
    ("written", "code", "name"),
    [
        ("Shopee", "shopee", "Shopee"),
        ("  SHOPEE ", "shopee", "Shopee"),
        ("shopee.vn", "shopee", "Shopee"),
        ("Tiki.VN", "tiki", "Tiki"),
        ("TikTok Shop", "tiktok_shop", "TikTok Shop"),
        ("tiktok-shop", "tiktok_shop", "TikTok Shop"),
        ("TIKTOK", "tiktok", "TikTok"),
        ("Facebook Marketplace", "facebook", "Facebook"),
        ("chợ tốt", "chotot", "Chợ Tốt"),
        ("Sàn  Quê Tôi", "Sàn Quê Tôi", "Sàn Quê Tôi"),
        ("", "", ""),
    ],
)
def test_a_platform_has_one_code_and_one_name(written: str, code: str, name: str) -> None:
    assert (platform_code(written), platform_name(platform_code(written))) == (code, name)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("health/sex", "Sức khỏe, sinh lý"),
        ("home_and_living", "Nhà cửa, đời sống"),
        ("beauty", "Làm đẹp"),
        ("health/nobody-knows", "health/nobody-knows"),
        ("Sức khỏe", "Sức khỏe"),
        ("Thời trang > Giày", "Thời trang > Giày"),
        ("Beauty", "Beauty"),
    ],
)
def test_a_category_made_for_machines_is_said_in_vietnamese_or_as_written(written: str, said: str) -> None:
    assert category_name(written) == said
