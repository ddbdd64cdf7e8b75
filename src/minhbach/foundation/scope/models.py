"""Rows that belong to an agency, lie in a place and may be shared."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.ids import new_id
from minhbach.foundation.scope.access import Access, current_access

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
    """Rows the access in force reaches; without one it raises ScopeMissing."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(reach(current_access(), self._shared_through()))

    def _shared_through(self) -> models.Field[Any, Any] | None:
        name = getattr(self.model, "shared_through", "")
        return cast("models.Field[Any, Any]", self.model._meta.get_field(name)) if name else None

    def none(self) -> models.QuerySet[M]:
        """Nothing needs nobody's access: forms are declared before anyone asks."""
        return super().get_queryset().none()


def reach(access: Access, shared_through: models.Field[Any, Any] | None = None) -> Q:
    """Say, as a condition, which scoped rows an access reaches; the database's policy says the same.

    What hangs on a record (its id in the column SHARED_THROUGH) is shared when the record is.
    """
    if access.system:
        return Q()
    shares = Share.objects.filter(agency_id__in=access.agency_ids)
    condition = Q(owner_agency_id__in=access.agency_ids) | Q(id__in=shares.values("record_id"))
    if shared_through is not None:
        ids = shares.annotate(target=Cast("record_id", shared_through.__class__())).values("target")
        condition |= Q(**{f"{shared_through.name}__in": ids})
    if access.officer_id is not None:
        condition |= Q(sharing=Sharing.NETWORK)
    if access.all_places:
        condition |= ~Q(sharing=Sharing.AGENCY)
    elif access.place_ids:
        condition |= Q(place_id__in=access.place_ids) & ~Q(sharing=Sharing.AGENCY)
    return condition


class ScopedModel(models.Model):
    """A record with an owner, a place and a sharing level. Its migration must carry ProtectByScope."""

    # The column with the id of the record this one hangs on, if any: who that is shared with reads this too.
    shared_through: ClassVar[str] = ""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("agencies.Place", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    sharing = models.CharField(max_length=8, choices=Sharing.choices, default=Sharing.AREA)
    created_at = models.DateTimeField()

    # The first manager is what Django uses for related look-ups and saving: it must not filter,
    # row-level security does that below it. People's lists go through `objects`.
    unscoped: models.Manager[Any] = models.Manager()
    objects: models.Manager[Any] = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"


def share_with(record: ScopedModel, agency: Agency, *, officer_id: UUID | None, at: datetime) -> None:
    """Open one record to one more agency. Repeating it is harmless."""
    Share.objects.get_or_create(
        record_id=record.id,
        agency=agency,
        defaults={"record_type": record._meta.label_lower, "shared_by_id": officer_id, "shared_at": at},
    )


def stop_sharing_with(record: ScopedModel, agency: Agency) -> None:
    """Close a record again to an agency it was shared with."""
    Share.objects.filter(record_id=record.id, agency=agency).delete()
