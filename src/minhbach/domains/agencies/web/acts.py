"""What an administrator does with an agency."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.policies import require_administrator, require_administrator_above
from minhbach.domains.agencies.web.forms import AgencyForm, AmendAgencyForm, EndAgencyForm
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.editing import Edits
from minhbach.foundation.pages.forms import handle


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: OfficeRequest) -> HttpResponse:
    require_administrator(request.officer, None, at=request.at)
    form = AgencyForm.of(request, officer=request.officer, on=local_date(request.at))
    return handle(
        request,
        form,
        lambda: services.create_agency(**form.asked, officer=request.officer, at=request.at),
        done=lambda made: _("Đã thêm %(agency)s.") % {"agency": made.name},
        template="agencies/form.html",
        page={"title": _("Thêm cơ quan")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    found = selectors.get_agency(agency_id)
    require_administrator(request.officer, found, at=request.at)
    options: dict[str, Any] = {"agency": found, "on": local_date(request.at)}
    form = AmendAgencyForm.of(request, **options)
    return handle(
        request,
        form,
        lambda: services.amend_agency(agency=found, **form.asked, officer=request.officer, at=request.at),
        done=_("Đã sửa %(agency)s.") % {"agency": found.name},
        back=found,
        template="agencies/form.html",
        page={"title": _("Sửa thông tin %(agency)s") % {"agency": found.name}, "agency": found},
        edits=Edits(found, lambda: AmendAgencyForm(**options)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    found = selectors.get_agency(agency_id)
    require_administrator_above(request.officer, found, at=request.at)
    form = EndAgencyForm.of(request, agency=found, officer=request.officer, on=local_date(request.at))
    return handle(
        request,
        form,
        lambda: services.end_agency(agency=found, **form.asked, officer=request.officer, at=request.at),
        done=_("Đã ghi nhận ngày kết thúc của %(agency)s.") % {"agency": found.name},
        back=found,
        template="agencies/form.html",
        page={"title": _("Kết thúc hoạt động: %(agency)s") % {"agency": found.name}, "agency": found},
    )
