"""Looking at what tells of a person: for a purpose, which the log keeps."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects.models import Identifier, Statement, Subject
from minhbach.domains.subjects.refusals import PurposeUnknown, ReferenceMissing, TooManyLooks
from minhbach.domains.subjects.types.purposes import all_purposes
from minhbach.foundation import attempts, audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.writing import write_moment


def require_purpose(purpose: str, reference: str, *, at: datetime) -> None:
    """Refuse a purpose that is not on the list of the day, or lacks the number it is given with.

    Raises: PurposeUnknown, ReferenceMissing.
    """
    known = all_purposes().get(purpose)
    if known is None or not known.holds_on(local_date(at)):
        raise PurposeUnknown
    if known.asks_number and not any(letter.isdigit() for letter in reference):
        raise ReferenceMissing


# A list is asked for once, with a purpose: so many of its values weigh as one that was typed.
LISTED_AS_ONE = 25


def count_looks(*, officer: Officer, at: datetime, values: int) -> None:
    """Count values that an officer looks up, one by one or in a list: who goes through a row of them goes slowly.

    It is counted whether or not anybody carries them. Kept only with the answer it was counted for.

    Raises: TooManyLooks.
    """
    taken = attempts.take_looks(officer.username, values=values, at=at)
    if isinstance(taken, attempts.Wait):
        raise TooManyLooks(until=write_moment(taken.until))


@transaction.atomic
def look_whole(
    *, officer: Officer, at: datetime, at_what: Subject | Identifier, purpose: str, reference: str = ""
) -> None:
    """Note for what an officer looks at all that a subject's page, or an identifier's, tells of a person.

    Raises: PurposeUnknown, ReferenceMissing.
    """
    require_purpose(purpose, reference, at=at)
    is_node = isinstance(at_what, Identifier)
    told = Statement.objects.filter(**({"identifier": at_what} if is_node else {"subject": at_what}))
    audit.record(
        "subjects.personal.opened",
        officer_id=officer.id,
        at=at,
        target_type="subjects.identifier" if is_node else "subjects.subject",
        target_id=at_what.pk,
        data={"purpose": purpose, "reference": reference},
        # It is the business of all whose words are read.
        concerning=sorted(set(told.order_by().values_list("owner_agency_id", flat=True))),
    )
