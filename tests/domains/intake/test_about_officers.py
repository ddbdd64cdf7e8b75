"""A report about an officer"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from minhbach.domains.agencies import services as agencies
from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import TRUSTED_ROLES, Role
from minhbach.domains.custody.models import Box
from minhbach.domains.intake import refusals, selectors, services
from minhbach.domains.intake.models import Message, Passage, Person, Report
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.custody.making import two_custodians
from tests.domains.intake.making import as_portal, opened
from tests.domains.intake.naming import hand_in, named, sealed_for
from tests.worlds import SINCE, World, officer_in

EVERYBODY = (
    "inspector", "inspection_leader", "team_head", "head", "deputy", "records_clerk", "analyst", "committee_officer",
    "committee_head", "legal_officer", "auditor", "administrator", "outsider", "stranger", "customs_officer",
)  # fmt: skip


def designated(world: World, home: Any = None, name: str = "thanh.tra") -> Officer:
    with acting_as(SYSTEM):
        return officer_in(
            home or world.committee, Role.INTERNAL_INSPECTOR, "Hà Minh Tâm", "Thanh tra viên", username=name
        )


def about_team(world: World) -> Report:
    """What somebody tells of an officer of the team, with his name sealed."""
    box = opened(world)
    two_custodians(world)
    sealed = sealed_for(letterbox=box.slug, unit=world.team.key)
    return named(box, kind="CAN_BO_SAI_PHAM", person=sealed, data={"unit": world.team.key, "officer": "Một đội viên"})


def test_goes_to_the_inspectors_designated_for_the_place_past_the_unit_and_all_above_it(world: World) -> None:
    # One of the unit's own, and one above it: neither is asked.
    designated(world, world.team, "cua.doi")
    designated(world, world.branch, "cua.chi.cuc")
    inspector = designated(world)
    report = about_team(world)
    assert (report.about, report.owner_agency) == (world.team, world.committee)
    with world.acting(inspector):
        found = selectors.get_report(report.id)
        services.assign(officer=inspector, at=now(), report=found, assignee=inspector)
        services.answer(officer=inspector, at=now(), report=found, text="Đang xem xét.")
        assert list(selectors.who_may_deal_with(found, at=now())) == [inspector]


@pytest.mark.parametrize("name", EVERYBODY)
def test_is_not_there_for_anybody_else_in_any_table(world: World, name: str) -> None:
    inspector = designated(world)
    report = about_team(world)
    with world.acting(inspector):
        found = selectors.get_report(report.id)
        services.answer(officer=inspector, at=now(), report=found, text="Đang xem xét.")
        services.add_note(officer=inspector, at=now(), report=found, text="Hỏi kín.")
    officer = getattr(world, name)
    with world.acting(officer):
        with pytest.raises(refusals.ReportNotFound):
            selectors.get_report(report.id)
        for model in (Report, Message, Passage, Person):
            assert not model.objects.exists(), model
        # That something is sealed is known where it is kept: at the inspectors' own agency.
        keeps = world.committee.id in world.access(officer).agency_ids
        assert Box.objects.exists() == keeps


def test_is_in_the_log_of_nobody_of_the_unit(world: World) -> None:
    designated(world)
    report = about_team(world)
    entries = AuditEntry.objects.filter(target_id=str(report.id))
    assert [(entry.action, entry.agencies) for entry in entries] == [("intake.report.received", [world.committee.id])]


def test_is_hidden_from_an_inspector_who_holds_a_post_in_the_units_line(world: World) -> None:
    inspector = designated(world)
    report = about_team(world)
    for home in (world.team, world.branch):
        both = designated(world, name=f"ca.hai.{home.key}")
        with world.acting(both):
            assert selectors.get_report(report.id) == report
        with acting_as(SYSTEM):
            agencies.appoint(
                person=both, agency=home, role=Role.ANALYST, title_vi="Kiêm nhiệm", valid_from=SINCE, officer=None,
                at=now(),
            )  # fmt: skip
        with world.acting(both), pytest.raises(refusals.ReportNotFound):
            selectors.get_report(report.id)
    with world.acting(inspector):
        assert selectors.get_report(report.id) == report


def test_is_not_taken_where_nobody_outside_the_unit_is_designated(world: World) -> None:
    box = opened(world)
    designated(world, world.team, "cua.doi")
    designated(world, world.branch, "cua.chi.cuc")
    unit = {"unit": world.team.key}
    assert hand_in(box, kind="CAN_BO_SAI_PHAM", person={}, data=unit)[0] == {"refused": "unit"}
    assert world.team.key not in [one["key"] for one in as_portal("portal.units(%s)", box.slug)]
    designated(world)
    assert world.team.key in [one["key"] for one in as_portal("portal.units(%s)", box.slug)]
    with acting_as(SYSTEM):
        assert not Report.objects.exists()


def test_about_those_designated_themselves_goes_to_nobody_of_their_line(world: World) -> None:
    box, unit = opened(world), {"unit": world.committee.key}
    designated(world)
    assert hand_in(box, kind="CAN_BO_SAI_PHAM", person={}, data=unit)[0] == {"refused": "unit"}
    designated(world, world.branch, "cua.chi.cuc")
    told, receipt = hand_in(box, kind="CAN_BO_SAI_PHAM", person={}, data=unit)
    assert "number" in told
    with acting_as(SYSTEM):
        assert Report.objects.get(receipt=receipt).owner_agency == world.branch


def test_does_not_become_another_kind_whatever_the_code(world: World) -> None:
    inspector = designated(world)
    report = about_team(world)
    with world.acting(inspector), pytest.raises(refusals.NotTurned):
        services.turn_into(officer=inspector, at=now(), report=report, kind="TIN_BAO", reason="x")
    refused = pytest.raises(DatabaseError, match="from the start")
    with refused, transaction.atomic(), world.acting(inspector), connection.cursor() as cursor:
        cursor.execute("update intake_report set kind = 'TIN_BAO' where id = %s", [report.id])


def test_a_praise_goes_to_the_office_like_any_report(world: World) -> None:
    told, receipt = hand_in(opened(world), kind="CAN_BO_KHEN", person={}, data={"officer": "Đội 1"})
    assert "number" in told
    with world.acting(world.committee_officer):
        assert selectors.visible_reports().get(receipt=receipt).owner_agency == world.committee


def test_inspectors_and_custodians_are_posts_that_take_two() -> None:
    assert {Role.CUSTODIAN, Role.INTERNAL_INSPECTOR} <= TRUSTED_ROLES
