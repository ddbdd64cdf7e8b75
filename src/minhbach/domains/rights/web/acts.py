"""What is done here: each act parses, makes one service call, and leads back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.rights import policies, selectors, services
from minhbach.domains.rights.models import Right, Said
from minhbach.domains.rights.refusals import RightNotFound, SaidNotFound
from minhbach.domains.rights.types import LinkState
from minhbach.domains.rights.web.forms import FORMS, AnswerForm, DecideForm, NoticeForm, PointForm, RightForm
from minhbach.domains.rights.web.pages import facts_of
from minhbach.foundation.clock import local_date
from minhbach.foundation.office import Words, open_to_guests
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import PageForm, handle

ASKING = ["GET", "HEAD", "POST"]
_ADD: Mapping[str, tuple[Words, Callable[..., Said]]] = {
    "gia-han": (_lazy("Ghi gia hạn, chấm dứt"), services.add_term),
    "nguoi-ban": (_lazy("Thêm người được ủy quyền"), services.add_seller),
    "gia-san": (_lazy("Thêm giá sàn"), services.add_floor),
    "anh": (_lazy("Thêm ảnh"), services.add_picture),
    "diem-nhan-biet": (_lazy("Thêm điểm nhận biết"), services.add_point),
}


@open_to_guests
@require_http_methods(ASKING)
def enter(request: OfficeRequest) -> HttpResponse:
    policies.require_writer(request.officer, at=request.at)
    is_guest = request.officer.is_guest
    form = RightForm.of(request, is_guest=is_guest)
    body = policies.body_for(request.officer, at=request.at)
    form.propose(holder=body.name if body else "")
    return handle(
        request,
        form,
        lambda: services.enter_right(officer=request.officer, at=request.at, **form.told_service),
        done=_("Đã gửi; cơ quan đối chiếu với sổ đăng ký rồi mới tính.") if is_guest else _("Đã ghi quyền."),
        page={
            "title": _("Đề nghị ghi nhận quyền") if is_guest else _("Ghi một quyền"),
            "button": _("Gửi") if is_guest else _("Ghi"),
            "cancel": reverse("rights:own" if is_guest else "rights:list"),
        },
    )


@require_http_methods(ASKING)
def decide(request: OfficeRequest, right_id: UUID) -> HttpResponse:
    """Confirm or refuse a proposal, with the claims of others to the same number before one's eyes."""
    found = selectors.get_right(right_id)
    policies.require_decider(request.officer, found, at=request.at)
    form = DecideForm.of(request)

    def act() -> Right:
        by_verdict = {"confirmed": services.confirm_right, "refused": services.refuse_right}
        return by_verdict[form.asked["verdict"]](
            officer=request.officer, at=request.at, right=found, compared_with=form.asked["compared_with"]
        )

    return handle(
        request,
        form,
        act,
        done=_("Đã ghi kết quả đối chiếu."),
        template="rights/decide.html",
        page={
            "title": _("Đối chiếu với sổ đăng ký"),
            "lead": _("%(kind)s số %(number)s: “%(title)s”, %(holder)s")
            % {"kind": found.get_kind_display().capitalize(), "number": found.number, "title": found.title,
               "holder": found.holder},
            "facts": facts_of(found, selectors.last_day_of(found, found.terms.all()), request.officer),
            "claims": selectors.same_number(found),
            "namesakes": selectors.same_sign(found)[:20],
            "button": _("Ghi kết quả"),
            "cancel": found.get_absolute_url(),
        },
    )  # fmt: skip


@open_to_guests
@require_http_methods(ASKING)
def say(request: OfficeRequest, right_id: UUID, part: str) -> HttpResponse:
    """Add a term, a seller, a price, a picture or a point of the guide."""
    found = _said_of(request, right_id)
    if part not in _ADD:
        raise SaidNotFound
    words, add = _ADD[part]
    form: PageForm = PointForm.of(request, right=found) if part == "diem-nhan-biet" else FORMS[part].of(request)
    form.propose(valid_from=local_date(request.at))

    def act() -> Any:
        asked = form.told_service if isinstance(form, PointForm) else dict(form.asked)
        if part == "anh":
            asked["name"] = asked["picture"].name
        return add(officer=request.officer, at=request.at, right=found, **asked)

    return handle(
        request,
        form,
        act,
        done=_("Đã gửi; cơ quan xác nhận rồi mới tính.") if request.officer.is_guest else _("Đã ghi."),
        back=found,
        page={"title": words, "lead": found.title, "button": _("Ghi"), "cancel": found.get_absolute_url()},
    )


@require_POST
def confirm(request: OfficeRequest, right_id: UUID, part: str, said_id: UUID) -> HttpResponse:
    found = selectors.get_right(right_id)
    policies.require_decider(request.officer, found, at=request.at)
    said = selectors.get_said(found, part, said_id)
    services.confirm_said(officer=request.officer, at=request.at, said=said)
    messages.success(request, _("Đã xác nhận; từ nay được tính."))
    return redirect(found)


@open_to_guests
@require_POST
def drop(request: OfficeRequest, right_id: UUID, part: str, said_id: UUID) -> HttpResponse:
    found = _said_of(request, right_id)
    said = selectors.get_said(found, part, said_id)
    services.drop_said(officer=request.officer, at=request.at, said=said)
    messages.success(request, _("Đã bỏ."))
    return redirect(found)


@open_to_guests
@require_http_methods(ASKING)
def send(request: OfficeRequest, right_id: UUID) -> HttpResponse:
    """Send links that are said to infringe a right."""
    found = _said_of(request, right_id)
    form = NoticeForm.of(request)

    def act() -> Any:
        file = form.asked["file"]
        lines = services.lines_of(form.asked["links"], file, name=file.name if file else "")
        return services.send_notice(
            officer=request.officer, at=request.at, right=found, lines=lines, note=form.asked["note"]
        )

    return handle(
        request,
        form,
        act,
        done=_("Đã nhận; mỗi đường dẫn có câu trả lời riêng."),
        template="rights/send.html",
        page={"title": _("Báo đường dẫn xâm phạm"), "lead": found.title, "button": _("Gửi"),
              "cancel": found.get_absolute_url()},
    )  # fmt: skip


@require_http_methods(ASKING)
def answer(request: OfficeRequest, links_id: UUID) -> HttpResponse:
    """Say what became of some links, or of all that wait."""
    found = selectors.get_notice(links_id)
    policies.require_answerer(request.officer, found, at=request.at)
    form = AnswerForm.of(request)
    form.propose(lines=request.GET.get("dong", "")[:6])

    def act() -> int:
        rows = form.asked["lines"]
        links = found.links.filter(row__in=rows) if rows else found.links.filter(state=LinkState.WAITING)
        return services.answer_links(
            officer=request.officer, at=request.at, notice=found, link_ids=list(links.values_list("pk", flat=True)),
            answer=form.asked["answer"], words=form.asked["words"],
        )  # fmt: skip

    return handle(
        request,
        form,
        act,
        done=lambda count: _("Đã trả lời %(count)d đường dẫn; bên báo đọc được.") % {"count": count},
        back=found,
        page={"title": _("Trả lời bên báo"), "lead": f"{found.right.title} · {found.right.holder}",
              "button": _("Trả lời"), "cancel": found.get_absolute_url()},
    )  # fmt: skip


def _said_of(request: OfficeRequest, right_id: UUID) -> Right:
    found = selectors.get_right(right_id)
    # What is shared with a body that does not own it is none of its own to say of.
    if request.officer.is_guest and not policies.is_holder(request.officer, found, at=request.at):
        raise RightNotFound
    policies.require_say(request.officer, found, at=request.at)
    return found
