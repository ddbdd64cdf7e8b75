"""A post that signs or is trusted, or is for another agency's officer, is proposed by one and confirmed by another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from minhbach.domains.agencies import refusals, selectors, services
from minhbach.domains.agencies.models import Officer, Post, PostProposal
from minhbach.domains.agencies.types import ProposalState, Role
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.refusals import NotFound
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import World, agency, officer_in

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


@pytest.fixture
def first(world: World) -> Officer:
    with acting_as(SYSTEM):
        return officer_in(world.branch, Role.ADMINISTRATOR, "Người Thứ Nhất", "Quản trị", username="first")


@pytest.fixture
def second(world: World) -> Officer:
    with acting_as(SYSTEM):
        return officer_in(agency("ubnd.20"), Role.ADMINISTRATOR, "Người Thứ Hai", "Quản trị", username="second")


def give(world: World, officer: Officer, **change: Any) -> Post | PostProposal:
    wanted = {
        "person": world.inspection_leader, "agency": world.team, "role": Role.INSPECTOR, "title_vi": "Chức vụ mới",
        "valid_from": date(2026, 11, 1), **change,
    }  # fmt: skip
    with world.acting(officer):
        return services.give_post(**wanted, officer=officer, at=world.at)


@pytest.mark.parametrize(
    "change",
    [
        {"may_sign": True}, {"role": Role.ADMINISTRATOR}, {"role": Role.HEAD}, {"role": Role.LEGAL_OFFICER},
    ],
)  # fmt: skip
def test_a_trusted_post_gives_nothing_until_another_confirms_it(
    world: World, first: Officer, second: Officer, change: dict[str, Any]
) -> None:
    before = list(selectors.posts_of(world.inspection_leader, on=DAY))
    proposal = give(world, first, **change)
    assert isinstance(proposal, PostProposal)
    assert list(selectors.posts_of(world.inspection_leader, on=DAY)) == before
    with world.acting(first), pytest.raises(refusals.SecondPersonNeeded):
        services.appoint(
            **{"person": world.inspection_leader, "agency": world.team, "role": Role.INSPECTOR, "title_vi": "Khác",
               "valid_from": DAY, **change}, officer=first, at=world.at,
        )  # fmt: skip
    assert selectors.waiting_for(second, on=DAY) == [proposal]
    assert selectors.waiting_for(first, on=DAY) == []
    with world.acting(second):
        post = services.confirm_post(proposal=proposal, officer=second, at=world.at)
    assert post in selectors.posts_of(world.inspection_leader, on=DAY)
    assert (post.role, post.may_sign) == (proposal.role, proposal.may_sign)
    told = AuditEntry.objects.filter(action__startswith="agencies.post.", officer_id__in=[first.pk, second.pk])
    assert sorted(told.values_list("action", "officer_id")) == sorted(
        [
            ("agencies.post.proposed", first.pk),
            ("agencies.post.given", second.pk),
            ("agencies.post.confirmed", second.pk),
        ]
    )


def test_another_post_is_given_at_once(world: World, first: Officer) -> None:
    assert isinstance(give(world, first), Post)


@pytest.mark.parametrize("name", ["administrator", "inspector", "stranger", "head"])
def test_whoever_has_no_authority_is_no_second_person(world: World, first: Officer, name: str) -> None:
    proposal = give(world, first, may_sign=True)
    officer = getattr(world, name)
    with world.acting(officer):
        with pytest.raises(refusals.RoleMissing):
            services.confirm_post(proposal=proposal, officer=officer, at=world.at)
        with pytest.raises(refusals.RoleMissing):
            services.refuse_proposal(proposal=proposal, reason="x", officer=officer, at=world.at)
        with pytest.raises(NotFound):
            selectors.get_proposal(officer, proposal.pk, on=DAY)
    assert PostProposal.objects.get().state == ProposalState.WAITING


def test_neither_who_proposed_nor_who_gains_is_the_second_person(world: World, first: Officer) -> None:
    with acting_as(SYSTEM):
        gains = officer_in(world.branch, Role.ADMINISTRATOR, "Người Được Lợi", "Quản trị", username="gains")
    proposal = give(world, first, person=gains, agency=world.branch, role=Role.HEAD, may_sign=True)
    with world.acting(first), pytest.raises(refusals.SecondPersonIsFirst):
        services.confirm_post(proposal=proposal, officer=first, at=world.at)
    with world.acting(gains), pytest.raises(refusals.ActsOnOneself):
        services.confirm_post(proposal=proposal, officer=gains, at=world.at)
    assert not Post.objects.filter(officer=gains, role=Role.HEAD).exists()


def test_nobody_is_the_second_person_with_a_password_from_the_first(world: World, first: Officer) -> None:
    with acting_as(SYSTEM):
        colleague = officer_in(world.branch, Role.ADMINISTRATOR, "Người Đồng Sự", "Quản trị", username="colleague")
    with world.acting(first):
        services.give_password(person=colleague, officer=first, at=world.at)
    proposal = give(world, first, may_sign=True)
    colleague.refresh_from_db()
    for later in (timedelta(), timedelta(days=6, hours=23)):
        with world.acting(colleague), pytest.raises(refusals.SecondPersonLetInByFirst):
            services.confirm_post(proposal=proposal, officer=colleague, at=world.at + later)
    with world.acting(colleague):
        services.confirm_post(proposal=proposal, officer=colleague, at=world.at + timedelta(days=7))


def test_somebody_elses_officer_is_confirmed_by_whoever_answers_for_them(world: World, first: Officer) -> None:
    """The committee's analyst serves the branch besides: the committee's administrator agrees, not the branch's."""
    proposal = give(world, first, person=world.analyst, agency=world.branch, role=Role.ANALYST)
    assert isinstance(proposal, PostProposal)
    with acting_as(SYSTEM):
        other = officer_in(world.branch, Role.ADMINISTRATOR, "Quản Trị Khác", "Quản trị", username="other")
    with world.acting(other), pytest.raises(refusals.AdministratorElsewhere):
        services.confirm_post(proposal=proposal, officer=other, at=world.at)
    with world.acting(world.administrator):
        assert selectors.get_proposal(world.administrator, proposal.pk, on=DAY) == proposal
        services.confirm_post(proposal=proposal, officer=world.administrator, at=world.at)
    assert {post.agency for post in selectors.posts_of(world.analyst, on=DAY)} == {world.committee, world.branch}


def test_the_installation_is_the_second_person_where_there_is_no_other(world: World, first: Officer) -> None:
    proposal = give(world, first, may_sign=True)
    with acting_as(SYSTEM):
        services.confirm_post(proposal=proposal, officer=None, at=world.at)
    entry = AuditEntry.objects.get(action="agencies.post.confirmed")
    assert (entry.officer_id, entry.target_id) == (None, str(proposal.pk))


def test_it_is_decided_once(world: World, first: Officer, second: Officer) -> None:
    proposal = give(world, first, may_sign=True)
    with pytest.raises(refusals.SameProposalWaits):
        give(world, first, may_sign=True)
    with world.acting(second):
        with pytest.raises(refusals.ReasonMissing):
            services.refuse_proposal(proposal=proposal, reason=" ", officer=second, at=world.at)
        with pytest.raises(refusals.NotYourProposal):
            services.withdraw_proposal(proposal=proposal, officer=second, at=world.at)
        services.refuse_proposal(proposal=proposal, reason="Chưa có quyết định", officer=second, at=world.at)
        with pytest.raises(refusals.ProposalDecided, match="không được xác nhận"):
            services.confirm_post(proposal=proposal, officer=second, at=world.at)
    found = PostProposal.objects.get()
    assert (found.state, found.reason, found.decided_by) == ("refused", "Chưa có quyết định", second)
    again = give(world, first, may_sign=True)
    with world.acting(first):
        services.withdraw_proposal(proposal=again, officer=first, at=world.at)
    assert not Post.objects.filter(may_sign=True, officer=world.inspection_leader).exists()


def test_what_was_proposed_by_one_who_has_lost_the_authority_is_not_confirmed(
    world: World, first: Officer, second: Officer
) -> None:
    proposal = give(world, first, may_sign=True)
    with world.acting(second):
        services.set_active(person=first, is_active=False, officer=second, at=world.at)
        with pytest.raises(refusals.ProposerWithoutAuthority):
            services.confirm_post(proposal=proposal, officer=second, at=world.at)
