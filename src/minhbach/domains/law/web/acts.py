"""Pages on which a legal officer switches, corrects and adds rows."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.law import selectors, services
from minhbach.domains.law.models import LawRow
from minhbach.domains.law.policies import require_law_keeper
from minhbach.domains.law.web.forms import RowForm, SwitchForm
from minhbach.domains.law.web.pages import name_of, page_of
from minhbach.foundation.pages.forms import handle
from minhbach.foundation.pages.request import OfficeRequest


@require_POST
def switch(request: OfficeRequest, row_id: str) -> HttpResponse:
    require_law_keeper(request.officer, at=request.at)
    row = selectors.get_row(row_id)
    form = SwitchForm.of(request)
    return handle(
        request,
        form,
        lambda: services.propose_switch(officer=request.officer, at=request.at, row=row, **form.asked),
        done=lambda proposal: _("Đã đề nghị: %(change)s. Công chức pháp chế khác xác nhận.") % {"change": proposal},
        back=selectors.row_url(row.row_id),
        template="law/row.html",
        page=lambda: page_of(request, row, switch_form=form),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: OfficeRequest, row_id: str) -> HttpResponse:
    return _change(request, row_id, is_new=False)


@require_http_methods(["GET", "HEAD", "POST"])
def add_period(request: OfficeRequest, row_id: str) -> HttpResponse:
    return _change(request, row_id, is_new=True)


def _change(request: OfficeRequest, row_id: str, *, is_new: bool) -> HttpResponse:
    officer, at = request.officer, request.at
    require_law_keeper(officer, at=at)
    row = selectors.get_row(row_id)
    form = RowForm.of(request, row=row, is_new=is_new)
    return handle(
        request,
        form,
        lambda: services.propose_row(
            officer=officer,
            at=at,
            row=row,
            content=form.content(),
            basis=form.asked["basis"],
            is_new=is_new,
            close_previous=form.asked.get("close_previous", False),
        ),
        done=_("Đã đề nghị; công chức pháp chế khác xác nhận thì thay đổi có hiệu lực."),
        page=_added(row) if is_new else _corrected(row),
    )


def _added(row: LawRow) -> dict[str, Any]:
    return {
        **_above(row),
        "title": _("Thêm kỳ mới của %(row)s") % {"row": name_of(row)},
        "lead": _(
            "Những phần không hỏi ở đây (điểm, hình thức bổ sung, biện pháp khắc phục) lấy theo mục đó; hãy "
            "xem lại sau khi lưu."
        ),
    }


def _corrected(row: LawRow) -> dict[str, Any]:
    return {
        **_above(row),
        "title": _("Sửa %(row)s") % {"row": name_of(row)},
        "lead": _("Bản cũ vẫn xem được; vụ việc đã quyết định giữ nguyên căn cứ lúc quyết định."),
    }


def _above(row: LawRow) -> dict[str, Any]:
    url = selectors.row_url(row.row_id)
    return {"above": name_of(row), "above_url": url, "cancel": url}
