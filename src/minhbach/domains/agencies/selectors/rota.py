"""Reads: who is on duty."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from minhbach.domains.agencies.models import Agency, Duty, Officer
from minhbach.domains.agencies.selectors.directory import officers_of_units
from minhbach.domains.agencies.types import Role


def days_of_month(month: date) -> list[date]:
    """List the days of the month that a day lies in."""
    first = month.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return [first + timedelta(days=count) for count in range((following - first).days)]


def duties_of(agency: Agency, month: date) -> list[Duty]:
    """List who is on duty in an agency in the month that a day lies in."""
    days = days_of_month(month)
    duties = Duty.objects.filter(agency=agency, day__range=(days[0], days[-1])).select_related("officer")
    return list(duties.order_by("day", "shift"))


def duties_on(agency_ids: Collection[UUID], day: date) -> list[Duty]:
    """List who is on duty in some agencies on a day."""
    duties = Duty.objects.filter(agency_id__in=agency_ids, day=day).select_related("officer", "agency")
    return list(duties.order_by("agency__sort_key", "shift"))


def officers_for_duty(agency: Agency, *, on: date) -> list[Officer]:
    """List who may be put on duty in an agency: whoever holds a post there."""
    return list(officers_of_units([agency.id], list(Role), on=on))
