"""Rows that belong to an agency, lie in a place and may be shared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.ids import new_id
from minhbach.foundation.scope.access import FIRST_TERM, current_access
from minhbach.foundation.scope.terms import Term

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import Agency


class Sharing(models.TextChoices):
    """Who sees a record besides its own agency and those it is opened to one by one (`foundation_seen_by`)."""

    # As the next; and nobody is told of it who asks which agencies know something.
    SILENT = "silent", _lazy("chỉ nội bộ cơ quan, không trả lời khi nơi khác hỏi")
    AGENCY = "agency", _lazy("trong nội bộ cơ quan")
    FORCE = "force", _lazy("toàn lực lượng, mọi địa bàn")
    AREA = "area", _lazy("các đơn vị phụ trách địa bàn")
    NETWORK = "network", _lazy("toàn mạng lưới thành viên")

    def covers(self, other: Sharing) -> bool:
        """Return whether whoever sees what is shared as OTHER sees what is shared so, too."""
        return other in _COVERED[self]


_OWN = {Sharing.SILENT, Sharing.AGENCY}
_COVERED = {
    Sharing.SILENT: _OWN,
    Sharing.AGENCY: _OWN,
    Sharing.FORCE: {*_OWN, Sharing.FORCE},
    Sharing.AREA: {*_OWN, Sharing.AREA},
    Sharing.NETWORK: set(Sharing),
}
# A level is a row of a table of code: migrations keep those with which the columns were made.
_WHEN_MADE = [
    ("agency", "trong nội bộ cơ quan"),
    ("area", "các đơn vị phụ trách địa bàn"),
    ("network", "toàn mạng lưới thành viên"),
]


class SharingField(models.CharField):  # type: ignore[type-arg]
    """The level at which a record is shared."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **{"max_length": 8, "choices": Sharing.choices, **given})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, given = super().deconstruct()
        return str(name), "django.db.models.CharField", args, {**given, "choices": _WHEN_MADE}


class Share(models.Model):
    """One record opened to one agency besides its owner; for good, or until a day and by a key of its own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record_type = models.CharField(max_length=60)
    record_id = models.UUIDField()
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    shared_by_id = models.UUIDField(null=True)
    shared_at = models.DateTimeField()
    # UNTIL is the first day on which it is shared no more (`scope.terms`).
    until = models.DateField(null=True)
    key = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "record_id", "key"], nulls_distinct=False, name="foundation_share_once"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True, key__isnull=True)
                | models.Q(until__isnull=False, key__gte=FIRST_TERM),
                name="foundation_share_until_by_key",
            ),
        ]
        indexes = [
            models.Index(fields=["record_id"], name="foundation_share_record"),
            models.Index(fields=["key"], condition=models.Q(key__isnull=False), name="foundation_share_term"),
        ]


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
    sharing = SharingField(default=Sharing.AREA)
    created_at = models.DateTimeField()

    # The first manager is what Django uses for related look-ups and saving. People's lists go through `objects`.
    # Neither filters: row-level security does, below both.
    unscoped: models.Manager[Any] = models.Manager()
    objects: models.Manager[Any] = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"


def share_with(
    record: ScopedModel, agency: Agency, *, officer_id: UUID | None, at: datetime, term: Term | None = None
) -> None:
    """Open one record to one more agency, for good or for a TERM. Repeating it is harmless."""
    share = Share(
        record_type=record._meta.label_lower,
        record_id=record.id,
        agency=agency,
        shared_by_id=officer_id,
        shared_at=at,
        until=term.until if term else None,
        key=term.key if term else None,
    )
    # Whoever opens it further need not see whom it is open to already.
    Share.objects.bulk_create([share], ignore_conflicts=True)


def stop_sharing_with(record: ScopedModel, agency: Agency) -> None:
    """Close a record again to an agency it was shared with for good."""
    Share.objects.filter(record_id=record.id, agency=agency, key__isnull=True).delete()


def end_term(key: int) -> None:
    """Close again, before its day, everything that was shared by one key."""
    Share.objects.filter(key=key).delete()
