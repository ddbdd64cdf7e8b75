"""What of this room waits for somebody: a draft to be approved, one that came back, a key to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.outreach.kinds import BY_CODE
from minhbach.domains.outreach.models import Publication
from minhbach.domains.outreach.policies import APPROVERS
from minhbach.domains.outreach.types import State
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, Asked, Kind, WorkItem
from minhbach.foundation.scope import current_access
from minhbach.foundation.writing import write_capped

ON_DESK = 5


def work_items(officer: Officer, *, at: datetime) -> Iterator[Asked]:
    """Ask for what others drafted and a head of the agency has to approve."""
    if not has_role(officer, *APPROVERS, on=local_date(at)):
        return
    own = Publication.objects.filter(state=State.WAITING, owner_agency_id__in=current_access().agency_ids)
    waiting = own.exclude(drafted_by=officer).exclude(edited_by=officer).order_by("created_at", "id")
    yield Asked(waiting, {name: name for name in ("id", "kind", "title")}, ON_DESK, _say_waiting)


def _say_waiting(waiting: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for one in waiting:
        kind = BY_CODE.get(one["kind"])
        yield WorkItem(
            Kind.DECIDE,
            what=_("Duyệt công bố: %(kind)s") % {"kind": kind.words if kind else one["kind"]},
            about=one["title"],
            url=reverse("outreach:publication", args=[one["id"]]),
            act=_("Xem, duyệt"),
        )
    if others:
        words = _("%(count)s nội dung khác chờ duyệt công bố") % {"count": write_capped(others, MOST_COUNTED)}
        yield WorkItem(Kind.DECIDE, words, "", f"{reverse('outreach:list')}?state=waiting", _("Xem"), count=others)
