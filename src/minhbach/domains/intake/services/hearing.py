"""What a sender said by another way than his receipt: it enters the talk on the word of an officer who looked at it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.intake.models import Message, Report
from minhbach.domains.intake.policies import require_own_report
from minhbach.domains.intake.refusals import TextMissing
from minhbach.domains.intake.services.reports import TARGET
from minhbach.domains.intake.types import Side
from minhbach.foundation import audit


@transaction.atomic
def hear(*, officer: Officer, at: datetime, report: Report, text: str) -> Message:
    """Write into the talk what its sender said; who holds the receipt reads it there too.

    Raises: RoleMissing, ReportOfAnotherAgency, TextMissing.
    """
    require_own_report(officer, report, at=at)
    if not text.strip():
        raise TextMissing
    said: Message = Message.objects.create(report=report, side=Side.SENDER, text=text.strip(), written_at=at)
    Report.objects.filter(pk=report.pk).update(is_waiting=True)
    audit.record("intake.message.heard", officer_id=officer.id, at=at, target_type=TARGET, target_id=report.id)
    return said
