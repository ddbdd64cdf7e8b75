"""One bar code under the names of different goods."""

import json

import pytest

from .sweeps import compared, found_of

CODE = "8936012345674"


def names_of(*titles: str) -> list[tuple[int, int, str]]:
    rows = [{"title": title, "description": f"Mã vạch {CODE}"} for title in titles]
    evidence = compared("gtins", rows, found_of())
    values = [json.loads(row["values"]) for row in evidence]
    return [(row["n"], one["names"], one["other_title"]) for row, one in zip(evidence, values, strict=True)]


def test_two_goods_under_one_number_are_a_weak_sign() -> None:
    cream, tea = "Kem dưỡng ẩm Hoa Mây hũ thủy tinh", "Trà gừng túi lọc Núi Xanh"
    assert names_of(cream, tea) == [(0, 2, tea), (1, 2, cream)]
    row = compared("gtins", [{"title": f"{title} {CODE}"} for title in (cream, tea)], found_of())[0]
    assert (row["rule"], row["sign"], row["family"], row["weight"]) == (
        "codes.gtin.two_names", "counterfeit", "codes.gtin", 0.4,
    )  # fmt: skip
    assert json.loads(row["values"])["code"] == CODE


@pytest.mark.parametrize(
    "titles",
    [
        ("Kem dưỡng ẩm Hoa Mây 50ml", "Kem dưỡng ẩm Hoa Mây 50ml chính hãng"),
        ("Dầu tẩy trang Hoa Mây 200ml", "Combo 3 chai dầu tẩy trang Hoa Mây + quà tặng khăn mặt"),
        ("Lotion cấp ẩm Yuriha Lotion chai 500ml", "Nước hoa hồng ý dĩ Yuriha chai xanh 500ml"),
        ("Rubik xếp hình trẻ em DK81085", "Đồ chơi trí tuệ nhiều màu, mã DK81085"),
        ("Kem dưỡng ẩm Hoa Mây", "Hàng"),  # says too little to be told apart
    ],
)
def test_the_same_goods_in_other_words_or_packs_are_no_sign(titles: tuple[str, str]) -> None:
    assert names_of(*titles) == []


def test_a_third_title_can_show_that_two_are_the_same_goods() -> None:
    assert names_of("Sữa tắm hoa hồng Cow", "Body soap floral Milky", "Sữa tắm Cow Milky body soap hoa hồng") == []
