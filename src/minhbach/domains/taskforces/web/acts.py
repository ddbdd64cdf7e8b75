"""What the standing office and the heads do: a force is set up, manned, prolonged, dissolved."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.taskforces import policies, selectors, services
from minhbach.domains.taskforces.models import TaskForce
from minhbach.domains.taskforces.web import forms
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import handle
from minhbach.foundation.writing import write_day

asks = require_http_methods(["GET", "HEAD", "POST"])


@asks
def set_up(request: OfficeRequest) -> HttpResponse:
    policies.require_standing_office(request.officer, at=request.at)
    form = forms.SetUpForm.of(request, officer=request.officer, at=request.at)
    return handle(
        request,
        form,
        lambda: services.set_up(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã ghi việc thành lập. Tiếp theo: đề nghị các cơ quan cử người."),
        page={
            "title": _("Thành lập tổ công tác"),
            "lead": _("Tổ chưa có ai cho đến khi thủ trưởng từng cơ quan cử người của mình."),
            "button": _("Thành lập"),
            "cancel": reverse("taskforces:list"),
        },
    )


@asks
def prolong(request: OfficeRequest, force_id: UUID) -> HttpResponse:
    found = _steered(request, force_id)
    form = forms.ProlongForm.of(request, initial={"dated": local_date(request.at)})
    return handle(
        request,
        form,
        lambda: services.prolong(officer=request.officer, at=request.at, force=found, **form.asked),
        done=_("Đã gia hạn. Thủ trưởng các cơ quan được đề nghị cử tiếp người."),
        back=found,
        page=page_of(found, _("Gia hạn"), _("Gia hạn"))
        | {"caution": _("Người đang trong tổ chỉ ở lại qua hạn cũ khi thủ trưởng của họ cử tiếp.")},
    )


@asks
def dissolve(request: OfficeRequest, force_id: UUID) -> HttpResponse:
    found = _steered(request, force_id)
    form = forms.DissolveForm.of(request, initial={"dated": local_date(request.at)})
    return handle(
        request,
        form,
        lambda: services.dissolve(officer=request.officer, at=request.at, force=found, **form.asked),
        done=lambda gone_on: (
            _("Đã giải thể. Từ %(day)s người trong tổ không còn xem được gì của tổ.") % {"day": write_day(gone_on)}
        ),
        back=lambda _gone_on: found,
        page=page_of(found, _("Giải thể"), _("Giải thể"))
        | {
            "tone": "late",
            "caution": _(
                "Người trong tổ thôi xem được ngay; ai vào tổ hôm nay thì hết hôm nay. Việc chưa xong, nhật ký, hồ sơ"
                " của tổ ở lại với thường trực Ban Chỉ đạo."
            ),
        },
    )


@asks
def invite(request: OfficeRequest, force_id: UUID) -> HttpResponse:
    found = _steered(request, force_id)
    form = forms.InviteForm.of(request, force=found, at=request.at)
    return handle(
        request,
        form,
        lambda: services.invite(officer=request.officer, at=request.at, force=found, **form.asked),
        done=_("Đã đề nghị; việc cử người nằm trên bàn của thủ trưởng cơ quan đó."),
        back=lambda _invitation: found,
        page=page_of(found, _("Đề nghị cơ quan cử người"), _("Đề nghị"))
        | {"caution": _("Cơ quan này sẽ xem được tên, nhiệm vụ, quyết định và danh sách người của tổ.")},
    )


@asks
def send(request: OfficeRequest, force_id: UUID) -> HttpResponse:
    found = selectors.get_force(force_id)
    require_role(request.officer, Role.HEAD, at=request.at)
    policies.require_running(found, at=request.at)
    people = selectors.people_to_send(request.officer, found, on=local_date(request.at))
    form = forms.SendForm.of(request, people=people)
    until = found.owner_agency.last_day
    return handle(
        request,
        form,
        lambda: services.send_people(officer=request.officer, at=request.at, force=found, **form.asked),
        done=lambda sent: _("Đã cử %(count)s người.") % {"count": len(sent)},
        back=lambda _sent: found,
        page=page_of(found, _("Cử người"), _("Cử"))
        | {
            "caution": _(
                "Người được cử xem được những gì mở cho tổ đến hết ngày %(day)s; vẫn là người của đơn vị bạn, quyền"
                " tại đơn vị không đổi."
            )
            % {"day": write_day(until) if until else ""}
        },
    )


@require_POST
def name_head(request: OfficeRequest, force_id: UUID, member_id: UUID) -> HttpResponse:
    found = _steered(request, force_id)
    member = selectors.get_member(found, member_id)
    services.name_head(officer=request.officer, at=request.at, member=member)
    messages.success(request, _("%(name)s là tổ trưởng.") % {"name": member.post.officer.full_name})
    return redirect(found)


@require_POST
def recall(request: OfficeRequest, force_id: UUID, member_id: UUID) -> HttpResponse:
    found = selectors.get_force(force_id)
    member = selectors.get_member(found, member_id)
    services.recall_member(officer=request.officer, at=request.at, member=member)
    messages.success(request, _("Đã rút %(name)s khỏi tổ.") % {"name": member.post.officer.full_name})
    return redirect(found)


def page_of(found: TaskForce, title: str, button: str) -> dict[str, Any]:
    url = found.get_absolute_url()
    return {"title": title, "button": button, "cancel": url, "above": str(found), "above_url": url}


def _steered(request: OfficeRequest, force_id: UUID) -> TaskForce:
    found = selectors.get_force(force_id)
    policies.require_steering(request.officer, found, at=request.at)
    return found
