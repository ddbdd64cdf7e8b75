"""Referred files in reach, the list of one, and what waits of them on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import held_posts
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases import refusals
from minhbach.domains.cases.models import CaseOfficer, Referral
from minhbach.domains.cases.policies import HANDLERS
from minhbach.domains.cases.types.codes import ReferralState
from minhbach.domains.cases.types.state import CaseState
from minhbach.domains.cases.wording import say_due
from minhbach.domains.documents.types import Listed
from minhbach.domains.law.selectors import Law
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import SOON_DAYS, Asked, Kind, WorkItem

ON_DESK = 10
_TOLD = {"id": "id", "code": F("case__code"), "to": "to_body", "state": "state", "due": "due_on", "row": "clock_row"}
_COMING_BACK = (ReferralState.DECLINED, ReferralState.STOPPED)


def visible_referrals() -> QuerySet[Referral]:
    """List the referred files within the reach in force."""
    rows = Referral.objects.select_related("case__owner_agency", "to_agency")
    return cast("QuerySet[Referral]", rows.order_by("-referred_on", "id"))


def get_referral(referral_id: UUID) -> Referral:
    """Fetch a referral within the reach in force.

    Raises: ReferralNotFound.
    """
    found: Referral | None = visible_referrals().filter(id=referral_id).first()
    if found is None:
        raise refusals.ReferralNotFound
    return found


def referral_of(state: CaseState, part: str) -> UUID | None:
    """Return the id of the last referral of a violator's line, or of the case."""
    line = state.of(part) if part else state.line
    found = line.referred or state.own.referred
    return found.id if found else None


def listed_of(referral_id: UUID) -> tuple[Listed, ...]:
    """Return what a referred file held, as its papers list it."""
    referral = Referral.objects.filter(id=referral_id).first()
    if referral is None:
        return ()
    items = list(referral.items.order_by("number"))
    sheets = referral.sheets or [None] * len(items)
    return tuple(
        Listed(title=one.title, symbol=one.symbol or None, dated=one.dated, sheets=count, sha256=one.sha256 or None)
        for one, count in zip(items, sheets, strict=True)
    )


def referral_work(officer: Officer, *, at: datetime, law: Law) -> Iterator[Asked]:
    """Ask for the files that wait for an answer of this officer's own body, and for those his unit waits for."""
    today = local_date(at)
    posts = [post for post in held_posts(officer, on=today) if post.role in HANDLERS]
    if not posts:
        return
    soon = law.calendar.day_after(today, SOON_DAYS)
    to_answer = Referral.objects.filter(
        to_agency_id__in={post.agency_id for post in posts}, state__in=(ReferralState.WAITING, ReferralState.CHECKING)
    ).order_by("due_on", "referred_on", "id")
    yield Asked(to_answer, _TOLD, ON_DESK, lambda rows, left: _say(rows, left, today, law, is_ours=False))
    headed = {post.agency_id for post in posts if post.role == Role.HEAD}
    pressing = Q(state__in=_COMING_BACK) | Q(state=ReferralState.CHECKING, due_on__lte=soon)
    own = CaseOfficer.objects.filter(case=OuterRef("case"), officer=officer)
    waited_for = Referral.objects.filter(pressing, Q(Exists(own)) | Q(case__owner_agency_id__in=headed)).order_by(
        "due_on", "referred_on", "id"
    )
    yield Asked(waited_for, _TOLD, ON_DESK, lambda rows, left: _say(rows, left, today, law, is_ours=True))


def _say(rows: list[dict[str, Any]], left: int, today: date, law: Law, *, is_ours: bool) -> Iterator[WorkItem]:
    for row in rows:
        due_on = date.fromisoformat(row["due"]) if row["due"] else None
        clock = say_due(row["row"], due_on, today=today, law=law)
        about = _("%(case)s · %(body)s") % {"case": row["code"], "body": row["to"]}
        yield WorkItem(
            Kind.CASE,
            what=_what(ReferralState(row["state"]), is_ours=is_ours),
            about=about,
            url=reverse("cases:referral", args=[row["id"]]),
            act=_("Mở"),
            due_on=due_on,
            clock=clock.remaining if clock else "",
            statute=clock.statute if clock else "",
        )
    if left:
        yield WorkItem(Kind.CASE, _("Hồ sơ chuyển khác"), "", reverse("cases:referrals"), _("Xem"), count=left)


def _what(state: ReferralState, *, is_ours: bool) -> str:
    if not is_ours:
        if state is ReferralState.WAITING:
            return _("Tiếp nhận hồ sơ có dấu hiệu tội phạm")
        return _("Trả lời việc khởi tố hồ sơ được chuyển đến")
    if state is ReferralState.CHECKING:
        return _("Hỏi kết quả xác minh hồ sơ đã chuyển")
    return _("Nhận lại hồ sơ, tiếp tục xử lý hành chính")
