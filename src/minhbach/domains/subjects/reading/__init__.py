"""Lists of merchants as people send them: which column holds what, and what each row says."""

from minhbach.domains.subjects.reading.columns import COLUMNS, ListColumn, column_named, guess_columns, headings
from minhbach.domains.subjects.reading.faults import Fault, told_by_kind
from minhbach.domains.subjects.reading.listed import ListedMerchant, ListReader, is_closed
from minhbach.domains.subjects.reading.lists import MerchantList, find_swapped, read_list
from minhbach.domains.subjects.reading.rows import RowReader

__all__ = [
    "COLUMNS",
    "Fault",
    "ListColumn",
    "ListReader",
    "ListedMerchant",
    "MerchantList",
    "RowReader",
    "column_named",
    "find_swapped",
    "guess_columns",
    "headings",
    "is_closed",
    "read_list",
    "told_by_kind",
]
