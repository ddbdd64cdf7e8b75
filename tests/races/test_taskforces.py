"""Two at once in a task force: what happens once, happens once, and nobody is called into a force that ends"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from minhbach.domains.agencies.models import Officer, Post
from minhbach.domains.agencies.refusals import NoTaskForce, PostEnded, PostOverlaps
from minhbach.domains.agencies.types import Role
from minhbach.domains.subjects.services import register_subject
from minhbach.domains.taskforces import refusals, services
from minhbach.domains.taskforces.models import Answer, CallOut, Errand, Invitation, Mark, Member, TaskForce
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.taskforces.test_raid import NEXT_DAY, PAPER, TODAY, force_of
from tests.races.race import Done, as_read, by, race
from tests.worlds import AT, World, make_world


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


def raced(world: World, officer: Officer, *acts: Any) -> tuple[type, type]:
    first, second = (by(partial(world.acting, officer), act) for act in acts)
    return race(first, second)


def manned(world: World, *people: Officer) -> tuple[TaskForce, list[Member]]:
    force = force_of(world)
    with world.acting(world.head):
        members = services.send_people(
            officer=world.head, at=AT, force=force, people=people or [world.inspector], title_vi="Thành viên"
        )
    return force, members


@pytest.mark.race("taskforces.finish", "taskforces.answer_call", "taskforces.close_call")
def test_an_errand_is_done_and_a_call_out_closed_once(world: World) -> None:
    force, _members = manned(world)
    steering: dict[str, Any] = {"officer": world.committee_officer, "at": AT}
    with world.acting(world.committee_officer):
        errand = services.assign(force=force, what="Rà soát", due_on=TODAY, **steering)
        call = services.call_out(
            force=force, what="Kho", meet_where="Chợ", meet_by=NEXT_DAY, people=[world.inspector], **steering
        )
    finish = partial(services.finish, result="Xong", **steering)
    assert raced(world, world.committee_officer, *(partial(finish, errand=as_read(errand)) for _ in range(2))) == (
        Done,
        refusals.ErrandDone,
    )
    # Who is called answers a call-out that is being closed: it is closed.
    close = partial(services.close_call, call=as_read(call), result="Thu hàng", **steering)
    answer = partial(services.answer_call, call=as_read(call), officer=world.inspector, at=AT, says="coming")
    assert race(by(partial(world.acting, world.committee_officer), close),
                by(partial(world.acting, world.inspector), answer)) == (Done, refusals.CallClosed)  # fmt: skip
    assert raced(world, world.committee_officer, close, close) == (refusals.CallClosed, refusals.CallClosed)
    with acting_as(SYSTEM):
        assert Errand.objects.filter(force=force, done_at__isnull=False).count() == 1
        assert not Answer.objects.filter(called__call=call).exists()


@pytest.mark.race("taskforces.invite", "taskforces.mark", "taskforces.end_mark")
def test_an_agency_is_asked_and_a_subject_marked_once(world: World) -> None:
    force, _members = manned(world)
    steering: dict[str, Any] = {"officer": world.committee_officer, "at": AT}
    with world.acting(world.committee_officer):
        subject = register_subject(kind="individual", name="Hà Văn Kín", **steering)
    invite = partial(services.invite, agency=world.customs, wanted=1, **steering)
    assert raced(world, world.committee_officer, *(partial(invite, force=as_read(force)) for _ in range(2))) == (
        Done,
        refusals.AskedAlready,
    )
    mark = partial(services.mark, subject=subject, **steering)
    assert raced(world, world.committee_officer, *(partial(mark, force=as_read(force)) for _ in range(2))) == (
        Done,
        refusals.MarkedAlready,
    )
    with acting_as(SYSTEM):
        made = Mark.objects.select_related("force__owner_agency__parent").get(force=force)
        assert Invitation.objects.filter(force=force, agency=world.customs).count() == 1
    end = partial(services.end_mark, **steering)
    assert raced(world, world.committee_officer, *(partial(end, mark=as_read(made)) for _ in range(2))) == (Done, Done)
    with acting_as(SYSTEM):
        assert AuditEntry.objects.filter(action="taskforces.mark.ended", target_id=str(force.pk)).count() == 1


@pytest.mark.race("agencies.send", "agencies.recall", "taskforces.recall_member", "taskforces.name_head")
def test_one_is_sent_and_taken_out_once_and_one_is_at_the_head(world: World) -> None:
    force, members = manned(world, world.inspector, world.inspection_leader)
    send = partial(services.send_people, officer=world.head, at=AT, people=[world.team_head], title_vi="Tổ viên")
    assert raced(world, world.head, *(partial(send, force=as_read(force)) for _ in range(2))) == (Done, PostOverlaps)
    first, second = members
    name = partial(services.name_head, officer=world.committee_officer, at=AT)
    assert raced(
        world, world.committee_officer, partial(name, member=as_read(first)), partial(name, member=as_read(second))
    ) == (Done, Done)
    with acting_as(SYSTEM):
        assert list(Member.objects.filter(force=force, is_head=True)) == [second]
        assert Post.objects.filter(agency=force.owner_agency, officer=world.team_head, role=Role.MEMBER).count() == 1
    recall = partial(services.recall_member, officer=world.head, at=NEXT_DAY)
    assert raced(world, world.head, *(partial(recall, member=as_read(second)) for _ in range(2))) == (Done, PostEnded)
    with acting_as(SYSTEM):
        assert not Member.objects.filter(force=force, is_head=True).exists()


@pytest.mark.race(
    "agencies.prolong_task_force", "agencies.end_task_force", "taskforces.dissolve", "taskforces.call_out"
)
def test_nobody_is_called_into_a_force_that_ends_and_it_ends_once(world: World) -> None:
    force, _members = manned(world)
    steering: dict[str, Any] = {"officer": world.committee_officer, "at": NEXT_DAY}
    prolong = partial(services.prolong, paper=PAPER, until=TODAY + timedelta(days=59), **steering)
    dissolve = partial(services.dissolve, paper=PAPER, **steering)
    call = partial(services.call_out, what="Kho", meet_where="Chợ", meet_by=NEXT_DAY, people=[world.inspector],
                   **steering)  # fmt: skip
    assert raced(world, world.committee_officer, *(partial(prolong, force=read(force)) for _ in range(2))) == (
        Done,
        refusals.TermTooShort,
    )
    assert raced(
        world, world.committee_officer, partial(call, force=read(force)), partial(dissolve, force=read(force))
    ) == (Done, refusals.CallStillOpen)
    with acting_as(SYSTEM):
        standing = CallOut.objects.select_related("force__owner_agency__parent").get(force=force)
    with world.acting(world.committee_officer):
        services.close_call(call=standing, result="Xong", **steering)
    assert raced(world, world.committee_officer, *(partial(dissolve, force=read(force)) for _ in range(2))) == (
        Done,
        NoTaskForce,
    )


def read(force: TaskForce) -> TaskForce:
    """The force and its agency as one who read both before holds them."""
    with acting_as(SYSTEM):
        return TaskForce.objects.select_related("owner_agency__parent").get(pk=force.pk)
