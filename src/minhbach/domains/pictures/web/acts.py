"""What is done here: each act parses, makes one service call, and leads back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.pictures import policies, selectors, services
from minhbach.domains.pictures.models import Upload
from minhbach.domains.pictures.web.forms import LARGEST, JudgeForm, KnownForm, SendForm, WithdrawForm
from minhbach.domains.pictures.web.pages import match_context
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.bodies import takes_up_to
from minhbach.foundation.pages.forms import handle


@takes_up_to(LARGEST + 1)
@require_http_methods(["GET", "HEAD", "POST"])
def send_known(request: OfficeRequest) -> HttpResponse:
    policies.require_keeper(request.officer, at=request.at)
    form = KnownForm.of(request)

    def act() -> tuple[Upload, bool]:
        told = dict(form.asked)
        file, kind = told.pop("file"), told.pop("kind")
        return services.send_known(
            officer=request.officer, at=request.at, name=file.name, content=file, kind=kind, told=told
        )

    return handle(
        request,
        form,
        act,
        back=_sent_url,
        page={
            "title": _("Nạp ảnh mẫu"),
            "button": _("Nạp ảnh"),
            "lead": _("Mọi cơ quan trong mạng lưới thấy ảnh mẫu và so với ảnh mẫu. Ảnh được vẽ lại thành ảnh nhỏ."),
            "cancel": reverse("pictures:known_list"),
        },
    )


@takes_up_to(LARGEST + 26)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: OfficeRequest) -> HttpResponse:
    policies.require_sweeper(request.officer, at=request.at)
    form = SendForm.of(request, sweeps=selectors.sweeps_to_choose(request.officer, at=request.at))

    def act() -> tuple[Upload, bool]:
        file, sheet = form.asked["file"], form.asked["sheet"]
        return services.send_listings(
            officer=request.officer,
            at=request.at,
            sweep=form.sweeps[form.asked["sweep"]],
            name=file.name,
            content=file,
            sheet_name=sheet.name if sheet else "",
            sheet=sheet or None,
        )

    return handle(
        request,
        form,
        act,
        back=_sent_url,
        page={
            "title": _("Nạp ảnh của tin đăng"),
            "button": _("Nạp và so ảnh"),
            "lead": _("Ảnh được so với nhau và với mọi ảnh mẫu, kể cả khi bị cắt, đóng khung, lật hay ghép."),
            "cancel": reverse("pictures:matches"),
        },
    )


def _sent_url(sent: tuple[Upload, bool]) -> str:
    upload, is_new = sent
    return upload.get_absolute_url() + ("" if is_new else "?da-nap=1")


@require_POST
def undo(request: OfficeRequest, upload_id: UUID) -> HttpResponse:
    found = selectors.get_upload(request.officer, upload_id, at=request.at)
    services.undo_upload(officer=request.officer, at=request.at, upload=found)
    messages.success(request, _("Đã gỡ tất cả những gì lần nạp này để lại."))
    return redirect(found)


@require_POST
def judge(request: OfficeRequest, match_id: UUID) -> HttpResponse:
    policies.require_judge(request.officer, at=request.at)
    found = selectors.get_match(request.officer, match_id, at=request.at)
    form = JudgeForm.of(request)
    return handle(
        request,
        form,
        lambda: services.judge_match(
            officer=request.officer,
            at=request.at,
            match=found,
            is_same=request.POST.get("verdict") == "same",
            **form.asked,
        ),
        done=_("Đã ghi kết luận."),
        back=found,
        template="pictures/match.html",
        page=lambda: match_context(request, match_id, form),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: OfficeRequest, known_id: UUID) -> HttpResponse:
    found = selectors.get_known(known_id)
    policies.require_keeper_of(request.officer, found.owner_agency, at=request.at)
    form = WithdrawForm.of(request)
    return handle(
        request,
        form,
        lambda: services.withdraw_known(officer=request.officer, at=request.at, picture=found, **form.asked),
        done=_("Đã rút ảnh mẫu; các lần so sau không dùng ảnh này."),
        back=found,
        page={"title": _("Rút ảnh mẫu"), "button": _("Rút ảnh mẫu"), "cancel": found.get_absolute_url()},
    )
