"""Pages on which a legal officer switches, corrects and adds rows."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.law import selectors, services
from minhbach.domains.law.policies import require_law_keeper
from minhbach.domains.law.web.forms import RowForm, SwitchForm, problems_of
from minhbach.foundation.pages.request import OfficeRequest


@require_POST
def switch(request: OfficeRequest, row_id: str) -> HttpResponse:
    officer, at = request.officer, request.at
    row = selectors.get_row(row_id)
    form = SwitchForm(request.POST)
    form.is_valid()
    is_on = bool(form.cleaned_data.get("is_on"))
    services.switch_row(officer=officer, at=at, row=row, is_on=is_on, basis=form.cleaned_data.get("basis", ""))
    said = _("Đã bật %(row)s.") if is_on else _("Đã tắt %(row)s.")
    messages.success(request, said % {"row": row.row_id})
    return redirect(selectors.row_url(row.row_id))


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: OfficeRequest, row_id: str) -> HttpResponse:
    return _change(request, row_id, is_new=False)


@require_http_methods(["GET", "HEAD", "POST"])
def add_period(request: OfficeRequest, row_id: str) -> HttpResponse:
    return _change(request, row_id, is_new=True)


def _change(request: OfficeRequest, row_id: str, *, is_new: bool) -> HttpResponse:
    officer, at = request.officer, request.at
    require_law_keeper(officer, at=at)
    row = selectors.get_row(row_id)
    form = RowForm(row, is_new=is_new, data=request.POST if request.method == "POST" else None)
    problems: list[str] = []
    if request.method == "POST":
        if form.is_valid():
            try:
                kept = services.keep_row(
                    officer=officer,
                    at=at,
                    row=row,
                    content=form.content(),
                    basis=form.cleaned_data["basis"],
                    is_new=is_new,
                    close_previous=form.cleaned_data.get("close_previous", False),
                )
            except (services.RowNotWhole, services.RowNameTaken, services.RowAlreadyInThatState) as refusal:
                problems = [one.sentence for one in getattr(refusal, "rows", ())] or [str(refusal)]
            else:
                messages.success(request, _("Đã lưu %(row)s.") % {"row": kept.row_id})
                return redirect(selectors.row_url(kept.row_id))
        else:
            problems = problems_of(form)
    return render(
        request,
        "law/change.html",
        {"row": row, "form": form, "is_new": is_new, "problems": problems},
        status=422 if problems else 200,
    )
