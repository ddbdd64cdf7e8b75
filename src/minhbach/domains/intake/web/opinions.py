"""What senders think of how they were answered, by agency, kind and month."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.intake import policies, selectors
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm


class OpinionsForm(PageForm):
    month = fields.Month(label=_lazy("Tháng"))


@require_safe
def opinions(request: OfficeRequest) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    today = local_date(request.at)
    month = today.replace(day=1) - timedelta(days=1)
    form = OpinionsForm(request.GET) if request.GET.get("month") else OpinionsForm(initial={"month": month})
    if form.is_bound and form.is_valid():
        month = form.asked["month"]
    found = [(one, BY_CODE[one.kind].short) for one in selectors.opinions_in(month, today=today)]
    context = {"title": _("Ý kiến người gửi"), "form": form, "found": found, "fewest": selectors.FEWEST}
    return render(request, "intake/opinions.html", context)
