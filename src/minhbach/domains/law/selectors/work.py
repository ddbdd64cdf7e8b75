"""What waits for a legal officer, for the page “Việc hôm nay”."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.law.models import HolidayYear
from minhbach.domains.law.policies import keeps_law
from minhbach.domains.law.selectors.rows import unchecked_rows
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import WorkItem


def work_items(officer: Officer, *, at: datetime) -> list[WorkItem]:
    """This will list what waits: a year whose holidays nobody confirmed, and rows that are off until confirmed."""
    if not keeps_law(officer, at=at):
        return []
    items = []
    year = local_date(at).year
    if not HolidayYear.objects.filter(year=year).exists():
        items.append(
            WorkItem(
                kind="waiting",
                what=_("Confirm the holidays of %(year)s") % {"year": year},
                whose=_("Until then, time limits in working days are provisional"),
                url=f"{reverse('law:holidays')}?nam={year}",
                act=_("Check"),
            )
        )
    count = unchecked_rows().count()
    if count:
        items.append(
            WorkItem(
                kind="waiting",
                what=_("%(count)s rows of law are unverified") % {"count": count},
                whose=_("They are off until you confirm them"),
                url=f"{reverse('law:home')}?state=off",
                act=_("Check"),
            )
        )
    return items
