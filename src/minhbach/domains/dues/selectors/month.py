"""Đối chiếu: what a month came to for an agency and its units. Any month, past ones too, from the counted rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, Sum

from minhbach.domains.agencies.models import Agency
from minhbach.domains.agencies.selectors import with_descendant_ids
from minhbach.domains.cases.models import CountedRow
from minhbach.domains.cases.types import PaymentKind
from minhbach.domains.cases.types.codes import Counted
from minhbach.domains.dues.models import Slip
from minhbach.domains.dues.selectors.accounts import SHRINKS, owed_on
from minhbach.domains.dues.types import Month, SlipState

_FINE, _PAID = Q(kind=Counted.FINE), Q(kind=Counted.PAID, detail=PaymentKind.FINE)
_LATE, _RELIEVED = Q(kind=Counted.PAID, detail=PaymentKind.LATE), Q(kind=Counted.RELIEVED)


def month_of(agency: Agency, first: date) -> Month:
    """Add up a month of an agency and the units below it.

    Units: đồng.
    """
    units = with_descendant_ids({agency.pk})
    # From the first of a month, 31 days on is always in the next.
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    before, within = Q(day__lt=first), Q(day__gte=first)
    rows = CountedRow.objects.filter(owner_agency_id__in=units, day__lte=last, known_until=None).filter(
        _FINE | SHRINKS | _LATE
    )
    sums: dict[str, Any] = rows.aggregate(
        fines_before=Sum("amount", filter=_FINE & before),
        less_before=Sum("amount", filter=SHRINKS & before),
        decided=Sum("amount", filter=_FINE & within),
        relieved=Sum("amount", filter=_RELIEVED & within),
        paid=Sum("amount", filter=_PAID & within),
        late=Sum("amount", filter=_LATE & within),
    )
    owed = owed_on(last).filter(owner_agency_id__in=units).order_by().aggregate(sum=Sum("left_vnd"))
    slips = Slip.objects.filter(owner_agency_id__in=units, paid_on__gte=first, paid_on__lte=last).exclude(
        state=SlipState.ASIDE
    )
    waiting = Q(state=SlipState.WAITING)
    told: dict[str, Any] = slips.aggregate(
        count=Count("pk"),
        sum=Sum("amount_vnd"),
        waiting=Count("pk", filter=waiting),
        waiting_sum=Sum("amount_vnd", filter=waiting),
    )
    waits = told["waiting_sum"] or 0
    return Month(
        first=first,
        last=last,
        owed_before_vnd=(sums["fines_before"] or 0) - (sums["less_before"] or 0),
        decided_vnd=sums["decided"] or 0,
        relieved_vnd=sums["relieved"] or 0,
        paid_vnd=sums["paid"] or 0,
        late_paid_vnd=sums["late"] or 0,
        owed_by_accounts_vnd=owed["sum"] or 0,
        slips=told["count"],
        slips_vnd=told["sum"] or 0,
        matched_vnd=(told["sum"] or 0) - waits,
        waiting=told["waiting"],
        waiting_vnd=waits,
    )
