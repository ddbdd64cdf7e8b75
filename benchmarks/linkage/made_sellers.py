"""A list of sellers made up by chance, a million of them in seconds, of which it is known who is who.

A seller stands in it once to four times. A row leaves out phone, tax code, account or address, writes its name without
marks or under a form of business, or gives a hotline that thousands give.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

FAMILIES = np.array(["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Nông", "Vi", "Lương"])
FAMILY_SHARES = np.array([38, 11, 9.5, 7, 5, 4, 3, 2.5, 2, 1.5, 1, 1, 1])
MIDDLES = np.array(["Văn", "Thị", "Đức", "Ngọc", "Minh", "Thu", "Hữu", "Quang", "Xuân", "Kim"])
_GIVEN = """
    Hùng Hưng Dũng Lan Lân Hoa Hòa Hương Hường Tuấn Toàn Toán Nam Năm Hải Hà Sơn Linh Thảo Trang Trâm Nga Ngà Yến Bình
    Cường Đạt Duy Khánh Tiến Tâm Tài Việt Bảo Mai Thúy Thùy Phương Quý Quỳnh Loan Oanh Thoa Khuyên Vinh Vĩnh Long Đào
"""
GIVEN = np.array(_GIVEN.split())
TRADES = np.array(["Tạp hóa", "Thời trang", "Điện máy", "Mỹ phẩm", "Giày dép", "Đồng hồ", "Phụ kiện", "Túi xách"])
STREETS = np.array(
    ["Trần Phú", "Lê Lợi", "Nguyễn Trãi", "Hùng Vương", "Quang Trung", "Bà Triệu", "Kỳ Lừa", "Đông Kinh"]
)
BEFORE = np.array(["", "Shop ", "Cửa hàng ", "HKD "])
AFTER = np.array(["", " store", " official"])
COMMUNES, HOTLINES = 3_321, 20


@dataclass(frozen=True)
class Sellers:
    """Rows and identifiers as the engine reads them, and the seller behind each row."""

    table: pl.DataFrame
    identifiers: pl.DataFrame
    entity: np.ndarray[Any, np.dtype[np.int64]]


def made_sellers(rows: int, *, seed: int = 389) -> Sellers:
    chance = np.random.default_rng(seed)
    times = chance.choice([1, 2, 3, 4], size=rows, p=[0.7, 0.2, 0.07, 0.03])
    entity = np.repeat(np.arange(rows), times)[:rows]
    entity = entity[chance.permutation(rows)]
    count = int(entity.max()) + 1
    person = _joined(
        chance.choice(FAMILIES, count, p=FAMILY_SHARES / FAMILY_SHARES.sum()),
        chance.choice(MIDDLES, count),
        chance.choice(GIVEN, count),
    )
    word = _joined(chance.choice(TRADES, count), chance.choice(GIVEN, count), chance.choice(GIVEN, count))
    name = np.where(chance.random(count) < 0.5, person, word)
    commune = chance.integers(0, COMMUNES, count)
    address = _joined(np.char.add("Số ", chance.integers(1, 400, count).astype(str)), chance.choice(STREETS, count))
    phone = np.char.add("+849", np.char.zfill(chance.permutation(count).astype(str), 8))
    tax = np.char.add("4", np.char.zfill(chance.permutation(count).astype(str), 9))
    bank = np.char.add("970436:", chance.permutation(count).astype(str))

    said = pl.Series("name", np.char.add(chance.choice(BEFORE, rows), name[entity]))
    said = said + pl.Series(chance.choice(AFTER, rows))
    bare = said.str.replace_all("đ", "d").str.replace_all("Đ", "D").str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    is_bare = pl.Series(chance.random(rows) < 0.3)
    table = pl.DataFrame(
        {
            "id": [f"{row:08d}" for row in range(rows)],
            "kind": ["household"] * rows,
            "name": pl.select(pl.when(is_bare).then(bare).otherwise(said)).to_series(),
            "address": pl.Series(address[entity]),
            "told": chance.random(rows) < 0.75,
            "commune": pl.Series(commune[entity].astype(str)),
            "province": pl.Series((commune[entity] % 34).astype(str)),
        }
    ).select(
        "id",
        "kind",
        pl.concat_list("name").alias("names"),
        pl.lit([], dtype=pl.List(pl.String)).alias("people"),
        pl.when("told")
        .then(pl.concat_list("address"))
        .otherwise(pl.lit([], dtype=pl.List(pl.String)))
        .alias("addresses"),
        "commune",
        "province",
    )
    held = [
        ("phone", phone[entity], chance.random(rows) < 0.75),
        ("tax_code", tax[entity], chance.random(rows) < 0.4),
        ("bank_account", bank[entity], chance.random(rows) < 0.3),
        ("phone", np.char.add("+8424", chance.integers(0, HOTLINES, rows).astype(str)), chance.random(rows) < 0.05),
    ]
    identifiers = pl.concat(
        [
            pl.DataFrame({"row": np.flatnonzero(is_told), "value": values[is_told]}).select(
                pl.col("row").cast(pl.Int64), pl.lit(kind).alias("kind"), pl.col("value").cast(pl.String)
            )
            for kind, values, is_told in held
        ]
    )
    return Sellers(table, identifiers, entity)


def _joined(*words: Any) -> Any:
    found = words[0]
    for more in words[1:]:
        found = np.char.add(np.char.add(found, " "), more)
    return found
