"""Uploading a file of listings and saying which of its columns is which."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from minhbach.domains.screening import policies, selectors, services
from minhbach.domains.screening.refusals import ColumnTwice, ColumnUnknown, ExportUnreadable, TitleNotChosen
from minhbach.domains.screening.web.forms import ExportForm, MappingForm
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.request import OfficeRequest


@require_http_methods(["GET", "POST"])
def upload(request: OfficeRequest) -> HttpResponse:
    """A file goes in once; the same file again leads to where it already is."""
    policies.require_sweeper(request.officer, at=request.at)
    form = ExportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            export = services.receive_export(
                officer=request.officer,
                at=request.at,
                name=file.name,
                content=file,
            )
        except ExportUnreadable as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("screening:mapping", export.id)
    return render(request, "screening/upload.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def mapping(request: OfficeRequest, export_id: UUID) -> HttpResponse:
    """The first rows as they stand, a guess at each column, and the start of the sweep."""
    officer, at = request.officer, request.at
    export = selectors.access_export(officer, export_id, at=at)
    on = local_date(at)
    form = MappingForm(
        request.POST or None,
        export=export,
        recipients=selectors.recipients(export.owner_agency, on=on),
        chosen=selectors.inspecting_units(export.owner_agency, on=on),
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.confirm_mapping(officer=officer, at=at, export=export, mapping=form.mapping())
            sweep, is_new = services.start_sweep(
                officer=officer,
                at=at,
                export=export,
                sharing=form.cleaned_data["sharing"],
                share_with=form.cleaned_data["agencies"],
            )
        except (ColumnTwice, ColumnUnknown, TitleNotChosen) as refusal:
            form.add_error(None, str(refusal))
        else:
            url = redirect("screening:sweep", sweep.id)
            if not is_new:
                url["Location"] += "?da-quet=1"
            return url
    return render(
        request, "screening/mapping.html", {"form": form, "export": export}, status=422 if form.errors else 200
    )
