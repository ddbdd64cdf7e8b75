"""Authority ends at the place in the tree: above the person or the thing touched, and never oneself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from minhbach.domains.agencies import refusals, selectors, services
from minhbach.domains.agencies.models import Agency, AgencyArea, Delegation, Officer, Place, Post
from minhbach.domains.agencies.types import Role
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import World, agency, officer_in, place

pytestmark = pytest.mark.django_db


def administrator_of(key: str, username: str) -> Officer:
    with acting_as(SYSTEM):
        return officer_in(agency(key), Role.ADMINISTRATOR, f"Quản trị {username}", "Quản trị", username=username)


@pytest.fixture
def branch_admin(world: World) -> Officer:
    return administrator_of("qltt.20", "branchadmin")


@pytest.fixture
def province_admin(world: World) -> Officer:
    return administrator_of("ubnd.20", "provinceadmin")


def everything() -> list[Any]:
    officers = Officer.objects.order_by("pk").values_list("pk", "password", "is_active")
    agencies = Agency.objects.order_by("pk").values_list("pk", "name", "parent", "valid_until", "successor")
    return [
        list(officers), list(agencies), set(AgencyArea.objects.values_list("agency", "place")),
        set(Post.objects.values_list("pk", "valid_until")), Delegation.objects.count(), AuditEntry.objects.count(),
    ]  # fmt: skip


def refused(world: World, officer: Officer, refusal: type[Exception], act: Callable[[], object]) -> Exception:
    before = everything()
    with world.acting(officer), pytest.raises(refusal) as caught:
        act()
    assert everything() == before
    return caught.value


def test_an_account_is_its_agencys_own_or_of_those_above(world: World, branch_admin: Officer) -> None:
    """The administrator of a branch takes over no account of the committee, nor of the police, nor of the province."""
    top = administrator_of("ubnd.20", "top")
    for person in (world.administrator, world.police_officer, world.stranger, top):
        refused(
            world, branch_admin, refusals.RoleMissing,
            lambda person=person: services.give_password(person=person, officer=branch_admin, at=world.at),
        )  # fmt: skip
        refused(
            world, branch_admin, refusals.RoleMissing,
            lambda person=person: services.set_active(
                person=person, is_active=False, officer=branch_admin, at=world.at
            ),
        )  # fmt: skip
    with world.acting(branch_admin):
        assert services.give_password(person=world.inspector, officer=branch_admin, at=world.at)
    with world.acting(top):
        services.set_active(person=branch_admin, is_active=False, officer=top, at=world.at)
    branch_admin.refresh_from_db()
    assert not branch_admin.is_active


def test_it_takes_authority_over_every_post_of_a_person(
    world: World, branch_admin: Officer, province_admin: Officer
) -> None:
    """The clerk serves the branch and the committee: neither administrator alone, and the sentence says who."""
    for officer in (branch_admin, world.administrator):
        found = refused(
            world, officer, refusals.RoleMissing,
            lambda officer=officer: services.give_password(person=world.records_clerk, officer=officer, at=world.at),
        )  # fmt: skip
        assert "quản trị của Ủy ban nhân dân tỉnh Lạng Sơn" in str(found)
    with world.acting(province_admin):
        assert services.give_password(person=world.records_clerk, officer=province_admin, at=world.at)
    found = refused(
        world, world.administrator, refusals.AdministratorElsewhere,
        lambda: services.give_password(person=world.inspector, officer=world.administrator, at=world.at),
    )  # fmt: skip
    assert str(found) == f"Việc này do quản trị của {world.team.name} hoặc của cơ quan cấp trên làm."


def test_nobody_above_both_leaves_the_installation(world: World, province_admin: Officer) -> None:
    """Police and committee meet in no agency: no administrator takes such an account over."""
    with acting_as(SYSTEM):
        services.appoint(
            person=world.police_officer, agency=world.committee, role=Role.ANALYST, title_vi="Biệt phái",
            valid_from=date(2026, 1, 1), officer=None, at=world.at,
        )  # fmt: skip
    found = refused(
        world, province_admin, refusals.AdministratorNowhere,
        lambda: services.give_password(person=world.police_officer, officer=province_admin, at=world.at),
    )  # fmt: skip
    assert "người quản trị máy chủ" in str(found)
    with acting_as(SYSTEM):
        assert services.give_password(person=world.police_officer, officer=None, at=world.at)


def test_an_account_without_a_post_is_of_the_agency_that_made_it(
    world: World, branch_admin: Officer, province_admin: Officer
) -> None:
    with world.acting(branch_admin):
        person = services.create_officer(username="moi", full_name="Người Mới", officer=branch_admin, at=world.at)
    assert person.made_in == world.branch
    refused(
        world, world.administrator, refusals.AdministratorElsewhere,
        lambda: services.give_password(person=person, officer=world.administrator, at=world.at),
    )  # fmt: skip
    refused(
        world, branch_admin, refusals.AdministratorElsewhere,
        lambda: services.create_officer(
            username="khac", full_name="Người Khác", agency=world.committee, officer=branch_admin, at=world.at
        ),
    )  # fmt: skip
    with world.acting(province_admin):
        assert services.give_password(person=person, officer=province_admin, at=world.at)


def test_nobody_acts_on_himself(world: World, branch_admin: Officer) -> None:
    own = world.post(branch_admin, Role.ADMINISTRATOR)
    appointed = {
        "person": branch_admin, "agency": world.branch, "role": Role.HEAD, "title_vi": "Chi cục trưởng",
        "may_sign": True, "covers_area": True, "valid_from": date(2026, 11, 1),
    }  # fmt: skip
    for act in (
        lambda: services.appoint(**appointed, officer=branch_admin, at=world.at),
        lambda: services.give_post(**appointed, officer=branch_admin, at=world.at),
        lambda: services.give_password(person=branch_admin, officer=branch_admin, at=world.at),
        lambda: services.set_active(person=branch_admin, is_active=False, officer=branch_admin, at=world.at),
        lambda: services.end_post(post=own, valid_until=date(2026, 12, 1), officer=branch_admin, at=world.at),
        lambda: services.delegate(
            from_post=world.post(world.head, Role.HEAD), to_post=own, decision_number="1/QĐ",
            decision_on=date(2026, 11, 1), valid_from=date(2026, 11, 1), officer=branch_admin, at=world.at,
        ),
    ):  # fmt: skip
        refused(world, branch_admin, refusals.ActsOnOneself, act)


def test_an_area_is_widened_from_above_and_within_what_is_above(
    world: World, branch_admin: Officer, province_admin: Officer
) -> None:
    provinces = list(Place.objects.filter(level="province", valid_until__isnull=True))
    assert len(provinces) == 34
    for officer in (branch_admin, province_admin):
        refused(
            world, officer, Refusal,
            lambda officer=officer: services.amend_agency(
                agency=world.branch, areas=provinces, officer=officer, at=world.at
            ),
        )  # fmt: skip
    found = refused(
        world, province_admin, refusals.AreaOutside,
        lambda: services.amend_agency(
            agency=world.branch, areas=[world.province, place("2025:04")], officer=province_admin, at=world.at
        ),
    )  # fmt: skip
    assert "Cao Bằng" in str(found)
    # Within the branch the teams' areas are the branch's to say, and no team's own.
    wider = [*world.other_team.areas.all(), world.commune]
    team_admin = administrator_of("qltt.20.doi-3", "teamadmin")
    refused(
        world, team_admin, refusals.AdministratorElsewhere,
        lambda: services.amend_agency(agency=world.other_team, areas=wider, officer=team_admin, at=world.at),
    )  # fmt: skip
    with world.acting(branch_admin):
        services.amend_agency(agency=world.other_team, areas=wider, officer=branch_admin, at=world.at)
    assert world.commune in world.other_team.areas.all()
    with world.acting(team_admin):
        services.amend_agency(agency=world.other_team, areas=wider[:1], officer=team_admin, at=world.at)
    assert list(Agency.objects.get(pk=world.other_team.pk).areas.all()) == wider[:1]


def test_an_area_is_not_narrowed_below_that_of_a_unit(world: World, branch_admin: Officer) -> None:
    found = refused(
        world, branch_admin, refusals.AreaOfUnit,
        lambda: services.amend_agency(
            agency=world.branch, areas=[world.other_commune], officer=branch_admin, at=world.at
        ),
    )  # fmt: skip
    assert "Đội Quản lý thị trường" in str(found)


def test_an_area_is_not_widened_by_the_only_one_who_gains(world: World, branch_admin: Officer) -> None:
    with acting_as(SYSTEM):
        services.appoint(
            person=branch_admin, agency=world.other_team, role=Role.ANALYST, title_vi="Kiêm nhiệm", covers_area=True,
            valid_from=date(2026, 1, 1), officer=None, at=world.at,
        )  # fmt: skip
    wider = [*world.other_team.areas.all(), world.commune]
    refused(
        world, branch_admin, refusals.ActsOnOneself,
        lambda: services.amend_agency(agency=world.other_team, areas=wider, officer=branch_admin, at=world.at),
    )  # fmt: skip


def new_unit(world: World, officer: Officer, **change: Any) -> Agency:
    wanted = {
        "key": "qltt.20.doi-9", "name": "Đội QLTT số 9", "short_name": "Đội 9", "symbol": "Đ9", "force": "QLTT",
        "level": "team", "parent": world.branch, "areas": [world.commune], **change,
    }  # fmt: skip
    return services.create_agency(**wanted, officer=officer, at=world.at)


def test_a_unit_made_below_gets_at_most_the_area_above_it(world: World, branch_admin: Officer) -> None:
    refused(world, branch_admin, refusals.AreaOutside, lambda: new_unit(world, branch_admin, areas=[place("2025:04")]))
    for change in ({"parent": world.committee}, {"parent": None}):
        refused(
            world, branch_admin, refusals.RoleMissing, lambda change=change: new_unit(world, branch_admin, **change)
        )
    with world.acting(branch_admin):
        assert new_unit(world, branch_admin).parent == world.branch


def test_a_unit_is_moved_by_whoever_answers_for_both_parents(
    world: World, branch_admin: Officer, province_admin: Officer
) -> None:
    for officer in (branch_admin, world.administrator):
        refused(
            world, officer, refusals.AdministratorElsewhere,
            lambda officer=officer: services.amend_agency(
                agency=world.other_team, parent=world.committee, officer=officer, at=world.at
            ),
        )  # fmt: skip
    team_admin = administrator_of("qltt.20.doi-3", "teamadmin")
    refused(
        world, team_admin, refusals.AdministratorElsewhere,
        lambda: services.amend_agency(
            agency=world.other_team, parent=world.team, officer=team_admin, at=world.at
        ),
    )  # fmt: skip
    with world.acting(province_admin):
        services.amend_agency(
            agency=world.other_team, parent=agency("so-cong-thuong.20"), officer=province_admin, at=world.at
        )
    assert Agency.objects.get(pk=world.other_team.pk).parent == agency("so-cong-thuong.20")


def test_an_agency_is_ended_from_above_and_its_records_go_to_whom_one_answers_for(
    world: World, branch_admin: Officer
) -> None:
    end = {"valid_until": date(2026, 12, 1), "at": world.at}
    refused(
        world, branch_admin, refusals.AdministratorElsewhere,
        lambda: services.end_agency(agency=world.branch, officer=branch_admin, **end),
    )  # fmt: skip
    refused(
        world, branch_admin, refusals.AdministratorElsewhere,
        lambda: services.end_agency(agency=world.team, successor=world.police, officer=branch_admin, **end),
    )  # fmt: skip
    with world.acting(branch_admin):
        services.end_agency(agency=world.team, successor=world.other_team, officer=branch_admin, **end)
    assert Agency.objects.get(pk=world.team.pk).successor == world.other_team


def test_delegations_and_posts_are_of_those_who_administer_the_agency(world: World, branch_admin: Officer) -> None:
    giving = {
        "from_post": world.post(world.committee_head, Role.HEAD),
        "to_post": world.post(world.committee_officer, Role.COMMITTEE_OFFICER),
        "decision_number": "2/QĐ", "decision_on": date(2026, 11, 1), "valid_from": date(2026, 11, 1),
    }  # fmt: skip
    refused(
        world, branch_admin, refusals.AdministratorElsewhere,
        lambda: services.delegate(**giving, officer=branch_admin, at=world.at),
    )  # fmt: skip
    refused(
        world, world.administrator, refusals.AdministratorElsewhere,
        lambda: services.revoke_delegation(
            delegation=world.delegation, revoked_on=date(2026, 11, 20), officer=world.administrator, at=world.at
        ),
    )  # fmt: skip
    refused(
        world, branch_admin, refusals.AdministratorElsewhere,
        lambda: services.end_post(
            post=world.post(world.auditor, Role.AUDITOR), valid_until=date(2026, 12, 1), officer=branch_admin,
            at=world.at,
        ),
    )  # fmt: skip


def test_a_post_that_ends_is_not_prolonged_by_ending_it_again(world: World, branch_admin: Officer) -> None:
    post = world.post(world.inspector, Role.INSPECTOR)
    with world.acting(branch_admin):
        services.end_post(post=post, valid_until=date(2026, 12, 1), officer=branch_admin, at=world.at)
    refused(
        world, branch_admin, refusals.PostCannotBeProlonged,
        lambda: services.end_post(post=post, valid_until=date(2030, 1, 1), officer=branch_admin, at=world.at),
    )  # fmt: skip
    assert selectors.homes_of(world.inspector, on=date(2026, 11, 20)) == [world.team]
