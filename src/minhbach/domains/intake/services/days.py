"""The days by which the law wants an answer, reckoned ahead for the public's process, which reads no law."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from minhbach.domains.intake.kinds import KINDS
from minhbach.domains.intake.models import AnswerDay
from minhbach.domains.intake.selectors.clocks import reckoned
from minhbach.domains.law.selectors import open_law
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import wait_turn

AHEAD_DAYS = 40


@transaction.atomic
def reckon_days(*, at: datetime) -> int:
    """Write for each kind that the form takes what its clock comes to from today on; harmless to repeat."""
    wait_turn("intake answer days")
    today, law = local_date(at), open_law()
    rows = [
        AnswerDay(kind=kind.code, received_on=day, due_on=clock.due_on if clock else None)
        for kind in KINDS
        if kind.is_by_form
        for day in (today + timedelta(days=ahead) for ahead in range(AHEAD_DAYS))
        for clock in [reckoned(kind, day, law=law)]
    ]
    AnswerDay.objects.exclude(kind__in=[kind.code for kind in KINDS if kind.is_by_form]).delete()
    AnswerDay.objects.filter(received_on__lt=today).delete()
    AnswerDay.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "received_on"], update_fields=["due_on"]
    )
    return len(rows)
