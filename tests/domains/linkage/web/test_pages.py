"""The pages on which people judge"""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.linkage import services
from minhbach.domains.linkage.models import Judgement, SampledPair
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.types import Provenance
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.linkage.shops import PHONE, candidates, link, shop
from tests.worlds import AT, World, make_world

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ONLY_THERE = Provenance(sharing=Sharing.AGENCY)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def as_officer(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@time_machine.travel(AT)
def test_lead_from_the_queue_through_the_pair_to_the_next_and_back(world: World) -> None:
    one = shop(world, world.inspector, "Tạp hóa Sương Mai", phone=PHONE)
    other = shop(world, world.outsider, "Kho hàng Kỳ Lừa", phone=PHONE, address="Số 12 phố Muối")
    link(one, other)
    client = as_officer(world.inspector)
    with acting_as(SYSTEM):
        (candidate,) = candidates()
    address = reverse("linkage:pair", args=[candidate.pk])
    assert address in text_of(client, reverse("linkage:list"))
    page = text_of(client, address)
    for words in (
        "Tạp hóa Sương Mai",
        "Kho hàng Kỳ Lừa",
        "Trùng, hầu như không ai khác dùng",
        "+12,0",
        "Số 12 phố Muối",
    ):
        assert words in page
    assert '<strong class="shared">0901 234 567</strong>' in page
    assert address in text_of(client, reverse("linkage:of_subject", args=[one.pk]))
    judge = reverse("linkage:judge", args=[candidate.pk])
    assert client.post(judge, {}).status_code == 422
    answer = client.post(judge, {"verdict": "same"}, follow=True)
    assert answer.redirect_chain == [(reverse("linkage:list"), 302)]
    with acting_as(SYSTEM):
        judgement = Judgement.objects.get()
        assert Subject.objects.get(pk=one.pk).canonical_id == other.pk
    take_back = reverse("linkage:take_back", args=[judgement.pk])
    assert take_back in text_of(client, reverse("linkage:list"))
    client.post(take_back)
    with acting_as(SYSTEM):
        assert Subject.objects.get(pk=one.pk).canonical_id is None
    assert address in text_of(client, reverse("linkage:list"))


@time_machine.travel(AT)
def test_are_not_there_for_who_does_not_see_both(world: World) -> None:
    one = shop(world, world.inspector, "Tạp hóa Sương Mai", phone=PHONE)
    far = shop(world, world.stranger, "Kho hàng Bản Giốc", phone=PHONE, provenance=ONLY_THERE)
    link(one, far)
    with acting_as(SYSTEM):
        (candidate,) = candidates()
    client = as_officer(world.inspector)
    assert client.get(reverse("linkage:pair", args=[candidate.pk])).status_code == 404
    assert client.post(reverse("linkage:judge", args=[candidate.pk]), {"verdict": "same"}).status_code == 404
    for address in (reverse("linkage:list"), reverse("linkage:of_subject", args=[one.pk])):
        assert "Bản Giốc" not in text_of(client, address)
    with acting_as(SYSTEM):
        assert not Judgement.objects.exists()


@time_machine.travel(AT)
def test_of_a_sample_are_read_without_being_told_how_the_pair_stands(world: World) -> None:
    one = shop(world, world.inspector, "Tạp hóa Sương Mai", phone=PHONE)
    other = shop(world, world.outsider, "Kho hàng Kỳ Lừa", phone=PHONE)
    link(one, other)
    client = as_officer(world.inspector)
    assert "Chưa có mẫu nào" in text_of(client, reverse("linkage:quality"))
    with acting_as(SYSTEM):
        sample = services.draw_sample(month=date(2026, 11, 1), at=AT)
        assert sample is not None
        pair = SampledPair.objects.get()
    assert "Đọc mẫu kiểm tra chất lượng đối chiếu" in text_of(as_officer(world.head), reverse("office:today"))
    page = text_of(client, reverse("linkage:sampled", args=[pair.pk]))
    assert "Còn 1 cặp." in page
    assert '<strong class="shared">0901 234 567</strong>' in page
    assert "Trùng, hầu như không ai khác dùng" not in page
    read = reverse("linkage:read_sampled", args=[pair.pk])
    assert client.post(read, {}).status_code == 422
    answer = client.post(read, {"verdict": "different"}, follow=True)
    assert answer.redirect_chain == [(reverse("linkage:quality"), 302)]
    for words in ("11/2026", "100,0 % <small>(20,7 %–100,0 %), 1 cặp</small>", "chưa có ai đọc"):
        assert words in answer.content.decode()
    stranger = as_officer(world.stranger)
    assert "100,0 %" in text_of(stranger, reverse("linkage:quality"))
