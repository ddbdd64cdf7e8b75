"""Chốt số liệu: the figures as they were known at a moment, frozen; later changes stand beside them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.reporting.models import FrozenFigures, Report
from minhbach.domains.reporting.policies import require_keeper, require_open
from minhbach.domains.reporting.refusals import FiguresStillOpen
from minhbach.domains.reporting.selectors.requirements import closing_needs, reopening_needs
from minhbach.domains.reporting.selectors.tables import Board, Table, read_board
from minhbach.domains.reporting.services.journal import remember
from minhbach.domains.reporting.types import EventKind, ReportState
from minhbach.foundation.database.locks import hold
from minhbach.foundation.requirements import require


@transaction.atomic
def close_figures(*, officer: Officer, at: datetime, report: Report, confirmed: Collection[str] = ()) -> FrozenFigures:
    """Freeze every figure of a report as known at this moment.

    Raises: RoleMissing, FiguresAlreadyClosed, NotConfirmed while members are missing or figures do not agree.
    """
    hold(report)
    require_keeper(officer, report.owner_agency, at=at)
    require_open(report)
    board = read_board(report, as_of=at)
    require(closing_needs(report, at=at, board=board), confirmed=confirmed)
    content = freeze(board)
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    frozen = FrozenFigures.objects.create(report=report, as_of=at, content=content, digest=digest, officer=officer)
    report.state = ReportState.CLOSED
    report.save(update_fields=["state"])
    remember(report, EventKind.CLOSED, "reporting.figures.closed", officer=officer, at=at, data={"digest": digest})
    return frozen


@transaction.atomic
def reopen_figures(*, officer: Officer, at: datetime, report: Report, confirmed: Collection[str] = ()) -> None:
    """Let members send again; what was frozen stays on record. Only before the report is put forward.

    Raises: RoleMissing, FiguresStillOpen, NotConfirmed.
    """
    hold(report)
    require_keeper(officer, report.owner_agency, at=at)
    if report.state != ReportState.CLOSED:
        raise FiguresStillOpen
    require(reopening_needs(), confirmed=confirmed)
    report.state = ReportState.OPEN
    report.save(update_fields=["state"])
    remember(report, EventKind.REOPENED, "reporting.figures.reopened", officer=officer, at=at)


def freeze(board: Board) -> dict[str, Any]:
    """Turn a board into plain values that can be stored and compared."""
    return {name: _rows(getattr(board, name)) for name in ("period", "previous", "last_year", "year_so_far")}


def _rows(table: Table) -> list[list[Any]]:
    return [
        [cell.indicator, cell.row, cell.category, figure.value, figure.source.value]
        for cell, figure in sorted(table.items(), key=lambda pair: (pair[0].indicator, pair[0].row, pair[0].category))
    ]
