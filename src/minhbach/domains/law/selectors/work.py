"""What waits for a legal officer, for the page “Việc hôm nay”."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.law.models import HolidayYear
from minhbach.domains.law.policies import keeps_law
from minhbach.domains.law.selectors.proposals import changes_to_confirm, sets_to_confirm
from minhbach.domains.law.selectors.rows import unchecked_rows
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import Kind, WorkItem


def work_items(officer: Officer, *, at: datetime) -> list[WorkItem]:
    """List what waits: a year whose holidays nobody confirmed, and rows that are off until confirmed.

    An administrator reads how many rows are off, for somebody has to be the legal officer.
    """
    if not keeps_law(officer, at=at):
        return _off() if has_role(officer, Role.ADMINISTRATOR, on=local_date(at)) else []
    items = [
        WorkItem(
            Kind.DECIDE,
            what=_("Xác nhận thay đổi pháp luật"),
            about=_("%(change)s, %(proposer)s đề nghị") % {"change": one, "proposer": one.proposed_by.full_name},
            url=one.get_absolute_url(),
            act=_("Quyết định"),
        )
        for one in changes_to_confirm(officer, at=at)
    ]
    items += [
        WorkItem(
            Kind.DECIDE,
            what=_("Xác nhận bộ đề nghị pháp luật"),
            about=_("%(count)s mục, %(proposer)s đề nghị") % {"count": waiting, "proposer": one.proposed_by.full_name},
            url=one.get_absolute_url(),
            act=_("Quyết định"),
        )
        for one, waiting in sets_to_confirm(officer, at=at)
    ]
    year = local_date(at).year
    if not HolidayYear.objects.filter(year=year).exists():
        items.append(
            WorkItem(
                Kind.LAW,
                what=_("Xác nhận lịch nghỉ năm %(year)s") % {"year": year},
                about=_("Chưa xác nhận thì hạn theo ngày làm việc chỉ là dự kiến"),
                url=f"{reverse('law:holidays')}?nam={year}",
                act=_("Đối chiếu"),
            )
        )
    return [*items, *_off()]


def _off() -> list[WorkItem]:
    count = unchecked_rows().count()
    if not count:
        return []
    return [
        WorkItem(
            Kind.LAW,
            what=_("%(count)s mục pháp luật chưa kiểm chứng") % {"count": count},
            about=_("Đang tắt cho đến khi cán bộ pháp chế xác nhận"),
            url=f"{reverse('law:home')}?state=off",
            act=_("Đối chiếu"),
            count=count,
        )
    ]
