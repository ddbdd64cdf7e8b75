"""What the last review changed in the tables that ship: which rows, what they said before, why, and who approved it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.law import selectors, services
from minhbach.domains.law.citing import cite_content
from minhbach.domains.law.models import ChangeProposal, LawRow
from minhbach.domains.law.policies import require_law_keeper
from minhbach.domains.law.reference import ReferenceChange, reference_changes
from minhbach.domains.law.types.rows import Table
from minhbach.domains.law.web import facts
from minhbach.domains.law.web.forms import ReviewForm
from minhbach.domains.law.web.pages import state_words
from minhbach.domains.law.wording import TABLES
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import handle


@dataclass(frozen=True)
class Reviewed:
    """A row of the review as it is now, and what two people have said of it so far."""

    change: ReferenceChange
    row: Any
    standing: ChangeProposal | None

    @property
    def may_choose(self) -> bool:
        """Whether it is still to be proposed."""
        return self.standing is None or not (self.standing.is_waiting or selectors.is_approved(self.standing))

    @property
    def is_approved(self) -> bool:
        return selectors.is_approved(self.standing)

    @property
    def is_waiting(self) -> bool:
        return self.standing is not None and self.standing.is_waiting


@require_safe
def review(request: OfficeRequest) -> HttpResponse:
    """One table of the review at a time: ?bang=TABLE; the first that changed if none is asked for."""
    rows = _reviewed()
    form = _form(request, rows) if selectors.keeps_law(request.officer, at=request.at) else None
    return render(request, "law/review.html", _page(request, rows, form))


@require_POST
def propose(request: OfficeRequest) -> HttpResponse:
    """Put rows of the review before a second person: those ticked, or all that are left."""
    require_law_keeper(request.officer, at=request.at)
    rows = _reviewed()
    form = _form(request, rows)
    return handle(
        request,
        form,
        lambda: services.propose_review(officer=request.officer, at=request.at, **form.review),
        done=_("Đã đề nghị; công chức pháp chế khác xác nhận."),
        template="law/review.html",
        page=lambda: _page(request, rows, form),
    )


def _reviewed() -> list[Reviewed]:
    """Every row of the review that is still there, in the order of the review."""
    changes = reference_changes().changes
    current = selectors.list_rows().filter(row_id__in=[one.row_id for one in changes])
    rows = {(row.table, row.row_id): row for row in current}
    standing = selectors.standing_of(rows.values())
    return [
        Reviewed(one, row, standing.get(row.pk))
        for one in changes
        if (row := rows.get((one.table.value, one.row_id))) is not None
    ]


def _shown(request: OfficeRequest, rows: list[Reviewed]) -> Table:
    tables = list(dict.fromkeys(one.change.table for one in rows))
    wanted = request.GET.get("bang", "")
    return Table(wanted) if wanted in tables else tables[0]


def _form(request: OfficeRequest, rows: list[Reviewed]) -> ReviewForm:
    shown, left = _shown(request, rows), [one for one in rows if one.may_choose]
    return ReviewForm.of(
        request,
        in_table=[one.row.pk for one in left if one.change.table is shown],
        in_all=[one.row.pk for one in left],
    )


def _page(request: OfficeRequest, rows: list[Reviewed], form: ReviewForm | None) -> dict[str, Any]:
    shown, today = _shown(request, rows), local_date(request.at)
    ticks = form.ticks if form is not None else set()
    return {
        "day": reference_changes().as_of,
        "approved": sum(one.is_approved for one in rows),
        "waiting": sum(one.is_waiting for one in rows),
        "total": len(rows),
        "tables": [
            {
                "code": table.value,
                "name": TABLES[table],
                "count": len(within),
                "approved": sum(one.is_approved for one in within),
                "is_shown": table is shown,
            }
            for table, within in _by_table(rows).items()
        ],
        "changes": [
            {
                **told(one.change, one.row),
                "chip": state_words(one.row, today),
                "settled": _settled(one),
                "standing": one.standing if one.is_waiting or one.is_approved else None,
                "second": decider(one.standing),
                "may_choose": form is not None and one.may_choose,
                "is_chosen": str(one.row.pk) in ticks,
            }
            for one in rows
            if one.change.table is shown
        ],
        "form": form if form is not None and form.in_all else None,
        "propose_url": f"{reverse('law:propose_review')}?bang={shown.value}",
        "button": _("Đề nghị"),
        "before": _("Trước"),
        "now": _("Nay"),
    }


def _by_table(rows: list[Reviewed]) -> dict[Table, list[Reviewed]]:
    found: dict[Table, list[Reviewed]] = {}
    for one in rows:
        found.setdefault(one.change.table, []).append(one)
    return found


def _settled(one: Reviewed) -> tuple[str, str] | None:
    if one.is_waiting:
        return _("chờ người thứ hai"), "warn"
    return (_("hai người đã duyệt"), "good") if one.is_approved else None


def decider(change: ChangeProposal | None) -> str:
    """Name who decided a change."""
    if change is None or change.decided_at is None:
        return ""
    return change.decided_by.full_name if change.decided_by else _("người quản trị máy chủ")


def told(one: ReferenceChange, row: LawRow) -> dict[str, Any]:
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
