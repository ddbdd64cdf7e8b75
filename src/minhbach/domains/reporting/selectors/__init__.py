"""Reads."""

from minhbach.domains.reporting.selectors.facts import (
    changed_since_closed,
    closed_figures,
    members_of,
    paper_facts,
    written_sections,
)
from minhbach.domains.reporting.selectors.reports import access_report, visible_reports
from minhbach.domains.reporting.selectors.tables import Board, read_board

__all__ = [
    "Board",
    "access_report",
    "changed_since_closed",
    "closed_figures",
    "members_of",
    "paper_facts",
    "read_board",
    "visible_reports",
    "written_sections",
]
