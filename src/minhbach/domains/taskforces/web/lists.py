"""The list of this domain's room."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.taskforces import policies, selectors
from minhbach.domains.taskforces.models import TaskForce
from minhbach.domains.taskforces.types import ForceKind, Term
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import StateFilter


@require_safe
def forces(request: OfficeRequest) -> HttpResponse:
    on = local_date(request.at)

    def term(row: TaskForce) -> object:
        return chip_of(Term.RUNNING if row.owner_agency.holds_on(on) else Term.OVER)

    page = ListPage(
        request,
        selectors.with_people(selectors.visible_forces(), on=on),
        title=_lazy("Tổ công tác"),
        columns=[
            Column("name", _lazy("Tổ"), lambda row: row.owner_agency.name, url=lambda row: row.get_absolute_url()),
            Column("term", _lazy("Tình trạng"), term, kind="chip"),
            Column("kind", _lazy("Loại"), lambda row: row.get_kind_display()),
            Column("committee", _lazy("Ban Chỉ đạo"), lambda row: row.owner_agency.parent.short_name),
            Column("people", _lazy("Số người"), lambda row: row.people, kind="number"),
            Column("until", _lazy("Đến hết ngày"), lambda row: row.owner_agency.last_day, kind="day"),
            Column(
                "made", _lazy("Ghi lúc"), lambda row: row.created_at, sort="created_at", indexed=True, kind="moment"
            ),
        ],
        filters=[
            Filter(
                "term",
                _lazy("Tình trạng"),
                lambda rows, code: selectors.in_term(rows, code, on=on),
                choices=Term.choices,
            ),
            StateFilter("kind", _lazy("Loại"), ForceKind),
        ],
        search=selectors.with_words,
        default_sort="-made",
        empty=_lazy(
            "Tổ công tác liên ngành, lực lượng phản ứng nhanh mà bạn ở trong, được đề nghị cử người, hoặc điều hành."
        ),
        export_name="to-cong-tac",
    )
    may_set_up = bool(policies.committees_of(request.officer, at=request.at))
    return page.response("taskforces/list.html", {"may_set_up": may_set_up})
