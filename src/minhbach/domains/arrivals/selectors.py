"""Reads."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.selectors import held_posts
from minhbach.domains.agencies.types import Role
from minhbach.domains.arrivals.models import Arrival, ArrivalRegister
from minhbach.domains.arrivals.policies import agencies_kept
from minhbach.domains.arrivals.refusals import ArrivalNotFound
from minhbach.domains.arrivals.types import State
from minhbach.foundation import search
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, Kind, WorkItem, some_of_each
from minhbach.foundation.writing import write_capped

TOKENS = search.words_of("arrivals.arrival")
ON_DESK = 20


def visible_arrivals() -> QuerySet[Any]:
    """List what the access in force reaches, newest first."""
    rows: QuerySet[Any] = Arrival.objects.select_related("owner_agency", "assignee", "case", "report", "answers")
    return rows.order_by("-created_at", "-id")


def get_arrival(arrival_id: UUID) -> Arrival:
    """Fetch an arrival within reach.

    Raises: ArrivalNotFound.
    """
    found: Arrival | None = visible_arrivals().filter(pk=arrival_id).first()
    if found is None:
        raise ArrivalNotFound
    return found


def arrivals_of_case(case_id: UUID) -> QuerySet[Any]:
    """List what arrived about a case, newest first, as far as the access in force reaches."""
    return visible_arrivals().filter(case_id=case_id)


def find_arrivals(text: str) -> QuerySet[Any]:
    return with_words(visible_arrivals(), text)


def with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Narrow to what has these words in its number, sender, symbol, abstract or the head's word."""
    return search.matching(rows, TOKENS, text)


def waiting_for_head(officer: Officer, *, at: datetime) -> QuerySet[Any]:
    """List what waits for the word of an officer who heads the agency it arrived at, longest waiting first."""
    heads = {post.agency_id for post in held_posts(officer, on=local_date(at)) if post.role == Role.HEAD}
    rows = visible_arrivals().filter(state=State.REGISTERED, owner_agency_id__in=list(heads))
    return rows.order_by("created_at", "id")


def given_to(officer: Officer) -> QuerySet[Any]:
    """List what an officer was given and has not dealt with, first what is due first."""
    return visible_arrivals().filter(assignee=officer, state=State.ASSIGNED).order_by("due_on", "created_at", "id")


def work_items(officer: Officer, *, at: datetime) -> list[WorkItem]:
    """List what waits for an officer's word, and what they were given, with the day it is due."""
    desks = {
        "mine=word": (_("Bút phê văn bản đến"), _("Bút phê"), waiting_for_head(officer, at=at)),
        "mine=work": (_("Xử lý văn bản đến"), _("Xử lý"), given_to(officer)),
    }
    # A line says nothing of what an arrival belongs to.
    found = some_of_each({query: (rows.select_related(None), ON_DESK) for query, (_what, _act, rows) in desks.items()})
    items: list[WorkItem] = []
    for query, (what, act, _rows) in desks.items():
        first, others = found[query]
        items += [
            WorkItem(
                Kind.ARRIVAL,
                what=what,
                about=" · ".join(filter(None, (f"{one.number}", one.abstract, one.sender))),
                url=one.get_absolute_url(),
                act=act,
                due_on=one.due_on,
                agency_id=one.owner_agency_id,
            )
            for one in first
        ]
        if others:
            words = _("%(count)s văn bản đến khác") % {"count": write_capped(others, MOST_COUNTED)}
            items.append(
                WorkItem(Kind.ARRIVAL, words, "", f"{reverse('arrivals:list')}?{query}", _("Xem"), count=others)
            )
    return items


def said(arrival: Arrival) -> str:
    """Name an arrival in a line: its number, and what it is about."""
    return _("Văn bản đến số %(number)s: %(abstract)s") % {"number": arrival.number, "abstract": arrival.abstract}


def agencies_to_start(officer: Officer, *, at: datetime) -> QuerySet[Agency]:
    """List the agencies an officer registers for of which no arrival has a number this year yet."""
    running = ArrivalRegister.objects.filter(year=local_date(at).year, last_number__gt=0)
    kept = Agency.objects.filter(id__in=[one.id for one in agencies_kept(officer, at=at)])
    found: QuerySet[Agency] = kept.exclude(id__in=running.values("owner_agency_id"))
    return found.order_by("sort_key", "id")


def registers_started(*, at: datetime) -> QuerySet[ArrivalRegister]:
    """List this year's registers within reach that go on from paper, with why."""
    started = ArrivalRegister.objects.filter(year=local_date(at).year, started_at_number__isnull=False)
    found: QuerySet[ArrivalRegister] = started.select_related("owner_agency", "started_by")
    return found.order_by("owner_agency__sort_key", "id")
