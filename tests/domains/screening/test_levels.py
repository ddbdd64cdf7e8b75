"""Who sees one lead is said of it by itself: it leaves its sweep, whoever works on it keeps it, stories follow"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies import services as agencies
from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.refusals import AgencyTakesPart, RoleMissing, WideningWithoutReason
from minhbach.domains.screening import services
from minhbach.domains.screening.models import Lead, LeadWord, Sighting, Sweep, SweptLead
from minhbach.domains.screening.policies import require_to_share
from minhbach.domains.screening.refusals import LeadFollowsRecords, LeadOfAnotherAgency
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import StoryEntry, Subject
from minhbach.domains.subjects.types import Provenance
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.refusals import NotFound
from minhbach.foundation.scope import Sharing
from tests.domains.screening.runs import listing
from tests.worlds import World

Receive = Callable[..., Sweep]
EVERYTHING = {"lead", "look", "word", "rank"}


def change(world: World, lead: Lead, sharing: Sharing, officer: Officer | None = None, **more: Any) -> Any:
    officer = officer or world.analyst
    with world.acting(officer):
        return agencies.change_sharing(
            officer=officer, at=world.at, target_type="screening.lead", target_id=lead.pk, sharing=sharing, **more
        )


def seen(world: World, officer: Officer, lead: Lead) -> set[str]:
    with world.acting(officer):
        rows = {
            "lead": Lead.objects.filter(pk=lead.pk),
            "look": Sighting.objects.filter(lead=lead.pk),
            "word": LeadWord.objects.filter(lead=lead.pk),
            "rank": SweptLead.objects.filter(lead=lead.pk),
        }
        return {name for name, them in rows.items() if them.exists()}


def test_a_lead_goes_by_itself_and_whom_its_sweep_is_open_to_keeps_it_until_closed(world: World, lead: Lead) -> None:
    assert seen(world, world.commune_officer, lead) == EVERYTHING
    change(world, lead, Sharing.SILENT)
    # The teams were shown the sweep; who only answers for the area was not.
    assert seen(world, world.inspector, lead) == seen(world, world.outsider, lead) == EVERYTHING
    assert seen(world, world.commune_officer, lead) == set()
    second = change(world, lead, Sharing.SILENT, closed_to=[world.other_team])
    assert seen(world, world.outsider, lead) == set()
    assert seen(world, world.inspector, lead) == seen(world, world.analyst, lead) == EVERYTHING
    told = AuditEntry.objects.filter(action="agencies.sharing.changed").order_by("at", "recorded_at")
    assert [(one.target_id, one.data["sharing"]) for one in told] == [
        (str(lead.pk), ["area", "silent"]),
        (str(lead.pk), ["silent", "silent"]),
    ]
    with world.acting(world.analyst):
        agencies.undo_sharing(officer=world.analyst, at=world.at, change=second)
    assert seen(world, world.outsider, lead) == EVERYTHING


def test_widening_asks_why_and_opens_to_the_force_or_to_one_agency(world: World, lead: Lead) -> None:
    assert seen(world, world.stranger, lead) == set()
    with pytest.raises(WideningWithoutReason):
        change(world, lead, Sharing.NETWORK)
    change(world, lead, Sharing.AGENCY, opened_to=world.neighbor, reason="Hàng đi qua Cao Bằng")
    assert seen(world, world.stranger, lead) == EVERYTHING
    assert seen(world, world.commune_officer, lead) == set()


def test_who_verifies_it_or_was_given_it_keeps_it_whatever_the_level(world: World, lead: Lead) -> None:
    with world.acting(world.outsider):
        services.take_lead(officer=world.outsider, at=world.at, lead=lead)
    with pytest.raises(AgencyTakesPart):
        change(world, lead, Sharing.AGENCY, closed_to=[world.other_team])
    assert not Lead.unscoped.get(pk=lead.pk).is_apart
    change(world, lead, Sharing.AGENCY, closed_to=[world.team])
    assert seen(world, world.outsider, lead) == EVERYTHING
    assert seen(world, world.inspector, lead) == set()
    with world.acting(world.inspector), pytest.raises(NotFound):
        services.take_lead(officer=world.inspector, at=world.at, lead=lead)


def test_one_who_sees_it_by_his_area_alone_and_has_taken_it_is_not_shut_out(world: World, receive: Receive) -> None:
    receive(listing(1), share_with=[])
    with world.acting(world.head):
        lead = Lead.objects.get()
        services.take_lead(officer=world.head, at=world.at, lead=lead)
    change(world, lead, Sharing.AGENCY)
    assert seen(world, world.head, lead) == EVERYTHING
    assert seen(world, world.commune_officer, lead) == set()


def test_a_later_sweep_that_finds_it_again_leaves_it_as_it_was_said(world: World, receive: Receive, lead: Lead) -> None:
    change(world, lead, Sharing.AGENCY, closed_to=[world.other_team, world.team])
    receive(listing(1, description="Kem trị nám tận gốc, loại khác"))
    with world.acting(world.analyst):
        again = Lead.objects.get()
    assert (again.pk, again.is_apart, again.sharing) == (lead.pk, True, Sharing.AGENCY)
    assert seen(world, world.inspector, lead) == seen(world, world.outsider, lead) == set()


@pytest.mark.parametrize("narrower", ["lead", "subject"])
def test_a_story_tells_of_it_to_whoever_sees_it_and_whom_it_is_about(world: World, lead: Lead, narrower: str) -> None:
    with world.acting(world.inspector):
        subject = subjects.register_subject(
            officer=world.inspector, at=world.at, kind="household", name="Hộ Mây", place=world.commune,
            provenance=Provenance(sharing=Sharing.NETWORK),
        )  # fmt: skip
        services.attach_lead(officer=world.inspector, at=world.at, lead=lead, subject=subject)
    story = StoryEntry.unscoped.filter(kind="screening.lead.attached")
    with world.acting(world.outsider):
        assert story.exists()
    if narrower == "lead":
        change(world, lead, Sharing.AGENCY, closed_to=[world.other_team])
    else:
        with world.acting(world.inspector):
            subjects.change_reach(officer=world.inspector, at=world.at, subject=subject, sharing=Sharing.AGENCY)
    with world.acting(world.outsider):
        assert not story.exists()
    with world.acting(world.inspector):
        assert story.exists()
    if narrower == "lead":
        # Widened, it tells nobody more of whom he does not see.
        change(world, lead, Sharing.NETWORK, reason="Cả nước biết")
        with world.acting(world.inspector):
            subjects.change_reach(officer=world.inspector, at=world.at, subject=subject, sharing=Sharing.AGENCY)
        with world.acting(world.stranger):
            assert Lead.objects.filter(pk=lead.pk).exists()
            assert not Subject.objects.filter(pk=subject.pk).exists()
            assert not story.exists()


def test_only_its_own_agency_says_who_sees_it(world: World, lead: Lead) -> None:
    with pytest.raises(LeadOfAnotherAgency):
        change(world, lead, Sharing.AGENCY, world.inspector)
    with pytest.raises(RoleMissing):
        change(world, lead, Sharing.AGENCY, world.committee_officer)
    # Nor by the database alone.
    with (
        world.acting(world.inspector),
        pytest.raises((ProgrammingError, InternalError), match="row-level security"),
        transaction.atomic(),
    ):
        Lead.objects.filter(pk=lead.pk).update(is_apart=True)
    assert seen(world, world.outsider, lead) == EVERYTHING


def test_what_was_found_in_a_network_follows_its_records(world: World, lead: Lead) -> None:
    lead.kind = "network"
    with world.acting(world.analyst), pytest.raises(LeadFollowsRecords):
        require_to_share(world.analyst, lead, at=world.at)


def test_its_page_leads_to_who_sees_it(world: World, lead: Lead, enter: Callable[[Officer], Client]) -> None:
    door = reverse("agencies:sharing", args=["screening.lead", lead.pk])
    page = reverse("screening:lead", args=[lead.pk])
    assert door in enter(world.analyst).get(page).content.decode()
    assert door not in enter(world.inspector).get(page).content.decode()
    shown = enter(world.analyst).get(door).content.decode()
    assert "Đội QLTT số 3" in shown
    assert "không theo lượt quét nữa" in shown
