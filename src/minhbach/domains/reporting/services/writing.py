"""The words of a report: people write them, section by section."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.reporting.catalogue import sections
from minhbach.domains.reporting.models import Report, SectionText
from minhbach.domains.reporting.policies import require_in_hand, require_keeper
from minhbach.domains.reporting.refusals import SectionChangedSince
from minhbach.domains.reporting.services.journal import remember
from minhbach.foundation.database.locks import hold
from minhbach.foundation.refusals import NotFound


@transaction.atomic
def write_section(
    *, officer: Officer, at: datetime, report: Report, code: str, text: str, seen: str | None = None
) -> None:
    """Keep a new version of a section's words; the same words again change nothing.

    SEEN are the words the officer had before them.

    Raises: RoleMissing, NotFound, ReportAlreadyPutForward, SectionChangedSince.
    """
    hold(report)
    require_keeper(officer, report.owner_agency, at=at)
    if code not in {section.code for section in sections()}:
        raise NotFound
    require_in_hand(report)
    last = SectionText.objects.filter(report=report, code=code).order_by("-written_at", "-id").first()
    words = last.text if last is not None else ""
    if words == text:
        return
    if seen is not None and seen != words:
        raise SectionChangedSince(text=words, officer=last.officer.full_name if last else "")
    SectionText.objects.create(report=report, code=code, text=text, officer=officer, written_at=at)
    remember(report, None, "reporting.section.written", officer=officer, at=at, data={"section": code})
