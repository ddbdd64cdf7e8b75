"""A list of values looked up at once: told by one row of the log, for a purpose where it tells of people."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects.models import Statement
from minhbach.domains.subjects.reading.values import MOST_VALUES, read_listed
from minhbach.domains.subjects.refusals import ListWithoutValues, TooManyValues
from minhbach.domains.subjects.selectors.known import KnownValue, who_is_known
from minhbach.domains.subjects.services.looking import LISTED_AS_ONE, count_looks, require_purpose
from minhbach.foundation import audit
from minhbach.foundation.scope import by_reach
from minhbach.foundation.writing import write_number


@transaction.atomic
def look_list_up(
    *, officer: Officer, at: datetime, cells: Iterable[str], purpose: str = "", reference: str = ""
) -> list[KnownValue]:
    """Say of each value of a list who in reach carries it.

    Raises: ListWithoutValues, TooManyValues, PurposeUnknown, ReferenceMissing, TooManyLooks.
    """
    values = read_listed(cells)
    if not values:
        raise ListWithoutValues
    if len(values) > MOST_VALUES:
        raise TooManyValues(most=write_number(MOST_VALUES), count=write_number(len(values)))
    if any(value.tells_person for value in values):
        require_purpose(purpose, reference, at=at)
    count_looks(officer=officer, at=at, values=-(-len(values) // LISTED_AS_ONE))
    known = who_is_known(values)
    nodes = [one.identifier_id for one in known if one.identifier_id]
    stated = by_reach(Statement.objects.filter(identifier_id__in=nodes))
    owners = stated.order_by().values_list("owner_agency_id", flat=True)
    said = "\n".join(f"{one.kind}:{one.canonical}" for value in values for one in value.could_be)
    audit.record(
        "subjects.list.looked_up",
        officer_id=officer.id,
        at=at,
        target_type="subjects.subject",
        target_id="",
        data={
            "values": len(values),
            "known": sum(bool(one.count) for one in known),
            "digest": hashlib.sha256(said.encode()).hexdigest(),
            "purpose": purpose,
            "reference": reference,
        },
        concerning=sorted(set(owners)),
    )
    return known
