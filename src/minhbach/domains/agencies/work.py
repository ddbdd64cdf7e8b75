"""What of agencies and people stands on a desk: posts to confirm, who is on duty, what is not set up, no post."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies import selectors
from minhbach.domains.agencies.models import Officer, Post, PostProposal
from minhbach.domains.agencies.policies import DISCLOSERS
from minhbach.domains.agencies.selectors.outside import GUEST_OPENERS
from minhbach.domains.agencies.types import DisclosureState, ProposalState, Role
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import Asked, Card, Kind, WorkItem
from minhbach.foundation.writing import write_number

# Of agencies without a head or a clerk so many are named.
NAMED = 3
# Of accounts outside that wait to be opened so many stand on the desk.
GUESTS_NAMED = 5
# On duty: of the own units so many, for nobody calls a page of numbers.
UNITS_ON_DUTY = 4


def work_items(officer: Officer, *, at: datetime) -> list[WorkItem | Card | Asked]:
    """List the posts that wait for this officer's yes or no, what an administrator has not set up, who is on duty."""
    on = local_date(at)
    posts = selectors.held_posts(officer, on=on)
    if not posts:
        return [_no_post(officer, on=on)]
    disclosure = {post.agency_id for post in posts if post.role in GUEST_OPENERS}
    administered = selectors.administered_ids(officer, on=on, posts=posts)
    return [
        *(_to_confirm(officer, on=on) if administered else ()),
        *(_guests_to_open(officer, disclosure) if disclosure else ()),
        *(_providers_to_confirm(officer, disclosure) if disclosure else ()),
        *(_replies_waiting(posts) if any(post.role in DISCLOSERS for post in posts) else ()),
        *(_upkeep(administered, on=on) if administered else ()),
        *_on_duty(posts, on=on),
    ]


def guest_work(officer: Officer, *, at: datetime) -> list[WorkItem | Card | Asked]:
    """Tell somebody outside what is open to the body, or that the time of the account is over."""
    today = local_date(at)
    if selectors.body_of(officer, on=today) is not None:
        rows = selectors.in_state(selectors.visible_disclosures(), DisclosureState.OPEN, on=today)
        told = {"id": "id", "name": "name", "agency": "owner_agency__name"}
        return [Asked(rows, told, GUESTS_NAMED, _say_open)]
    return [Card("agencies/desk_guest_over.html", {"agency": officer.made_in}, place=0, is_first=True)]


def _say_open(rows: list[dict[str, Any]], left: int) -> Iterator[WorkItem]:
    for one in rows:
        url = reverse("agencies:opened_record", args=[one["id"]])
        yield WorkItem(Kind.SUBJECT, _("Hồ sơ được mở"), f"{one['name']} · {one['agency']}", url, _("Xem"))
    if left:
        words = _("%(count)s hồ sơ được mở khác") % {"count": write_number(left)}
        yield WorkItem(Kind.SUBJECT, words, "", reverse("agencies:opened_here"), _("Xem"), count=left)


def _replies_waiting(posts: list[Post]) -> Iterator[Asked]:
    own = {post.agency_id for post in posts if post.role in DISCLOSERS}
    told = {"disclosure": "disclosure_id", "name": "disclosure__name", "body": "disclosure__body__name"}
    yield Asked(selectors.replies_waiting(own), told, GUESTS_NAMED, _say_replies)


def _say_replies(rows: list[dict[str, Any]], left: int) -> Iterator[WorkItem]:
    for one in rows:
        url = reverse("agencies:disclosure", args=[one["disclosure"]])
        about = f"{one['body']} · {one['name']}"
        yield WorkItem(Kind.DECIDE, _("Xem xét ý kiến của bên ngoài"), about, url, _("Quyết định"))
    if left:
        words = _("%(count)s ý kiến khác của bên ngoài") % {"count": write_number(left)}
        yield WorkItem(Kind.DECIDE, words, "", reverse("agencies:disclosures"), _("Xem"), count=left)


def _guests_to_open(officer: Officer, disclosure: set[UUID]) -> Iterator[Asked]:
    told = {"id": "id", "full_name": "full_name", "name": "name", "by": "proposed_by__full_name"}
    about = _("%(full_name)s, %(name)s; %(by)s đề nghị")
    say = _deciding(
        _("Mở tài khoản bên ngoài"),
        about,
        "agencies:guest_proposal",
        _("%(count)s đề nghị mở tài khoản bên ngoài khác"),
    )
    yield Asked(selectors.guests_to_open(officer, disclosure), told, GUESTS_NAMED, say)


def _providers_to_confirm(officer: Officer, disclosure: set[UUID]) -> Iterator[Asked]:
    told = {"id": "id", "body": "body__name", "issuer": "issuer", "by": "proposed_by__full_name"}
    about = _("%(body)s qua %(issuer)s; %(by)s đề nghị")
    say = _deciding(
        _("Xác nhận nơi đăng nhập của bên ngoài"), about, "agencies:provider",
        _("%(count)s nơi đăng nhập của bên ngoài khác"),
    )  # fmt: skip
    yield Asked(selectors.providers_to_confirm(officer, disclosure), told, GUESTS_NAMED, say)


def _deciding(
    what: str, about: str, page: str, others: str
) -> Callable[[list[dict[str, Any]], int], Iterator[WorkItem]]:
    """Put proposals about people outside into words: WHAT, ABOUT each at its PAGE, and how many OTHERS wait."""

    def say(rows: list[dict[str, Any]], left: int) -> Iterator[WorkItem]:
        for one in rows:
            url = reverse(page, args=[one["id"]])
            yield WorkItem(Kind.DECIDE, what, about % one, url, _("Quyết định"))
        if left:
            counted = others % {"count": write_number(left)}
            yield WorkItem(Kind.DECIDE, counted, "", reverse("agencies:outside"), _("Xem"), count=left)

    return say


def _to_confirm(officer: Officer, *, on: date) -> Iterator[WorkItem]:
    for one in selectors.waiting_for(officer, on=on):
        yield WorkItem(
            Kind.DECIDE,
            what=_("Xác nhận chức vụ"),
            about=_("%(officer)s: %(post)s, %(proposer)s đề nghị")
            % {"officer": one.person.full_name, "post": one, "proposer": one.proposed_by.full_name},
            url=one.get_absolute_url(),
            act=_("Quyết định"),
            agency_id=one.agency_id,
        )


def _upkeep(administered: frozenset[UUID], *, on: date) -> Iterator[WorkItem]:
    """What is not set up in the agencies one administers and those below."""
    below = selectors.units_below(administered)
    accounts, officers = selectors.accounts_of(below, on=on), reverse("agencies:officers")
    for rows, words, query in (
        (selectors.without_post(accounts, on=on), _("%(count)s tài khoản chưa có chức vụ"), "lacks=post"),
        (selectors.without_factor(accounts, on=on), _("%(count)s người ký, quản trị chưa có lớp thứ hai"),
         "lacks=factor"),
    ):  # fmt: skip
        if count := rows.count():
            what = words % {"count": write_number(count)}
            about = ", ".join(rows.order_by("sort_key").values_list("full_name", flat=True)[:NAMED])
            yield WorkItem(Kind.UPKEEP, what, about, f"{officers}?{query}", _("Xem"), count=count)
    for role, words in (
        (Role.HEAD, _("%(count)s cơ quan chưa có thủ trưởng")),
        (Role.RECORDS_CLERK, _("%(count)s cơ quan chưa có văn thư")),
    ):
        lacking = list(selectors.agencies_lacking(below, role, on=on))
        if lacking:
            what = words % {"count": write_number(len(lacking))}
            about = ", ".join(agency.short_name for agency in lacking[:NAMED])
            url = lacking[0].get_absolute_url() if len(lacking) == 1 else reverse("agencies:home") + f"?lacks={role}"
            yield WorkItem(Kind.UPKEEP, what, about, url, _("Giao chức vụ"), count=len(lacking))


def _on_duty(posts: list[Post], *, on: date) -> Iterator[Card]:
    """Who is on duty today where one works; a head is told where nobody was named."""
    agencies = {post.agency_id: post.agency for post in posts}
    duties = selectors.duties_on(agencies.keys(), on)
    named = {duty.agency_id for duty in duties}
    headed = {post.agency_id for post in posts if post.role == Role.HEAD}
    units = [
        {
            "name": agency.short_name,
            "url": reverse("agencies:rota", args=[agency.id]),
            "duties": [duty for duty in duties if duty.agency_id == agency.id],
        }
        for agency in agencies.values()
        if agency.id in named
    ][:UNITS_ON_DUTY]
    if units:
        yield Card("agencies/desk_rota.html", {"units": units}, place=16, is_first=True)
    elif headed:
        unit = next(agency for agency in agencies.values() if agency.id in headed)
        shown = {"name": unit.short_name, "url": reverse("agencies:rota", args=[unit.id])}
        yield Card("agencies/desk_no_rota.html", shown, place=16, is_first=True)


def _no_post(officer: Officer, *, on: date) -> Card:
    waiting = PostProposal.objects.filter(person=officer, state=ProposalState.WAITING).select_related("agency")
    shown = {"administrators": selectors.administrators_for(officer, on=on), "waiting": list(waiting)}
    return Card("agencies/desk_no_post.html", shown, place=0, is_first=True)
