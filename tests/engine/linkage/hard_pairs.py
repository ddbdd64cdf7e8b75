"""Pairs of sellers that are hard to tell: the same written otherwise, and others that look alike. All made up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from minhbach.engine.identifiers import read
from minhbach.engine.identifiers.names import words
from minhbach.engine.linkage import Degrees, Record, frame_of, score_pairs

COMMUNE, PROVINCE = "2025:06187", "2025:20"
HERE = Record("", kind="household", commune=COMMUNE, province=PROVINCE)
COMPANY = replace(HERE, kind="organisation")
HUB_PHONE = "0909 000 389"

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Nông")
MIDDLES = ("Văn", "Thị", "Đức", "Ngọc")
# Given names that only marks tell apart.
ALIKE = (
    ("Hùng", "Hưng"), ("Lan", "Lân"), ("Dũng", "Dung"), ("Thúy", "Thùy"), ("Toán", "Toàn"), ("Quý", "Quỳ"),
    ("Hoa", "Hòa"), ("Tú", "Tư"), ("Đào", "Đạo"), ("Mận", "Mẫn"),
)  # fmt: skip
PROPER = (
    ("Hoàng Gia", "Hoàng Giã"), ("Thành Đạt", "Thanh Đạt"), ("Minh Châu", "Minh Chấu"), ("Bảo Tín", "Bão Tin"),
    ("Sơn Hà", "Sơn Hạ"), ("Phúc Lộc", "Phục Lộc"), ("Kim Ngân", "Kim Ngàn"), ("Đại Phát", "Đài Phát"),
)  # fmt: skip
# The whole form, and how it is written in a hurry.
FORMS = (
    ("Công ty TNHH Thương mại và Dịch vụ", "CTY TNHH TM & DV"),
    ("Công ty TNHH một thành viên Xuất nhập khẩu", "Cty TNHH MTV XNK"),
    ("Công ty Cổ phần Đầu tư Xây dựng", "CTCP ĐT XD"),
    ("Công ty Cổ phần Sản xuất Thương mại", "CTY CP SX-TM"),
    ("Doanh nghiệp tư nhân", "DNTN"),
    ("Hợp tác xã", "HTX"),
)
SHOPS = (
    ("Shop Mẹ Bé Sương Mai", "mebesuongmai"), ("Cửa hàng Điện máy Tân Kỳ Lừa", "DIEN MAY TAN KY LUA"),
    ("Giày Thể Thao Đông Kinh", "giaythethaodongkinh official"), ("Tạp hóa Cô Khuyên", "TAP HOA CO KHUYEN store"),
    ("Mỹ phẩm Thùy Khanh", "my pham thuy khanh"), ("Đồng hồ Chính Xác Bắc Sơn", "Đồng hồ chính xác Bắc Sơn shop"),
    ("Nhà thuốc Tâm Phúc Lộc Bình", "nhathuoc tamphuclocbinh"),
    ("Phụ kiện Ánh Dương Mobile", "Phu kien Anh Duong mobile"),
)  # fmt: skip
# One number, as people write it.
PHONE_FORMS = (
    ("0901 234 56{}", "+84 90 123 456{}"), ("0126 234 56{}9", "0762 345 6{}9"), ("84912.345.67{}", "0912345 67{}"),
    ("(090) 555-12{}4", "0084 905 5512{}4"),
)  # fmt: skip


@dataclass(frozen=True)
class HardPair:
    """Two sellers, and what is right about them; KIND says what is hard.

    Right is "one": they are linked, or people are asked; "ask": people are asked, nothing is linked; "not": neither.
    """

    kind: str
    one: Record
    other: Record
    right: str
    degrees: Degrees | None = None


def hard_pairs() -> list[HardPair]:
    return list(_persons()) + list(_companies()) + list(_shops()) + list(_phones())


def scores_of(pairs: list[HardPair]) -> list[int]:
    """Score all pairs in one frame: what is rare is said, so that one pair makes no number of another's common."""
    records = [
        replace(record, id=f"{place:04d}{record.id}")
        for place, pair in enumerate(pairs)
        for record in (pair.one, pair.other)
    ]
    degrees = {identifier: 2 for record in records for identifier in record.identifiers}
    for pair in pairs:
        degrees |= dict(pair.degrees or {})
    lefts = np.arange(0, len(records), 2)
    return list(score_pairs(frame_of(records, degrees), lefts, lefts + 1).scores.tolist())


def bare(text: str) -> str:
    return " ".join(word.plain for word in words(text))


def two(
    kind: str, base: Record, first: str, second: str, *, right: str, phones: tuple[str, str] | None = None
) -> HardPair:
    held = [(("phone", read("phone", phone).canonical),) for phone in phones] if phones else [(), ()]
    one = replace(base, id="a", names=(first,), identifiers=held[0])
    other = replace(base, id="b", names=(second,), identifiers=held[1])
    return HardPair(kind, one, other, right)


def _persons() -> Iterator[HardPair]:
    for family, middle, (name, alike) in product(FAMILIES, MIDDLES[:2], ALIKE):
        full = f"{family} {middle} {name}"
        yield two("without marks", HERE, full, bare(full).upper(), right="one")
        yield two("only marks differ", HERE, full, f"{family} {middle} {alike}", right="not")
    for number, (family, (name, alike)) in enumerate(product(FAMILIES, ALIKE)):
        full, phone = f"{family} Văn {name}", f"0912 3{number:02d} 550"
        yield two("order and middle name", HERE, full, f"{name} {family}", right="one", phones=(phone, phone))
        yield two("one phone, two brothers", HERE, full, f"{family} Văn {alike}", right="ask", phones=(phone, phone))


def _companies() -> Iterator[HardPair]:
    for (whole, short), (name, alike) in product(FORMS, PROPER):
        yield two("abbreviated form", COMPANY, f"{whole} {name}", f"{short} {name.upper()}", right="one")
        yield two("abbreviated, no marks", COMPANY, f"{whole} {name}", bare(f"{short} {name}").upper(), right="one")
        yield two("only marks differ", COMPANY, f"{whole} {name}", f"{short} {alike}", right="not")
    for number, (name, _) in enumerate(PROPER):
        one = f"Công ty TNHH Thương mại {name}"
        yield two("another form", COMPANY, one, f"Công ty Cổ phần Thương mại {name}", right="not")
        pair = two("another tax code", COMPANY, one, f"CTY TNHH TM {name}", right="not")
        yield replace(
            pair,
            one=replace(pair.one, identifiers=(("tax_code", f"490000000{number}"),)),
            other=replace(pair.other, identifiers=(("tax_code", f"010000000{number}"),)),
        )


def _shops() -> Iterator[HardPair]:
    for first, second in SHOPS:
        yield two("a shop's name", HERE, first, second, right="one")
        yield two("a shop's name", HERE, first, second.lower(), right="one")
    for (first, _), (second, _) in product(SHOPS, SHOPS):
        if first < second:
            yield two("two shops of one street", HERE, first, second, right="not")


def _phones() -> Iterator[HardPair]:
    for digit, (one, other) in product(range(6), PHONE_FORMS):
        phones = one.format(digit), other.format(digit)
        first, second = SHOPS[digit][0], SHOPS[(digit + 3) % len(SHOPS)][0]
        yield two("one phone, two forms, two names", HERE, first, second, right="one", phones=phones)
        near = phones[0], other.format((digit + 1) % 10)
        yield two("one digit differs", HERE, first, second, right="not", phones=near)
    for (first, _), (second, _) in product(SHOPS[:4], SHOPS[4:]):
        pair = two("a hotline", HERE, first, second, right="not", phones=(HUB_PHONE, HUB_PHONE))
        yield replace(pair, degrees={("phone", read("phone", HUB_PHONE).canonical): 5_000})
