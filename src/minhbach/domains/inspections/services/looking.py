"""Before an inspection without notice: a head's question whether others are at work, known to him alone."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Officer
from minhbach.domains.inspections.models import AdHocLook
from minhbach.foundation.scope import ScopedModel, Sharing


def begin_look(*, officer: Officer, at: datetime, case: ScopedModel) -> AdHocLook:
    """Write the question down, so that the room above has the database answer it, once."""
    look: AdHocLook = AdHocLook.objects.create(
        case_id=case.pk, asked_by=officer, owner_agency_id=case.owner_agency_id, sharing=Sharing.SILENT, created_at=at
    )
    return look
