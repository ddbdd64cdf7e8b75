"""Who sees a record, in words, and what was changed of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, SharingChange
from minhbach.domains.agencies.refusals import RecordNotShared
from minhbach.domains.agencies.types import Force, SharedKind
from minhbach.foundation.scope import ScopedModel, Sharing, force_key
from minhbach.foundation.scope.models import Share


@dataclass(frozen=True)
class Level:
    """A level, and in words who sees a record at it besides its own agency."""

    code: str
    name: str
    seen_by: str
    is_now: bool


def levels_of(record: ScopedModel) -> list[Level]:
    """Say of each level who would see a record, so that one sees what a change comes to before it is made."""
    return [Level(level.value, str(level.label), _seen_by(record, level), level == record.sharing) for level in Sharing]


def agencies_open_to(record: ScopedModel, kind: SharedKind) -> QuerySet[Any]:
    """List the agencies to which a record was opened one by one for good, as far as its own agency knows."""
    shared = Share.objects.filter(record_id__in=kind.shares_of(record), key__isnull=True).values("agency_id")
    rows: QuerySet[Any] = Agency.everywhere.filter(pk__in=shared).order_by("sort_key", "id")
    return rows


def agencies_besides(record: ScopedModel, kind: SharedKind, *, on: date) -> QuerySet[Any]:
    """List the agencies to which a record may be opened."""
    rows: QuerySet[Any] = Agency.objects.on(on).filter(works_in_system=True).exclude(pk=record.owner_agency_id)
    return rows.exclude(pk__in=agencies_open_to(record, kind).order_by().values("pk")).order_by("sort_key", "id")


def changes_of(record: ScopedModel) -> list[SharingChange]:
    """List what was changed of who sees a record, the latest first."""
    rows = SharingChange.objects.filter(record_id=record.pk).select_related("officer")
    return list(rows.order_by("-created_at", "-id"))


def last_change(record: ScopedModel) -> SharingChange | None:
    return next(iter(changes_of(record)), None)


def get_change(change_id: UUID) -> SharingChange:
    """Raises: RecordNotShared."""
    found: SharingChange | None = SharingChange.objects.filter(pk=change_id).first()
    if found is None:
        raise RecordNotShared
    return found


def _seen_by(record: ScopedModel, level: Sharing) -> str:
    own = record.owner_agency
    if level in (Sharing.SILENT, Sharing.AGENCY):
        words = _("%(agency)s và cơ quan cấp trên của đơn vị") % {"agency": own.short_name}
        return _("%(who)s; ai hỏi cũng như không có") % {"who": words} if level == Sharing.SILENT else words
    if level == Sharing.FORCE:
        if force_key(own.force) is None:
            return _("%(agency)s và cơ quan cấp trên của đơn vị") % {"agency": own.short_name}
        return _("mọi đơn vị của lực lượng %(force)s trong cả nước") % {"force": Force(own.force).label}
    if level == Sharing.AREA:
        if record.place is None:
            return _("%(agency)s và cơ quan cấp trên; hồ sơ chưa có địa bàn") % {"agency": own.short_name}
        return _("mọi đơn vị, thuộc mọi lực lượng, phụ trách địa bàn %(place)s") % {"place": record.place.name}
    return _("mọi cán bộ của mọi cơ quan trong hệ thống")
