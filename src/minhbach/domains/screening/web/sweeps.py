"""Sweeps: the list, one with its progress, its refused rows."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.screening import policies, selectors, services
from minhbach.domains.screening.models import Sweep
from minhbach.domains.screening.selectors.lexicon import versions_by_id
from minhbach.domains.screening.selectors.sweeps import progress_of
from minhbach.domains.screening.services.exports import day_said
from minhbach.domains.screening.types import SweepState
from minhbach.domains.screening.web.forms import COLUMN_LABELS
from minhbach.domains.screening.web.listed import who_uploads
from minhbach.engine.screening.signs import signs
from minhbach.engine.telling.refused_rows import refused_kinds
from minhbach.engine.telling.sentences import fault_said, refused_kind_said
from minhbach.foundation import files
from minhbach.foundation.audit.looks import saw
from minhbach.foundation.pages import Column, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import StateFilter
from minhbach.foundation.refusals import NotFound


@require_safe
def sweeps(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_sweeps(request.officer, at=request.at),
        title=_lazy("Lượt quét"),
        columns=[
            Column("name", _lazy("Tệp"), lambda sweep: sweep.export.name, sort="export__name", url=_url),
            Column("state", _lazy("Tình trạng"), _state_words, kind="chip"),
            Column("asked", _lazy("Yêu cầu lúc"), lambda sweep: sweep.created_at, sort="created_at", kind="moment"),
            Column("officer", _lazy("Người yêu cầu"), _asker, under="asked"),
            Column("rows", _lazy("Số dòng"), lambda sweep: sweep.rows_done, sort="rows_done", kind="number"),
            Column(
                "leads",
                _lazy("Thông tin cần thẩm tra"),
                lambda sweep: sweep.lead_count,
                sort="lead_count",
                kind="number",
            ),
            Column("new", _lazy("Thông tin mới"), lambda sweep: sweep.new_lead_count, kind="number"),
            Column("refused", _lazy("Dòng bị loại"), lambda sweep: sweep.refused_count, kind="number"),
        ],
        filters=[StateFilter("state", _lazy("Tình trạng"), SweepState)],
        empty=_lazy("Chưa quét tệp nào."),
        export_name="luot-quet",
    )
    return page.response(
        "screening/sweeps.html",
        {"may_sweep": policies.holds(request.posts, policies.SWEEPERS), "who_uploads": who_uploads(request)},
    )


@require_safe
def sweep(request: OfficeRequest, sweep_id: UUID) -> HttpResponse:
    return render(request, "screening/sweep.html", _context(request, sweep_id))


@require_safe
def progress(request: OfficeRequest, sweep_id: UUID) -> HttpResponse:
    """The part of the page that asks again each second while the sweep runs."""
    return render(request, "screening/sweep_progress.html", _context(request, sweep_id))


@require_POST
def cancel(request: OfficeRequest, sweep_id: UUID) -> HttpResponse:
    found = selectors.access_sweep(request.officer, sweep_id, at=request.at)
    services.cancel_sweep(officer=request.officer, at=request.at, sweep=found)
    messages.success(request, _lazy("Đã dừng lượt quét. Tệp vẫn được giữ và có thể quét lại."))
    return redirect("screening:sweep", sweep_id)


@require_safe
def refused(request: OfficeRequest, sweep_id: UUID) -> FileResponse:
    """Every refused row with its number, the reason and the remedy."""
    found = selectors.access_sweep(request.officer, sweep_id, at=request.at)
    if not found.refused_file:
        raise NotFound
    saw("screening.export", found.export_id, owner=found.owner_agency_id)
    return FileResponse(
        files.open_stored(found.refused_file), as_attachment=True, filename=f"dong-bi-loai-{found.export.name}.xlsx"
    )


def _context(request: OfficeRequest, sweep_id: UUID) -> dict[str, object]:
    found = selectors.access_sweep(request.officer, sweep_id, at=request.at)
    if found.refused_rows:
        saw("screening.export", found.export_id, owner=found.owner_agency_id)
    return {
        "sweep": found,
        "progress": progress_of(found, at=request.at),
        "state": _state_words(found),
        "is_known": "da-quet" in request.GET,
        "may_sweep": policies.sweeps_for(request.posts, found.owner_agency_id),
        "may_cancel": found.is_stoppable(at=request.at),
        "by_sign": [(sign, found.leads_by_sign[sign]) for sign in signs() if found.leads_by_sign.get(sign)],
        "nothing_read": _nothing_read(found),
        "refused": [refused_kind_said(kind) for kind in found.refused_kinds or refused_kinds(found.refused_rows)],
        "noted": [fault_said(kind) for kind in found.noted_kinds],
        "lexicon": versions_by_id(found.lexicon_version_ids),
        "as_of": date.fromisoformat(found.versions["as_of"]) if "as_of" in found.versions else None,
        "collected_on": day_said(found.how),
        "columns": [
            (label, found.mapping[column]) for column, label in COLUMN_LABELS.items() if column in found.mapping
        ],
    }


def _url(sweep: Sweep) -> str:
    return reverse("screening:sweep", args=[sweep.id])


def _state_words(sweep: Sweep) -> tuple[str, str]:
    # A run that read nothing has ended, but it is no success.
    return (_("không đọc được dòng nào"), "late") if _nothing_read(sweep) else chip_of(SweepState(sweep.state))


def _nothing_read(sweep: Sweep) -> bool:
    return bool(sweep.state == SweepState.DONE and sweep.rows_done <= sweep.refused_count)


def _asker(sweep: Sweep) -> str:
    return sweep.requested_by.full_name if sweep.requested_by else ""
