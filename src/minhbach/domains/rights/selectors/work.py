"""Lines of “Việc hôm nay”: what owners of rights proposed, and links that wait for an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.rights.models import Notice, NoticeLink, Right
from minhbach.domains.rights.policies import WRITERS
from minhbach.domains.rights.types import LinkState, State
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, Asked, Kind, WorkItem
from minhbach.foundation.scope import current_access
from minhbach.foundation.writing import write_capped

ON_DESK = 3


def work_items(officer: Officer, *, at: datetime) -> Iterator[Asked]:
    """Ask for what waits in the officer's own agencies."""
    if not has_role(officer, *WRITERS, on=local_date(at)):
        return
    own = current_access().agency_ids
    proposed = Right.objects.filter(state=State.PROPOSED, owner_agency_id__in=own).order_by("created_at", "id")
    told = {"id": "id", "title": "title", "holder": "holder"}
    yield Asked(proposed, told, ON_DESK, _say_proposed)
    waiting = NoticeLink.objects.filter(notice=OuterRef("pk"), state=LinkState.WAITING)
    notices = Notice.objects.filter(Exists(waiting), owner_agency_id__in=own).order_by("created_at", "id")
    notices = notices.annotate(mark=F("right__title"), holder=F("right__holder"))
    yield Asked(notices, {"id": "id", "title": "mark", "holder": "holder"}, ON_DESK, _say_notices)


def _say_proposed(rows: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for row in rows:
        yield WorkItem(
            Kind.DECIDE, what=_("Đối chiếu quyền do chủ sở hữu đề nghị"), about=f"{row['title']} · {row['holder']}",
            url=reverse("rights:right", args=[row["id"]]), act=_("Mở"),
        )  # fmt: skip
    if others:
        yield _others(others, _("Đề nghị ghi nhận quyền khác đang chờ"), f"{reverse('rights:list')}?state=proposed")


def _say_notices(rows: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for row in rows:
        yield WorkItem(
            Kind.LEAD, what=_("Trả lời thông báo xâm phạm quyền"), about=f"{row['title']} · {row['holder']}",
            url=reverse("rights:notice", args=[row["id"]]), act=_("Mở"),
        )  # fmt: skip
    if others:
        yield _others(others, _("Thông báo khác có đường dẫn chờ trả lời"), reverse("rights:notices"))


def _others(count: int, what: str, url: str) -> WorkItem:
    return WorkItem(Kind.LEAD, what=what, about=write_capped(count, MOST_COUNTED), url=url, act=_("Xem"), count=count)
