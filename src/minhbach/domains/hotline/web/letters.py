"""Letters on paper: entered with their scan."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from minhbach.domains.hotline import policies, selectors, services
from minhbach.domains.hotline.web.entering import ByLetterboxForm, EnteringForm
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.forms import handle

SCANS = ".pdf,.jpg,.jpeg,.png"


class LetterForm(ByLetterboxForm):
    scans = fields.Files(
        label=_lazy("Bản quét, ảnh chụp lá thư"), accept=SCANS, camera=True, largest=20, required=False,
        help_text=_lazy("PDF, JPEG hoặc PNG; nhiều trang thì chọn nhiều tệp, tất cả không quá 25 MB."),
    )  # fmt: skip
    what = fields.Text(
        label=_lazy("Nội dung"), rows=4, longest=20_000,
        help_text=_lazy("Tóm tắt điều thư nói. Không chép họ tên, nơi ở của người viết; bản quét giữ nguyên văn."),
    )  # fmt: skip
    where = fields.Text(label=_lazy("Ở đâu?"), longest=1_000, required=False)
    came_on = fields.Day(label=_lazy("Ngày đến"))
    late_why = fields.Text(
        label=_lazy("Vì sao nhập sau ngày đến"), longest=300, required=False,
        help_text=_lazy("Chỉ cần khi thư không đến hôm nay. Thời hạn của luật tính từ ngày đến."),
    )  # fmt: skip
    is_covered = fields.Tick(
        label=_lazy("Họ tên, nơi ở, chữ ký trên bản quét đã được che"),
        help_text=_lazy(
            "Tố cáo, tin báo nêu tên: che rồi mới quét, hoặc không đính bản quét. Bản giấy giao người giữ danh tính."
        ),
    )

    of_person = (*EnteringForm.of_person, "is_covered")

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        self.at = at
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        super().prepare()
        self.propose(came_on=local_date(self.at))

    @property
    def entered(self) -> dict[str, Any]:
        """What the service is given: the scans as bytes."""
        scans = [(one.read(), one.name) for one in self.cleaned_data["scans"]]
        return {**super().entered, "scans": scans}


@require_http_methods(["GET", "HEAD", "POST"])
def enter_letter(request: OfficeRequest) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    return _enter(request, LetterForm.of(request, at=request.at), _("Nhập thư"), reverse("hotline:desk"))


@require_http_methods(["GET", "HEAD", "POST"])
def enter_from_box(request: OfficeRequest, box_id: UUID) -> HttpResponse:
    """Enter a letter of the latest opening of a box."""
    policies.require_worker(request.officer, at=request.at)
    box = selectors.get_box(box_id)
    policies.require_own(request.officer, box, at=request.at)
    form = LetterForm.of(request, at=request.at)
    form.propose(letterbox=box.letterbox_id)
    opening = selectors.opening_to_enter(box)
    if opening is not None:
        # What lies in a box has come when it is opened.
        form.propose(came_on=local_date(opening.opened_at))
    title = _("Nhập thư từ %(box)s") % {"box": box.name}
    return _enter(request, form, title, box.get_absolute_url(), opening=opening)


def _enter(request: OfficeRequest, form: LetterForm, title: str, cancel: str, **more: Any) -> HttpResponse:
    return handle(
        request,
        form,
        lambda: services.enter_letter(officer=request.officer, at=request.at, press=form.press, **form.entered, **more),
        done=_("Đã nhập thư."),
        back=reverse("hotline:told", args=[form.press]),
        page={"title": title, "button": _("Lưu thư"), "cancel": cancel},
    )
