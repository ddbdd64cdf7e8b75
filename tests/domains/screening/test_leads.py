"""What officers do with a lead: taken once, dismissed with a reason, undone, passed on, linked to a case."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.screening import services
from minhbach.domains.screening.models import Lead, LeadEvent, Sweep
from minhbach.domains.screening.refusals import (
    DismissalReasonMissing,
    LeadClosed,
    LeadHasCase,
    LeadNotTaken,
    LeadOfAnotherAgency,
    LeadTakenByAnother,
)
from minhbach.domains.screening.types import EventKind, LeadState
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.refusals import NotFound
from tests.domains.screening.runs import listing
from tests.worlds import World


def story(world: World, lead: Lead) -> list[str]:
    with world.acting(world.analyst):
        return list(LeadEvent.objects.filter(lead=lead).order_by("at", "id").values_list("kind", flat=True))


def standing(world: World, lead: Lead) -> Lead:
    with world.acting(world.analyst):
        found: Lead = Lead.objects.get(id=lead.id)
        return found


def test_taking_gives_the_lead_to_one_inspector(world: World, lead: Lead) -> None:
    for _press in range(2):
        with world.acting(world.inspector):
            services.take_lead(officer=world.inspector, at=world.at, lead=lead)
    with world.acting(world.inspection_leader), pytest.raises(LeadTakenByAnother, match="Hoàng Văn Kiên"):
        services.take_lead(officer=world.inspection_leader, at=world.at, lead=lead)
    found = standing(world, lead)
    assert (found.state, found.taken_by_id) == (LeadState.TAKEN, world.inspector.id)
    assert story(world, lead) == [EventKind.TAKEN]


def test_giving_back_is_for_whoever_took_it(world: World, lead: Lead) -> None:
    with world.acting(world.inspector):
        services.take_lead(officer=world.inspector, at=world.at, lead=lead)
    with world.acting(world.inspection_leader), pytest.raises(LeadNotTaken):
        services.release_lead(officer=world.inspection_leader, at=world.at, lead=lead)
    with world.acting(world.inspector):
        services.release_lead(officer=world.inspector, at=world.at, lead=lead)
    assert standing(world, lead).state == LeadState.NEW
    assert story(world, lead) == [EventKind.TAKEN, EventKind.RELEASED]


@pytest.mark.parametrize(("reason", "note"), [("", ""), ("nonsense", "x"), ("other", "  ")])
def test_a_dismissal_needs_its_reason(world: World, lead: Lead, reason: str, note: str) -> None:
    with world.acting(world.inspector), pytest.raises(DismissalReasonMissing):
        services.dismiss_lead(officer=world.inspector, at=world.at, lead=lead, reason=reason, note=note)
    assert standing(world, lead).state == LeadState.NEW
    assert story(world, lead) == []


def test_a_dismissal_is_kept_with_its_reason_and_can_be_undone(world: World, lead: Lead) -> None:
    with world.acting(world.inspector):
        services.take_lead(officer=world.inspector, at=world.at, lead=lead)
        services.dismiss_lead(officer=world.inspector, at=world.at, lead=lead, reason="lawful", note="Có hóa đơn")
        with pytest.raises(LeadClosed):
            services.take_lead(officer=world.inspector, at=world.at, lead=lead)
        services.restore_lead(officer=world.inspector, at=world.at, lead=lead)
        event = LeadEvent.objects.get(kind=EventKind.DISMISSED)
    assert (event.reason, event.note, event.officer_id) == ("lawful", "Có hóa đơn", world.inspector.id)
    assert standing(world, lead).state == LeadState.NEW
    assert story(world, lead) == [EventKind.TAKEN, EventKind.DISMISSED, EventKind.RESTORED]
    entry = AuditEntry.objects.get(action="screening.lead.dismissed")
    assert entry.data == {"reason": "lawful"}


def test_what_another_verifies_is_not_dismissed_behind_their_back(world: World, lead: Lead) -> None:
    with world.acting(world.inspector):
        services.take_lead(officer=world.inspector, at=world.at, lead=lead)
    with world.acting(world.analyst), pytest.raises(LeadTakenByAnother):
        services.dismiss_lead(officer=world.analyst, at=world.at, lead=lead, reason="minor")
    assert standing(world, lead).state == LeadState.TAKEN


def test_a_bulk_act_is_all_or_none(world: World, receive: Callable[..., Sweep]) -> None:
    receive(listing(1), listing(2))
    with world.acting(world.inspection_leader):
        first = Lead.objects.order_by("id").last()
        services.take_lead(officer=world.inspection_leader, at=world.at, lead=first)
    with world.acting(world.inspector):
        with pytest.raises(LeadTakenByAnother):
            services.take_leads(officer=world.inspector, at=world.at, leads=list(Lead.objects.all()))
        assert Lead.objects.filter(taken_by=world.inspector).count() == 0


def test_a_case_is_noted_once(world: World, lead: Lead) -> None:
    case_id = uuid4()
    for _press in range(2):
        with world.acting(world.inspector):
            services.link_case(officer=world.inspector, at=world.at, lead=lead, case_id=case_id)
    with world.acting(world.inspector), pytest.raises(LeadHasCase):
        services.link_case(officer=world.inspector, at=world.at, lead=lead, case_id=uuid4())
    found = standing(world, lead)
    assert (found.state, found.case_id, found.taken_by_id) == (LeadState.CASE_OPENED, case_id, world.inspector.id)
    assert story(world, lead) == [EventKind.CASE_LINKED]


def test_passing_on_opens_the_lead_to_another_unit(world: World, receive: Callable[..., Sweep]) -> None:
    receive(listing(1), share_with=())
    with world.acting(world.inspector):
        assert not Lead.objects.exists()
    with world.acting(world.analyst):
        services.pass_on_leads(officer=world.analyst, at=world.at, leads=list(Lead.objects.all()), agency=world.team)
    with world.acting(world.inspector):
        services.take_lead(officer=world.inspector, at=world.at, lead=Lead.objects.get())


def test_whoever_only_sees_a_lead_neither_lays_it_aside_nor_shows_it_to_others(world: World, lead: Lead) -> None:
    """The sweep is the committee's; a team of the area sees its leads, and takes what it wants to decide on."""
    for officer in (world.inspector, world.outsider, world.head):
        with world.acting(officer):
            assert Lead.objects.filter(id=lead.id).exists()
            with pytest.raises(LeadOfAnotherAgency, match=world.committee.name):
                services.dismiss_lead(officer=officer, at=world.at, lead=lead, reason="minor")
            with pytest.raises(LeadOfAnotherAgency):
                services.pass_on_leads(officer=officer, at=world.at, leads=[lead], agency=world.police)
    assert (standing(world, lead).state, story(world, lead)) == (LeadState.NEW, [])
    with world.acting(world.police_officer):
        assert not Lead.objects.exists()


def test_the_agency_that_has_taken_a_lead_decides_on_it(world: World, lead: Lead) -> None:
    with world.acting(world.inspector):
        services.take_lead(officer=world.inspector, at=world.at, lead=lead)
    with world.acting(world.outsider), pytest.raises(LeadOfAnotherAgency):
        services.pass_on_leads(officer=world.outsider, at=world.at, leads=[lead], agency=world.police)
    for officer in (world.inspector, world.team_head, world.head, world.analyst):
        with world.acting(officer):
            services.pass_on_leads(officer=officer, at=world.at, leads=[lead], agency=world.police)
    with world.acting(world.inspector):
        services.dismiss_lead(officer=world.inspector, at=world.at, lead=lead, reason="minor")
    with world.acting(world.outsider), pytest.raises(LeadOfAnotherAgency):
        services.restore_lead(officer=world.outsider, at=world.at, lead=lead)
    with world.acting(world.inspector):
        services.restore_lead(officer=world.inspector, at=world.at, lead=lead)
    assert standing(world, lead).state == LeadState.NEW


def test_no_case_is_opened_from_what_another_agency_has_taken(world: World, lead: Lead) -> None:
    with world.acting(world.inspector):
        services.take_lead(officer=world.inspector, at=world.at, lead=lead)
    with world.acting(world.outsider), pytest.raises(LeadTakenByAnother):
        services.link_case(officer=world.outsider, at=world.at, lead=lead, case_id=uuid4())
    assert standing(world, lead).case_id is None


@pytest.mark.parametrize("name", ["records_clerk", "auditor", "legal_officer", "administrator"])
def test_the_wrong_role_does_nothing(world: World, lead: Lead, name: str) -> None:
    officer = getattr(world, name)
    acts = [
        lambda: services.take_lead(officer=officer, at=world.at, lead=lead),
        lambda: services.dismiss_lead(officer=officer, at=world.at, lead=lead, reason="minor"),
        lambda: services.pass_on_leads(officer=officer, at=world.at, leads=[lead], agency=world.team),
        lambda: services.link_case(officer=officer, at=world.at, lead=lead, case_id=uuid4()),
        lambda: services.register_seller(officer=officer, at=world.at, lead=lead),
    ]
    for act in acts:
        with world.acting(officer), pytest.raises(RoleMissing):
            act()
    assert standing(world, lead).state == LeadState.NEW
    assert story(world, lead) == []


def test_another_agency_acts_on_nothing(world: World, lead: Lead) -> None:
    with world.acting(world.stranger), pytest.raises(NotFound):
        services.take_lead(officer=world.stranger, at=world.at, lead=lead)
    assert standing(world, lead).state == LeadState.NEW
