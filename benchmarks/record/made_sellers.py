"""A list of sellers made up by chance, as a platform sends it, of which it is known who is who.

A seller stands in it once to four times. A row leaves out phone, tax code, account or address, writes its name without
marks or under a form of business, or gives a hotline that thousands give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

FAMILIES = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Nông", "Vi", "Lương"]
FAMILY_SHARES = [38, 11, 9.5, 7, 5, 4, 3, 2.5, 2, 1.5, 1, 1, 1]
MIDDLES = ["Văn", "Thị", "Đức", "Ngọc", "Minh", "Thu", "Hữu", "Quang", "Xuân", "Kim"]
_GIVEN = """
    Hùng Hưng Dũng Lan Lân Hoa Hòa Hương Hường Tuấn Toàn Toán Nam Năm Hải Hà Sơn Linh Thảo Trang Trâm Nga Ngà Yến
    Bình Cường Đạt Duy Khánh Tiến Tâm Tài Việt Bảo Mai Thúy Thùy Phương Quý Quỳnh Loan Oanh Thoa Khuyên Vinh Vĩnh
    Long Đào
"""
GIVEN = _GIVEN.split()
TRADES = ["Tạp hóa", "Thời trang", "Điện máy", "Mỹ phẩm", "Giày dép", "Đồng hồ", "Phụ kiện", "Túi xách"]
STREETS = ["Trần Phú", "Lê Lợi", "Nguyễn Trãi", "Hùng Vương", "Quang Trung", "Bà Triệu", "Kỳ Lừa", "Đông Kinh"]
BEFORE, AFTER = ["", "Shop ", "Cửa hàng ", "HKD "], ["", " store", " official"]
# What stands around a name in the list, as somebody would write it who prepares the list for another program.
MADE_UP_WORDS = (
    r"\b(shop|cua hang|hkd|store|official|ho kinh doanh|cong ty tnhh thuong mai|cong ty tnhh mot thanh vien|cty tnhh tm"
    r"|cty tnhh mtv|cong ty co phan|ctcp|hop tac xa|htx|so|sn|duong|pho)\b|,"
)
COMMUNES, HOTLINES = 3_321, 20

Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Sellers:
    """Rows and identifiers as the engine reads them, and the seller behind each row."""

    table: pl.DataFrame
    identifiers: pl.DataFrame
    entity: Numbers

    def shares(self, names: Numbers) -> tuple[int, int, int]:
        """Count the pairs of rows that NAMES rightly says to be one, that it says to be, and that are."""
        both = names.astype(np.int64) * (int(self.entity.max()) + 1) + self.entity
        return _pairs(both), _pairs(names), _pairs(self.entity)


def made_sellers(rows: int, *, seed: int = 389, first: int = 0) -> Sellers:
    """Make a list of ROWS; FIRST is the number of its first row, where it is one of several that share no seller."""
    chance = np.random.default_rng(seed)
    times = chance.choice([1, 2, 3, 4], size=rows, p=[0.7, 0.2, 0.07, 0.03])
    entity = np.repeat(np.arange(rows), times)[:rows]
    entity = entity[chance.permutation(rows)]
    count = int(entity.max()) + 1
    person = chosen(chance, FAMILIES, count, FAMILY_SHARES) + " " + chosen(chance, MIDDLES, count)
    person = person + " " + chosen(chance, GIVEN, count)
    title = chosen(chance, TRADES, count) + " " + chosen(chance, GIVEN, count) + " " + chosen(chance, GIVEN, count)
    name = person.zip_with(pl.Series(chance.random(count) < 0.5), title)
    commune = chance.integers(0, COMMUNES, count)
    address = "Số " + pl.Series(chance.integers(1, 400, count)).cast(pl.String) + " " + chosen(chance, STREETS, count)
    number = pl.Series(chance.permutation(count) + first)
    phone = "+849" + number.cast(pl.String).str.zfill(8)
    tax = "4" + number.cast(pl.String).str.zfill(9)
    bank = "970436:" + number.cast(pl.String)

    said = chosen(chance, BEFORE, rows) + name.gather(entity) + chosen(chance, AFTER, rows)
    said = without_marks(said).zip_with(pl.Series(chance.random(rows) < 0.3), said)
    told = pl.Series(chance.random(rows) < 0.75)
    table = pl.DataFrame(
        {
            "id": (pl.int_range(rows, eager=True) + first).cast(pl.String).str.zfill(8),
            "made_at": np.arange(rows) + first,
            "kind": pl.Series(["household"]).new_from_index(0, rows),
            "names": one_each(said),
            "people": one_each(said, pl.Series(np.zeros(rows, dtype=bool))),
            "addresses": one_each(address.gather(entity), told),
            "commune": pl.Series(commune[entity]).cast(pl.String),
            "province": pl.Series(commune[entity] % 34).cast(pl.String),
        }
    )
    hotline = "+8424" + pl.Series(chance.integers(0, HOTLINES, rows)).cast(pl.String)
    identifiers = pl.concat(
        [
            held("phone", phone.gather(entity), chance.random(rows) < 0.75),
            held("tax_code", tax.gather(entity), chance.random(rows) < 0.4),
            held("bank_account", bank.gather(entity), chance.random(rows) < 0.3),
            held("phone", hotline, chance.random(rows) < 0.05),
        ]
    )
    return Sellers(table, identifiers, entity + first)


def chosen(chance: np.random.Generator, words: Sequence[str], count: int, shares: Sequence[float] = ()) -> pl.Series:
    """Return COUNT of the words by chance, with these shares where they are given."""
    share = np.array(shares) / sum(shares) if shares else None
    return pl.Series(words).gather(chance.choice(len(words), count, p=share))


def without_marks(texts: pl.Series) -> pl.Series:
    texts = texts.str.replace_all("đ", "d", literal=True).str.replace_all("Đ", "D", literal=True)
    return texts.str.normalize("NFKD").str.replace_all(r"\p{M}", "")


def one_each(texts: pl.Series, told: pl.Series | None = None) -> pl.Series:
    """Return lists of one text, or of none where it is not told."""
    listed = pl.DataFrame({"text": texts}).select(pl.concat_list("text")).to_series()
    if told is None:
        return listed
    nothing = pl.Series([[]], dtype=pl.List(pl.String)).new_from_index(0, len(texts))
    return listed.zip_with(told, nothing)


def held(kind: str, values: pl.Series, told: Numbers) -> pl.DataFrame:
    rows = np.flatnonzero(told)
    return pl.DataFrame({"row": rows, "kind": [kind] * len(rows), "value": values.gather(rows)})


def _pairs(keys: Numbers) -> int:
    counts = np.unique(keys, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())
