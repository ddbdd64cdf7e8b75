"""Which officer keeps an eye on which subject."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import posts_of, with_descendant_ids
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.policies import require_assigner
from minhbach.domains.subjects.refusals import KeeperOutsideAgency
from minhbach.domains.subjects.services.stories import tell_story
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold


@transaction.atomic
def assign_keeper(*, officer: Officer, at: datetime, subject: Subject, keeper: Officer | None) -> Subject:
    """Give a subject to an area keeper of the agency that owns it or of a unit below; None to nobody.

    Raises: RoleMissing, SubjectOfAnotherAgency, KeeperOutsideAgency.
    """
    hold(subject)
    require_assigner(officer, subject, at=at)
    if keeper is not None:
        agencies = with_descendant_ids({subject.owner_agency_id})
        if not posts_of(keeper, on=local_date(at)).filter(agency_id__in=agencies).exists():
            raise KeeperOutsideAgency(officer=keeper.full_name, agency=subject.owner_agency.short_name)
    old_id = subject.keeper_id
    if old_id == (keeper.id if keeper else None):
        return subject
    subject.keeper = keeper
    subject.save(update_fields=["keeper"])
    tell_story(subject=subject, at=at, kind="subjects.keeper_assigned", officer=officer)
    audit.record(
        "subjects.subject.keeper_assigned",
        officer_id=officer.id,
        at=at,
        target_type="subjects.subject",
        target_id=subject.id,
        data={"keeper": [str(old_id or ""), str(subject.keeper_id or "")]},
    )
    return subject
