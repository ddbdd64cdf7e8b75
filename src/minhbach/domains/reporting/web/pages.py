"""The page of one report, to be read: its paper as it will print, its figures with their cases, who has not sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.agencies.models import Agency
from minhbach.domains.documents.selectors import drawn_for, preview_of, visible_documents
from minhbach.domains.documents.types import Kind
from minhbach.domains.law.selectors import open_law
from minhbach.domains.reporting import selectors
from minhbach.domains.reporting.catalogue import SectionForm, sections
from minhbach.domains.reporting.models import Report, ReportEvent
from minhbach.domains.reporting.paper import OLD_MAP_UNTIL, PaperFacts, computed_text, write_paper
from minhbach.domains.reporting.policies import keeps, require_in_hand, require_keeper, speaks_for
from minhbach.domains.reporting.selectors.requirements import closing_needs
from minhbach.domains.reporting.types import EventKind, MemberState, ReportState
from minhbach.domains.reporting.web.forms import PutForwardForm
from minhbach.domains.reporting.web.grids import grids_of
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.forms import PageForm


@require_safe
def report(request: OfficeRequest, report_id: UUID) -> HttpResponse:
    """The whole report as it stands."""
    return render(request, "reporting/report.html", page_of(request, report_id))


@require_safe
def write(request: OfficeRequest, report_id: UUID) -> HttpResponse:
    """The words of the report, section by section, each beside what the figures say of it."""
    found = selectors.access_report(request.officer, report_id)
    require_keeper(request.officer, found.owner_agency, at=request.at)
    require_in_hand(found)
    context = {
        "report": found,
        "name": found.title,
        "title": _("Viết nội dung báo cáo tháng %(month)d/%(year)d") % {"month": found.month, "year": found.year},
        "sections": _sections(selectors.paper_facts(found, at=request.at), selectors.written_sections(found)),
    }
    return render(request, "reporting/write.html", context)


def page_of(request: OfficeRequest, report_id: UUID, put_forward_form: PageForm | None = None) -> dict[str, Any]:
    """Return what the page shows; with PUT_FORWARD_FORM as it was sent, where it was refused."""
    found = selectors.access_report(request.officer, report_id)
    board = selectors.read_board(found)
    facts = selectors.paper_facts(found, at=request.at, board=board)
    changed = selectors.changed_since_closed(found, board)
    written = selectors.written_sections(found)
    is_keeper = keeps(request.officer, found.owner_agency, at=request.at)
    is_open, members = found.state == ReportState.OPEN, _members(request, found)
    if put_forward_form is None and is_keeper and found.state == ReportState.CLOSED:
        put_forward_form = PutForwardForm(report=found, at=request.at)
    return {
        "report": found,
        "title": found.title,
        "figures": facts,
        "state": chip_of(ReportState(found.state)),
        "clock": _clock(request, found),
        "missing": facts.members_missing,
        "unmet": list(closing_needs(found, at=request.at, board=board)) if is_keeper and is_open else [],
        "paper": _drawn(found, facts, written),
        "closed_without": _closed_without(found, members),
        "is_old_map": facts.last_day < OLD_MAP_UNTIL,
        "unwritten": sum(section["is_bare"] for section in _sections(facts, written)),
        "grids": grids_of(board, facts, changed),
        "changed_count": len(changed),
        "members": members,
        "events": ReportEvent.objects.filter(report=found).select_related("officer", "agency").order_by("-at", "-id"),
        "is_keeper": is_keeper,
        "may_write": is_keeper and found.is_in_hand,
        "put_forward_form": put_forward_form,
    }


def _clock(request: OfficeRequest, found: Report) -> dict[str, str] | None:
    """Say how long there is until the report is due, while it has not gone out."""
    if found.due_on is None or found.state == ReportState.ISSUED:
        return None
    today = local_date(request.at)
    left = selectors.left_of(found, open_law().calendar, today)
    return {"left": left, "tone": "clock-late" if found.due_on < today else "clock"}


def _drawn(found: Report, facts: PaperFacts, written: dict[str, str]) -> str:
    """Draw the paper: the document itself once there is one within reach, before that what it would be."""
    document = visible_documents().filter(id=found.document_id).first() if found.document_id else None
    if document is not None:
        drawn = preview_of(document).html
    else:
        drawn = drawn_for(found.owner_agency, Kind.REPORT, write_paper(facts, written), on=facts.last_day)
    return mark_safe(drawn)  # noqa: S308 - every span is escaped where it is drawn


def _closed_without(found: Report, members: list[dict[str, Any]]) -> list[Agency]:
    """The agencies the reader speaks for, whose figures the closed report lacks."""
    if found.state == ReportState.OPEN:
        return []
    return [member["agency"] for member in members if member["is_owing"] and member["may_speak"]]


def _sections(facts: PaperFacts, written: dict[str, str]) -> list[dict[str, Any]]:
    return [_section(form, facts, written) for form in sections() if form.code != "PHU_LUC"]


def _section(form: SectionForm, facts: PaperFacts, written: dict[str, str]) -> dict[str, Any]:
    text, computed = written.get(form.code, ""), computed_text(form.code, facts)
    return {"form": form, "text": text, "computed": computed, "is_bare": not text and not computed}


def _members(request: OfficeRequest, found: Report) -> list[dict[str, Any]]:
    urged = dict(
        ReportEvent.objects.filter(report=found, kind=EventKind.URGED).order_by("at").values_list("agency_id", "at")
    )
    return [
        {
            "agency": agency,
            "state": state,
            "submission": submission,
            "urged_at": urged.get(agency.id),
            "is_owing": state.owes,
            "may_speak": state != MemberState.COMPUTED and speaks_for(request.officer, agency, at=request.at),
        }
        for agency, state, submission in selectors.members_of(found, on=local_date(request.at))
    ]
