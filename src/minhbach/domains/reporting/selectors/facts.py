"""What the paper of a report is written from: closed figures where there are any, else today's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from minhbach.domains.agencies.models import Agency
from minhbach.domains.reporting.catalogue import period_rules
from minhbach.domains.reporting.figures.counting import Cell
from minhbach.domains.reporting.models import FrozenFigures, Membership, Report, SectionText, Submission
from minhbach.domains.reporting.paper import PaperFacts
from minhbach.domains.reporting.selectors.tables import Board, Table, read_board
from minhbach.domains.reporting.types import MemberState, ReportState, SubmissionKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope.access import SYSTEM, acting_as

# Each member with what it owes and what it gave.
Standing = list[tuple[Agency, MemberState, Submission | None]]


def closed_figures(report: Report) -> FrozenFigures | None:
    """Give the last figures that were closed."""
    frozen: FrozenFigures | None = FrozenFigures.objects.filter(report=report).order_by("-as_of", "-id").first()
    return frozen


def paper_facts(report: Report, *, at: datetime, board: Board | None = None) -> PaperFacts:
    """Gather the facts of a report's paper: as closed, or as known now while the figures are open."""
    frozen = closed_figures(report) if report.state != ReportState.OPEN else None
    if frozen is not None:
        as_of = frozen.as_of
        period, previous, so_far = (_stored(frozen.content[name]) for name in ("period", "previous", "year_so_far"))
    else:
        as_of, board = at, board or read_board(report)
        period, previous, so_far = (_plain(table) for table in (board.period, board.previous, board.year_so_far))
    rule = next((rule for rule in period_rules() if rule.id == report.rule_id), None)
    standing = members_of(report, on=local_date(as_of))
    missing, in_part = rows_awaited(standing)
    is_whole = not missing and not in_part
    previous_month = (report.year, report.month - 1) if report.month > 1 else (report.year - 1, 12)
    return PaperFacts(
        year=report.year,
        month=report.month,
        start=report.start,
        last_day=date.fromordinal(report.end.toordinal() - 1),
        as_of=as_of,
        is_closed=frozen is not None,
        rule_id=report.rule_id,
        rule_is_checked=rule is not None and rule.confidence == "SEEN",
        period=period,
        previous=previous,
        year_so_far=so_far,
        members_given=_names(standing, MemberState.SENT),
        members_with_nothing=_names(standing, MemberState.NOTHING),
        members_missing=_names(standing, MemberState.AWAITED, MemberState.LATE),
        rows_missing=missing,
        rows_in_part=in_part,
        is_comparable=is_whole and _was_whole(report, *previous_month),
        is_comparable_to_last_year=is_whole and _was_whole(report, report.year - 1, report.month),
    )


def rows_awaited(standing: Standing) -> tuple[frozenset[str], frozenset[str]]:
    """Name the rows of which all members are awaited, and those of which some are."""
    owing = {agency.force for agency, state, _sent in standing if state.owes}
    known = {agency.force for agency, state, _sent in standing if not state.owes}
    return frozenset(owing - known), frozenset(owing & known)


def _was_whole(report: Report, year: int, month: int) -> bool:
    """Say whether all members had given their figures for another month, whoever asks."""
    with acting_as(SYSTEM):
        other = Report.objects.filter(owner_agency=report.owner_agency_id, year=year, month=month).first()
        if other is not None:
            return not any(state.owes for _agency, state, _sent in members_of(other, on=other.end))
        start = date(year, month, 1)
        members = Membership.objects.on(start).filter(body=report.owner_agency_id)
        return all(one.computed_since is not None and one.computed_since <= start for one in members)


def members_of(report: Report, *, on: date) -> Standing:
    """Say of each member whether it is computed, has sent, has nothing, or is awaited."""
    return members_of_all([report], on=on)[report.id]


def members_of_all(reports: Sequence[Report], *, on: date) -> dict[UUID, Standing]:
    """Say the same of several reports, in two questions however many they are."""
    last: dict[tuple[UUID, UUID], Submission] = {}
    given = Submission.objects.filter(report__in=reports).defer("figures", "note")
    for one in given.order_by("report_id", "agency_id", "version"):
        last[one.report_id, one.agency_id] = one
    bodies = {report.owner_agency_id for report in reports}
    members = list(
        Membership.objects.filter(body_id__in=bodies)
        .select_related("agency")
        .order_by("order", "agency__sort_key", "id")
    )
    return {
        report.id: [
            (member.agency, _state(member, report, last.get((report.id, member.agency_id)), on=on),
             last.get((report.id, member.agency_id)))
            for member in members
            if member.body_id == report.owner_agency_id and member.holds_on(report.start)
        ]
        for report in reports
    }  # fmt: skip


def _state(member: Membership, report: Report, submission: Submission | None, *, on: date) -> MemberState:
    if member.is_computed_for(report):
        return MemberState.COMPUTED
    if submission is not None:
        return MemberState.SENT if submission.kind == SubmissionKind.FIGURES else MemberState.NOTHING
    return MemberState.LATE if report.due_on and on > report.due_on else MemberState.AWAITED


def written_sections(report: Report) -> dict[str, str]:
    """Give the last words written in each section."""
    return {one.code: one.text for one in SectionText.objects.filter(report=report).order_by("written_at", "id")}


def changed_since_closed(report: Report, board: Board) -> dict[Cell, tuple[int, int]]:
    """List the figures that would be different today: cell → (as closed, as known now)."""
    frozen = closed_figures(report)
    if frozen is None:
        return {}
    then, now = _stored(frozen.content["period"]), _plain(board.period)
    return {
        cell: (then.get(cell, 0), now.get(cell, 0))
        for cell in sorted({*then, *now}, key=lambda cell: (cell.indicator, cell.row, cell.category))
        if then.get(cell, 0) != now.get(cell, 0)
    }


def _names(standing: Standing, *states: MemberState) -> tuple[str, ...]:
    return tuple(agency.short_name for agency, state, _submission in standing if state in states)


def _plain(table: Table) -> dict[Cell, int]:
    return {cell: figure.value for cell, figure in table.items()}


def _stored(rows: list[list[Any]]) -> dict[Cell, int]:
    return {Cell(indicator, row, category): value for indicator, row, category, value, _source in rows}
