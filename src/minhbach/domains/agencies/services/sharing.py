"""Who sees a record, changed after it was made: narrowed at will, widened with a reason, undone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer, SharingChange
from minhbach.domains.agencies.refusals import (
    AgencyTakesPart,
    RecordNotShared,
    SharingMovedOn,
    SharingUnchanged,
    WideningWithoutReason,
)
from minhbach.domains.agencies.selectors.sharing import agencies_open_to, last_change
from minhbach.domains.agencies.types import SharedKind, shared_kind
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import Sharing, reach_changed, share_with, stop_sharing_with
from minhbach.foundation.writing import write_moment


@transaction.atomic
def change_sharing(
    *,
    officer: Officer,
    at: datetime,
    target_type: str,
    target_id: UUID,
    sharing: Sharing | str,
    opened_to: Agency | None = None,
    closed_to: Collection[Agency] = (),
    reason: str = "",
) -> SharingChange:
    """Set the level of a record, open it to one more agency and close it to some; what hangs on it follows at once.

    Whoever may see more than before is a reason asked for.

    Raises: RecordNotShared, WideningWithoutReason, SharingUnchanged, AgencyTakesPart, and why the officer may not.
    """
    kind = shared_kind(target_type)
    if kind is None:
        raise RecordNotShared
    record: Any = hold(kind.find(target_id))
    kind.require(officer, record, at)
    return _change(
        kind,
        record,
        officer=officer,
        at=at,
        sharing=Sharing(sharing),
        opened=[opened_to] if opened_to is not None and kind.is_opened_singly else [],
        closed=list(closed_to),
        reason=reason,
    )


@transaction.atomic
def undo_sharing(*, officer: Officer, at: datetime, change: SharingChange) -> SharingChange:
    """Let a record be seen again by whoever saw it before its last change.

    Raises: RecordNotShared, SharingMovedOn, and why the officer may not.
    """
    kind = shared_kind(change.record_type)
    if kind is None:
        raise RecordNotShared
    record: Any = hold(kind.find(change.record_id))
    kind.require(officer, record, at)
    if last_change(record) != change or record.sharing != change.now:
        raise SharingMovedOn
    return _change(
        kind,
        record,
        officer=officer,
        at=at,
        sharing=Sharing(change.was),
        opened=list(Agency.everywhere.filter(pk__in=change.closed)),
        closed=list(Agency.everywhere.filter(pk__in=change.opened)),
        reason=_("Hoàn tác thay đổi lúc %(moment)s") % {"moment": write_moment(change.created_at)},
        undoes=change,
    )


def _change(
    kind: SharedKind,
    record: Any,
    *,
    officer: Officer,
    at: datetime,
    sharing: Sharing,
    opened: list[Agency],
    closed: list[Agency],
    reason: str,
    undoes: SharingChange | None = None,
) -> SharingChange:
    old, standing = Sharing(record.sharing), {agency.pk for agency in agencies_open_to(record, kind)}
    opened = [agency for agency in opened if agency.pk not in standing]
    closed = [agency for agency in closed if agency.pk in standing]
    if sharing == old and not opened and not closed:
        raise SharingUnchanged
    if (opened or not old.covers(sharing)) and not reason.strip():
        raise WideningWithoutReason
    staying = set(kind.staying(record))
    if taking_part := next((agency for agency in closed if agency.pk in staying), None):
        raise AgencyTakesPart(agency=taking_part.name)
    if kind.change is not None:
        kind.change(officer=officer, at=at, record=record, sharing=sharing, opened_to=opened, closed_to=closed)
    else:
        record.sharing = sharing
        record.save(update_fields=["sharing"])
        for agency in closed:
            stop_sharing_with(record, agency)
        for agency in opened:
            share_with(record, agency, officer_id=officer.pk, at=at)
    reach_changed(record)
    change: SharingChange = SharingChange.objects.create(
        record_type=kind.target_type,
        record_id=record.pk,
        officer=officer,
        was=old,
        now=sharing,
        opened=[agency.pk for agency in opened],
        closed=[agency.pk for agency in closed],
        reason=reason.strip()[:300],
        undoes=undoes,
        owner_agency_id=record.owner_agency_id,
        sharing=Sharing.SILENT,
        created_at=at,
    )
    audit.record(
        "agencies.sharing.changed",
        officer_id=officer.pk,
        at=at,
        target_type=kind.target_type,
        target_id=record.pk,
        data={
            "sharing": [old.value, sharing.value],
            "opened_to": [str(agency.pk) for agency in opened],
            "closed_to": [str(agency.pk) for agency in closed],
            "reason": change.reason,
        },
    )
    return change
