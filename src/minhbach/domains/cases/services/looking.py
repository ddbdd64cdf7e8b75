"""Before an inspection without notice: whether others are at work on the same, told to its head alone."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.refusals import NotAboutToBeInspected
from minhbach.domains.cases.selectors.looking import LOOKS_AT
from minhbach.domains.inspections.models import AdHocLook
from minhbach.domains.inspections.services import begin_look
from minhbach.foundation.ids import new_id


@transaction.atomic
def look_around(*, officer: Officer, at: datetime, case: Case) -> AdHocLook:
    """Ask whether other units are at work on the subjects of a case; nobody else learns that it was asked.

    Raises: RoleMissing, NotAboutToBeInspected.
    """
    require_role(officer, Role.HEAD, at=at, agency=case.owner_agency)
    if case.step not in LOOKS_AT:
        raise NotAboutToBeInspected
    look = begin_look(officer=officer, at=at, case=case)
    # The database looks beyond the head's reach, and writes the log as it does.
    with connection.cursor() as cursor:
        cursor.execute("select cases_who_is_at(%s, %s)", [look.pk, new_id()])
    look.refresh_from_db()
    return look
