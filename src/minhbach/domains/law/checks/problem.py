"""One thing wrong in a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minhbach.domains.law.reference import vocabulary
from minhbach.domains.law.types.rows import Table
from minhbach.foundation.refusals import RowProblem

Content = Mapping[str, Any]
Problem = RowProblem


def problem(column: str, sentence: str, row: int = 1) -> Problem:
    return RowProblem(row=row, sentence=sentence, column=column)


def knows(table: Table, name: str, code: object) -> bool:
    """Say whether a code is in a table's closed list."""
    return code in vocabulary(table, name)
