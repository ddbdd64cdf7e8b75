"""The pages of networks: what one sees of them is made of what one sees"""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.screening.models import Lead
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.networks.shops import ONLY_HERE, look, sanctioned, shop
from tests.interfaces.office.test_inference import read as bare
from tests.worlds import AT, World, make_world

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PHONE, OTHER, THIRD = "0901 234 567", "0902 345 678", "0903 456 789"


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def as_officer(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def text_of(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def network(subject: Subject, what: str = "of_subject") -> str:
    return reverse(f"networks:{what}", args=[subject.pk])


@time_machine.travel(AT)
def test_lead_from_a_parcels_phone_over_the_network_and_the_way_to_the_lead_and_the_case(world: World) -> None:
    violator = shop(world, world.outsider, "Tạp hóa Sương Mai", PHONE)
    sanctioned(world, violator, world.outsider, on=date(2025, 3, 3))
    middle = shop(world, world.outsider, "Điện máy Hoàng Gia", PHONE, OTHER)
    new = shop(world, world.inspector, "Kho hàng Kỳ Lừa", OTHER)
    look(world, new, middle)
    client = as_officer(world.inspector)
    # A number typed in the search leads to its network.
    found = text_of(client, f"{reverse('office:search')}?q=0902345678")
    door = f"{reverse('networks:list')}?q=0902345678"
    assert door in found
    with world.acting(world.inspector):
        value = Statement.objects.filter(subject=new, identifier__isnull=False).get().identifier_id
    page = text_of(client, f"{reverse('networks:list')}?q={new.name}")
    assert "Mạng lưới: Kho hàng Kỳ Lừa" in page
    assert "cách Tạp hóa Sương Mai (đã bị xử lý) 2 bước" in page
    assert "đã bị xử phạt vi phạm hành chính ngày 03/03/2025" in page
    assert "style=" not in page
    of_value = text_of(client, reverse("networks:of_identifier", args=[value]))
    assert "Điện máy Hoàng Gia" in of_value
    assert reverse("networks:of_identifier", args=[value]) in text_of(
        client, reverse("subjects:identifier", args=[value])
    )
    assert "1 hồ sơ khác dùng chung thông tin định danh" in text_of(client, network(new, "panel"))
    # The way, with who stated each link.
    way = text_of(client, f"{reverse('networks:path')}?tu=h-{new.pk}&den=h-{violator.pk}")
    assert "Nối nhau qua 2 bước" in way
    assert way.count("cán bộ thu thập") == 4
    assert (way.count('class="path-subject"'), way.count('class="path-value"')) == (3, 2)
    # And the lead of the shop in between, verified like any other.
    with world.acting(world.inspector):
        lead = Lead.objects.get(subject=middle)
    assert "Gian hàng mới của người đã bị xử lý" in text_of(client, reverse("office:today"))
    listed = text_of(client, f"{reverse('screening:leads')}?kind=violator_shop")
    assert lead.title in listed
    shown = text_of(client, reverse("screening:lead", args=[lead.pk]))
    for words in ("gian hàng mới của người đã bị xử lý", "ghi sau ngày Tạp hóa Sương Mai bị xử lý", network(middle)):
        assert words in shown
    assert client.post(reverse("screening:take", args=[lead.pk])).status_code == 302
    opening = f"{reverse('cases:open_from_lead')}?lead={lead.pk}"
    assert lead.title in text_of(client, opening)
    client.post(opening, {"lead": lead.pk, "title": lead.title, "place": world.commune.pk})
    lead.refresh_from_db()
    assert lead.state == "case_opened"


@time_machine.travel(AT)
def test_a_hidden_record_between_two_neither_joins_nor_counts_nor_is_on_a_way(world: World) -> None:
    one = shop(world, world.inspector, "Tạp hóa Sương Mai", PHONE)
    other = shop(world, world.inspector, "Kho hàng Kỳ Lừa", OTHER)
    client = as_officer(world.inspector)
    addresses = [
        *(network(subject, what) for subject in (one, other) for what in ("of_subject", "subject_data", "panel")),
        f"{reverse('networks:path')}?tu=h-{one.pk}&den=h-{other.pk}",
        network(one, "subject_picture"),
    ]

    def read() -> list[str]:
        with time_machine.travel(AT, tick=False):
            return [bare(client, address) for address in addresses]

    read()
    before = read()
    assert "Không thấy đường nối nào" in before[-2]
    hidden = shop(world, world.outsider, "Cửa hàng Khuất", PHONE, OTHER, provenance=ONLY_HERE)
    sanctioned(world, hidden, world.outsider, on=date(2025, 3, 3))
    look(world, one, other, hidden)
    assert read() == before
    theirs = as_officer(world.outsider)
    assert "Cửa hàng Khuất" in text_of(theirs, network(one))
    assert "Nối nhau qua 2 bước" in text_of(theirs, addresses[-2])
    assert client.get(network(hidden)).status_code == 404


@time_machine.travel(AT)
def test_what_is_asked_for_narrows_the_network_and_too_much_is_said(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = shop(world, world.inspector, "Tạp hóa Sương Mai", PHONE)
    shop(world, world.inspector, "Kho hàng Kỳ Lừa", PHONE, OTHER)
    shop(world, world.inspector, "Điện máy Hoàng Gia", OTHER, THIRD)
    shop(world, world.inspector, "Giày dép Hạnh Phúc", THIRD)
    client = as_officer(world.inspector)

    def names(query: str = "") -> set[str]:
        nodes = client.get(network(one, "subject_data") + query).json()["nodes"]
        return {node["label"] for node in nodes if node["kind"] == "subject"}

    assert names("?buoc=1") == {"Tạp hóa Sương Mai", "Kho hàng Kỳ Lừa"}
    assert names() == {"Tạp hóa Sương Mai", "Kho hàng Kỳ Lừa", "Điện máy Hoàng Gia"}
    assert len(names("?buoc=3")) == 4
    assert names("?buoc=3&loai=bank_account") == set()
    assert len(names("?buoc=9&loai=x&hiem=y")) == 3
    picture = client.get(network(one, "subject_picture"))
    assert picture["Content-Type"].startswith("image/svg+xml")
    drawn = picture.content.decode()
    told = ("Mạng lưới: Tạp hóa Sương Mai", "3 hồ sơ", world.inspector.full_name, "20/11/2026", "rao như nhau")
    assert [words for words in (*told, "Kho hàng Kỳ Lừa", "Điện máy Hoàng Gia") if words not in drawn] == []
    # Those three, and four in the legend.
    assert drawn.count("<circle") == 7
    assert AuditEntry.objects.filter(action="networks.picture.taken").count() == 1
    monkeypatch.setattr("minhbach.domains.networks.selectors.networks.MOST_DRAWN", 3)
    page = text_of(client, network(one))
    assert "Mạng lưới quá lớn để vẽ (5 nút, vẽ được" in page
    assert "cytoscape.min.js" not in page
    assert client.get(network(one, "subject_data")).json()["nodes"] == []
    assert client.get(network(one, "subject_picture")).status_code == 422


@time_machine.travel(AT)
def test_a_network_is_read_group_by_group(world: World) -> None:
    shops = [shop(world, world.inspector, f"Kho {n}", f"0901 000 00{n // 3}", f"0902 000 0{n:02d}") for n in range(6)]
    shop(world, world.inspector, "Cầu Nối", "0902 000 000", "0902 000 005")
    client = as_officer(world.inspector)
    page = text_of(client, network(shops[0]) + "?buoc=4")
    assert page.count("quanh Kho") == 4
    part = text_of(client, network(shops[0]) + "?buoc=4&nhom=2")
    assert (page.count("data-row"), part.count("data-row")) == (7, 3)
    assert "Bảng: nhóm 2, 3 hồ sơ" in part
    data = client.get(network(shops[0], "subject_data") + "?buoc=4").json()
    landmarks = {node["label"] for node in data["nodes"] if node.get("landmark")}
    assert shops[0].name in landmarks
    assert len(landmarks) == 2
    ends = [(data["nodes"][one]["kind"], data["nodes"][other]["kind"]) for one, other, _day, _said in data["edges"]]
    assert set(ends) == {("subject", "phone")}
    assert [data["days"], len(data["says"])] == [["2026-11-20"], 1]


@time_machine.travel(AT)
def test_a_number_out_of_another_record_is_shown_in_part_as_on_its_own_page(world: World) -> None:
    one = shop(world, world.outsider, "Tạp hóa Sương Mai", PHONE)
    shop(world, world.outsider, "Kho hàng Kỳ Lừa", PHONE)
    mine, theirs = as_officer(world.inspector), as_officer(world.outsider)
    for what in ("of_subject", "subject_data", "subject_picture"):
        assert PHONE in text_of(theirs, network(one, what))
        hidden = text_of(mine, network(one, what))
        assert PHONE not in hidden
        assert "0901" in hidden


@time_machine.travel(AT)
def test_ends_are_found_by_name_or_number_and_nonsense_is_refused(world: World) -> None:
    one = shop(world, world.inspector, "Kho hàng Kỳ Lừa", PHONE)
    shop(world, world.inspector, "Kho hàng Kỳ Lừa", OTHER)
    client = as_officer(world.inspector)
    page = text_of(client, f"{reverse('networks:path')}?tu={one.name}&den={PHONE}")
    assert "Chọn một" in page
    assert page.count('name="tu" value="h-') == 2
    assert "Không thấy hồ sơ hay thông tin" in text_of(client, f"{reverse('networks:list')}?q=khongcogi389")
    assert client.get(f"{reverse('networks:path')}?tu=h-x&den={PHONE}").status_code == 422
    with acting_as(SYSTEM):
        assert not Lead.objects.exists()
