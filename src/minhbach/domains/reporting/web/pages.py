"""The page of one report: the paper in the middle, the members and the way beside it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency
from minhbach.domains.documents.selectors import drawn_for
from minhbach.domains.documents.types import Kind
from minhbach.domains.reporting import selectors
from minhbach.domains.reporting.catalogue import SectionForm, sections
from minhbach.domains.reporting.models import Report, ReportEvent
from minhbach.domains.reporting.paper import OLD_MAP_UNTIL, PaperFacts, computed_text, title_of, write_paper
from minhbach.domains.reporting.policies import keeps, speaks_for
from minhbach.domains.reporting.selectors.requirements import closing_needs
from minhbach.domains.reporting.types import EventKind, MemberState, ReportState
from minhbach.domains.reporting.web.forms import PutForwardForm
from minhbach.domains.reporting.web.grids import grids_of
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import PageForm

# The line across the top: what has been done, what is next.
WAY = (ReportState.OPEN, ReportState.CLOSED, ReportState.PUT_FORWARD, ReportState.ISSUED)


def report(request: OfficeRequest, report_id: UUID) -> HttpResponse:
    """The whole report as it stands."""
    return render(request, "reporting/report.html", page_of(request, report_id))


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
        "title": _("Báo cáo tháng %(month)d/%(year)d") % {"month": found.month, "year": found.year},
        "paper_title": title_of(found.year, found.month),
        "figures": facts,
        "unmet": list(closing_needs(found, at=request.at, board=board)) if is_keeper and is_open else [],
        "printed": _printed(found, facts, written),
        "closed_without": _closed_without(found, members),
        "is_old_map": facts.last_day < OLD_MAP_UNTIL,
        "way": _way(found),
        "sections": [_section(form, facts, written) for form in sections() if form.code != "PHU_LUC"],
        "grids": grids_of(board, facts, changed),
        "changed_count": len(changed),
        "members": members,
        "events": ReportEvent.objects.filter(report=found).select_related("officer", "agency").order_by("-at", "-id"),
        "is_keeper": is_keeper,
        "may_write": is_keeper and found.state in {ReportState.OPEN, ReportState.CLOSED},
        "put_forward_form": put_forward_form,
    }


def _printed(found: Report, facts: PaperFacts, written: dict[str, str]) -> str:
    """Draw the report as it prints: head, sections, the annexes across the page."""
    drawn = drawn_for(found.owner_agency, Kind.REPORT, write_paper(facts, written), on=facts.last_day)
    return mark_safe(drawn)  # noqa: S308 - every span is escaped where it is drawn


def _closed_without(found: Report, members: list[dict[str, Any]]) -> list[Agency]:
    """The agencies the reader speaks for, whose figures the closed report lacks."""
    if found.state == ReportState.OPEN:
        return []
    return [member["agency"] for member in members if member["is_owing"] and member["may_speak"]]


def _way(found: Report) -> list[dict[str, Any]]:
    place = WAY.index(ReportState(found.state))
    return [
        {"label": state.label, "is_done": index < place or found.state == ReportState.ISSUED, "is_now": index == place}
        for index, state in enumerate(WAY)
    ]


def _section(form: SectionForm, facts: Any, written: dict[str, str]) -> dict[str, Any]:
    return {"form": form, "text": written.get(form.code, ""), "computed": computed_text(form.code, facts)}


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
