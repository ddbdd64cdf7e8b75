"""Reads."""

from minhbach.domains.reporting.selectors.counted import by_place, cases_behind
from minhbach.domains.reporting.selectors.facts import (
    changed_since_closed,
    closed_figures,
    members_of,
    paper_facts,
    written_sections,
)
from minhbach.domains.reporting.selectors.reports import access_report, visible_reports
from minhbach.domains.reporting.selectors.requirements import NOTHING, closing_needs
from minhbach.domains.reporting.selectors.summary import due_of_reports, facts_for_signer
from minhbach.domains.reporting.selectors.tables import Board, given_a_month_ago, read_board
from minhbach.domains.reporting.selectors.trend import Trend, read_trend
from minhbach.domains.reporting.selectors.work import left_of, work_items

__all__ = [
    "NOTHING",
    "Board",
    "Trend",
    "access_report",
    "by_place",
    "cases_behind",
    "changed_since_closed",
    "closed_figures",
    "closing_needs",
    "due_of_reports",
    "facts_for_signer",
    "given_a_month_ago",
    "left_of",
    "members_of",
    "paper_facts",
    "read_board",
    "read_trend",
    "visible_reports",
    "work_items",
    "written_sections",
]
