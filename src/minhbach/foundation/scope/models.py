"""Rows that belong to an agency, lie in a place and may be shared."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.ids import new_id
from minhbach.foundation.scope.access import current_access

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import Agency


class Sharing(models.TextChoices):
    AGENCY = "agency", _lazy("trong nội bộ cơ quan")
    AREA = "area", _lazy("các đơn vị phụ trách địa bàn")
    NETWORK = "network", _lazy("toàn mạng lưới thành viên")


class Share(models.Model):
    """One record opened to one agency besides its owner."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record_type = models.CharField(max_length=60)
    record_id = models.UUIDField()
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    shared_by_id = models.UUIDField(null=True)
    shared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "record_id"], name="foundation_share_once"),
        ]
        indexes = [models.Index(fields=["record_id"], name="foundation_share_record")]


M = TypeVar("M", bound=models.Model)


class ScopedManager(models.Manager[M]):
    """Rows the access in force reaches: the database's policy keeps the others back; without one, ScopeMissing."""

    def get_queryset(self) -> models.QuerySet[M]:
        current_access()
        return super().get_queryset()

    def none(self) -> models.QuerySet[M]:
        """Nothing needs nobody's access: forms are declared before anyone asks."""
        return super().get_queryset().none()


class ScopedModel(models.Model):
    """A record with an owner, a place and a sharing level. Its migration must carry ProtectByScope.

    Who sees it stands in a column that the database alone writes (`seen_by`) and Django does not know.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("agencies.Place", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    sharing = models.CharField(max_length=8, choices=Sharing.choices, default=Sharing.AREA)
    created_at = models.DateTimeField()

    # The first manager is what Django uses for related look-ups and saving. People's lists go through `objects`.
    # Neither filters: row-level security does, below both.
    unscoped: models.Manager[Any] = models.Manager()
    objects: models.Manager[Any] = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"


def share_with(record: ScopedModel, agency: Agency, *, officer_id: UUID | None, at: datetime) -> None:
    """Open one record to one more agency. Repeating it is harmless."""
    share = Share(
        record_type=record._meta.label_lower,
        record_id=record.id,
        agency=agency,
        shared_by_id=officer_id,
        shared_at=at,
    )
    # Whoever opens it further need not see whom it is open to already.
    Share.objects.bulk_create([share], ignore_conflicts=True)


def stop_sharing_with(record: ScopedModel, agency: Agency) -> None:
    """Close a record again to an agency it was shared with."""
    Share.objects.filter(record_id=record.id, agency=agency).delete()
