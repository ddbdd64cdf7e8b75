"""The page with which a unit answers who inspects it, and the bundle to hand over."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.agencies.policies import require_role
from minhbach.domains.handovers.answer import Answer, answer_of, bundle_of
from minhbach.domains.handovers.period import asked_of, units_to_choose
from minhbach.domains.handovers.policies import READERS
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.writing import write_day


@require_safe
def answer(request: OfficeRequest) -> HttpResponse:
    require_role(request.officer, *READERS, at=request.at)
    today = local_date(request.at)
    units = units_to_choose(request.officer, READERS, at=request.at)
    first = request.GET.get("from", write_day(today.replace(month=1, day=1)))
    last = request.GET.get("until", write_day(today))
    asked = asked_of(request, units, first=first, last=last)
    chosen = next((unit for unit in units if str(unit.pk) == request.GET.get("unit", "")), None)
    made = answer_of(asked, units=chosen.name if chosen else _("Mọi đơn vị của bạn"), on=today)
    is_bundle = bool(request.GET.get("bundle"))
    # Who looks a unit's faults up, and who takes them away, is known afterwards.
    with transaction.atomic():
        audit.record(
            "handovers.answer.taken" if is_bundle else "handovers.answer.read",
            officer_id=request.officer.id, at=request.at, target_type="agencies.agency",
            target_id=chosen.pk if chosen else units[0].pk,
            data={"period": made.days, "faults": made.count},
        )  # fmt: skip
    if is_bundle:
        return _bundle(made)
    context = {
        "title": _("Trả lời đoàn kiểm tra"),
        "answer": made,
        "units": [(str(unit.pk), unit.short_name) for unit in units],
        "unit": str(chosen.pk) if chosen else "",
        "from": write_day(asked.first) if asked.first else "",
        "until": write_day(asked.last) if asked.last else "",
    }
    return render(request, "handovers/answer.html", context)


def _bundle(made: Answer) -> HttpResponse:
    response = HttpResponse(bundle_of(made), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="tra-loi-doan-kiem-tra.zip"'
    return response
