"""Reads: the evidence of a record, one item with the right to see it, and the same file elsewhere."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from minhbach.domains.agencies.models import Officer
from minhbach.domains.evidence.models import CustodyEntry, EvidenceItem
from minhbach.domains.evidence.policies import may_write
from minhbach.domains.evidence.refusals import EvidenceNotFound
from minhbach.foundation import audit
from minhbach.foundation.scope import ScopedModel


@dataclass(frozen=True)
class Attachments:
    """What evidence/attachments.html shows beside a record."""

    items: list[EvidenceItem]
    target_type: str
    target_id: str
    may_add: bool


def visible_evidence() -> QuerySet[Any]:
    """List the evidence in reach that is not set aside, latest first."""
    return (
        EvidenceItem.objects.filter(set_aside_at__isnull=True)
        .select_related("owner_agency", "obtained_by")
        .order_by("-obtained_at", "-id")
    )


def evidence_of(target: ScopedModel) -> list[EvidenceItem]:
    """List the evidence of a record, in the order in which it was obtained."""
    rows = visible_evidence().filter(target_type=target._meta.label_lower, target_id=target.pk)
    return list(rows.order_by("obtained_at", "id"))


def evidence_counts(target_type: str, target_ids: Collection[UUID]) -> dict[UUID, int]:
    """Count the evidence of records of one kind."""
    rows = visible_evidence().filter(target_type=target_type, target_id__in=target_ids).order_by()
    return dict(rows.values_list("target_id").annotate(count=Count("pk")))


def attachments(target: ScopedModel, *, officer: Officer, at: datetime, may_add: bool = True) -> Attachments:
    """Gather what evidence/attachments.html shows beside a record:

    {% include "evidence/attachments.html" with attachments=attachments %}
    """
    return Attachments(
        items=evidence_of(target),
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        may_add=may_add and may_write(officer, at=at),
    )


def access_evidence(officer: Officer, item_id: UUID, *, at: datetime, to_download: bool = False) -> EvidenceItem:
    """Fetch an item for an officer to look at or take away; either is audited.

    Raises: EvidenceNotFound, whether it does not exist or is not shared.
    """
    item: EvidenceItem | None = (
        EvidenceItem.objects.select_related("owner_agency", "obtained_by", "added_by", "set_aside_by")
        .filter(pk=item_id)
        .first()
    )
    if item is None:
        raise EvidenceNotFound
    audit.record(
        "evidence.item.downloaded" if to_download else "evidence.item.viewed",
        officer_id=officer.id,
        at=at,
        target_type="evidence.evidenceitem",
        target_id=item.id,
    )
    return item


def custody_of(item: EvidenceItem) -> list[CustodyEntry]:
    """List the hands an item passed through, first to last."""
    return list(item.custody.select_related("officer").order_by("happened_at", "recorded_at", "id"))


def same_file_elsewhere(item: EvidenceItem) -> QuerySet[Any]:
    """List the other evidence in reach that is the very same file."""
    if not item.sha256:
        return EvidenceItem.objects.none()
    return visible_evidence().filter(sha256=item.sha256).exclude(pk=item.pk)
