"""Taking a ready file, saying that a case was entered, and which systems are wanted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases.selectors import access_case
from minhbach.domains.documents.selectors import agencies_administered_by
from minhbach.domains.elsewhere import policies, selectors, services
from minhbach.domains.elsewhere.fields import FIELDS
from minhbach.domains.elsewhere.ready import FORMS
from minhbach.domains.elsewhere.types import SYSTEMS
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm, handle

ASKING = ["GET", "HEAD", "POST"]


@require_POST
def ready(request: OfficeRequest, case_id: UUID, code: str, form: str) -> HttpResponse:
    """The file made ready for a system; by a press, since the log keeps who took it."""
    case, system = access_case(request.officer, case_id), selectors.get_system(code)
    if form not in FORMS:
        raise Http404
    made = services.take_ready(officer=request.officer, at=request.at, case=case, system=system, form=form)
    answer = HttpResponse(made.content, content_type=made.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{case.code}-{system.code}.{form}"'
    return answer


class MarkForm(PageForm):
    number = fields.Text(label=_lazy("Số hệ thống kia đã cấp"), longest=100, attrs={"autofocus": True})
    entered_on = fields.Day(label=_lazy("Ngày nhập"))


@require_http_methods(ASKING)
def mark(request: OfficeRequest, case_id: UUID, code: str) -> HttpResponse:
    case, system = access_case(request.officer, case_id), selectors.get_system(code)
    policies.require_to_enter(request.officer, case, at=request.at)
    form = MarkForm.of(request)
    form.propose(entered_on=local_date(request.at))
    back = reverse("elsewhere:of_case", args=[case.pk])
    return handle(
        request,
        form,
        lambda: services.mark_entered(officer=request.officer, at=request.at, case=case, system=system, **form.asked),
        done=_("Đã ghi vụ việc đã nhập ở %(system)s.") % {"system": system.short},
        back=back,
        page={
            "title": _("Đã nhập ở %(system)s") % {"system": system.short},
            "lead": f"{case.code} – {case.title}",
            "button": _("Ghi"),
            "cancel": back,
        },
    )


class UseForm(PageForm):
    agency = fields.Record(label=_lazy("Đơn vị"), words=lambda agency: agency.name)
    system = fields.Choice(label=_lazy("Hệ thống"), choices=[(code, one.name) for code, one in SYSTEMS.items()])
    is_used = fields.Either(label=_lazy("Lựa chọn"), yes=_lazy("phải nhập"), no=_lazy("không phải nhập"), initial="yes")
    columns = fields.Text(label=_lazy("Cột của tệp"), required=False, longest=5000, rows=8)
    valid_from = fields.Day(label=_lazy("Từ ngày"))

    def prepare(self) -> None:
        self.fields["columns"].help_text = _(
            "Để trống thì dùng các cột có sẵn. Mỗi dòng một cột: “Tiêu đề cột = tên trường”; bỏ trống sau dấu = nếu "
            "cột ấy phải gõ tay. Tên trường: %(fields)s."
        ) % {"fields": "; ".join(str(one.label) for one in FIELDS.values())}


@require_http_methods(ASKING)
def set_use(request: OfficeRequest) -> HttpResponse:
    require_role(request.officer, Role.ADMINISTRATOR, at=request.at)
    form = UseForm.of(request)
    form.offer("agency", agencies_administered_by(request.officer, at=request.at))
    address = reverse("elsewhere:uses")

    def act() -> object:
        asked: dict[str, Any] = {**form.asked, "system": SYSTEMS[form.asked["system"]]}
        return services.set_use(officer=request.officer, at=request.at, **asked)

    return handle(
        request,
        form,
        act,
        done=_("Đã ghi nơi phải nhập."),
        back=address,
        page={"title": _("Đặt nơi phải nhập"), "cancel": address, "above": _("Nơi phải nhập"), "above_url": address},
    )
