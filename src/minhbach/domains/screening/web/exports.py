"""Uploading a file of listings and saying which of its columns is which."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.screening import policies, selectors, services
from minhbach.domains.screening.models import Export, Sweep
from minhbach.domains.screening.web.forms import LARGEST_EXPORT, ExportForm, MappingForm, ReadAnewForm
from minhbach.foundation.audit.looks import saw
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.bodies import takes_up_to
from minhbach.foundation.pages.forms import handle
from minhbach.foundation.pages.request import OfficeRequest
from minhbach.foundation.uploads import MEGABYTE

READ_AS_THEY_ARE = _lazy(
    "Hệ thống nhận được phông cũ (TCVN3, VNI), nhiều trang tính, ô gộp, dòng tiêu đề của các sàn, giá viết như 2tr5, "
    "250.000 - 300.000. Giá không đọc được thì coi như không ghi giá, tin vẫn được quét. "
    "Nạp lại cùng một tệp không làm thay đổi gì."
)


@takes_up_to(LARGEST_EXPORT // MEGABYTE + 1)
@require_http_methods(["GET", "POST"])
def upload(request: OfficeRequest) -> HttpResponse:
    """A file goes in once; the same file again leads to where it already is."""
    policies.require_sweeper(request.officer, at=request.at)
    form = ExportForm.of(request)
    return handle(
        request,
        form,
        lambda: _receive(request, form.asked["file"]),
        back=lambda export: reverse("screening:mapping", args=[export.id]),
        template="screening/upload.html",
        page={"title": _("Nạp tệp tin đăng bán"), "button": _("Nạp tệp"), "lead": READ_AS_THEY_ARE},
    )


def _receive(request: OfficeRequest, file: Any) -> Export:
    return services.receive_export(officer=request.officer, at=request.at, name=file.name, content=file)


@require_http_methods(["GET", "POST"])
def mapping(request: OfficeRequest, export_id: UUID) -> HttpResponse:
    """The first rows as they stand, a guess at each column, and the start of the sweep."""
    export = selectors.access_export(request.officer, export_id, at=request.at)
    # Its rows stand in a file, so they cannot tell of themselves.
    saw("screening.export", export.id, owner=export.owner_agency_id)
    on = local_date(request.at)
    form = MappingForm.of(
        request,
        export=export,
        recipients=selectors.recipients(export.owner_agency, on=on),
        chosen=selectors.inspecting_units(export.owner_agency, on=on),
    )
    return handle(
        request,
        form,
        lambda: _sweep(request, export, form),
        back=_sweep_url,
        template="screening/mapping.html",
        page={"export": export, "anew": ReadAnewForm(export=export)},
    )


@require_POST
def read_anew(request: OfficeRequest, export_id: UUID) -> HttpResponse:
    """The file by another of its tables, or without headings."""
    export = selectors.access_export(request.officer, export_id, at=request.at)
    form = ReadAnewForm.of(request, export=export)
    address = reverse("screening:mapping", args=[export.id])
    return handle(
        request,
        form,
        lambda: services.read_anew(
            officer=request.officer,
            at=request.at,
            export=export,
            sheet=form.asked["sheet"],
            has_header=not form.asked["no_header"],
        ),
        back=reverse("screening:mapping", args=[export.id]),
        page={
            "title": _("Đọc lại tệp"),
            "button": _("Đọc lại"),
            "cancel": address,
        },
    )


def _sweep(request: OfficeRequest, export: Export, form: MappingForm) -> tuple[Sweep, bool]:
    services.confirm_mapping(
        officer=request.officer,
        at=request.at,
        export=export,
        mapping=form.mapping(),
        collected_on=form.asked["collected_on"],
    )
    return services.start_sweep(
        officer=request.officer,
        at=request.at,
        export=export,
        sharing=form.asked["sharing"],
        share_with=form.asked["agencies"],
    )


def _sweep_url(started: tuple[Sweep, bool]) -> str:
    sweep, is_new = started
    url = reverse("screening:sweep", args=[sweep.id])
    return url if is_new else f"{url}?da-quet=1"
