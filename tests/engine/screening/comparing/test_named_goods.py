"""Goods that a title names by one brand and one model are known again, whoever offers them."""

import pytest

from minhbach.engine.screening.comparing.named_goods import named_goods


@pytest.mark.parametrize(
    ("title", "brand", "goods"),
    [
        ("Tai nghe Sony WH-1000XM4 mới", None, "Sony 1000XM4"),
        ("SONY WH 1000xm4 (nguyên hộp)", "Sony", "Sony 1000XM4"),
        ("Tai nghe WH-1000XM4", "sony", "Sony 1000XM4"),
        ("Tai nghe Sony WH1000XM4", None, "Sony 1000XM4"),
        ("Tai nghe WH-1000XM4", None, ""),
        ("Sony hay Anker: 1000XM4", None, ""),
        ("Thẻ nhớ Sony 128gb", None, ""),
        ("Sony 1000XM4 tặng 1000XM5", None, ""),
        ("Kem chống nắng Bioderma SPF50 2in1", None, ""),
    ],
)
def test_one_brand_and_one_model_name_goods(title: str, brand: str | None, goods: str) -> None:
    assert named_goods([title, "Áo thun"], [brand, None]) == [goods, ""]
