"""What of the leads stands on an officer's desk."""

from __future__ import annotations

from collections.abc import Callable

from minhbach.domains.screening.models import Lead, Sweep
from minhbach.domains.screening.selectors import open_lead_counts, work_items
from minhbach.domains.screening.services import take_lead
from tests.domains.screening.runs import listing
from tests.worlds import World


def test_the_leads_one_took_wait_and_the_most_urgent_are_new(world: World, receive: Callable[..., Sweep]) -> None:
    receive(*[listing(number) for number in range(1, 9)], scores={f"shopee:{number}": number for number in range(1, 9)})
    with world.acting(world.inspector):
        take_lead(officer=world.inspector, at=world.at, lead=Lead.objects.get(listing_id="shopee:1"))
        items = work_items(world.inspector, at=world.at)
    assert [(item.kind, item.what) for item in items] == [
        ("waiting", "Kem dưỡng da số 1"),
        *[("new", f"Kem dưỡng da số {number}") for number in (8, 7, 6, 5, 4)],
    ]


def test_nothing_waits_for_those_who_do_not_judge_leads(world: World, receive: Callable[..., Sweep]) -> None:
    receive(listing(1))
    with world.acting(world.records_clerk):
        assert work_items(world.records_clerk, at=world.at) == []


def test_leads_that_wait_are_counted_by_sign(world: World, receive: Callable[..., Sweep]) -> None:
    receive(listing(1), listing(2))
    with world.acting(world.inspector):
        counts = open_lead_counts(world.inspector, at=world.at)
    assert {sign: count for sign, count in counts.counts.items() if count} == {"misleading": 2}
