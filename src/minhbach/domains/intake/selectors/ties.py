"""What a report is tied to, and which others were merged into it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from minhbach.domains.intake.models import Report, Tie
from minhbach.domains.intake.types import TieKind


def ties_of(report: Report) -> list[Tie]:
    """List what a report is tied to now."""
    return list(report.ties.filter(undone_at=None).select_related("made_by").order_by("made_at", "id"))


def merged_into(report: Report) -> QuerySet[Any]:
    """List the reports that were merged into one."""
    same = Tie.objects.filter(what=TieKind.SAME_AS, target_id=report.pk, undone_at=None)
    rows: QuerySet[Any] = Report.objects.filter(pk__in=same.values("report"))
    return rows.select_related("owner_agency", "letterbox").order_by("created_at", "id")


def is_merged(report: Report) -> bool:
    """Say whether a report goes the way of another."""
    return bool(report.ties.filter(what=TieKind.SAME_AS, undone_at=None).exists())


def reports_tied_to(what: TieKind | str, target_id: UUID) -> QuerySet[Any]:
    """List the reports in reach that are tied to a record of another room."""
    tied = Tie.objects.filter(what=what, target_id=target_id, undone_at=None)
    return Report.objects.filter(pk__in=tied.values("report")).order_by("-created_at", "-id")
