"""Find a listing's seller in tables of sellers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.text.letters import fold_text

Row = Mapping[str, Any]


def rows_of_seller(knowledge: Knowledge, name: str, columns: Any) -> tuple[Sequence[Row], str]:
    """Return the rows of a table that speak of a listing's seller, and the column by which they were found.

    A seller is the same on the same platform only: by seller_id where both sides have one, else by seller_name.
    Columns: platform, seller_id and seller_name of the listing.
    """
    if not knowledge.has(name):
        return (), ""
    by_id, by_name = _index(knowledge, name)
    platform = _same(columns["platform"])
    seller_id, seller_name = columns["seller_id"], columns["seller_name"]
    if seller_id and (rows := by_id.get((platform, _same(seller_id)))):
        return rows, "seller_id"
    if not seller_name:
        return (), ""
    rows = by_name.get((platform, _same(seller_name)), [])
    # Two shops may bear one name: a row with another id is another shop.
    return [row for row in rows if not (seller_id and row["seller_id"])], "seller_name"


def _index(
    knowledge: Knowledge, name: str
) -> tuple[dict[tuple[bytes, bytes], list[Row]], dict[tuple[bytes, bytes], list[Row]]]:
    memory = f"sellers of {name}"
    if memory not in knowledge.memory:
        by_id: dict[tuple[bytes, bytes], list[Row]] = defaultdict(list)
        by_name: dict[tuple[bytes, bytes], list[Row]] = defaultdict(list)
        for row in knowledge.table(name).iter_rows(named=True):
            platform = _same(row["platform"])
            if row["seller_id"]:
                by_id[platform, _same(row["seller_id"])].append(row)
            if row["seller_name"]:
                by_name[platform, _same(row["seller_name"])].append(row)
        knowledge.memory[memory] = dict(by_id), dict(by_name)
    known: tuple[dict[tuple[bytes, bytes], list[Row]], dict[tuple[bytes, bytes], list[Row]]]
    known = knowledge.memory[memory]
    return known


def _same(text: str | None) -> bytes:
    """Return a name in the one form under which its spellings meet."""
    return b" ".join(fold_text(text or "").replace(b"\x1f", b" ").split())
