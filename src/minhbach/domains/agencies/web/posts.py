"""Giving and ending posts."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.models import Post, PostProposal
from minhbach.domains.agencies.policies import require_administrator
from minhbach.domains.agencies.web.forms import EndPostForm, PostForm
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import handle


@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    agency = selectors.get_agency(agency_id)
    require_administrator(request.officer, agency, at=request.at)
    form = PostForm.of(
        request, officer=request.officer, on=local_date(request.at), person=request.GET.get("can-bo", "")
    )
    return handle(
        request,
        form,
        lambda: services.give_post(agency=agency, **form.asked, officer=request.officer, at=request.at),
        done=_given,
        back=agency,
        template="agencies/form.html",
        page={
            "title": _("Giao chức vụ tại %(agency)s") % {"agency": agency.name},
            "agency": agency,
            "lead": _(
                "Chức vụ ký văn bản, thủ trưởng, quản trị, pháp chế, hoặc giao cho cán bộ của cơ quan khác "
                "cần người thứ hai xác nhận."
            ),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: OfficeRequest, post_id: UUID) -> HttpResponse:
    post = selectors.get_post(post_id)
    require_administrator(request.officer, post.agency, at=request.at)
    form = EndPostForm.of(request, on=local_date(request.at))
    title = _("Kết thúc chức vụ của %(officer)s, %(post)s") % {"officer": post.officer.full_name, "post": post}
    return handle(
        request,
        form,
        lambda: services.end_post(post=post, **form.asked, officer=request.officer, at=request.at),
        done=_("Đã ghi nhận ngày kết thúc chức vụ."),
        back=post.agency,
        template="agencies/form.html",
        page={"title": title, "agency": post.agency},
    )


def _given(made: Post | PostProposal) -> str:
    if isinstance(made, PostProposal):
        return _("Đã đề nghị giao chức vụ cho %(officer)s; chức vụ có hiệu lực khi người thứ hai xác nhận.") % {
            "officer": made.person.full_name
        }
    return _("Đã giao chức vụ cho %(officer)s.") % {"officer": made.officer.full_name}
