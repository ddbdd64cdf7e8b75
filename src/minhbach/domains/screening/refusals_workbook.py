"""The refused rows of a sweep as a workbook: where, why, how to mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from minhbach.engine.telling.sentences import refused_row_sentence
from minhbach.foundation.pages import Column
from minhbach.foundation.pages.workbook import workbook

# A sheet of Excel has 1,048,576 rows, the header among them.
ROWS_CAP = 1_048_575


def refusals_workbook(refused: Sequence[Mapping[str, Any]]) -> bytes:
    """Lay refused rows (source, row, reason, value) out as a workbook."""
    columns = [
        Column("source", _("Tệp"), lambda row: row["source"]),
        Column("row", _("Dòng số"), lambda row: row["row"], kind="number"),
        Column("problem", _("Lỗi và cách sửa"), refused_row_sentence),
        Column("value", _("Nội dung trong ô"), lambda row: row["value"]),
    ]
    content, _count = workbook(_("Dòng bị loại"), columns, refused[:ROWS_CAP])
    return content
