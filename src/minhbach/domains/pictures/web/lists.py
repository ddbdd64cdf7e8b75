"""The lists of this domain's room: what met, known pictures, files that were sent."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.pictures import policies, selectors
from minhbach.domains.pictures.models import KnownPicture, PictureMatch, Upload
from minhbach.domains.pictures.types import KnownKind, MatchKind, UploadState, Verdict
from minhbach.domains.pictures.wording import likeness
from minhbach.foundation.pages import Column, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import StateFilter


@require_safe
def matches(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_matches(request.officer, at=request.at),
        title=_lazy("Ảnh trùng"),
        columns=[
            Column("lead", _lazy("Thông tin"), lambda row: row.lead.title, url=lambda row: row.get_absolute_url()),
            Column("kind", _lazy("Trùng với"), lambda row: str(MatchKind(row.kind).label), sort="kind"),
            Column("other", _lazy("Ảnh kia"), other_words, under="kind"),
            Column("like", _lazy("Mức giống"), likeness),
            Column(
                "verdict", _lazy("Kết luận"), lambda row: chip_of(Verdict(row.verdict)), sort="verdict", kind="chip"
            ),
            Column("found", _lazy("Thấy lúc"), lambda row: row.found_at, sort="found_at", kind="moment"),
        ],
        filters=[
            StateFilter("kind", _lazy("Trùng với"), MatchKind),
            StateFilter("verdict", _lazy("Kết luận"), Verdict),
        ],
        search=selectors.matches_with_words,
        empty=_lazy("Chưa có ảnh nào trùng. Nạp ảnh của tin đăng để so với nhau và với ảnh mẫu."),
        export_name="anh-trung",
    )
    return page.response("pictures/matches.html", _may(request))


@require_safe
def known(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_known(),
        title=_lazy("Ảnh mẫu"),
        columns=[
            Column("label", _lazy("Là gì, thấy ở đâu"), lambda row: row.label, url=lambda row: row.get_absolute_url()),
            Column("kind", _lazy("Ảnh của"), lambda row: str(KnownKind(row.kind).label), sort="kind"),
            Column("mark", _lazy("Nhãn hiệu"), lambda row: row.mark),
            Column("source", _lazy("Nguồn"), lambda row: row.source),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name),
            Column("state", _lazy("Tình trạng"), known_state, kind="chip"),
            Column("kept", _lazy("Nạp lúc"), lambda row: row.created_at, sort="created_at", kind="moment"),
        ],
        filters=[StateFilter("kind", _lazy("Ảnh của"), KnownKind)],
        search=selectors.known_with_words,
        empty=_lazy("Chưa có ảnh mẫu nào."),
        export_name="anh-mau",
    )
    return page.response("pictures/known_list.html", _may(request))


@require_safe
def uploads(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_uploads(request.officer, at=request.at),
        title=_lazy("Lần nạp ảnh"),
        columns=[
            Column("name", _lazy("Tệp"), lambda row: row.name, url=lambda row: row.get_absolute_url()),
            Column("what", _lazy("Ảnh của"), what_words, under="name"),
            Column("state", _lazy("Tình trạng"), upload_state, kind="chip"),
            Column("pictures", _lazy("Số ảnh"), lambda row: row.picture_count, kind="number"),
            Column("refused", _lazy("Ảnh không đọc được"), lambda row: row.refused_count, kind="number"),
            Column("officer", _lazy("Người nạp"), lambda row: row.requested_by.full_name),
            Column("sent", _lazy("Nạp lúc"), lambda row: row.created_at, sort="created_at", kind="moment"),
        ],
        filters=[StateFilter("state", _lazy("Tình trạng"), UploadState)],
        empty=_lazy("Chưa nạp tệp ảnh nào."),
        export_name="lan-nap-anh",
    )
    return page.response("pictures/uploads.html", _may(request))


def other_words(row: PictureMatch) -> str:
    """Say what the other picture is of."""
    if row.known is not None:
        return str(row.known.label)
    return str(row.other_lead.title if row.other_lead is not None else row.other_listing_id or row.other_file)


def known_state(row: KnownPicture) -> tuple[str, str]:
    return (_("đã rút"), "") if row.withdrawn_at else (_("đang dùng để so"), "good")


def upload_state(row: Upload) -> tuple[str, str]:
    return (_("đã gỡ"), "") if row.undone_at else chip_of(UploadState(row.state))


def what_words(row: Upload) -> str:
    if row.sweep is None:
        return str(KnownKind(row.kind).label)
    return _("tin đăng của lượt quét %(name)s") % {"name": row.sweep.export.name}


def _may(request: OfficeRequest) -> dict[str, bool]:
    return {
        "may_keep": policies.may_keep(request.officer, at=request.at),
        "may_sweep": policies.may_sweep(request.officer, at=request.at),
        "may_read": policies.may_read(request.officer, at=request.at),
    }
