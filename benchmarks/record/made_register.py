"""Records made up by chance as several agencies write them down, of which it is known who is who.

Other habits than `made_sellers`, so that weights fitted to one list show on the other what they are worth: firms and
people beside households, two or three phones, phones that relatives share, numbers of a market board that a hundred
give, shops that moved, names with a slip of the pen, addresses written in several ways, communes not told.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from record.made_sellers import FAMILIES, FAMILY_SHARES, Sellers, chosen, held, without_marks

_MIDDLES = """
    Văn Thị Đức Ngọc Minh Thu Hữu Quang Xuân Kim Đình Công Bá Mạnh Hồng Thanh Phương Khánh Diệu Như Tuấn Anh Gia Bảo
"""
MIDDLES = _MIDDLES.split()
_GIVEN = """
    An Ánh Bách Bằng Bích Cẩm Chi Chiến Chung Cúc Dân Diễm Doanh Duyên Đăng Điệp Đông Giang Hân Hạnh Hậu Hiền Hiếu
    Hiệp Hồng Huệ Huy Huyền Kiên Kiều Lài Lâm Lệ Liên Liễu Lộc Lợi Lực Lý Mạnh Mận Mến Mỹ Nghĩa Nguyệt Nhàn Nhi
    Nhung Ninh Phong Phúc Phước Quân Quyên Sang Sen Sinh Sương Tạo Thái Thắng Thành Thanh Thịnh Thọ Thơ Thu Thuận
    Thư Thương Tiên Tình Toản Trí Trinh Trọng Trung Trường Tú Tuyết Tươi Uyên Vân Vượng Xuyến Hùng Hưng Dũng Lan Lân
    Hoa Hòa Hương Nga
"""
GIVEN = _GIVEN.split()
_SOUNDS = """
    An Bảo Đại Đức Gia Hải Hoàng Hưng Khang Kim Lộc Minh Nam Ngân Phát Phú Phúc Quang Tâm Tân Thành Thiên
"""
SOUNDS = _SOUNDS.split()
TRADES = """
    Tạp hóa, Thời trang, Điện máy, Mỹ phẩm, Giày dép, Đồng hồ, Phụ kiện, Túi xách, Thực phẩm, Vật tư, Nội thất, Đồ chơi,
    Nhà thuốc, Văn phòng phẩm, Xe máy, Hoa quả, Sữa, Rượu bia, Kính mắt, Gia dụng
"""
STREETS = """
    Trần Phú, Lê Lợi, Nguyễn Trãi, Hùng Vương, Quang Trung, Bà Triệu, Kỳ Lừa, Đông Kinh, Lý Thường Kiệt, Phan Bội Châu,
    Hai Bà Trưng, Ngô Quyền, Lê Hồng Phong, Điện Biên Phủ, Nguyễn Du, Hoàng Văn Thụ, Trần Hưng Đạo, Chu Văn An, Phai Vệ
"""
FORMS = ["Công ty TNHH Thương mại", "Công ty Cổ phần", "Công ty TNHH Một thành viên", "Hợp tác xã"]
SHORT = ["CTY TNHH TM", "CTCP", "Cty TNHH MTV", "HTX"]
COMMUNES, HOTLINES, BOARDS = 3_321, 5, 300


def made_register(rows: int, *, seed: int = 2026) -> Sellers:
    chance = np.random.default_rng(seed)
    times = chance.choice([1, 2, 3, 4, 5], size=rows, p=[0.6, 0.22, 0.1, 0.05, 0.03])
    entity = np.repeat(np.arange(rows), times)[:rows][chance.permutation(rows)]
    count = int(entity.max()) + 1

    def some(share: float, among: int = rows) -> pl.Series:
        return pl.Series(chance.random(among) < share)

    def word(words: list[str]) -> pl.Series:
        return chosen(chance, words, count)

    person = chosen(chance, FAMILIES, count, FAMILY_SHARES) + " " + word(MIDDLES) + " " + word(GIVEN)
    trades, streets = ([one.strip() for one in listed.split(",")] for listed in (TRADES, STREETS))
    proper = word(SOUNDS) + " " + word(SOUNDS + GIVEN)
    title = word(trades) + " " + proper
    title = title.zip_with(some(0.7, count), word(trades) + " " + word(["Cô ", "Anh "]) + word(GIVEN))
    kind = chance.choice(["household", "organisation", "individual", ""], count, p=[0.55, 0.15, 0.1, 0.2])
    form = chance.integers(0, len(FORMS), count)
    whole, short = (pl.Series(words).gather(form) + " " + proper for words in (FORMS, SHORT))

    # How one row writes what it tells.
    is_firm = pl.Series(kind[entity] == "organisation")
    is_person = pl.Series(kind[entity] == "individual") | some(0.35)
    owner, shop = person.gather(entity), title.gather(entity)
    name = (chosen(chance, ["", "Hộ kinh doanh "], rows) + owner).zip_with(is_person, shop)
    name = short.gather(entity).zip_with(some(0.4), whole.gather(entity)).zip_with(is_firm, name)
    name = _slipped(chance, name).zip_with(some(0.05), name)
    name = without_marks(name).str.to_uppercase().zip_with(some(0.25), name)
    number, street = chance.integers(1, 600, count), chance.integers(0, len(streets), count)
    has_moved = chance.random(rows) < 0.05
    number_here = np.where(has_moved, chance.integers(1, 600, rows), number[entity])
    street_here = pl.Series(streets).gather(np.where(has_moved, chance.integers(0, len(streets), rows), street[entity]))
    address = chosen(chance, ["", "Số ", "SN "], rows) + pl.Series(number_here).cast(pl.String)
    address = address + chosen(chance, [" ", ", đường ", " đường ", ", phố "], rows) + street_here
    commune = chance.integers(0, COMMUNES, count)
    here = np.where(chance.random(rows) < 0.03, chance.integers(0, COMMUNES, rows), commune[entity])
    table = pl.DataFrame({"name": name, "person": owner, "address": address}).select(
        pl.Series("id", (pl.int_range(rows, eager=True)).cast(pl.String).str.zfill(8)),
        pl.Series("made_at", chance.integers(0, rows, rows)),
        pl.Series("kind", kind[entity]),
        pl.concat_list("name").alias("names"),
        _listed("person", some(0.25)).alias("people"),
        _listed("address", some(0.6)).alias("addresses"),
        pl.when(some(0.85)).then(pl.Series(here).cast(pl.String)).otherwise(pl.lit("")).alias("commune"),
        pl.Series("province", here % 34).cast(pl.String),
    )
    # Up to three phones, the third of which a relative has too.
    code = chance.permutation(count)
    relative = np.where(chance.random(count) < 0.08, np.arange(count) ^ 1, np.arange(count)).clip(0, count - 1)
    which = chance.choice([0, 1, 2], rows, p=[0.7, 0.2, 0.1])
    phones = np.where(which < 2, 2 * code[entity] + which, 2 * code[relative[entity]])
    mobile = "+843" + pl.Series(phones).cast(pl.String).str.zfill(8)
    codes = pl.Series(code[entity]).cast(pl.String)
    tax = "0" + codes.str.zfill(9)
    tax = (tax + "-001").zip_with(is_firm & some(0.1), tax)
    board = "+8425" + pl.Series(chance.integers(0, BOARDS, rows)).cast(pl.String)
    hotline = "+8419" + pl.Series(chance.integers(0, HOTLINES, rows)).cast(pl.String)
    identifiers = pl.concat(
        [
            held(kind, values, chance.random(rows) < share)
            for kind, values, share in (
                ("phone", mobile, 0.6), ("zalo", mobile, 0.2), ("tax_code", tax, 0.3),
                ("personal_id", "0" + codes.str.zfill(11), 0.1), ("bank_account", "970415:" + codes, 0.15),
                ("facebook", "shop." + codes, 0.15), ("email", codes + "@example.vn", 0.08),
                ("phone", board, 0.03), ("phone", hotline, 0.03),
            )
        ]
    )  # fmt: skip
    return Sellers(table, identifiers, entity)


def _slipped(chance: np.random.Generator, names: pl.Series) -> pl.Series:
    """Return names with one letter left out, somewhere behind the first."""
    at = pl.Series(chance.random(len(names)))
    frame = pl.DataFrame({"name": names, "at": at}).with_columns(
        (1 + pl.col("at") * (pl.col("name").str.len_chars() - 1)).cast(pl.Int64).alias("at")
    )
    return frame.select(
        pl.col("name").str.slice(0, pl.col("at")) + pl.col("name").str.slice(pl.col("at") + 1)
    ).to_series()


def _listed(column: str, told: pl.Series) -> pl.Expr:
    return pl.when(told).then(pl.concat_list(column)).otherwise(pl.lit([], dtype=pl.List(pl.String)))
