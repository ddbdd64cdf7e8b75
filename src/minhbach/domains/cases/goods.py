"""The inventory list (bảng kê) as it comes from Excel's clipboard: rows of tabs, Vietnamese numbers."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO

from django.utils.translation import gettext as _

from minhbach.domains.cases.refusals import LineUnreadable
from minhbach.domains.cases.types.values import Goods
from minhbach.engine.text.keys import search_key
from minhbach.foundation.money import HIGHEST_VND, MoneyUnreadable, parse_vnd
from minhbach.foundation.refusals import RowProblem
from minhbach.foundation.writing import read_quantity, write_number

SHOWN = 10
COLUMNS = ("name", "brand_origin", "unit", "quantity", "unit_price", "value")

# Words by which a header names a column, without accents; the first that fits wins.
_HEADERS = {
    "name": ("ten hang", "ten tang vat", "hang hoa", "mat hang", "san pham"),
    "brand_origin": ("nhan hieu", "xuat xu", "nguon goc", "chung loai"),
    "unit": ("don vi tinh", "dvt", "don vi"),
    "quantity": ("so luong", "sl"),
    "unit_price": ("don gia", "gia"),
    "value": ("thanh tien", "tri gia", "gia tri"),
}
_TOTALS = ("tong cong", "cong", "tong")


@dataclass(frozen=True)
class PastedGoods:
    """What could be read, and what could not: `problems` name the row as it stands in what was pasted.

    Units: đồng.
    """

    rows: tuple[Goods, ...]
    problems: tuple[RowProblem, ...]

    @property
    def shown(self) -> tuple[Goods, ...]:
        """The first rows, as many as the page shows of them."""
        return self.rows[:SHOWN]

    @property
    def total_vnd(self) -> int:
        return sum(row.value_vnd or 0 for row in self.rows)


class _CellUnreadable(Exception):
    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column, self.sentence = column, sentence


def parse_goods(text: str) -> PastedGoods:
    """Read pasted rows: name, brand or origin, unit, quantity, unit price, value.

    A header may change the order; a column of ordinal numbers, empty rows and a row of totals are passed over. A value
    left out is quantity times price; one that says otherwise is a problem, not a choice of ours.

    Units:  đồng.
    """
    columns: Sequence[str] = COLUMNS
    rows: list[Goods] = []
    problems: list[RowProblem] = []
    for number, cells in enumerate(_cells(text), start=1):
        if not any(cells):
            continue
        if number == 1 and (named := _header(cells)):
            columns = named
            continue
        given = dict(zip(columns, _without_ordinal(cells, columns), strict=False))
        if search_key(given.get("name", "")) in _TOTALS:
            continue
        try:
            rows.append(_goods(given))
        except _CellUnreadable as problem:
            problems.append(RowProblem(number, problem.sentence, column_label(problem.column)))
    return PastedGoods(tuple(rows), tuple(problems))


def read_line(given: Mapping[str, str]) -> Goods:
    """Read one line by its cells, as a pasted one is read.

    Raises: LineUnreadable.
    """
    try:
        return _goods({column: " ".join(text.split()) for column, text in given.items()})
    except _CellUnreadable as problem:
        raise LineUnreadable(sentence=f"{column_label(problem.column)}: {problem.sentence}") from problem


def write_goods(rows: Sequence[Goods]) -> str:
    """Write rows as they would be pasted, to be edited again."""
    lines = []
    for row in rows:
        quantity = "" if row.quantity is None else f"{row.quantity:f}".replace(".", ",")
        money = [write_number(amount) if amount is not None else "" for amount in _amounts(row)]
        lines.append("\t".join([row.name, row.brand_origin, row.unit, quantity, *money]))
    return "\n".join(lines)


def column_label(column: str) -> str:
    """Give a column's words for a message."""
    return {
        "name": _("tên hàng"),
        "quantity": _("số lượng"),
        "unit_price": _("đơn giá"),
        "value": _("thành tiền"),
    }.get(column, "")


def _cells(text: str) -> list[list[str]]:
    plain = text.replace("\ufeff", "").replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    delimiter = "\t" if "\t" in plain or ";" not in plain else ";"
    # strict=False: a stray quote in a name is kept as a letter rather than refused.
    reader = csv.reader(StringIO(plain), delimiter=delimiter)
    return [[" ".join(cell.split()) for cell in row] for row in reader]


def _header(cells: list[str]) -> list[str] | None:
    keys = [search_key(cell) for cell in cells]
    found = [next((name for name, words in _HEADERS.items() if key.startswith(words)), "") for key in keys]
    return found if "name" in found and ("quantity" in found or "value" in found) else None


def _without_ordinal(cells: list[str], columns: Sequence[str]) -> list[str]:
    has_ordinal = columns is COLUMNS and len(cells) > len(COLUMNS) and cells[0].rstrip(".").isdecimal()
    return cells[1:] if has_ordinal else cells


def _goods(given: dict[str, str]) -> Goods:
    name = given.get("name", "")
    if not name:
        raise _CellUnreadable("name", _("thiếu tên hàng. Hãy ghi tên hàng hóa."))
    price = _money(given, "unit_price")
    value = _money(given, "value")
    quantity = _quantity(given.get("quantity", ""), price, value)
    if quantity is not None and price is not None:
        product = int((quantity * price).to_integral_value())
        if product > HIGHEST_VND:
            raise _CellUnreadable("value", _("lớn hơn mọi trị giá có thật. Hãy xem lại số lượng và đơn giá."))
        if value is None:
            value = product
        elif abs(value - product) > max(1, product // 1000):
            raise _CellUnreadable(
                "value",
                _("%(quantity)s × %(price)s bằng %(product)s, không phải %(value)s. Hãy sửa một trong ba số.")
                % {
                    "quantity": given.get("quantity", ""),
                    "price": write_number(price),
                    "product": write_number(product),
                    "value": write_number(value),
                },
            )
    return Goods(
        name=name[:300],
        brand_origin=given.get("brand_origin", "")[:200],
        unit=given.get("unit", "")[:40],
        quantity=quantity,
        unit_price_vnd=price,
        value_vnd=value,
    )


def _quantity(text: str, price: int | None, value: int | None) -> Decimal | None:
    """ "1,200" may be 1.2 or 1200: price and value decide, and where they do not, the person does."""
    if re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", text):
        readings = (Decimal(text.replace(",", ".")), Decimal(text.replace(",", "")))
        fits = [one for one in readings if price and value and abs(one * price - value) <= max(1, value // 1000)]
        if len(fits) == 1:
            return fits[0]
        raise _CellUnreadable(
            "quantity",
            _("“%(text)s” có thể đọc theo hai cách. Hãy ghi 1.200 cho hàng nghìn, 1,2 cho số thập phân.")
            % {"text": text},
        )
    try:
        return read_quantity(text)
    except ValueError:
        raise _CellUnreadable(
            "quantity", _("“%(text)s” không phải số lượng. Hãy ghi một số, ví dụ 12 hoặc 1,5.") % {"text": text}
        ) from None


def _money(given: dict[str, str], column: str) -> int | None:
    text = given.get(column, "")
    try:
        return parse_vnd(text)
    except MoneyUnreadable:
        raise _CellUnreadable(
            column, _("“%(text)s” không phải số tiền. Hãy ghi số đồng bằng chữ số, ví dụ 1.250.000.") % {"text": text}
        ) from None


def _amounts(row: Goods) -> tuple[int | None, int | None]:
    return row.unit_price_vnd, row.value_vnd
