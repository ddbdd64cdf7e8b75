"""The words of a report: people write them, section by section."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.reporting.catalogue import sections
from minhbach.domains.reporting.models import Report, SectionText
from minhbach.domains.reporting.policies import require_keeper
from minhbach.domains.reporting.refusals import ReportAlreadyPutForward
from minhbach.domains.reporting.services.journal import remember
from minhbach.domains.reporting.types import ReportState
from minhbach.foundation.database.locks import hold
from minhbach.foundation.refusals import NotFound


@transaction.atomic
def write_section(*, officer: Officer, at: datetime, report: Report, code: str, text: str) -> None:
    """Keep a new version of a section's words; the same words again change nothing.

    Raises: RoleMissing, NotFound, ReportAlreadyPutForward.
    """
    hold(report)
    require_keeper(officer, report.owner_agency, at=at)
    if code not in {section.code for section in sections()}:
        raise NotFound
    if report.state not in {ReportState.OPEN, ReportState.CLOSED}:
        raise ReportAlreadyPutForward
    last = SectionText.objects.filter(report=report, code=code).order_by("-written_at", "-id").first()
    if last is not None and last.text == text:
        return
    SectionText.objects.create(report=report, code=code, text=text, officer=officer, written_at=at)
    remember(report, None, "reporting.section.written", officer=officer, at=at, data={"section": code})
