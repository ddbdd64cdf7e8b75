"""Opening a case: from a lead, or from what the unit knows itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency
from minhbach.domains.cases import policies, services
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors.overlaps import cases_on_subjects
from minhbach.domains.cases.types.codes import Origin
from minhbach.domains.cases.web.forms.opening import FromLeadForm, OpenForm
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.selectors import get_report
from minhbach.domains.intake.services import link_case
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.selectors import about_of, access_lead
from minhbach.domains.sites.models import Site
from minhbach.domains.sites.selectors import get_site
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.selectors import find_subjects, get_subject, subject_in_reach
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.forms import handle
from minhbach.foundation.pages.request import OfficeRequest
from minhbach.foundation.refusals import NotFound

PICKED_AT_MOST = 8


def open_own(request: OfficeRequest) -> HttpResponse:
    agency, today = _agency(request), local_date(request.at)
    site = _asked_site(request)
    subject = site.subject if site is not None else _asked_subject(request)
    initial: dict[str, Any] = {"subject": subject.id, "place": subject.place_id} if subject else {}
    if site is not None:
        title = _("Dấu hiệu vi phạm ở %(site)s") % {"site": site.name}
        initial |= {"title": title[:200], "presence_url": site.url, "is_ecommerce": True}
        initial["place"] = initial.get("place") or site.place_id
    report = _asked_report(request)
    if report is not None:
        title = _("Tin báo, đơn số %(number)s") % {"number": report.number}
        initial |= {
            "title": title,
            "origin": Origin.TIP,
            "presence_url": report.link,
            "is_ecommerce": bool(report.link),
        }
        initial["place"] = initial.get("place") or report.place_id
    form = OpenForm.of(request, agency=agency, on=today, initial=initial)

    def act() -> Case:
        chosen: Subject | None = form.asked.get("subject")
        asked = {**form.asked, "subject_id": chosen.id if chosen else None}
        del asked["subject"]
        with transaction.atomic():
            case = services.open_case(officer=request.officer, at=request.at, agency=agency, **asked)
            if report is not None:
                link_case(officer=request.officer, at=request.at, report=report, case_id=case.id, code=case.code)
        return case

    return handle(
        request,
        form,
        act,
        done=lambda case: _("Đã mở vụ việc %(case)s.") % {"case": case.code},
        template="cases/open.html",
        page=lambda: {"subject": subject, "overlaps": _overlaps(subject, request)},
    )


def open_from_lead(request: OfficeRequest) -> HttpResponse:
    """`?lead=<id>`: the page the button on a lead leads to."""
    lead = _lead(request)
    if lead.case_id is not None:
        return redirect("cases:case", lead.case_id)
    agency, today = _agency(request), local_date(request.at)
    subject = subject_in_reach(about_of(lead))
    place = lead.place_id or (subject.place_id if subject else None)
    initial = {"title": services.title_of(lead), "place": place}
    form = FromLeadForm.of(request, agency=agency, on=today, initial=initial)
    return handle(
        request,
        form,
        lambda: services.open_case_from_lead(
            officer=request.officer, at=request.at, lead=lead, agency=agency, **form.asked
        ),
        done=lambda case: _("Đã mở vụ việc %(case)s.") % {"case": case.code},
        template="cases/open_from_lead.html",
        page=lambda: {"lead": lead, "subject": subject, "overlaps": _overlaps(subject, request)},
    )


def pick_subject(request: OfficeRequest) -> HttpResponse:
    """What a search for an organization or person finds, to be picked; the newest name first."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    found = list(find_subjects(text)[:PICKED_AT_MOST]) if len(text) > 1 else []
    return render(request, "cases/subjects_found.html", {"found": found, "text": text})


def _agency(request: OfficeRequest) -> Agency:
    return policies.agency_to_open_in(request.officer, at=request.at)


def _lead(request: OfficeRequest) -> Lead:
    text = request.POST.get("lead") or request.GET.get("lead", "")
    try:
        lead_id = UUID(text)
    except ValueError:
        raise NotFound from None
    return access_lead(request.officer, lead_id, at=request.at)


def _asked_subject(request: OfficeRequest) -> Subject | None:
    text = request.POST.get("subject") or request.GET.get("subject", "")
    try:
        return get_subject(UUID(text))
    except ValueError:
        return None


def _asked_site(request: OfficeRequest) -> Site | None:
    try:
        return get_site(UUID(request.GET.get("site", "")))
    except ValueError:
        return None


def _asked_report(request: OfficeRequest) -> Report | None:
    """`?report=<id>`: what the public sent, of one's own agency, from which the case is opened."""
    try:
        return get_report(UUID(request.GET.get("report", "")))
    except ValueError:
        return None


def _overlaps(subject: Subject | None, request: OfficeRequest) -> list[object]:
    if subject is None:
        return []
    return list(cases_on_subjects([subject.id], on=local_date(request.at)))
