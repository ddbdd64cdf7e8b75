"""What listings of two offer alike ties them, weakly, where few offer it; in picture, table and way, within reach"""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from minhbach.domains.networks.links import with_offers
from minhbach.domains.networks.selectors import Start, network_around, path_between
from minhbach.domains.screening.keys import goods_key, text_key
from minhbach.domains.screening.models import Lead, LeadReason, Sighting, Sweep
from minhbach.domains.screening.services.offers import describe_attached, describe_offers
from minhbach.domains.subjects.models import Subject
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.networks.shops import look, sanctioned, shop
from tests.interfaces.office.test_inference import read as bare
from tests.worlds import AT, World, make_world

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TEXT = (
    "Hàng về kho chiều nay, khách nhắn tin trước để giữ phần, bên mình gói hai lớp giấy và gửi tận cửa, ai ở xa được"
    " đổi trong bảy ngày. Gọi {phone}."
)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def listing(world: World, number: int, subject: Subject | None, **more: Any) -> Lead:
    """A lead as a sweep leaves it, attached to who sells."""
    said = {"title": f"Món số {number}", "description": TEXT.format(phone=f"09{number:08d}"), "brand": None} | more
    sharing = said.pop("sharing", Sharing.NETWORK)
    lead = Lead(
        owner_agency=said.pop("agency", world.team), sharing=sharing, created_at=world.at, platform="shopee",
        listing_id=f"shopee:{number}", signs=["misleading"], score=1.0, title=said["title"],
        seller_name=f"Gian {number}", seller_key=f"{number:064d}", text_sha256="", content_sha256="",
        first_seen_at=world.at, last_seen_at=world.at, subject=subject,
    )  # fmt: skip
    describe_offers([(lead, said)])
    with acting_as(SYSTEM):
        lead.save(force_insert=True)
    return lead


def kinds(world: World, subject: Subject) -> list[tuple[str, int]]:
    with world.acting(world.inspector):
        found = network_around(Start(subject_id=subject.pk), steps=2)
        return sorted((node.kind, found.graph.weights[one]) for one, node in found.values.items())


def test_near_copies_of_a_text_have_one_key_and_short_ones_none() -> None:
    one = text_key("Túi A", TEXT.format(phone="0901 234 567"))
    assert one == text_key("Ví B", TEXT.format(phone="0987654321").upper() + " ❤")
    assert one != text_key("Túi A", TEXT.replace("chiều", "sáng"))
    assert text_key("Túi da thật", "Hàng đẹp giá tốt, mua là thích") is None
    assert text_key(TEXT, "Liên hệ") is not None
    assert (goods_key(""), goods_key("Sony 1000XM4")) == (None, goods_key("SONY 1000xm4"))


def test_texts_and_goods_are_what_the_room_of_listings_offers() -> None:
    assert list(with_offers().offers) == ["text", "goods"]


@time_machine.travel(AT)
def test_two_who_offer_the_same_rare_text_hang_together_with_the_listings_as_evidence(world: World) -> None:
    one, other = shop(world, world.inspector, "Tạp hóa Sương Mai"), shop(world, world.inspector, "Kho hàng Kỳ Lừa")
    listing(world, 1, one)
    assert kinds(world, one) == []
    second = listing(world, 2, other)
    assert kinds(world, one) == [("text", 40)]
    client = Client()
    client.force_login(world.inspector, backend=BACKEND)
    page = client.get(reverse("networks:of_subject", args=[one.pk])).content.decode()
    for words in ("lời rao giống nhau", "2 hồ sơ rao như nhau; không đủ để coi là một người", "“Món số 1”",
                  reverse("screening:lead", args=[second.pk])):  # fmt: skip
        assert words in page
    drawn = client.get(reverse("networks:subject_data", args=[one.pk])).json()
    assert sorted(node["kind"] for node in drawn["nodes"]) == ["subject", "subject", "text"]
    way = client.get(f"{reverse('networks:path')}?tu=h-{one.pk}&den=h-{other.pk}").content.decode()
    assert "Nối nhau qua 1 bước" in way
    assert "Món số 2" in way
    narrowed = client.get(reverse("networks:of_subject", args=[one.pk]) + "?loai=phone").content.decode()
    assert "Kho hàng Kỳ Lừa" not in narrowed
    assert "<text" in client.get(reverse("networks:subject_picture", args=[one.pk])).content.decode()


def test_goods_of_one_brand_and_model_tie_less_than_a_text_and_what_many_offer_ties_nobody(world: World) -> None:
    one, other = shop(world, world.inspector, "Tạp hóa Sương Mai"), shop(world, world.inspector, "Kho hàng Kỳ Lừa")
    goods = {"title": "Tai nghe Sony WH-1000XM4 mới", "description": ""}
    listing(world, 1, one, **goods)
    listing(world, 2, other, **goods | {"title": "Sony WH 1000XM4 nguyên hộp"})
    assert kinds(world, one) == [("goods", 20)]
    for number in range(3, 8):
        listing(world, number, None, **goods)
    assert kinds(world, one) == [("goods", 8)]
    for number in range(8, 30):
        listing(world, number, None, **goods)
    # A maker's own words: those who are on no record yet count as well.
    assert kinds(world, one) == []
    with world.acting(world.inspector):
        assert not path_between(Start(subject_id=one.pk), Start(subject_id=other.pk)).links


@time_machine.travel(AT)
def test_a_listing_that_a_reader_does_not_see_ties_nobody_and_leaves_no_trace(world: World) -> None:
    one, other = shop(world, world.inspector, "Tạp hóa Sương Mai"), shop(world, world.inspector, "Kho hàng Kỳ Lừa")
    listing(world, 1, one)
    client = Client()
    client.force_login(world.inspector, backend=BACKEND)
    addresses = [
        reverse("networks:of_subject", args=[one.pk]),
        reverse("networks:subject_data", args=[one.pk]),
        f"{reverse('networks:path')}?tu=h-{one.pk}&den=h-{other.pk}",
    ]

    def read() -> list[str]:
        with time_machine.travel(AT, tick=False):
            return [bare(client, address) for address in addresses]

    read()
    before = read()
    listing(world, 2, other, sharing=Sharing.AGENCY, agency=world.other_team)
    assert read() == before


def test_what_is_offered_alike_alone_is_no_lead_and_no_role(world: World) -> None:
    violator = shop(world, world.outsider, "Tạp hóa Sương Mai")
    sanctioned(world, violator, world.outsider, on=AT.date().replace(year=2025))
    shops = [shop(world, world.inspector, f"Kho {number}") for number in range(4)]
    for number, one in enumerate([violator, *shops]):
        listing(world, number, one)
    look(world, violator, *shops)
    with acting_as(SYSTEM):
        assert not LeadReason.objects.exists()
    with world.acting(world.inspector):
        found = network_around(Start(subject_id=violator.pk), steps=2)
        assert [member.standing for member in found.members] == [None] * 5
        # It says where to look, and less than a number would.
        assert {member.risk.points for member in found.members if member.risk} == {80, 16}


def test_leads_that_an_earlier_release_took_in_are_told_of_when_their_seller_is_known(world: World) -> None:
    one, other = shop(world, world.inspector, "Tạp hóa Sương Mai"), shop(world, world.inspector, "Kho hàng Kỳ Lừa")
    listing(world, 1, one)
    late = listing(world, 2, other)
    with acting_as(SYSTEM):
        Lead.unscoped.filter(pk=late.pk).update(text_key=None)
        sweep = Sweep.unscoped.create(
            owner_agency=world.team, created_at=world.at, request_key="k",
            export=Sweep._meta.get_field("export").related_model.unscoped.create(
                owner_agency=world.team, created_at=world.at, name="x.csv", sha256="0" * 64, size=1, kind="csv",
                columns_key="",
            ),
        )  # fmt: skip
        Sighting.objects.create(
            lead=late, sweep=sweep, seen_at=world.at, source="x.csv", run_sha256="", snapshot_sha256="", signs=[],
            signals=[], score=1.0, versions={}, content_sha256="",
            snapshot={"title": late.title, "description": TEXT.format(phone="0900 000 002"), "brand": None},
        )  # fmt: skip
        assert kinds(world, one) == []
        assert describe_attached() == 1
        assert describe_attached() == 0
    assert kinds(world, one) == [("text", 40)]
