"""What a head was asked for his word on."""

from __future__ import annotations

from minhbach.domains.hotline.models import Instruction
from minhbach.domains.intake.models import Report


def instructions_of(report: Report) -> list[Instruction]:
    rows = Instruction.objects.filter(report=report).select_related("asked_by", "given_by")
    return list(rows.order_by("asked_at"))


def waits_for_head(report: Report) -> bool:
    return Instruction.objects.filter(report=report, given_at__isnull=True).exists()
