"""Lists of merchants as people send them: which column holds what, and what each row says."""

from minhbach.domains.subjects.reading.columns import COLUMNS, ListColumn, column_named
from minhbach.domains.subjects.reading.faults import Fault, told_by_kind
from minhbach.domains.subjects.reading.lists import MerchantList, read_list
from minhbach.domains.subjects.reading.rows import RowReader

__all__ = [
    "COLUMNS",
    "Fault",
    "ListColumn",
    "MerchantList",
    "RowReader",
    "column_named",
    "read_list",
    "told_by_kind",
]
