"""What of the leads stands on an officer's desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from minhbach.domains.screening.models import Lead, Sweep
from minhbach.domains.screening.selectors import open_lead_counts, work_items
from minhbach.domains.screening.services import take_lead
from minhbach.foundation.money import format_vnd
from tests.domains.screening.runs import listing
from tests.worlds import World


def test_the_leads_one_took_wait_and_the_most_urgent_are_new(world: World, receive: Callable[..., Sweep]) -> None:
    receive(*[listing(number) for number in range(1, 9)], scores={f"shopee:{number}": number for number in range(1, 9)})
    with world.acting(world.inspector):
        take_lead(officer=world.inspector, at=world.at, lead=Lead.objects.get(listing_id="shopee:1"))
        taken, *new, rest = work_items(world.inspector, at=world.at)
    assert (taken.is_new, taken.what) == (False, "Thẩm tra: quảng cáo sai lệch")
    assert taken.about.split(" · ")[0] == "Kem dưỡng da số 1"
    assert [item.about.split(" · ")[0] for item in new] == [f"Kem dưỡng da số {number}" for number in (8, 7, 6, 5, 4)]
    assert all(item.is_new for item in [*new, rest])
    assert (rest.what, rest.count) == ("2 thông tin mới khác", 2)
    assert sum(item.count for item in [*new, rest]) == 7


def test_a_new_lead_says_price_seller_and_place(world: World, receive: Callable[..., Sweep]) -> None:
    receive(listing(1))
    with world.acting(world.inspector):
        lead = Lead.objects.get()
        (item,) = work_items(world.inspector, at=world.at)
    told = [lead.title, *([format_vnd(lead.price_vnd)] if lead.price_vnd is not None else []), lead.seller_name]
    assert item.about == " · ".join(filter(None, [*told, lead.seller_location]))
    assert item.what == "quảng cáo sai lệch"


def test_like_listings_of_one_seller_are_one_line(world: World, receive: Callable[..., Sweep]) -> None:
    rows = [listing(number, title="Kem dưỡng da số 1") for number in (1, 2, 3)]
    receive(*rows, scores={f"shopee:{number}": number for number in (1, 2, 3)})
    with world.acting(world.inspector):
        (item,) = work_items(world.inspector, at=world.at)
    assert item.about.startswith("3 tin như nhau: Kem dưỡng da số 1 · ")
    assert item.count == 3


def test_what_is_not_read_one_by_one_is_counted(world: World, receive: Callable[..., Sweep], monkeypatch: Any) -> None:
    monkeypatch.setattr("minhbach.domains.screening.selectors.work.NEW_READ", 3)
    monkeypatch.setattr("minhbach.foundation.pages.work.MOST_COUNTED", 6)
    monkeypatch.setattr("minhbach.domains.screening.selectors.work.MOST_COUNTED", 4)
    receive(*[listing(number) for number in range(1, 10)])
    with world.acting(world.inspector):
        *shown, rest = work_items(world.inspector, at=world.at)
    assert sum(item.count for item in shown) == 3
    assert rest.what == "4 thông tin mới khác"


def test_nothing_waits_for_those_who_do_not_judge_leads(world: World, receive: Callable[..., Sweep]) -> None:
    receive(listing(1))
    with world.acting(world.records_clerk):
        assert work_items(world.records_clerk, at=world.at) == []


def test_leads_that_wait_are_counted_by_sign(world: World, receive: Callable[..., Sweep]) -> None:
    receive(listing(1), listing(2))
    with world.acting(world.inspector):
        counts = open_lead_counts(world.inspector, at=world.at)
    assert {sign: count for sign, count in counts.counts.items() if count} == {"misleading": 2}
