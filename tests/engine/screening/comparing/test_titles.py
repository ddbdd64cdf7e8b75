"""What a title offers, read from the title alone."""

import polars as pl
import pytest

from minhbach.engine.screening.comparing.peers import declared_brands, peer_terms
from minhbach.engine.screening.comparing.titles import read_titles, titles_of
from minhbach.engine.screening.knowledge import NOTHING_KNOWN

from .sweeps import batch_of, frame_of


def offers(*rows: tuple[str, str | None]) -> list[tuple[str, str, str, float, float, bool]]:
    listings = frame_of([{"title": title, "brand": brand} for title, brand in rows])
    terms = peer_terms(NOTHING_KNOWN)
    frame = pl.DataFrame({"title": titles_of(batch_of(listings)), "field": declared_brands(listings["brand"], terms)})
    columns = ("brand", "kind", "size_unit", "quantity", "packs", "is_declared")
    return read_titles(frame, terms).select(columns).rows()


@pytest.mark.parametrize(
    ("title", "offer"),
    [
        ("Sữa rửa mặt CeraVe 236ml cho da dầu", ("cerave", "cleanser", "ml 120-350", 236.0, 1.0)),
        ("Sữa rửa mặt CERAVE (236 ml)", ("cerave", "cleanser", "ml 120-350", 236.0, 1.0)),
        ("Nước tẩy trang Bioderma 0,5 lít", ("bioderma", "makeup_remover", "ml 350-1100", 500.0, 1.0)),
        ("Sữa tắm Dove 1.000g", ("dove", "body_wash", "g 350-1100", 1000.0, 1.0)),
        ("Combo 2 kem chống nắng La Roche-Posay tuýp 50ml", ("la roche posay", "sunscreen", "ml 40-120", 50.0, 2.0)),
        ("Kem chống nắng LarochePosay SPF 50 50ml", ("la roche posay", "sunscreen", "ml 40-120", 50.0, 1.0)),
        ("Dầu gội Clear 630g x 2", ("clear", "shampoo", "g 350-1100", 630.0, 2.0)),
        ("Viên uống DHC hộp 60 viên", ("dhc", "vitamin", "piece 20-60", 60.0, 1.0)),
        ("Thẻ nhớ SanDisk Ultra 64GB", ("sandisk", "memory_card", "gb 64", 64.0, 1.0)),
        ("Giày thể thao Nike nam", ("nike", "shoes", "piece", 1.0, 1.0)),
        ("Set 3 đôi tất Nike", ("nike", "socks", "piece", 1.0, 3.0)),
        ("Đồng hồ Casio nữ 31 x 22 mm dây da", ("casio", "watch", "piece", 1.0, 1.0)),
    ],
)  # fmt: skip
def test_a_title_tells_brand_kind_size_and_count(title: str, offer: tuple[str, str, str, float, float]) -> None:
    assert offers((title, None)) == [(*offer, False)]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Nước hoa Chanel chiết 10ml", "perfume/sample"),
        ("Kem dưỡng Vichy 15ml mẫu thử", "cream/sample"),
        ("Kem dưỡng Vichy chiết xuất tự nhiên 50ml", "cream"),
        ("Giày Nike cho bé trai", "shoes/child"),
        ("Serum Obagi 30ml hàng xách tay", "serum/hand_carried"),
    ],
)
def test_samples_childrens_sizes_and_hand_carried_goods_stand_apart(title: str, kind: str) -> None:
    assert [offer[1] for offer in offers((title, None))] == [kind]


@pytest.mark.parametrize(
    "title",
    [
        "Dây đồng hồ Casio cao su",  # a part
        "Hộp đựng kem La Roche-Posay 50ml",
        "Ốp lưng chống sốc cho iPhone",
        "Dây giày dùng cho Nike",
        "Lót giày tương thích giày Nike",
        "Voucher giảm giá kem Vichy 50ml",
        "Giày Nike cũ đã qua sử dụng",
        "Kem dưỡng Vichy và La Roche-Posay 50ml",  # two brands
        "Kem dưỡng Vichy 50ml/75ml",  # two sizes
        "Nước tẩy trang Garnier 125-400ml",
        "Kem dưỡng Vichy",  # sold by volume, and none given
        "Bộ sữa rửa mặt và kem dưỡng Vichy 50ml",
        "Mua 2 tặng 1 kem dưỡng Vichy 50ml",
        "Kem dưỡng da 50ml tặng kèm sữa rửa mặt Vichy",  # the gift is Vichy's
        "Bàn chải đánh răng Jordan mềm",
        "Áo thun nam trơn",
    ],
)
def test_what_cannot_be_compared_is_left_alone(title: str) -> None:
    assert offers((title, None)) == []


def test_the_brand_field_speaks_where_the_title_is_silent_and_must_not_contradict_it() -> None:
    assert offers(("Sữa rửa mặt 236ml", "CeraVe")) == [("cerave", "cleanser", "ml 120-350", 236.0, 1.0, True)]
    assert offers(("Sữa rửa mặt CeraVe 236ml", "Vichy")) == []
    assert offers(("Sữa rửa mặt CeraVe 236ml", "OEM")) == [("cerave", "cleanser", "ml 120-350", 236.0, 1.0, False)]


def test_letters_that_are_blanks_in_latin_1_part_no_words() -> None:
    # "vỉ" and "bịch" hold such letters.
    assert offers(("Viên uống DHC 2 vỉ 30 viên", None)) == [("dhc", "vitamin", "piece 20-60", 30.0, 2.0, False)]


def test_a_kind_is_named_in_words() -> None:
    terms = peer_terms(NOTHING_KNOWN)
    assert terms.name_of("perfume/sample") == "nước hoa (chiết)"
    assert terms.name_of("cleanser") == "sữa rửa mặt"
