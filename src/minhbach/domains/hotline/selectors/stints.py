"""Who sits at a line, who sat there, and what stands open."""

from __future__ import annotations

from typing import Any

from minhbach.domains.hotline.models import Call, Line, Stint
from minhbach.domains.hotline.types import CallState
from minhbach.domains.intake.types import OPEN

SHOWN = 30
# Of more, a hand-over names these and says how many there are.
NAMED = 100


def current_stint(line: Line) -> Stint | None:
    found: Stint | None = line.stints.filter(ended_at__isnull=True).select_related("officer").first()
    return found


def stints_of(line: Line) -> list[Stint]:
    """List who sat at a line, the latest first."""
    rows = line.stints.select_related("officer", "took_over_from__officer").order_by("-began_at")
    return list(rows[:SHOWN])


def left_open_at(line: Line) -> dict[str, Any]:
    """Say what stands open at a line now: reports that came over it and are not done, and calls nobody has returned."""
    reports = Call.objects.filter(line=line, report__stage__in=OPEN).order_by("came_at")
    missed = Call.objects.filter(line=line, state=CallState.MISSED)
    numbers = list(dict.fromkeys(reports.values_list("report__number", flat=True)[:NAMED]))
    return {"reports": numbers, "report_count": reports.count(), "missed": missed.count()}
