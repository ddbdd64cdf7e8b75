"""What one account offers under one title stands as one row, and acts on all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from minhbach.domains.screening.models import Lead, Sweep, SweptLead
from minhbach.domains.screening.selectors.leads import alike_to, folded, folded_count, seen_in, visible_leads
from minhbach.domains.screening.selectors.neighbors import neighbors
from minhbach.domains.screening.services import dismiss_lead, take_lead
from tests.domains.screening.runs import listing
from tests.worlds import World

Receive = Callable[..., Sweep]


def rows_of(world: World, **narrowed: Any) -> list[tuple[str, list[str]]]:
    """Each row of the folded list by its listing's id, with the ids of those it stands for."""
    with world.acting(world.inspector):
        leads = visible_leads(world.inspector, at=world.at).filter(**narrowed)
        known = dict(Lead.objects.values_list("id", "listing_id"))
        return [(row.listing_id, [known[one] for one in row.alike_ids]) for row in folded(leads)]


def receive_alike(receive: Receive) -> Sweep:
    """Three of one title from one account, in other letters and at other prices; two that only look like them."""
    return receive(
        listing(1, title="Viên sủi Hoa Nắng"),
        listing(2, title="VIÊN SỦI   hoa nắng!!!", price_vnd=90_000),
        listing(3, title="viên sủi hoa nắng"),
        listing(4, title="Viên sủi Hoa Nắng", seller_id="tiemgio", seller_name="Tiệm Gió"),
        listing(5, title="Viên sủi Hoa Nắng loại 2"),
        scores={"shopee:1": 1.0, "shopee:2": 3.0, "shopee:3": 2.0, "shopee:4": 2.5, "shopee:5": 0.5},
    )


def test_the_most_urgent_stands_for_what_its_account_offers_alike(world: World, receive: Receive) -> None:
    receive_alike(receive)
    assert rows_of(world) == [("shopee:2", ["shopee:3", "shopee:1"]), ("shopee:4", []), ("shopee:5", [])]


@pytest.mark.parametrize(("cap", "counted"), [(100, 3), (3, 3), (2, 3)])
def test_what_stands_is_counted(world: World, receive: Receive, cap: int, counted: int) -> None:
    receive_alike(receive)
    with world.acting(world.inspector):
        assert folded_count(visible_leads(world.inspector, at=world.at), cap) == counted


def test_a_row_stands_only_for_what_is_in_the_list(world: World, receive: Receive) -> None:
    receive_alike(receive)
    assert rows_of(world, price_vnd__gt=100_000) == [
        ("shopee:4", []),
        ("shopee:3", ["shopee:1"]),
        ("shopee:5", []),
    ]


def test_what_is_in_other_hands_stands_for_itself(world: World, receive: Receive) -> None:
    receive_alike(receive)
    with world.acting(world.inspector):
        take_lead(officer=world.inspector, at=world.at, lead=Lead.objects.get(listing_id="shopee:2"))
    assert rows_of(world)[0] == ("shopee:2", [])
    assert ("shopee:3", ["shopee:1"]) in rows_of(world)
    with world.acting(world.analyst):
        dismiss_lead(officer=world.analyst, at=world.at, lead=Lead.objects.get(listing_id="shopee:3"), reason="misread")
    assert ("shopee:1", []) in rows_of(world)


def test_an_account_that_is_not_told_has_nothing_alike(world: World, receive: Receive) -> None:
    nameless = {"title": "Viên sủi Hoa Nắng", "seller_id": None, "seller_name": None}
    receive(listing(1, **nameless), listing(2, **nameless))
    assert [alike for _, alike in rows_of(world)] == [[], []]
    with world.acting(world.inspector):
        assert not alike_to(Lead.objects.get(listing_id="shopee:1")).exists()


def test_a_platform_is_one_however_a_file_writes_it(world: World, receive: Receive) -> None:
    receive(listing(1, title="Viên sủi Hoa Nắng"))
    receive(
        listing(1, title="Viên sủi Hoa Nắng", platform="Shopee"),
        listing(2, title="Viên sủi Hoa Nắng", platform="SHOPEE.VN"),
        scores={"shopee:1": 2.0},
    )
    assert rows_of(world) == [("shopee:1", ["shopee:2"])]


def test_a_sweep_keeps_what_it_gave_and_how_far_up(world: World, receive: Receive) -> None:
    first = receive(listing(1), listing(2), scores={"shopee:1": 1.0, "shopee:2": 2.0})
    second = receive(listing(1), listing(3), scores={"shopee:1": 1.0, "shopee:3": 2.0})
    with world.acting(world.inspector):
        swept = SweptLead.objects.order_by("sweep__created_at", "sweep", "rank")
        found = {
            sweep: [
                (row.lead.listing_id, row.rank, row.out_of, row.goods)
                for row in swept.filter(sweep=sweep).select_related("lead")
            ]
            for sweep in (first, second)
        }
        leads = visible_leads(world.inspector, at=world.at)
        assert [lead.listing_id for lead in seen_in(leads, second.id)] == ["shopee:3", "shopee:1"]
    assert found == {
        first: [("shopee:2", 1, 2, "cosmetic"), ("shopee:1", 2, 2, "cosmetic")],
        second: [("shopee:3", 1, 2, "cosmetic"), ("shopee:1", 2, 2, "cosmetic")],
    }


def test_the_leads_of_a_sweep_are_seen_by_those_who_see_the_leads(world: World, receive: Receive) -> None:
    receive(listing(1))
    with world.acting(world.stranger):
        assert not SweptLead.objects.exists()


@pytest.mark.parametrize(
    ("order", "before", "after"),
    [
        (("-score", "id"), "shopee:4", "shopee:1"),
        (("title", "id"), "shopee:1", "shopee:3"),
    ],
)
def test_a_lead_knows_what_stands_beside_it(
    world: World, receive: Receive, order: tuple[str, ...], before: str, after: str
) -> None:
    rows = [listing(number, title=f"Kem {number}") for number in range(1, 5)]
    receive(*rows, scores={"shopee:1": 1.0, "shopee:2": 2.0, "shopee:3": 0.5, "shopee:4": 3.0})
    assert beside(world, "shopee:2", *order) == (before, after)


def test_at_either_end_nothing_stands_beside_it(world: World, receive: Receive) -> None:
    receive(listing(1), listing(2), scores={"shopee:1": 1.0, "shopee:2": 2.0})
    assert beside(world, "shopee:2", "-score", "id") == ("", "shopee:1")
    assert beside(world, "shopee:1", "-score", "id") == ("shopee:2", "")


def test_what_has_no_price_stands_last_in_either_order(world: World, receive: Receive) -> None:
    from minhbach.foundation.pages import Column

    rows = [listing(number, title=f"Kem {number}") for number in range(1, 4)]
    receive(*rows, listing(4, title="Kem 4", price_vnd=None), listing(5, title="Kem 5", price_vnd=None))
    price = Column("price", "Giá", lambda lead: lead.price_vnd, sort="price_vnd", may_be_empty=True)
    for is_descending, order in ((False, ["1", "2", "3"]), (True, ["3", "2", "1"])):
        with world.acting(world.inspector):
            listed = visible_leads(world.inspector, at=world.at).order_by(
                price.order(is_descending=is_descending), "id"
            )
            ids = [lead.listing_id.removeprefix("shopee:") for lead in listed]
            assert ids[:3] == order
            walked, lead = [], listed[0]
            while lead is not None:
                walked.append(lead.listing_id.removeprefix("shopee:"))
                after = neighbors(listed, lead).after
                lead = Lead.objects.get(id=after["id"]) if after else None
            assert walked == ids
            assert neighbors(listed, listed[4]).before == {"id": listed[3].id, "title": listed[3].title}


def beside(world: World, listing_id: str, *order: str) -> tuple[str, str]:
    with world.acting(world.inspector):
        rows = visible_leads(world.inspector, at=world.at).order_by(*order)
        found = neighbors(rows, Lead.objects.get(listing_id=listing_id))
        known: dict[UUID, str] = dict(Lead.objects.values_list("id", "listing_id"))
    return (
        known[found.before["id"]] if found.before else "",
        known[found.after["id"]] if found.after else "",
    )
