"""The list of documents, and the register of numbers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.agencies.selectors import by_place_and_year
from minhbach.domains.documents import selectors
from minhbach.domains.documents.found import FOUND
from minhbach.domains.documents.models import TakenNumber
from minhbach.domains.documents.policies import REGISTER_STARTERS
from minhbach.domains.documents.types import NumberFrom, State
from minhbach.domains.documents.web.pages import state_chip, waiting_for
from minhbach.domains.documents.web.sources import kind_words
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.filters import DayFilter, StateFilter


@require_safe
def document_list(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.with_whom(selectors.visible_documents()).defer("content"),
        title=_lazy("Văn bản"),
        columns=[
            Column(
                "title",
                _lazy("Tên loại, trích yếu"),
                lambda row: selectors.abstract_of(row.title, row.whom),
                sort="folded",
                url=lambda row: row.get_absolute_url(),
            ),
            Column("number", _lazy("Số, ký hiệu"), lambda row: row.number_text, sort="number"),
            Column("state", _lazy("Trạng thái"), state_chip, sort="state", kind="chip"),
            Column("dated", _lazy("Ngày văn bản"), lambda row: row.dated, sort="dated", kind="day", under="number"),
            Column("waiting", _lazy("Đang chờ"), waiting_for),
            Column("agency", _lazy("Cơ quan ban hành"), lambda row: row.issuing_agency.short_name, under="waiting"),
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
                choices=[
                    ("sign", _lazy("chờ ký")),
                    ("number", _lazy("chờ cấp số")),
                    ("issue", _lazy("chờ phát hành")),
                    ("scan", _lazy("chờ bản quét")),
                ],
                apply=lambda rows, desk: rows.filter(id__in=on_desk(request, desk)),
            ),
        ],
        search=by_place_and_year(selectors.documents_with_words, FOUND),
        default_sort="-changed",
        empty=_lazy("Văn bản dự thảo từ vụ việc và báo cáo sẽ hiện ở đây."),
        export_name="van-ban",
    )
    return page.response("documents/list.html")


@require_safe
def register(request: OfficeRequest) -> HttpResponse:
    """Show the register of outgoing papers as a records office keeps it: every number given, cancelled ones marked."""
    page = ListPage(
        request,
        selectors.register_rows(),
        title=_lazy("Sổ đăng ký văn bản đi"),
        columns=[
            Column(
                "number",
                _lazy("Số, ký hiệu"),
                lambda row: row.document.number_text,
                sort="number",
                url=lambda row: row.document.get_absolute_url(),
            ),
            Column("dated", _lazy("Ngày văn bản"), lambda row: row.dated, sort="dated", kind="day", under="number"),
            Column(
                "title",
                _lazy("Tên loại, trích yếu"),
                lambda row: selectors.abstract_of(row.document.title, row.whom),
            ),
            Column("signer", _lazy("Người ký"), lambda row: row.document.signer_post.officer.full_name),
            Column("recipients", _lazy("Nơi nhận"), lambda row: "; ".join(row.document.recipients)),
            Column("file_copy", _lazy("Nơi giữ bản lưu"), lambda row: row.file_copy),
            Column("copies", _lazy("Số lượng bản"), lambda row: row.copies, kind="number", under="file_copy"),
            Column("sent_on", _lazy("Ngày chuyển"), lambda row: row.sent_on, kind="day"),
            Column("received_by", _lazy("Ký nhận"), lambda row: row.received_by, under="sent_on"),
            Column("state", _lazy("Trạng thái"), lambda row: state_chip(row.document), kind="chip"),
            Column("note", _lazy("Ghi chú"), lambda row: row.note, under="state"),
            Column(
                "taken_at",
                _lazy("Cấp lúc"),
                lambda row: row.taken_at,
                sort="taken_at",
                indexed=True,
                kind="moment",
            ),
            Column(
                "agency", _lazy("Cơ quan ban hành"), lambda row: row.register.owner_agency.short_name, under="taken_at"
            ),
            Column("taken_by", _lazy("Người cấp số"), lambda row: row.taken_by.full_name, is_extra=True),
            Column("source", _lazy("Nơi lấy số"), source_words, is_extra=True),
        ],
        filters=[
            DayFilter("from", _lazy("Từ ngày"), lambda rows, day: rows.filter(dated__gte=day)),
            DayFilter("until", _lazy("Đến ngày"), lambda rows, day: rows.filter(dated__lte=day)),
            Filter(
                "kind",
                _lazy("Loại văn bản"),
                choices=selectors.kinds(),
                apply=lambda rows, kind: rows.filter(document__kind=kind),
            ),
            Filter(
                "register",
                _lazy("Sổ"),
                choices=[
                    (str(one.id), f"{one.year} · {one.symbol} · {one.owner_agency.short_name}")
                    for one in selectors.registers()
                ],
                apply=lambda rows, chosen: rows.filter(register_id=chosen),
            ),
        ],
        search=lambda rows, text: rows.filter(document__in=selectors.find_documents(text).order_by().values("id")),
        default_sort="-taken_at",
        empty=_lazy("Văn thư cấp số cho văn bản đã ký thì dòng sổ hiện ở đây."),
        export_name="so-dang-ky-van-ban-di",
    )
    on = local_date(request.at)
    return page.response(
        "documents/register.html",
        {
            "ahead": selectors.registers_ahead(on=on),
            "may_start": any(post.role in REGISTER_STARTERS for post in request.posts),
            "returns": selectors.register_returns(),
            "elsewhere": [(one, kind_words(one)) for one in selectors.sources_elsewhere(on=on)],
        },
    )


def source_words(row: TakenNumber) -> str:
    """Where a number was taken from, where that is not here."""
    return "" if row.source == NumberFrom.HERE else str(row.get_source_display())


def of_kind(documents: selectors.Documents, kind: str) -> selectors.Documents:
    return documents.filter(kind=kind)


def on_desk(request: OfficeRequest, desk: str) -> list[UUID]:
    waiting = {
        "sign": selectors.waiting_to_sign,
        "number": selectors.waiting_to_number,
        "issue": selectors.waiting_to_issue,
        "scan": selectors.owing_scan,
    }[desk]
    return [found.id for found in waiting(request.officer, at=request.at)]
