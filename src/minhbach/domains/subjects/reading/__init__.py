"""Lists of merchants as people send them: which column holds what, and what each row says."""

from minhbach.domains.subjects.reading.columns import COLUMNS, ListColumn, column_named, guess_columns, headings
from minhbach.domains.subjects.reading.faults import Fault
from minhbach.domains.subjects.reading.listed import ListedMerchant, ListReader, is_closed, open_columns
from minhbach.domains.subjects.reading.rows import RowReader
from minhbach.domains.subjects.reading.swapped import find_swapped

__all__ = [
    "COLUMNS",
    "Fault",
    "ListColumn",
    "ListReader",
    "ListedMerchant",
    "RowReader",
    "column_named",
    "find_swapped",
    "guess_columns",
    "headings",
    "is_closed",
    "open_columns",
]
