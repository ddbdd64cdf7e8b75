from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from minhbach.domains.agencies import refusals, selectors, services
from minhbach.domains.agencies.models import Agency, Delegation, Officer, Post
from minhbach.domains.agencies.policies import needs_second_factor
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.agencies.types import Role
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import World, agency

pytestmark = pytest.mark.django_db


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Officer, Post, Delegation, Agency, AuditEntry))


def test_nobody_but_an_administrator_or_the_system_writes(world: World) -> None:
    before = counts()
    with world.acting(world.head), pytest.raises(RoleMissing):
        services.create_officer(username="moi", full_name="Người Mới", officer=world.head, at=world.at)
    with world.acting(world.head), pytest.raises(RoleMissing):
        services.create_officer(username="moi", full_name="Người Mới", officer=None, at=world.at)
    with world.acting(world.administrator), pytest.raises(RoleMissing):
        services.appoint(
            person=world.inspector, agency=world.team, role=Role.HEAD, title_vi="Đội trưởng",
            valid_from=date(2026, 11, 1), officer=world.administrator, at=world.at,
        )  # fmt: skip
    assert counts() == before


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"username": "INSPECTOR"}, refusals.UsernameTaken),
        ({"full_name": "   "}, refusals.NameMissing),
        ({"password": "12345"}, refusals.PasswordTooWeak),
    ],
)
def test_an_account_that_cannot_be_is_refused(world: World, change: dict[str, Any], refusal: type[Exception]) -> None:
    before = counts()
    with acting_as(SYSTEM), pytest.raises(refusal):
        services.create_officer(
            **{"username": "moi", "full_name": "Người Mới", "officer": None, "at": world.at, **change}
        )
    assert counts() == before


def test_people_are_sorted_by_their_given_names(world: World) -> None:
    names = [officer.full_name for officer in selectors.officers_by_name()]
    assert [name for name in names if name in {"Dương Minh Chi", "Chu Viết Dũng", "Bế Văn Đàm"}] == [
        "Dương Minh Chi",
        "Chu Viết Dũng",
        "Bế Văn Đàm",
    ]


def test_a_person_may_hold_two_posts_at_once(world: World) -> None:
    with acting_as(SYSTEM):
        services.appoint(
            person=world.team_head, agency=world.commune_committee, role=Role.COMMITTEE_OFFICER,
            title_vi="Ủy viên", valid_from=date(2026, 2, 1), officer=None, at=world.at,
        )  # fmt: skip
    assert {post.role for post in selectors.posts_of(world.team_head, on=world.at.date())} == {
        Role.HEAD,
        Role.COMMITTEE_OFFICER,
    }


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"valid_until": date(2026, 10, 1)}, refusals.PeriodRunsBackward),
        ({"title_vi": " "}, refusals.NameMissing),
        ({}, refusals.PostOverlaps),
        ({"agency": "cuc-qltt.2024:20"}, refusals.AgencyEnded),
    ],
)
def test_a_post_that_cannot_be_is_refused(world: World, change: dict[str, Any], refusal: type[Exception]) -> None:
    if "agency" in change:
        change = {"agency": agency(change["agency"])}
    before = counts()
    wanted = {
        "person": world.inspector, "agency": world.team, "role": Role.INSPECTOR, "title_vi": "Kiểm soát viên",
        "valid_from": date(2026, 11, 1), "officer": None, "at": world.at,
    }  # fmt: skip
    with acting_as(SYSTEM), pytest.raises(refusal):
        services.appoint(**{**wanted, **change})
    assert counts() == before


def test_a_delegation_rests_on_both_posts(world: World) -> None:
    day = date(2026, 11, 20)
    assert selectors.delegations_held(world.deputy, on=day).count() == 1
    with acting_as(SYSTEM):
        services.end_post(
            post=world.post(world.head, Role.HEAD), valid_until=date(2026, 12, 1), officer=None, at=world.at
        )
    assert selectors.delegations_held(world.deputy, on=date(2026, 11, 30)).count() == 1
    assert not selectors.delegations_held(world.deputy, on=date(2026, 12, 1)).exists()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"decision_number": " "}, refusals.DelegationDocumentMissing),
        ({"decision_on": date(2026, 11, 9)}, refusals.DelegationDocumentMissing),
        ({"valid_until": date(2026, 11, 1)}, refusals.PeriodRunsBackward),
        ({"from_post": "deputy", "to_post": "head"}, refusals.PostMayNotSign),
        ({"to_post": "team_head"}, refusals.DelegationOutsideAgency),
        ({"valid_from": date(2024, 1, 1), "decision_on": date(2024, 1, 1)}, refusals.DelegationOutsidePost),
        ({}, refusals.DelegationOverlaps),
    ],
)
def test_a_delegation_that_cannot_be_is_refused(world: World, change: dict[str, Any], refusal: type[Exception]) -> None:
    posts = {name: world.post(getattr(world, name), Role.HEAD) for name in ("head", "deputy", "team_head")}
    wanted = {
        "from_post": "head", "to_post": "deputy", "decision_number": "20/QĐ-GQXP", "decision_on": date(2026, 11, 2),
        "valid_from": date(2026, 11, 5), **change,
    }  # fmt: skip
    before = counts()
    with acting_as(SYSTEM), pytest.raises(refusal):
        services.delegate(
            **{name: posts.get(value, value) if isinstance(value, str) else value for name, value in wanted.items()},
            officer=None,
            at=world.at,
        )
    assert counts() == before


def test_an_agency_is_ended_with_the_one_that_takes_over_its_records(world: World) -> None:
    with acting_as(SYSTEM):
        services.end_agency(
            agency=world.other_team, valid_until=date(2026, 11, 20), successor=world.team, officer=None, at=world.at
        )
    assert not world.other_team.holds_on(date(2026, 11, 20))
    assert world.other_team.pk in world.access(world.inspector).agency_ids
    before = counts()
    with acting_as(SYSTEM), pytest.raises(refusals.SuccessorUnfit):
        services.end_agency(
            agency=world.team, valid_until=date(2026, 11, 21), successor=world.other_team, officer=None, at=world.at
        )
    assert counts() == before


def test_an_agency_cannot_stand_under_its_own_unit(world: World) -> None:
    with acting_as(SYSTEM), pytest.raises(refusals.ParentUnfit):
        services.amend_agency(agency=world.branch, parent=world.team, officer=None, at=world.at)


def test_amending_nothing_is_not_recorded(world: World) -> None:
    before = counts()
    with acting_as(SYSTEM):
        services.amend_agency(agency=world.branch, name=world.branch.name, officer=None, at=world.at)
    assert counts() == before


def test_an_administrator_cannot_close_their_own_account(world: World) -> None:
    with world.acting(world.administrator), pytest.raises(refusals.ActsOnOneself):
        services.set_active(person=world.administrator, is_active=False, officer=world.administrator, at=world.at)


def test_who_needs_a_second_factor(world: World) -> None:
    needing = {
        name
        for name in ("inspector", "head", "team_head", "committee_head", "deputy", "administrator", "auditor")
        if needs_second_factor(getattr(world, name), at=world.at)
    }
    assert needing == {"head", "team_head", "committee_head", "deputy", "administrator"}


def test_the_province_before_and_after_the_merger(world: World) -> None:
    before, after = agency("cuc-qltt.2024:20"), agency("qltt.20")
    assert before.successor == after
    assert (before.valid_until, after.valid_from) == (date(2025, 7, 1), date(2025, 7, 1))
    merged = [one.key for one in agency("qltt.08").predecessors.order_by("key")]
    assert merged == ["cuc-qltt.2024:02", "cuc-qltt.2024:08"]
    assert agency("ubnd.2025:75").successor == agency("ubnd.75")


def test_every_agency_that_ended_is_followed_and_starts_when_the_other_ends() -> None:
    ended = Agency.objects.filter(valid_until__isnull=False).select_related("successor")
    assert ended.exists()
    for one in ended:
        assert one.successor is not None, one.key
        assert one.successor.valid_from in (None, one.valid_until), one.key


def test_a_regional_branch_crosses_provinces(world: World) -> None:
    assert len(selectors.places_of(world.customs, on=date(2026, 11, 20))) == 3
    assert {place.name for place in selectors.places_of(world.customs, on=date(2025, 6, 30))} >= {
        "Tỉnh Lạng Sơn",
        "Tỉnh Bắc Kạn",
    }
