"""The list of documents, and the register of numbers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.documents import selectors
from minhbach.domains.documents.types import State
from minhbach.domains.documents.web.pages import state_chip, waiting_for
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.filters import StateFilter


@require_safe
def document_list(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_documents().defer("content"),
        title=_lazy("Văn bản"),
        columns=[
            Column(
                "title",
                _lazy("Tên văn bản"),
                lambda row: row.title,
                sort="folded",
                url=lambda row: row.get_absolute_url(),
            ),
            Column("number", _lazy("Số, ký hiệu"), lambda row: row.number_text, sort="number"),
            Column("state", _lazy("Trạng thái"), state_chip, sort="state", kind="chip"),
            Column("dated", _lazy("Ngày văn bản"), lambda row: row.dated, sort="dated", kind="day", under="number"),
            Column("kind", _lazy("Loại văn bản"), lambda row: row.form.name, sort="kind"),
            Column("agency", _lazy("Cơ quan ban hành"), lambda row: row.issuing_agency.short_name, under="kind"),
            Column("waiting", _lazy("Đang chờ"), waiting_for),
            Column(
                "changed", _lazy("Cập nhật"), lambda row: row.changed_at, sort="changed_at", indexed=True, kind="moment"
            ),
        ],
        filters=[
            Filter("kind", _lazy("Loại văn bản"), choices=selectors.kinds(), apply=of_kind),
            StateFilter("state", _lazy("Trạng thái"), State),
            Filter(
                "mine",
                _lazy("Chờ tôi"),
                choices=[("sign", _lazy("chờ ký")), ("number", _lazy("chờ cấp số")), ("issue", _lazy("chờ phát hành"))],
                apply=lambda rows, desk: rows.filter(id__in=on_desk(request, desk)),
            ),
        ],
        search=lambda rows, text: rows.filter(id__in=selectors.find_documents(text).values("id")),
        default_sort="-changed",
        empty=_lazy("Văn bản dự thảo từ vụ việc và báo cáo sẽ hiện ở đây."),
        export_name="van-ban",
    )
    return page.response("documents/list.html")


@require_safe
def register(request: OfficeRequest) -> HttpResponse:
    """The register of outgoing numbers: every number given, in order, cancelled ones marked."""
    page = ListPage(
        request,
        selectors.taken_numbers(),
        title=_lazy("Sổ cấp số"),
        columns=[
            Column(
                "number",
                _lazy("Số, ký hiệu"),
                lambda row: row.document.number_text,
                sort="number",
                url=lambda row: row.document.get_absolute_url(),
            ),
            Column("dated", _lazy("Ngày văn bản"), lambda row: row.dated, sort="dated", kind="day"),
            Column("title", _lazy("Tên văn bản"), lambda row: row.document.title),
            Column("state", _lazy("Trạng thái"), lambda row: state_chip(row.document), kind="chip"),
            Column("signer", _lazy("Người ký"), lambda row: row.document.signer_post.officer.full_name),
            Column("recipients", _lazy("Nơi nhận"), lambda row: "; ".join(row.document.recipients), under="title"),
            Column(
                "agency",
                _lazy("Cơ quan ban hành"),
                lambda row: row.register.owner_agency.short_name,
                under="number",
            ),
            Column("taken_by", _lazy("Người cấp số"), lambda row: row.taken_by.full_name, under="taken_at"),
            Column(
                "taken_at",
                _lazy("Cấp lúc"),
                lambda row: row.taken_at,
                sort="taken_at",
                indexed=True,
                kind="moment",
            ),
        ],
        filters=[
            Filter(
                "register",
                _lazy("Sổ"),
                choices=[
                    (str(one.id), f"{one.year} · {one.symbol} · {one.owner_agency.short_name}")
                    for one in selectors.registers()
                ],
                apply=lambda rows, chosen: rows.filter(register_id=chosen),
            )
        ],
        default_sort="-taken_at",
        empty=_lazy("Số đã cấp sẽ hiện ở đây."),
        export_name="so-cap-so",
    )
    ahead = selectors.registers_ahead(on=local_date(request.at))
    return page.response("documents/register.html", {"ahead": ahead, "returns": selectors.register_returns()})


def of_kind(documents: selectors.Documents, kind: str) -> selectors.Documents:
    return documents.filter(kind=kind)


def on_desk(request: OfficeRequest, desk: str) -> list[UUID]:
    waiting = {
        "sign": selectors.waiting_to_sign,
        "number": selectors.waiting_to_number,
        "issue": selectors.waiting_to_issue,
    }[desk]
    return [found.id for found in waiting(request.officer, at=request.at)]
