"""The unit at a glance: its month so far, and what there is now; each number a link, nothing decorative."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.foundation.office import Figure, Glance, offices


def month(officer: Officer, *, at: datetime) -> list[Figure]:
    """List the figures of this month so far, beside the same days of the month before."""
    return [figure for office in offices() if office.month for figure in office.month(officer, at=at)]


def glance(officer: Officer, *, at: datetime) -> list[dict[str, Any]]:
    """Count what every domain lets be seen at a glance, within the access in force; empty groups are left out."""
    declared = sorted((one for office in offices() for one in office.glance), key=lambda one: one.place)
    groups = [{"title": one.title, "rows": _rows(one, officer, at=at)} for one in declared]
    return [group for group in groups if group["rows"]]


def _rows(declared: Glance, officer: Officer, *, at: datetime) -> list[dict[str, Any]]:
    tally = declared.count(officer, at=at)
    url = reverse(declared.view)
    return [
        {"label": label, "count": tally.write(code), "url": f"{url}?{declared.parameter}={code}"}
        for code, label in declared.choices
        if tally.counts.get(code)
    ]
