"""The refused rows of a sweep as a workbook: where, why, how to mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from minhbach.domains.screening.explanations import refused_row_sentence
from minhbach.foundation.pages import Column
from minhbach.foundation.pages.workbook import workbook

# A sheet of Excel has 1,048,576 rows, the header among them.
ROWS_CAP = 1_048_575


def refusals_workbook(refused: Sequence[Mapping[str, Any]]) -> bytes:
    """This will lay refused rows (source, row, reason, value) out as a workbook."""
    columns = [
        Column("source", _("File"), lambda row: row["source"]),
        Column("row", _("Row number"), lambda row: row["row"], kind="number"),
        Column("problem", _("What is wrong and what to do"), refused_row_sentence),
        Column("value", _("What stands there"), lambda row: row["value"]),
    ]
    content, _count = workbook(_("Refused rows"), columns, refused[:ROWS_CAP])
    return content
