"""What is found in networks, and who is told"""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from minhbach.domains.agencies.selectors import held_posts
from minhbach.domains.networks import services
from minhbach.domains.networks.models import Outcome
from minhbach.domains.screening.models import Lead, LeadReason
from minhbach.domains.screening.refusals import LeadNotHeld, LeadNotPassedOn
from minhbach.domains.screening.selectors import read_found_page, with_words
from minhbach.domains.screening.selectors.assignees import Assignee, assignees_for
from minhbach.domains.screening.selectors.findings import seeing as leads_seen_by
from minhbach.domains.screening.services import (
    assign_leads,
    begin_bulk,
    choose_leads,
    dismiss_leads,
    pass_on_leads,
)
from minhbach.domains.screening.services.bulk import Asked
from minhbach.domains.screening.types import BulkAct
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import Statement
from minhbach.foundation import jobs
from minhbach.foundation.clock import local_date
from minhbach.foundation.requirements import RequirementsUnmet
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.networks.shops import ONLY_HERE, look, sanctioned, shop
from tests.worlds import World, make_world, place

PHONE = "0901 234 567"
LONG_AGO = date(2025, 3, 3)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def titles(world: World, officer: object) -> list[str]:
    with world.acting(officer):  # type: ignore[arg-type]
        return list(Lead.objects.order_by("title").values_list("title", flat=True))


def test_a_new_shop_of_somebody_sanctioned_is_a_lead_for_all_who_see_why(world: World) -> None:
    violator = shop(world, world.outsider, "Tạp hóa Sương Mai", PHONE)
    sanctioned(world, violator, world.outsider, on=LONG_AGO)
    new = shop(world, world.inspector, "Kho hàng Kỳ Lừa", PHONE)
    look(world, new)
    look(world, new, violator)
    assert titles(world, world.inspector) == ["Kho hàng Kỳ Lừa dùng chung thông tin với Tạp hóa Sương Mai, đã bị xử lý"]
    assert titles(world, world.customs_officer) == titles(world, world.inspector)
    with acting_as(SYSTEM):
        lead = Lead.objects.get()
        assert (lead.kind, lead.sweep, lead.subject, lead.signs) == ("violator_shop", None, new, [])
        assert LeadReason.objects.count() == 1
    with world.acting(world.outsider):
        shared = {"officer": world.outsider, "at": world.at, "leads": [lead], "agency": world.customs}
        with pytest.raises(LeadNotPassedOn):
            pass_on_leads(**shared)
        assert dismiss_leads(officer=world.outsider, at=world.at, leads=[lead], reason="lawful") == 1


def test_who_waits_for_the_same_is_looked_at_along(world: World) -> None:
    violator = shop(world, world.outsider, "Tạp hóa Sương Mai", PHONE)
    sanctioned(world, violator, world.outsider, on=LONG_AGO)
    shop(world, world.inspector, "Giày dép Hạnh Phúc")
    new = shop(world, world.inspector, "Kho hàng", PHONE)
    assert jobs.follow_up("networks.look") == 3
    with acting_as(SYSTEM):
        assert Lead.objects.get().subject == new
    assert jobs.follow_up("networks.look") == 0


def test_who_does_not_see_one_of_the_records_is_not_told(world: World) -> None:
    """The sanction, the shop, or the number of one of the two: each alone hides it."""
    violator = shop(world, world.outsider, "Tạp hóa Sương Mai", PHONE)
    sanctioned(world, violator, world.outsider, on=LONG_AGO, sharing=Sharing.AGENCY)
    new = shop(world, world.outsider, "Kho hàng Kỳ Lừa", PHONE)
    look(world, new)
    assert (titles(world, world.inspector), len(titles(world, world.outsider))) == ([], 1)
    other = shop(world, world.outsider, "Điện máy Hoàng Gia", "0902 222 333")
    sanctioned(world, other, world.outsider, on=LONG_AGO)
    hidden = shop(world, world.outsider, "Giày dép Hạnh Phúc", "0902 222 333", provenance=ONLY_HERE)
    look(world, hidden)
    assert (titles(world, world.inspector), len(titles(world, world.outsider))) == ([], 2)
    with world.acting(world.inspector):
        assert not LeadReason.objects.exists()


def test_a_second_way_in_which_it_stands_opens_it_to_who_sees_that(world: World) -> None:
    violator = shop(world, world.outsider, "Tạp hóa Sương Mai", PHONE, "0903 333 444")
    sanctioned(world, violator, world.outsider, on=LONG_AGO)
    new = shop(world, world.outsider, "Kho hàng Kỳ Lừa")
    with world.acting(world.outsider):
        subjects.add_identifier(
            officer=world.outsider, at=world.at, subject=new, kind="phone", value=PHONE, provenance=ONLY_HERE
        )
    look(world, new)
    assert titles(world, world.inspector) == []
    with world.acting(world.inspector):
        subjects.add_identifier(officer=world.inspector, at=world.at, subject=new, kind="phone", value="0903 333 444")
    look(world, new)
    assert len(titles(world, world.inspector)) == 1
    with acting_as(SYSTEM):
        assert (Lead.objects.count(), LeadReason.objects.count()) == (1, 2)
    with world.acting(world.inspector):
        assert LeadReason.objects.count() == 1


def test_what_was_written_before_the_sanction_or_is_used_by_many_is_no_lead(world: World) -> None:
    violator = shop(world, world.outsider, "Tạp hóa Sương Mai", PHONE, "1900 6868")
    sanctioned(world, violator, world.outsider, on=world.at.date())
    shop(world, world.inspector, "Kho hàng Kỳ Lừa", PHONE)
    other = shop(world, world.outsider, "Điện máy Hoàng Gia", "1900 6868")
    sanctioned(world, other, world.outsider, on=LONG_AGO)
    look(world, violator, other)
    with acting_as(SYSTEM):
        assert not Lead.objects.exists()


def test_an_outcome_taken_back_or_moved_is_no_longer_what_it_was(world: World) -> None:
    violator = shop(world, world.outsider, "Tạp hóa Sương Mai", PHONE)
    case = sanctioned(world, violator, world.outsider, on=LONG_AGO)
    with world.acting(world.outsider):
        services.note_outcomes(target=case, outcomes={}, at=world.at)
    with acting_as(SYSTEM):
        assert not Outcome.objects.exists()


def test_a_network_over_five_provinces_is_told_once_however_it_grows(world: World) -> None:
    keys = ("2025:20", "2025:04", "2025:01", "2025:48", "2025:79", "2025:92")
    shops = []
    for number, key in enumerate(keys):
        phones = (f"0903 000 10{number}", f"0903 000 10{number + 1}")
        shops.append(shop(world, world.inspector, f"Kho {number}", *phones, place=place(key)))
    look(world, *shops[:2])
    look(world, shops[5])
    look(world, shops[0])
    with acting_as(SYSTEM):
        lead = Lead.objects.get()
        assert (lead.kind, lead.title) == ("provinces", "Mạng lưới quanh Kho 0 hoạt động ở 5 tỉnh trở lên")
        (reason,) = LeadReason.objects.all()
        assert set(reason.subject_ids) == {one.pk for one in shops[:5]}
        assert Statement.objects.filter(pk__in=reason.statement_ids).count() == 8


def test_whoever_sees_five_provinces_by_other_records_has_a_reason_of_his_own(world: World) -> None:
    """One of the six is one unit's alone, another a second unit's: each sees five, and the lead names neither."""
    one, *common, other = ("2025:20", "2025:04", "2025:01", "2025:48", "2025:79", "2025:92")
    theirs = shop(world, world.inspector, "Kho Khuất", PHONE, place=place(one), provenance=ONLY_HERE)
    seen = [shop(world, world.inspector, f"Kho {key}", PHONE, place=place(key)) for key in common]
    look(world, theirs, *seen)
    assert titles(world, world.inspector) == ["Mạng lưới quanh Kho Khuất hoạt động ở 5 tỉnh trở lên"]
    assert titles(world, world.outsider) == []
    look(world, shop(world, world.outsider, "Kho Xa", PHONE, place=place(other), provenance=ONLY_HERE))
    for officer in (world.inspector, world.outsider, world.head):
        assert titles(world, officer) == ["Mạng lưới hoạt động ở 5 tỉnh trở lên"]
    assert titles(world, world.customs_officer) == []
    with acting_as(SYSTEM):
        lead = Lead.objects.get()
        assert (lead.seller_name, lead.subject_id, LeadReason.objects.count()) == ("", None, 2)
    with world.acting(world.outsider):
        (reason,) = LeadReason.objects.all()
        assert theirs.pk not in reason.subject_ids
        page = read_found_page(world.outsider, lead.pk, at=world.at)
        assert page.about in {one.pk for one in page.reasons[0].subjects} - {theirs.pk}
        assert "ở 5 tỉnh trở lên" in page.why
        assert not list(with_words(Lead.objects.all(), "Khuất"))
        with pytest.raises(LeadNotHeld):
            dismiss_leads(officer=world.outsider, at=world.at, leads=[lead], reason="lawful")
    with world.acting(world.head):
        assert len(read_found_page(world.head, lead.pk, at=world.at).reasons) == 2


def test_a_lead_is_given_to_who_sees_one_of_its_reasons_at_every_gate(world: World) -> None:
    violator = shop(world, world.outsider, "Tạp hóa Sương Mai", PHONE)
    sanctioned(world, violator, world.outsider, on=LONG_AGO, sharing=Sharing.AGENCY)
    look(world, shop(world, world.outsider, "Kho hàng Kỳ Lừa", PHONE))
    blind, seeing = Assignee(world.team), Assignee(world.other_team)
    asked = {"officer": world.head, "at": world.at}
    with world.acting(world.head):
        (lead,) = Lead.objects.all()
        units = assignees_for(held_posts(world.head, on=local_date(world.at)), on=local_date(world.at))
        offered = leads_seen_by(units, lead, at=world.at)
        assert {unit.unit for unit in offered} & {blind, seeing} == {seeing}
        for to in (blind, Assignee(world.team, world.inspector)):
            with pytest.raises(RequirementsUnmet) as refused:
                assign_leads(**asked, leads=[lead], to=to)
            assert str(refused.value.unmet[0].sentence).startswith(f"{to} không xem được đủ hồ sơ")
        chosen = choose_leads(**asked, lead_ids=[lead.pk])
        begun = begin_bulk(**asked, bulk=chosen, asked=Asked(act=BulkAct.ASSIGN, to=blind))
        assert [why.startswith("Đội") for why in begun.passed_over] == [True]
        assert Lead.objects.get().assigned_unit is None
        assert assign_leads(**asked, leads=[lead], to=Assignee(world.other_team, world.outsider)) == 1
    assert len(titles(world, world.outsider)) == 1


def test_each_night_all_are_looked_at_that_share_a_telling_value(world: World) -> None:
    one = shop(world, world.outsider, "Tạp hóa Sương Mai", PHONE)
    other = shop(world, world.inspector, "Kho hàng Kỳ Lừa", PHONE, "0902 345 678")
    shop(world, world.inspector, "Điện máy Hoàng Gia", "0903 456 789")
    with connection.cursor() as cursor:
        cursor.execute("delete from foundation_following")
        with acting_as(SYSTEM):
            assert services.look_everywhere(at=world.at) == 2
        cursor.execute("select task, ids from foundation_following")
        assert cursor.fetchall() == [("networks.look", sorted((one.pk, other.pk), key=str))]
