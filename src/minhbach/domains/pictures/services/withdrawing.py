"""Known pictures are withdrawn, never deleted: what met them stays as it was."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.pictures import policies
from minhbach.domains.pictures.models import KnownPicture
from minhbach.domains.pictures.refusals import AlreadyWithdrawn
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold


@transaction.atomic
def withdraw_known(*, officer: Officer, at: datetime, picture: KnownPicture, why: str) -> KnownPicture:
    """Compare nothing with a picture any more.

    Raises: RoleMissing, AlreadyWithdrawn.
    """
    policies.require_keeper_of(officer, picture.owner_agency, at=at)
    hold(picture)
    if picture.withdrawn_at is not None:
        raise AlreadyWithdrawn
    picture.withdrawn_at, picture.withdrawn_by, picture.withdrawn_why = at, officer, why
    picture.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    audit.record(
        "pictures.known.withdrawn",
        officer_id=officer.id,
        at=at,
        target_type="pictures.knownpicture",
        target_id=picture.id,
        data={"why": why},
    )
    return picture
