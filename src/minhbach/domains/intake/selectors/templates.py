"""The texts kept for answers, and what they are filled in with."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from minhbach.domains.agencies.selectors import ancestor_ids
from minhbach.domains.intake import placeholders
from minhbach.domains.intake.models import Report, Template
from minhbach.domains.intake.refusals import TemplateNotFound
from minhbach.domains.intake.selectors.clocks import received_on
from minhbach.foundation.clock import local_date
from minhbach.foundation.writing import write_day

# As many as there are keys for.
OFFERED = 9
EXAMPLE_DAYS = 10


def visible_templates() -> QuerySet[Any]:
    """List the texts that stand in the own line, up and down, the latest first."""
    rows: QuerySet[Any] = Template.objects.filter(ended_at=None).select_related("agency", "made_by")
    return rows.order_by("-made_at", "-id")


def get_template(series: UUID) -> Template:
    """Return the latest version of a text.

    Raises: TemplateNotFound.
    """
    found: Template | None = _versions(series).first()
    if found is None:
        raise TemplateNotFound
    return found


def versions_of(template: Template) -> list[Template]:
    """List every version of a text, the latest first."""
    return list(_versions(template.series))


def templates_for(report: Report) -> list[Template]:
    """List the texts that fit a report where it stands: of its agency first, then of those above, the nearest first."""
    line = [report.owner_agency_id, *ancestor_ids(report.owner_agency)]
    near = Case(*(When(agency=one, then=Value(step)) for step, one in enumerate(line)), output_field=IntegerField())
    fit = Q(kind__in=["", report.kind]) & Q(stage__in=["", report.stage])
    rows = visible_templates().filter(fit, agency__in=line).annotate(near=near)
    return list(rows.order_by("near", "-kind", "-stage", "name", "id")[:OFFERED])


def filled(text: str, report: Report, *, at: datetime) -> str:
    """Return a text as it reads for a report."""
    return placeholders.fill(
        text,
        {
            placeholders.NUMBER: report.number,
            placeholders.RECEIVED: write_day(received_on(report)),
            placeholders.TODAY: write_day(local_date(at)),
            placeholders.AGENCY: report.owner_agency.name,
            placeholders.DUE: write_day(report.due_on) if report.due_on else "",
        },
    )


def example_of(template: Template, *, at: datetime) -> str:
    """Return a text as it would read for a report of today."""
    today = local_date(at)
    return placeholders.fill(
        template.text,
        {
            placeholders.NUMBER: f"{today:%y}-01234567",
            placeholders.RECEIVED: write_day(today),
            placeholders.TODAY: write_day(today),
            placeholders.AGENCY: template.agency.name,
            placeholders.DUE: write_day(today + timedelta(days=EXAMPLE_DAYS)),
        },
    )


def _versions(series: UUID) -> QuerySet[Any]:
    rows: QuerySet[Any] = Template.objects.filter(series=series).select_related("agency", "made_by")
    return rows.order_by("-version")
