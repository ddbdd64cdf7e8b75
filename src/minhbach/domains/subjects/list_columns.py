"""What the columns of a list can be: told by their headers, and by what stands in them where no header tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from minhbach.domains.subjects.web.pasted import COLUMNS
from minhbach.engine.reading.guessing import shape_of
from minhbach.engine.text.keys import search_key

FIELDS = {field: label for field, (label, _headers) in COLUMNS.items()}
# The headers that are known, as search keys.
HEADERS = sorted({header for _label, headers in COLUMNS.values() for header in headers})
_MOST = 0.6
_SHAPES = {"phone": "phone", "address": "url"}


def guess_columns(columns: Sequence[str], sample: Sequence[Mapping[str, str | None]]) -> dict[str, str]:
    """Return field -> column: by the header, else by the values of the first rows."""
    found: dict[str, str] = {}
    for column in columns:
        key = search_key(column)
        field = next((one for one, (_label, headers) in COLUMNS.items() if key in headers), None)
        if field is not None and field not in found:
            found[field] = column
    for column in columns:
        if column in found.values():
            continue
        shapes = [shape for row in sample if (shape := shape_of(row.get(column) or ""))]
        for shape, field in _SHAPES.items():
            if field not in found and shapes and shapes.count(shape) >= _MOST * len(shapes):
                found[field] = column
    return found
