"""The inventory list (bảng kê) that goes with minutes of inspection, seizure and the like."""

from dataclasses import dataclass
from decimal import Decimal

from minhbach.foundation.writing import write_number, write_quantity

from .envelope import Envelope
from .paper import Appendix, Block, Cell, Grid, Line, fill, line
from .parts import ended, list_appendix
from .words import write_vnd


@dataclass(frozen=True, kw_only=True)
class GoodsRow:
    """One line of goods; `quantity` in `unit`, prices in đồng."""

    name: str
    unit: str | None = None
    quantity: Decimal | None = None
    unit_price_vnd: int | None = None
    value_vnd: int | None = None
    origin: str | None = None
    note: str | None = None


def goods_grid(rows: tuple[GoodsRow, ...]) -> Grid:
    """Set the list with its total; a value nobody gave stays empty and is left out of the total."""
    titles = ("STT", "Tên hàng hóa, chủng loại, quy cách", "Nguồn gốc, xuất xứ", "Đơn vị tính", "Số lượng",
              "Đơn giá (đồng)", "Trị giá (đồng)", "Tình trạng, ghi chú")  # fmt: skip
    body = tuple(
        (
            Cell(str(index), align="center"),
            Cell(row.name),
            Cell(row.origin or ""),
            Cell(row.unit or "", align="center"),
            Cell("" if row.quantity is None else write_quantity(row.quantity), align="right"),
            Cell(_money(row.unit_price_vnd), align="right"),
            Cell(_money(row.value_vnd), align="right"),
            Cell(row.note or ""),
        )
        for index, row in enumerate(rows, start=1)
    )
    known = [row.value_vnd for row in rows if row.value_vnd is not None]
    total = (
        Cell("Tổng cộng", bold=True, align="center", columns=6),
        Cell(write_number(sum(known)) if known else "", bold=True, align="right"),
        Cell("" if len(known) == len(rows) else f"{len(rows) - len(known)} dòng chưa có trị giá"),
    )
    return Grid(
        widths=(1, 5, 2.6, 1.6, 1.6, 2.3, 2.5, 2.6),
        header=(tuple(Cell(title, bold=True, align="center") for title in titles),),
        rows=(*body, total),
        size=11,
    )


def goods_appendices(
    kind: str, title: str, rows: tuple[GoodsRow, ...], envelope: Envelope, *after: Block
) -> tuple[Appendix, ...]:
    """Set the list as an appendix of a KIND of paper, in landscape; none where there are no goods."""
    return (list_appendix(kind, title, goods_grid(rows), envelope, *after),) if rows else ()


def goods_line(kind: str, rows: tuple[GoodsRow, ...], described: str | None) -> Line:
    """Say where the goods are listed, or describe them where there is no list."""
    if rows:
        return line(f"Tang vật, phương tiện, giấy tờ được ghi tại Phụ lục Bảng kê kèm theo {kind} này.")
    return line("Tang vật, phương tiện, giấy tờ gồm: ", fill(ended(described) if described else None))


def describe(row: GoodsRow) -> str:
    """Describe a line of goods in a sentence: name, quantity in its unit, origin, state, value."""
    counted = "" if row.quantity is None else f": {write_quantity(row.quantity)} {row.unit or ''}".rstrip()
    state = [f"nguồn gốc, xuất xứ: {row.origin}"] if row.origin else []
    state += [row.note] if row.note else []
    told = f" ({'; '.join(state)})" if state else ""
    worth = f", trị giá {write_vnd(row.value_vnd)}" if row.value_vnd is not None else ""
    return f"{row.name}{counted}{told}{worth}"


def _money(amount_vnd: int | None) -> str:
    return "" if amount_vnd is None else write_number(amount_vnd)
