"""A head or leader gives leads to those he leads, by a day: who may, what it changes, what stands on both desks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.screening import services
from minhbach.domains.screening.models import Lead, LeadEvent, Sweep
from minhbach.domains.screening.refusals import (
    AssigneeElsewhere,
    AssigneeNotLed,
    DueTooEarly,
    LeadAssignedElsewhere,
    LeadHasCase,
    LeadNotAssigned,
    LeadTakenByAnother,
)
from minhbach.domains.screening.selectors import work_items
from minhbach.domains.screening.selectors.assignees import Assignee
from minhbach.domains.screening.types import LeadState
from minhbach.foundation.refusals import NotFound
from tests.domains.screening.runs import listing
from tests.worlds import World

FRIDAY = date(2026, 11, 27)
YESTERDAY = date(2026, 11, 19)


def give(world: World, giver: Officer, lead: Lead, to: Assignee, due_on: date | None = FRIDAY) -> Lead:
    with world.acting(giver):
        return services.assign_lead(officer=giver, at=world.at, lead=lead, to=to, due_on=due_on)


def hands(world: World, lead: Lead) -> tuple[Any, ...]:
    with world.acting(world.analyst):
        found = Lead.objects.get(id=lead.id)
    return (found.state, found.taken_by_id, found.assigned_unit_id, found.assigned_by_id, found.due_on)


NOBODYS = (LeadState.NEW, None, None, None, None)


def test_who_is_given_a_lead_verifies_it_and_both_see_by_when(world: World, lead: Lead) -> None:
    give(world, world.team_head, lead, Assignee(world.team, world.inspector))
    assert hands(world, lead) == (LeadState.TAKEN, world.inspector.id, world.team.id, world.team_head.id, FRIDAY)
    with world.acting(world.inspector):
        (own,) = work_items(world.inspector, at=world.at)
    assert (own.what, own.due_on, own.note) == ("Thẩm tra: quảng cáo sai lệch", FRIDAY, "Triệu Quang Hùng giao")
    with world.acting(world.team_head):
        (given,) = work_items(world.team_head, at=world.at)
        event = LeadEvent.objects.get()
    assert (given.what, given.whose, given.due_on) == (
        "Đã giao thẩm tra: quảng cáo sai lệch", "Hoàng Văn Kiên", FRIDAY,
    )  # fmt: skip
    assert (event.kind, event.officer_id, event.data["to"], event.due_on) == (
        "assigned", world.team_head.id, f"Hoàng Văn Kiên, {world.team.short_name}", FRIDAY,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("giver", "refusal"),
    [
        ("inspector", RoleMissing), ("analyst", RoleMissing), ("auditor", RoleMissing), ("records_clerk", RoleMissing),
        ("inspection_leader", AssigneeNotLed), ("team_head", AssigneeNotLed), ("commune_officer", RoleMissing),
    ],
)  # fmt: skip
def test_nobody_gives_to_those_he_does_not_lead(world: World, lead: Lead, giver: str, refusal: type[Exception]) -> None:
    to = Assignee(world.other_team, world.outsider)
    with pytest.raises(refusal):
        give(world, getattr(world, giver), lead, to)
    with pytest.raises(refusal):
        give(world, getattr(world, giver), lead, Assignee(world.other_team))
    assert hands(world, lead) == NOBODYS
    give(world, world.head, lead, to)
    assert hands(world, lead)[1] == world.outsider.id


def test_a_head_who_does_not_see_a_lead_does_not_give_it(world: World, receive: Callable[..., Sweep]) -> None:
    receive(listing(1), share_with=())
    with world.acting(world.analyst):
        lead = Lead.objects.get()
    with pytest.raises(NotFound):
        give(world, world.team_head, lead, Assignee(world.team))
    assert hands(world, lead) == NOBODYS
    # The head of the branch sees it by the area; the team sees it from then on.
    give(world, world.head, lead, Assignee(world.team))
    with world.acting(world.inspector):
        services.take_lead(officer=world.inspector, at=world.at, lead=Lead.objects.get())


def test_a_person_is_given_leads_only_where_they_verify(world: World, lead: Lead) -> None:
    with pytest.raises(AssigneeElsewhere, match="Hoàng Văn Kiên"):
        give(world, world.head, lead, Assignee(world.other_team, world.inspector))
    with pytest.raises(AssigneeElsewhere, match="Lương Thu Trang"):
        give(world, world.head, lead, Assignee(world.branch, world.records_clerk))
    with pytest.raises(DueTooEarly, match="20/11/2026"):
        give(world, world.head, lead, Assignee(world.team), YESTERDAY)
    assert hands(world, lead) == NOBODYS


def test_what_a_unit_was_given_its_people_take_and_nobody_else(world: World, lead: Lead) -> None:
    give(world, world.head, lead, Assignee(world.team))
    assert hands(world, lead) == (LeadState.NEW, None, world.team.id, world.head.id, FRIDAY)
    with world.acting(world.inspector):
        (waiting,) = work_items(world.inspector, at=world.at)
    assert (waiting.whose, waiting.due_on) == (f"{world.team.short_name}, chưa ai nhận", FRIDAY)
    for outsider, act in ((world.outsider, services.take_lead), (world.analyst, services.dismiss_lead)):
        more = {"reason": "misread"} if act is services.dismiss_lead else {}
        with world.acting(outsider), pytest.raises(LeadAssignedElsewhere, match=world.team.short_name):
            act(officer=outsider, at=world.at, lead=lead, **more)
    with world.acting(world.inspector):
        services.take_lead(officer=world.inspector, at=world.at, lead=lead)
    assert hands(world, lead) == (LeadState.TAKEN, world.inspector.id, world.team.id, world.head.id, FRIDAY)
    # Given back, it waits in the unit, by the same day.
    with world.acting(world.inspector):
        services.release_lead(officer=world.inspector, at=world.at, lead=lead)
    assert hands(world, lead) == (LeadState.NEW, None, world.team.id, world.head.id, FRIDAY)


def test_a_unit_lays_aside_what_it_was_given(world: World, lead: Lead) -> None:
    give(world, world.head, lead, Assignee(world.team))
    with world.acting(world.inspector):
        services.dismiss_lead(officer=world.inspector, at=world.at, lead=lead, reason="misread")
        assert work_items(world.inspector, at=world.at) == []
    with world.acting(world.head):
        assert work_items(world.head, at=world.at) == []


def test_a_lead_changes_hands_only_through_who_leads_both(world: World, lead: Lead) -> None:
    give(world, world.head, lead, Assignee(world.other_team, world.outsider))
    with pytest.raises(LeadTakenByAnother, match=world.outsider.full_name):
        give(world, world.team_head, lead, Assignee(world.team, world.inspector))
    with world.acting(world.team_head), pytest.raises(LeadTakenByAnother):
        services.recall_lead(officer=world.team_head, at=world.at, lead=lead)
    give(world, world.head, lead, Assignee(world.other_team))
    with pytest.raises(LeadAssignedElsewhere, match=world.other_team.short_name):
        give(world, world.team_head, lead, Assignee(world.team))
    give(world, world.head, lead, Assignee(world.team, world.inspector), None)
    assert hands(world, lead) == (LeadState.TAKEN, world.inspector.id, world.team.id, world.head.id, None)


def test_what_was_given_is_taken_back(world: World, lead: Lead) -> None:
    with world.acting(world.team_head), pytest.raises(LeadNotAssigned):
        services.recall_lead(officer=world.team_head, at=world.at, lead=lead)
    give(world, world.team_head, lead, Assignee(world.team, world.inspector))
    with world.acting(world.inspector), pytest.raises(RoleMissing):
        services.recall_lead(officer=world.inspector, at=world.at, lead=lead)
    with world.acting(world.team_head):
        services.recall_lead(officer=world.team_head, at=world.at, lead=lead)
        kinds = list(LeadEvent.objects.order_by("at", "id").values_list("kind", flat=True))
    assert hands(world, lead) == NOBODYS
    assert kinds == ["assigned", "recalled"]


def test_what_has_a_case_is_not_given_away(world: World, lead: Lead) -> None:
    from minhbach.domains.cases.services import open_case_from_lead

    with world.acting(world.inspector):
        open_case_from_lead(officer=world.inspector, at=world.at, lead=lead)
    with pytest.raises(LeadHasCase):
        give(world, world.team_head, lead, Assignee(world.team, world.inspector))


def test_the_list_and_the_pane_offer_it_to_those_who_may(
    world: World, enter: Callable[[Officer], Client], receive: Callable[..., Sweep]
) -> None:
    receive(listing(1), listing(2), listing(3))
    with world.acting(world.analyst):
        first, second, third = Lead.objects.order_by("listing_id")
    leads, head, inspector = reverse("screening:leads"), enter(world.team_head), enter(world.inspector)
    person = f"{world.team.id}:{world.inspector.id}"
    offered = head.get(leads, {"sort": "-urgency"}).content.decode()
    assert f'<option value="{person}">Hoàng Văn Kiên, {world.team.short_name}</option>' in offered
    assert 'data-dialog="assign-many"' not in inspector.get(leads, {"sort": "-urgency"}).content.decode()
    for sent, code in (({"to": ""}, 422), ({"to": person, "due_on": "ngày mai"}, 422), ({"to": "x"}, 422)):
        assert head.post(reverse("screening:assign", args=[first.id]), sent).status_code == code
    head.post(reverse("screening:assign", args=[first.id]), {"to": person, "due_on": "27/11/2099"})
    head.post(reverse("screening:bulk"), {"act": "assign", "lead": [second.id], "to": str(world.team.id)})
    assert hands(world, first)[4] == date(2099, 11, 27)
    assert hands(world, second) == (LeadState.NEW, None, world.team.id, world.team_head.id, None)
    page = head.get(reverse("screening:lead", args=[first.id])).content.decode()
    assert f"Triệu Quang Hùng giao Hoàng Văn Kiên, {world.team.short_name} ngày" in page
    assert f"giao thẩm tra: Hoàng Văn Kiên, {world.team.short_name}, hạn 27/11/2099" in page

    def found(client: Client, hands: str) -> set[Any]:
        response = client.get(leads, {"hands": hands, "sort": "-urgency"})
        return {one.id for one in response.context["list"].page.object_list}

    assert [found(inspector, one) for one in ("mine", "unit", "none", "late")] == [
        {first.id}, {second.id}, {third.id}, set(),
    ]  # fmt: skip
    assert [found(head, one) for one in ("given", person, str(world.team.id))] == [
        {first.id, second.id}, {first.id}, {first.id, second.id},
    ]  # fmt: skip
    assert "hạn 27/11/2099" in inspector.get(leads, {"hands": "mine"}).content.decode()
    head.post(reverse("screening:recall", args=[first.id]))
    assert hands(world, first) == NOBODYS
