"""Hash lists: pictures as others know them, and ours for others: PDQ alone, in a CSV, no picture.

pdq,quality,label,kind,sign,mark,source
4273326039c6…c638,100,vụ 12,fake,counterfeit,Hoa Mây,Cục X
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minhbach.engine.pictures import pdq
from minhbach.engine.pictures.views import WHOLE
from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.engine.text.cells import as_written, csv_text

if TYPE_CHECKING:
    from minhbach.engine.pictures.gallery import Gallery

COLUMNS = ("pdq", "quality", "label", "kind", "sign", "mark", "source")
MOST = 2_000_000
_HASH = re.compile(r"[0-9a-fA-F]{64}")


def read_hash_list(path: Path) -> tuple[list[dict[str, str]], list[dict[str, Any]]]:
    """Return what is told of each picture, and its one view; a row that is no hash is described by its problem.

    Raises: ReadingRefused, where there is no column pdq.
    """
    rows: list[dict[str, str]] = []
    described: list[dict[str, Any]] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if "pdq" not in (reader.fieldnames or []):
                raise ReadingRefused(problem="no_pdq_column", file=path.name)
            for number, row in enumerate(reader, start=1):
                if number > MOST:
                    raise ReadingRefused(problem="too_many_rows", file=path.name, limit=MOST)
                told, one = _row(number, {key: as_written(value or "") for key, value in row.items() if key})
                rows.append(told)
                described.append(one)
    except (UnicodeDecodeError, csv.Error):
        raise ReadingRefused(problem="unreadable", file=path.name) from None
    return rows, described


def _row(number: int, row: dict[str, str]) -> tuple[dict[str, str], dict[str, Any]]:
    told = {name: row[name].strip() for name in ("kind", "sign", "mark", "source") if row.get(name, "").strip()}
    told |= {"file": f"{number}", "seen_in": row.get("label", "").strip()}
    written, quality = row["pdq"].strip(), row.get("quality", "").strip() or "100"
    if not _HASH.fullmatch(written) or not quality.isdecimal() or int(quality) > 100:
        return told, {"problem": "not_a_hash"}
    facts = {"sha256": None, "width": None, "height": None, "format": None, "is_moving": None}
    return told, {**facts, "quality": int(quality), "pdq": [(WHOLE, written.lower())], "signs": []}


def write_hash_list(gallery: Gallery, target: Path) -> int:
    """Write the hashes of a gallery's pictures that are good enough to be compared; return how many."""
    rows: list[tuple[object, ...]] = []
    for number, bits in gallery.views.filter(by="pdq", view=WHOLE).select("picture", "bits").iter_rows():
        row = gallery.pictures.row(number, named=True)
        if row["quality"] >= pdq.POOR:
            label = row["seen_in"] or row["listing_id"] or row["file"]
            rows.append((bits.hex(), row["quality"], label, row["kind"], row["sign"], row["mark"], row["source"]))
    target.write_text(csv_text(COLUMNS, rows), encoding="utf-8")
    return len(rows)
