"""Lines of “Việc hôm nay”: who was missed, which mails wait, whose word is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import held_posts
from minhbach.domains.agencies.types import Role
from minhbach.domains.hotline.models import Call, Instruction, Mail
from minhbach.domains.hotline.policies import works_here
from minhbach.domains.hotline.types import CallState, MailState
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import Asked, Kind, WorkItem
from minhbach.foundation.scope import current_access
from minhbach.foundation.writing import write_moment

ON_DESK = 3
CAME = {"id": "id", "came_at": "came_at"}
Say = Callable[[list[dict[str, Any]], int], Iterator[WorkItem]]


def work_items(officer: Officer, *, at: datetime) -> Iterator[Asked]:
    """Ask for the calls of the officer's own agency that nobody has returned; of a head, for his word too."""
    if not works_here(officer, at=at):
        return
    own = current_access().agency_ids
    missed = Call.objects.filter(state=CallState.MISSED, owner_agency_id__in=own).order_by("came_at", "id")
    yield Asked(
        missed, CAME, ON_DESK,
        _waiting(_("Gọi lại cuộc gọi nhỡ"), "hotline:call", _("Các cuộc gọi nhỡ khác"),
                 f"{reverse('hotline:list')}?state={CallState.MISSED}"),
    )  # fmt: skip
    mails = Mail.objects.filter(state=MailState.WAITING, owner_agency_id__in=own).order_by("came_at", "id")
    yield Asked(
        mails, CAME, 1,
        _waiting(_("Phân loại thư điện tử"), "hotline:mail", _("Thư điện tử khác chờ phân loại"),
                 f"{reverse('hotline:mails')}?state={MailState.WAITING}"),
    )  # fmt: skip
    heads = [post.agency_id for post in held_posts(officer, on=local_date(at)) if post.role == Role.HEAD]
    if heads:
        asked = Instruction.objects.filter(given_at__isnull=True, report__owner_agency_id__in=heads)
        told = {"id": "id", "report": "report_id", "number": "report__number"}
        yield Asked(asked.annotate(number=F("report__number")).order_by("asked_at", "id"), told, ON_DESK, _say_asked)


def _waiting(what: str, page: str, others: str, all_of_them: str) -> Say:
    """Put into words what came and waits: WHAT at PAGE, one line each, and OTHERS in one more."""

    def say(rows: list[dict[str, Any]], left: int) -> Iterator[WorkItem]:
        for row in rows:
            about = write_moment(datetime.fromisoformat(row["came_at"]))
            yield WorkItem(Kind.LEAD, what, about, reverse(page, args=[row["id"]]), _("Mở"), is_new=True)
        if left:
            yield WorkItem(Kind.LEAD, others, "", all_of_them, _("Xem"), count=left)

    return say


def _say_asked(asked: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for one in asked:
        yield WorkItem(
            Kind.DECIDE,
            what=_("Bút phê tin, đơn"),
            about=_("%(number)s · đơn vị trực báo cáo") % {"number": one["number"]},
            url=reverse("intake:report", args=[one["report"]]),
            act=_("Mở"),
            is_new=True,
        )
    if others:
        yield WorkItem(Kind.DECIDE, _("Tin, đơn khác chờ bút phê"), "", reverse("intake:list"), _("Xem"), count=others)
