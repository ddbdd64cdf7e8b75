"""What the last review changed in the tables that ship: which rows, what they said before, and why."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minhbach.domains.law import selectors
from minhbach.domains.law.citing import cite_content
from minhbach.domains.law.models import LawRow
from minhbach.domains.law.reference import ReferenceChange, reference_changes
from minhbach.domains.law.types.rows import Table
from minhbach.domains.law.web import facts
from minhbach.domains.law.web.pages import state_words
from minhbach.domains.law.wording import TABLES
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest


@require_safe
def review(request: OfficeRequest) -> HttpResponse:
    """One table of the review at a time: ?bang=TABLE; the first that changed if none is asked for."""
    found = reference_changes()
    tables = list(dict.fromkeys(one.table for one in found.changes))
    wanted = request.GET.get("bang", "")
    shown = Table(wanted) if wanted in tables else tables[0]
    today = local_date(request.at)
    rows = {row.row_id: row for row in selectors.list_rows().filter(table=shown.value)}
    changes = [one for one in found.changes if one.table is shown and one.row_id in rows]
    return render(
        request,
        "law/review.html",
        {
            "day": found.as_of,
            "tables": [
                (table.value, TABLES[table], sum(1 for one in found.changes if one.table is table), table is shown)
                for table in tables
            ],
            "changes": [{**_change(one, rows[one.row_id]), "chip": state_words(rows[one.row_id], today)}
                        for one in changes],
            "keeps_law": selectors.keeps_law(request.officer, at=request.at),
        },
    )  # fmt: skip


def _change(one: ReferenceChange, row: LawRow) -> dict[str, Any]:
    """A row as it was and is; an officer's own correction stands as it stands."""
    before = None if one.before is None else {**row.content, **one.before}
    differences = [] if before is None else [each for each in facts.compare(before, row.content) if each.is_changed]
    return {
        "row": row,
        "url": selectors.row_url(row.row_id),
        "place": cite_content(row.content),
        "why": one.why_vi,
        "is_new": before is None,
        "differences": differences,
    }
