"""Who gets in: anonymous, another agency, the wrong role, the right role."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.screening.models import Lead, LeadEvent, LeadWord, Sighting, Sweep
from minhbach.domains.screening.types import LeadState
from minhbach.foundation.audit.models import AuditEntry
from tests.worlds import World

Enter = Callable[[Officer], Client]
PEOPLE = ("analyst", "inspector", "auditor", "stranger", "records_clerk")


def statuses(world: World, enter: Enter, address: str, *, method: str = "get") -> dict[str, int]:
    return {name: getattr(enter(getattr(world, name)), method)(address).status_code for name in PEOPLE}


def test_nobody_enters_without_signing_in(world: World, lead: Lead) -> None:
    with world.acting(world.analyst):
        sweep = Sweep.objects.get()
    for name, args in [
        ("leads", []), ("lead", [lead.id]), ("sellers", []), ("sweeps", []), ("upload", []), ("sweep", [sweep.id]),
        ("progress", [sweep.id]), ("attach", [lead.id]), ("explanation", [lead.id]),
    ]:  # fmt: skip
        response = Client().get(reverse(f"screening:{name}", args=args))
        assert response.status_code == 302
        assert response["Location"].startswith("/tai-khoan/")
    for name in ("take", "dismiss", "release", "restore", "pass_on", "detach"):
        assert Client().post(reverse(f"screening:{name}", args=[lead.id])).status_code == 302
    with world.acting(world.analyst):
        assert Lead.objects.get().state == LeadState.NEW


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("leads", {"analyst": 200, "inspector": 200, "auditor": 200, "stranger": 200, "records_clerk": 403}),
        ("sellers", {"analyst": 200, "inspector": 200, "auditor": 200, "stranger": 200, "records_clerk": 403}),
        ("sweeps", {"analyst": 200, "inspector": 200, "auditor": 200, "stranger": 200, "records_clerk": 403}),
        ("upload", {"analyst": 200, "inspector": 403, "auditor": 403, "stranger": 403, "records_clerk": 403}),
    ],
)
def test_pages(world: World, enter: Enter, lead: Lead, name: str, expected: dict[str, int]) -> None:
    assert statuses(world, enter, reverse(f"screening:{name}")) == expected


@pytest.mark.parametrize("name", ["lead", "explanation"])
def test_the_page_of_a_lead_and_its_explanation(world: World, enter: Enter, lead: Lead, name: str) -> None:
    assert statuses(world, enter, reverse(f"screening:{name}", args=[lead.id])) == {
        "analyst": 200, "inspector": 200, "auditor": 200, "stranger": 404, "records_clerk": 403,
    }  # fmt: skip
    denied = AuditEntry.objects.filter(action="office.look.denied", target_id=str(lead.id))
    assert {entry.officer_id for entry in denied} == {world.stranger.id, world.records_clerk.id}


def test_the_page_of_a_sweep_is_its_agencys(world: World, enter: Enter, lead: Lead) -> None:
    with world.acting(world.analyst):
        sweep = Sweep.objects.get()
    assert statuses(world, enter, reverse("screening:sweep", args=[sweep.id])) == {
        "analyst": 200, "inspector": 404, "auditor": 200, "stranger": 404, "records_clerk": 403,
    }  # fmt: skip


def test_taking(world: World, enter: Enter, lead: Lead) -> None:
    assert statuses(world, enter, reverse("screening:take", args=[lead.id]), method="post") == {
        "analyst": 403, "inspector": 302, "auditor": 403, "stranger": 404, "records_clerk": 403,
    }  # fmt: skip
    with world.acting(world.analyst):
        assert Lead.objects.get().taken_by_id == world.inspector.id


@pytest.mark.parametrize("name", ["stranger", "customs_officer"])
def test_the_database_itself_hides_leads_from_other_agencies(world: World, lead: Lead, name: str) -> None:
    """The same reads with the application's own filters switched off."""
    with world.acting(getattr(world, name)):
        hidden = (Lead.unscoped, Sweep.unscoped, Sighting.objects, LeadEvent.objects, LeadWord.objects)
        assert [manager.count() for manager in hidden] == [0, 0, 0, 0, 0]
        assert Lead.unscoped.filter(id=lead.id).update(state=LeadState.DISMISSED) == 0


def test_several_at_once_and_undone(world: World, enter: Enter, lead: Lead) -> None:
    client = enter(world.inspector)
    address = reverse("screening:bulk")
    assert client.post(address, {"act": "take"}).status_code == 422
    # The way back leads through the list as it was last looked at; the offer to undo outlives it, once.
    client.get(reverse("screening:leads"), {"sort": "-urgency"})
    client.post(address, {"act": "take", "lead": [lead.id]})
    client.post(address, {"act": "dismiss", "lead": [lead.id], "reason": "misread"})
    offered = client.get(reverse("screening:leads"), follow=True).content.decode()
    assert "Đã bỏ qua 1 thông tin." in offered
    assert "Đã bỏ qua" not in client.get(reverse("screening:leads"), follow=True).content.decode()
    client.post(address, {"act": "restore", "lead": [lead.id]})
    client.post(address, {"act": "take", "lead": [lead.id]})
    with world.acting(world.inspector):
        assert Lead.objects.get().taken_by_id == world.inspector.id


def test_a_selection_with_a_lead_out_of_reach_is_refused_whole(world: World, enter: Enter, lead: Lead) -> None:
    response = enter(world.stranger).post(reverse("screening:bulk"), {"act": "take", "lead": [lead.id]})
    assert response.status_code == 404
    with world.acting(world.analyst):
        assert Lead.objects.get().state == LeadState.NEW
