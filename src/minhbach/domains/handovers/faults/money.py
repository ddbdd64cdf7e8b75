"""Fines that were not paid by their day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.dues.selectors import owed_on
from minhbach.domains.handovers.faults.fault import MOST_FOUND, Fault, Found
from minhbach.domains.handovers.period import Period
from minhbach.foundation.money import format_vnd


def unpaid(asked: Period, on: date) -> Iterator[Found]:
    respite = Q(postponed_until__gte=on) | Q(parts_until__gte=on)
    rows = owed_on(on).filter(owner_agency_id__in=asked.units, due_on__lt=on, left_vnd__gt=0).exclude(respite)
    for one in rows.order_by("due_on", "id")[:MOST_FOUND]:
        yield Found(
            words=one.decision_number, about=one.case.code, url=one.get_absolute_url(), since=one.due_on,
            reason=_("còn %(left)s, quá hạn nộp %(count)s ngày")
            % {"left": format_vnd(one.left_vnd), "count": (on - one.due_on).days},
        )  # fmt: skip


FAULTS = (Fault(code="unpaid", label=_lazy("Quyết định chưa nộp đủ tiền phạt"), find=unpaid),)
