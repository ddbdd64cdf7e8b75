"""What a firm sees of what was passed to it, and its own answers: the pages of its account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.mediation import policies, selectors, services
from minhbach.domains.mediation.course import shown
from minhbach.domains.mediation.models import Dispute
from minhbach.domains.mediation.refusals import DisputeNotFound
from minhbach.domains.mediation.types import State, StepKind
from minhbach.domains.mediation.web.forms import FirmForm
from minhbach.domains.mediation.web.pages import lines_of, promises_kept
from minhbach.foundation.clock import local_date
from minhbach.foundation.office import open_to_guests
from minhbach.foundation.pages import Column, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import PageForm, handle


@open_to_guests
@require_safe
def disputes(request: OfficeRequest) -> HttpResponse:
    require_role(request.officer, Role.GUEST, at=request.at)
    today = local_date(request.at)
    page = ListPage(
        request,
        selectors.visible_disputes(),
        title=_lazy("Yêu cầu của người tiêu dùng"),
        columns=[
            Column("number", _lazy("Số"), lambda row: row.number,
                   url=lambda row: reverse("mediation:firm_dispute", args=[row.pk])),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(shown(row.state, due_on=row.due_on, as_of=today)),
                   kind="chip"),
            Column("due", _lazy("Trả lời trước hết ngày"), lambda row: row.due_on, sort="due_on", indexed=True,
                   kind="day"),
            Column("passed", _lazy("Chuyển ngày"), lambda row: row.passed_on, kind="day"),
            Column("agency", _lazy("Cơ quan chuyển"), lambda row: row.owner_agency.name),
        ],
        default_sort="due",
        empty=_lazy("Chưa có yêu cầu nào được chuyển đến."),
        export_name="yeu-cau-cua-nguoi-tieu-dung",
    )  # fmt: skip
    return page.response("foundation/list.html")


@open_to_guests
@require_safe
def dispute(request: OfficeRequest, dispute_id: UUID) -> HttpResponse:
    require_role(request.officer, Role.GUEST, at=request.at)
    return render(request, "mediation/firm_dispute.html", _context(request, _own(request, dispute_id)))


@open_to_guests
@require_POST
def answer(request: OfficeRequest, dispute_id: UUID) -> HttpResponse:
    require_role(request.officer, Role.GUEST, at=request.at)
    found = _own(request, dispute_id)
    form = FirmForm.of(request, dispute=found, steps=selectors.steps_of(found), on=local_date(request.at))
    return handle(
        request,
        form,
        lambda: services.answer_as_firm(
            officer=request.officer, at=request.at, dispute=found, press=form.press, **form.told_service
        ),
        done=_("Đã gửi; người tiêu dùng và cơ quan đọc được."),
        back=reverse("mediation:firm_dispute", args=[found.pk]),
        template="mediation/firm_dispute.html",
        page=lambda: _context(request, found, form=form),
    )


def _own(request: OfficeRequest, dispute_id: UUID) -> Dispute:
    found = selectors.get_dispute(dispute_id)
    # What is shared with a body that is not the firm's is none of its own, and nowhere.
    if not policies.answers_for_firm(request.officer, found, at=request.at):
        raise DisputeNotFound
    return found


def _context(request: OfficeRequest, found: Dispute, **forms: PageForm) -> dict[str, Any]:
    """Say what both sides may read; of signs and of what the office notes for itself nothing."""
    today, steps = local_date(request.at), selectors.steps_of(found)
    terms = selectors.terms_of(found, steps, as_of=today)
    written = selectors.last_of(steps, StepKind.WRITTEN)
    return {
        "dispute": found,
        "title": _("Yêu cầu số %(number)s của người tiêu dùng") % {"number": found.number},
        "above": _("Yêu cầu của người tiêu dùng"),
        "above_url": reverse("mediation:firm_list"),
        "chips": [chip_of(shown(found.state, due_on=found.due_on, as_of=today))],
        "facts": [
            Fact(_("Cơ quan chuyển"), found.owner_agency.name),
            Fact(_("Chuyển ngày"), found.passed_on, kind="day"),
        ],
        "passed": selectors.last_of(steps, StepKind.PASSED),
        "told": selectors.person_told(found, steps),
        "offer": selectors.open_offer(steps) if found.state in (State.TALKING, State.MEDIATING) else None,
        "written": written,
        "promises": promises_kept(written, steps, today=today),
        "story": lines_of(steps, terms),
        "terms": terms.running,
        "form": FirmForm(dispute=found, steps=steps, on=today),
        **forms,
    }
