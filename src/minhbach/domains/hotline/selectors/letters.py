"""Letter boxes with their openings, letters with their scans, receptions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from minhbach.domains.hotline.models import Box, Enclosure, Letter, Opening, Visit
from minhbach.domains.hotline.refusals import NotHere
from minhbach.domains.intake.models import Report

SHOWN = 50


def visible_boxes() -> QuerySet[Any]:
    rows: QuerySet[Any] = Box.objects.select_related("owner_agency", "letterbox", "first_key", "second_key")
    return rows.order_by("-created_at", "-id")


def get_box(box_id: UUID) -> Box:
    """Raises: NotHere."""
    found: Box | None = visible_boxes().filter(pk=box_id).first()
    if found is None:
        raise NotHere
    return found


def openings_of(box: Box) -> list[Any]:
    """List the openings of a box, the latest first, each with how many of its letters are entered."""
    rows = box.openings.select_related("written_by", "with_officer").annotate(entered_count=Count("entered"))
    return list(rows.order_by("-opened_at")[:SHOWN])


def opening_to_enter(box: Box) -> Opening | None:
    """Return the latest signed opening of which letters are still to be entered."""
    signed = [one for one in openings_of(box) if one.signed_at is not None]
    return next((one for one in signed if one.entered_count < one.letters), None)


def scans_of(report: Report) -> list[Enclosure]:
    return list(Enclosure.objects.filter(letter__report=report).order_by("position"))


def get_scan(report: Report, position: int) -> Enclosure:
    """Raises: NotHere."""
    found: Enclosure | None = Enclosure.objects.filter(letter__report=report, position=position).first()
    if found is None:
        raise NotHere
    return found


def letter_of(report: Report) -> Letter | None:
    return Letter.objects.filter(report=report).select_related("opening__box").first()


def visible_visits() -> QuerySet[Any]:
    rows: QuerySet[Any] = Visit.objects.select_related("owner_agency", "officer", "report")
    return rows.order_by("-came_at", "-id")
