"""Who sent a report"""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from django.db import connection

from minhbach.domains.custody import refusals as custody_refusals
from minhbach.domains.custody import selectors as custody
from minhbach.domains.custody import services as custodians
from minhbach.domains.custody.models import Blanking, Box
from minhbach.domains.intake import refusals, selectors, services
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.intake.models import Person, Report
from minhbach.domains.intake.types import Channel
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.custody.making import two_custodians
from tests.domains.intake.making import STORY, as_portal, opened, sent
from tests.domains.intake.naming import MAI, hand_in, named, sealed_for
from tests.worlds import World


def test_of_a_secret_kind_is_in_no_column_of_the_report(world: World) -> None:
    two_custodians(world)
    report = named(opened(world))
    with acting_as(SYSTEM):
        person, box = Person.objects.get(receipt=report.receipt), Box.objects.get(belongs_to=report.id)
    assert (person.name, person.phone, person.address, person.box_id) == ("", "", "", box.id)
    assert (box.number, box.owner_agency, box.sharing) == (report.number, world.committee, "silent")
    assert report.kind == "TO_CAO"


@pytest.mark.parametrize("kind", ["TO_CAO", "KHIEU_NAI", "NTD_CO_QUAN", "DON_SHCN"])
def test_is_needed_by_a_kind_that_needs_it_and_the_database_says_so(world: World, kind: str) -> None:
    box = opened(world)
    assert hand_in(box, kind=kind, person={})[0] == {"refused": "person"}
    with acting_as(SYSTEM):
        assert not Report.objects.exists()


def test_is_sealed_for_the_keys_there_are_and_no_others(world: World) -> None:
    box = opened(world)
    one, two = two_custodians(world)
    sealed = sealed_for(letterbox=box.slug)
    with world.acting(two.officer):
        custodians.end_key(officer=two.officer, at=now(), key=one.key)
    assert hand_in(box, kind="TIN_BAO", person=sealed)[0] == {"refused": "keys"}
    assert hand_in(box, kind="TIN_BAO", person={"sealed": {"ciphertext": "x", "recipients": []}})[0] == {
        "refused": "keys"
    }
    with acting_as(SYSTEM):
        assert not Person.objects.exists()
        assert not Report.objects.exists()


def test_may_be_told_later_once_and_sealed_alone(world: World) -> None:
    box = opened(world)
    two_custodians(world)
    report = sent(box)
    assert as_portal("portal.knows(%s)", report.receipt) is None
    plain = as_portal("portal.tell(%s, %s::jsonb)", report.receipt, json.dumps(MAI))
    assert plain == {"refused": "keys"}
    sealed = json.dumps(sealed_for(receipt=report.receipt))
    assert as_portal("portal.tell(%s, %s::jsonb)", report.receipt, sealed) == {}
    assert as_portal("portal.knows(%s)", report.receipt) == "sealed"
    assert as_portal("portal.tell(%s, %s::jsonb)", report.receipt, sealed) == {"refused": "known"}
    assert AuditEntry.objects.get(action="intake.person.told").data == {"kind": "TIN_BAO", "channel": "portal"}
    # With a name it may become what needs one.
    with world.acting(world.committee_officer):
        turned = services.turn_into(
            officer=world.committee_officer, at=now(), report=report, kind="TO_CAO", reason="Người gửi nêu tên."
        )
    assert turned.kind == "TO_CAO"


def test_of_an_open_kind_is_shown_in_part_until_it_is_ones_work_or_one_says_what_for(world: World) -> None:
    report = named(opened(world), kind="KHIEU_NAI", person=MAI)
    officer = world.committee_officer
    with world.acting(officer):
        person = selectors.person_of(report)
        assert person is not None
        assert (person.name, person.box_id) == (MAI["name"], None)
        assert not selectors.is_whole_to(report, officer)
        assert selectors.masked(person.phone) == "09•••"
        services.open_person(officer=officer, at=now(), report=report, purpose="case", reference="VV-2026-1")
        assert AuditEntry.objects.get(action="intake.person.opened").officer_id == officer.id
        services.assign(officer=officer, at=now(), report=report, assignee=officer)
        assert selectors.is_whole_to(report, officer)
    with world.acting(world.head):
        assert selectors.person_of(report) is None
        assert not Person.objects.exists()


def test_is_kept_by_an_office_as_by_the_portal(world: World) -> None:
    box = opened(world)
    same = {"letterbox": box, "said": {"what": STORY}, "channel": Channel.PHONE, "person": MAI}
    with world.acting(world.committee_officer), pytest.raises(refusals.NobodyKeeps):
        services.receive(**same, kind=BY_CODE["TIN_BAO"], press=UUID(int=1))
    two_custodians(world)
    with world.acting(world.committee_officer):
        services.receive(**same, kind=BY_CODE["TIN_BAO"], press=UUID(int=1))
        services.receive(**same, kind=BY_CODE["KHIEU_NAI"], press=UUID(int=2))
    with acting_as(SYSTEM):
        assert sorted((person.name, person.box_id is None) for person in Person.objects.all()) == [
            ("", False), (MAI["name"], True),
        ]  # fmt: skip


@pytest.mark.parametrize("who", ["committee_officer", "committee_head", "auditor", "administrator"])
def test_is_blanked_by_custodians_alone(world: World, who: str) -> None:
    one, _two = two_custodians(world)
    officer = getattr(world, who)
    with world.acting(officer), connection.cursor() as cursor:
        cursor.execute(
            "select custody_ask_blanking(%s, %s, 'intake.person', current_date, 'x')", [new_id(), world.committee.id]
        )
        assert cursor.fetchone() == ("role",)
    with world.acting(one.officer):
        assert not Blanking.objects.exists()
        made = custodians.ask_to_blank(
            officer=one.officer,
            at=now(),
            press=new_id(),
            kind="intake.person",
            ended_before=local_date(now()),
            basis="QĐ",
        )
        with pytest.raises(custody_refusals.OwnWord):
            custodians.answer_blanking(
                officer=one.officer, at=now(), blanking=custody.get_blanking(made), is_approved=True
            )
