"""Slips within reach, and those that wait on the desk of whoever keeps the money."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import held_posts
from minhbach.domains.dues.models import Slip
from minhbach.domains.dues.policies import CASHIERS
from minhbach.domains.dues.refusals import SlipNotFound
from minhbach.domains.dues.types import SlipState
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, Asked, Kind, WorkItem
from minhbach.foundation.writing import write_capped


def visible_slips() -> QuerySet[Any]:
    """List the slips in reach, the latest first."""
    rows: QuerySet[Any] = Slip.objects.select_related("owner_agency", "case", "violator", "entered_by", "matched_by")
    return rows.order_by("-created_at", "id")


def get_slip(slip_id: UUID) -> Slip:
    """Fetch a slip within reach.

    Raises: SlipNotFound.
    """
    found: Slip | None = visible_slips().filter(pk=slip_id).first()
    if found is None:
        raise SlipNotFound
    return found


def with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Narrow to slips with a number, a decision's number or a payer that holds a text."""
    return rows.filter(
        Q(number__icontains=text) | Q(decision_number__icontains=text) | Q(payer__icontains=text)
    )  # fmt: skip


def work_items(officer: Officer, *, at: datetime) -> Iterator[Asked]:
    """Ask for the slips that wait for whoever keeps the money of the unit they came to."""
    units = [post.agency_id for post in held_posts(officer, on=local_date(at)) if post.role in CASHIERS]
    if units:
        waiting = Slip.objects.filter(owner_agency_id__in=units, state=SlipState.WAITING).order_by("-created_at", "id")
        yield Asked(waiting, {"id": "id"}, 1, _say)


def _say(slips: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    count = len(slips) + others
    words = _("%(count)s chứng từ nộp tiền chờ khớp") % {"count": write_capped(count, MOST_COUNTED)}
    yield WorkItem(Kind.CASE, words, "", f"{reverse('dues:slips')}?state=waiting", _("Khớp"), count=count)
