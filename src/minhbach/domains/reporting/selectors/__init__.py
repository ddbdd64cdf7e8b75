"""Reads."""

from minhbach.domains.reporting.selectors.reports import access_report, visible_reports
from minhbach.domains.reporting.selectors.tables import Board, read_board

__all__ = ["Board", "access_report", "read_board", "visible_reports"]
