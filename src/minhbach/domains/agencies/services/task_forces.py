"""Task forces: agencies for a term, below a committee, manned by whom other agencies send.

Set up they give nobody anything: sight comes with the people whom their own heads send, shows what is opened to the
force, and ends with the term. What such a post is, the database holds, too (`agencies_members_are_sent`).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.policies import require_sends, require_steers
from minhbach.domains.agencies.refusals import (
    GuestStaysOutside,
    NameMissing,
    NoTaskForce,
    PeriodRunsBackward,
    PostEnded,
    PostOverlaps,
)
from minhbach.domains.agencies.selectors.reach import has_role
from minhbach.domains.agencies.services import agencies, posts
from minhbach.domains.agencies.types import AgencyLevel, Force, Role
from minhbach.engine.text.keys import search_key, sort_key
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.ids import new_id

# What its people would write before a number; a force issues no papers.
SYMBOL = "TCT"


@transaction.atomic
def make_task_force(*, committee: Agency, name: str, valid_until: date, officer: Officer, at: datetime) -> Agency:
    """Set a force up from today until VALID_UNTIL, the first day no more, with the area of its committee.

    Raises: NoCommittee, RoleMissing, NameMissing, PeriodRunsBackward.
    """
    require_steers(officer, committee, at=at)
    name, today, own_id = " ".join(name.split()), local_date(at), new_id()
    if not name:
        raise NameMissing
    if valid_until <= today:
        raise PeriodRunsBackward
    force: Agency = Agency.objects.create(
        id=own_id,
        key=f"to-cong-tac.{own_id.hex}",
        name=name,
        short_name=name[:100],
        symbol=SYMBOL,
        # No force: what a force shares with itself is not opened by sitting in a common team.
        force=Force.OTHER,
        level=AgencyLevel.TASK_FORCE,
        parent=committee,
        folded=search_key(name)[:200],
        sort_key=sort_key(name)[:500],
        valid_from=today,
        valid_until=valid_until,
    )
    agencies.set_areas(force, list(committee.areas.all()))
    agencies.record("agencies.agency.created", force, officer, at)
    return force


@transaction.atomic
def prolong_task_force(*, force: Agency, valid_until: date, officer: Officer, at: datetime) -> None:
    """Let a force last longer. Its people do not by that: their heads send them again.

    Raises: NoTaskForce, NoCommittee, RoleMissing, PeriodRunsBackward.
    """
    _steered(force, officer, at)
    if force.valid_until is None or valid_until <= force.valid_until:
        raise PeriodRunsBackward
    force.valid_until = valid_until
    force.save(update_fields=["valid_until"])
    agencies.record("agencies.agency.amended", force, officer, at, fields=["valid_until"])


@transaction.atomic
def end_task_force(*, force: Agency, officer: Officer, at: datetime) -> date:
    """End a force and every post in it; its committee takes over. Return the first day no more.

    That is today; tomorrow for whatever began today, since no period is without a day.

    Raises: NoTaskForce, NoCommittee, RoleMissing.
    """
    _steered(force, officer, at)
    today = local_date(at)
    for post in Post.objects.filter(agency=force, valid_until__gt=today).select_related("agency"):
        _end(post, officer, at)
    force.valid_until = _first_day_no_more(force.valid_from, today)
    force.successor = force.parent
    force.save(update_fields=["valid_until", "successor"])
    agencies.record("agencies.agency.ended", force, officer, at, until=force.valid_until.isoformat())
    return force.valid_until


@transaction.atomic
def send(*, person: Officer, force: Agency, title_vi: str, officer: Officer, at: datetime) -> tuple[Post, Agency]:
    """Send one's own officer to a force until its term ends, or let him stay; return the post, and whose he is.

    Raises: NoTaskForce, GuestStaysOutside, ActsOnOneself, RoleMissing, OfficerOfAnother, NameMissing, PostOverlaps.
    """
    hold(person)
    hold(force)
    today = local_date(at)
    if force.level != AgencyLevel.TASK_FORCE or force.valid_until is None or not force.holds_on(today):
        raise NoTaskForce(agency=force.name)
    if person.is_guest:
        raise GuestStaysOutside
    home = require_sends(officer, person, at=at)
    if not title_vi.strip():
        raise NameMissing
    post: Post | None = Post.objects.filter(officer=person, agency=force, valid_until__gt=today).first()
    if post is None:
        post = Post(officer=person, agency=force, role=Role.MEMBER, valid_from=today)
    elif post.valid_until == force.valid_until:
        raise PostOverlaps(officer=person.full_name, agency=force.short_name)
    # Of a force whose term grew he stays, since the same head says so again.
    post.title_vi, post.valid_until = " ".join(title_vi.split()), force.valid_until
    post.save()
    posts.record("agencies.post.given", post, officer, at, agency=str(force.id), role=str(post.role))
    return post, home


@transaction.atomic
def recall(*, post: Post, officer: Officer, at: datetime) -> None:
    """Take somebody out of a force: his own head may, and the standing office. Taking away has to be quick.

    Raises: NoTaskForce, PostEnded, and why the officer may not.
    """
    hold(post)
    if post.role != Role.MEMBER or post.agency.parent is None:
        raise NoTaskForce(agency=post.agency.name)
    if not has_role(officer, Role.HEAD, Role.COMMITTEE_OFFICER, on=local_date(at), agency=post.agency.parent):
        require_sends(officer, post.officer, at=at)
    if post.valid_until is not None and post.valid_until <= local_date(at):
        raise PostEnded
    _end(post, officer, at)


def _steered(force: Agency, officer: Officer, at: datetime) -> None:
    hold(force)
    if force.level != AgencyLevel.TASK_FORCE or force.parent is None or not force.holds_on(local_date(at)):
        raise NoTaskForce(agency=force.name)
    require_steers(officer, force.parent, at=at)


def _end(post: Post, officer: Officer, at: datetime) -> None:
    post.valid_until = _first_day_no_more(post.valid_from, local_date(at))
    post.save(update_fields=["valid_until"])
    posts.record("agencies.post.ended", post, officer, at, until=post.valid_until.isoformat())


def _first_day_no_more(begun: date | None, today: date) -> date:
    return today if begun is None or begun < today else begun + timedelta(days=1)
