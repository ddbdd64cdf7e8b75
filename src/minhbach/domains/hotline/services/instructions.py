"""One tap tells the head; his short word becomes a line in the report's talk that its sender never reads."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.hotline.models import Instruction
from minhbach.domains.hotline.policies import require_head, require_own
from minhbach.domains.hotline.refusals import InstructionWaiting, NothingAsked, WordsMissing
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.services import add_note
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold, once

TARGET = "intake.report"


@transaction.atomic
def raise_to_head(*, officer: Officer, at: datetime, report: Report) -> Instruction:
    """Ask the head for his word on a report; once, until he has given it.

    Raises: RoleMissing, OfAnotherAgency, InstructionWaiting.
    """
    require_own(officer, report, at=at)
    with once(InstructionWaiting()):
        asked: Instruction = Instruction.objects.create(report=report, asked_by=officer, asked_at=at)
    add_note(officer=officer, at=at, report=report, text=_("Báo cáo thủ trưởng, xin bút phê."))
    audit.record("hotline.report.raised", officer_id=officer.id, at=at, target_type=TARGET, target_id=report.id)
    return asked


@transaction.atomic
def give_instruction(*, officer: Officer, at: datetime, report: Report, text: str) -> Instruction:
    """Give the head's word on a report he was told of.

    Raises: RoleMissing, OfAnotherAgency, WordsMissing, NothingAsked.
    """
    require_head(officer, report, at=at)
    if not text.strip():
        raise WordsMissing
    asked: Instruction | None = Instruction.objects.filter(report=report, given_at__isnull=True).first()
    if asked is None:
        raise NothingAsked
    asked = hold(asked)
    if asked.given_at is not None:
        raise NothingAsked
    asked.given_by, asked.given_at = officer, at
    asked.save(update_fields=["given_by", "given_at"])
    add_note(officer=officer, at=at, report=report, text=_("Bút phê: %(words)s") % {"words": text.strip()})
    audit.record("hotline.report.instructed", officer_id=officer.id, at=at, target_type=TARGET, target_id=report.id)
    return asked
