"""To whom something is given and by when, as a form sends it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from minhbach.domains.agencies import selectors as agencies
from minhbach.domains.screening.refusals import AssigneeMissing, DueUnreadable
from minhbach.domains.screening.selectors.assignees import Assignee
from minhbach.foundation.pages.formats import read_day


def said_assigned(count: int, to: Assignee) -> str:
    return _("Đã giao %(count)s thông tin cho %(to)s; người được giao thấy ở Việc hôm nay.") % {
        "count": count,
        "to": to,
    }


def assignee_in(sent: QueryDict) -> Assignee:
    """Read to whom something is given: a unit, or one officer of it.

    Raises: AssigneeMissing, NoSuchAgency, NoSuchOfficer.
    """
    unit, _colon, person = sent.get("to", "").partition(":")
    if not unit:
        raise AssigneeMissing
    try:
        ids = UUID(unit), UUID(person) if person else None
    except ValueError:
        raise AssigneeMissing from None
    return Assignee(agencies.get_agency(ids[0]), agencies.get_officer(ids[1]) if ids[1] else None)


def due_in(sent: QueryDict) -> date | None:
    """Read by which day it is to be done; none where nothing was written.

    Raises: DueUnreadable.
    """
    text = sent.get("due_on", "").strip()
    day = read_day(text) if text else None
    if text and day is None:
        raise DueUnreadable
    return day
