"""A store on its pages: asked by who works on the case, answered by the keeper, read by the auditor"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Post
from minhbach.domains.stores import selectors
from minhbach.domains.stores.models import Entry, Lot, Store
from minhbach.domains.stores.services import Pick
from minhbach.domains.stores.web.picking import PartPick, read_parts
from minhbach.foundation.pages.work import said
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import World, as_officer, at
from tests.domains.stores.making import Stored, line_ids, move

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def now() -> Any:
    with time_machine.travel(at(7), tick=False):
        yield


def signed_in(post: Post) -> Client:
    client = Client()
    client.force_login(post.officer, backend=BACKEND)
    return client


def text(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_goods_come_in_by_two_hands(made: Stored, world: World) -> None:
    inspector, keeper = signed_in(world.inspector), signed_in(made.keeper)
    address = reverse("stores:ask_in", args=[made.case.pk])
    assert "Túi xách nhãn hiệu Vân Sam" in text(inspector.get(address))
    sent = {"lines": "1: 20; 2", "way": "seized", "store": made.store.pk, "counterparty": "Vi Văn Hải"}
    assert inspector.post(address, sent).status_code == 302
    with acting_as(SYSTEM):
        entry = Entry.objects.get()
    with as_officer(made.keeper, at(7)) as officer:
        [item] = said(selectors.work_items(officer, at=at(7)))
    assert getattr(item, "what", "") == "Chờ thủ kho: PN 1/2026, nhập tang vật tạm giữ"
    assert "Thủ kho trả lời" in text(keeper.get(entry.get_absolute_url()))
    answering = reverse("stores:answer", args=[entry.pk])
    assert inspector.post(answering, {"said": "yes", "minutes": "05/BB-GN"}).status_code == 403
    assert "biên bản giao nhận" in text_of(keeper.post(answering, {"said": "yes"}), 422)
    assert keeper.post(answering, {"said": "yes", "minutes": "05/BB-GN", "shelf": "Kệ 2"}).status_code == 302
    shown = text(inspector.get(reverse("stores:of_case", args=[made.case.pk])))
    assert "2 dòng hàng bị tạm giữ. 2 dòng trong kho 1 dòng chưa rõ ở đâu" in shown
    assert "15 chưa rõ ở đâu" in shown
    assert "Tang vật ở đâu" in text(inspector.get(reverse("stores:panel", args=[made.case.pk])))


def text_of(answer: Any, status: int) -> str:
    assert answer.status_code == status
    return answer.content.decode().lower()


def test_the_pages_of_a_store_say_what_is_in_it(made: Stored, world: World) -> None:
    bags, purses = line_ids(made)
    move(made, "seized", Pick(bags), Pick(purses), seal_number="0001")
    move(made, "destroyed", Pick(purses), counterparty="Hội đồng tiêu hủy")
    client = signed_in(made.keeper)
    assert "Kho Chi cục" in text(client.get(reverse("stores:list")))
    assert "Hứa Văn Kho" in text(client.get(made.store.get_absolute_url()))
    book = text(client.get(reverse("stores:book", args=[made.store.pk])))
    assert [one in book for one in ("PN 1/2026", "PX 1/2026", "Hội đồng tiêu hủy")] == [True] * 3
    assert "Túi xách" in text(client.get(reverse("stores:lots", args=[made.store.pk])))
    assert "liền mạch 4 bút toán" in text(client.get(reverse("stores:verify", args=[made.store.pk])))
    with acting_as(SYSTEM):
        lot = Lot.objects.get(line_id=bags)
    assert "PN 1/2026" in text(client.get(lot.get_absolute_url()))
    label = client.get(reverse("stores:label", args=[lot.pk]))
    assert 'class="qr"' in label.content.decode()
    # Whoever finds the goods reads no name of whose they are.
    assert "Lý Thị Mai" not in label.content.decode()


def test_a_head_opens_a_store_and_gives_it_a_keeper(world: World) -> None:
    client = signed_in(world.head)
    sent = {"name": "Kho mới", "kind": "hired", "address": "Số 2 phố Kho", "hired_from": ""}
    assert "thuê của ai" in text_of(client.post(reverse("stores:open"), sent), 422)
    client.post(reverse("stores:open"), {**sent, "hired_from": "Công ty Kho Vân Sam"})
    with acting_as(SYSTEM):
        store = Store.objects.get()
    assert "chưa có thủ kho" in text(client.get(store.get_absolute_url()))
    given = {"officer": str(world.clerk.officer_id), "first_day": "09/11/2026", "decision": "02/QĐ-GN"}
    assert client.post(reverse("stores:appoint", args=[store.pk]), given).status_code == 302
    assert "Lương Thị Chi" in text(client.get(store.get_absolute_url()))
    assert signed_in(world.inspector).get(reverse("stores:open")).status_code == 403


def test_a_count_is_written_by_who_does_not_keep(made: Stored, world: World) -> None:
    move(made, "seized", Pick(line_ids(made)[0]))
    address = reverse("stores:count", args=[made.store.pk])
    assert signed_in(made.keeper).get(address).status_code == 403
    head = signed_in(world.head)
    assert "Túi xách" in text(head.get(address))
    assert head.post(address, {"lot_1": "33", "note": ""}).status_code == 302
    with acting_as(SYSTEM):
        entry = Entry.objects.get(kind="count")
    assert "thiếu 2" in text(head.get(entry.get_absolute_url()))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1-3", {1: None, 2: None, 3: None}),
        ("2, 5", {2: None, 5: None}),
        ("1-2; 35: 12,5", {1: None, 2: None, 35: Decimal("12.5")}),
        ("4 = 1.200", {4: Decimal(1200)}),
    ],
)
def test_lines_are_picked_whole_or_in_part(typed: str, read: dict[int, Any]) -> None:
    assert dict(read_parts(typed)) == read


@pytest.mark.parametrize("typed", ["x", "1-3: 5", "2: nhiều", "9"])
def test_what_cannot_be_read_or_is_not_there_is_said(typed: str) -> None:
    field = PartPick()
    field.offered = {1: "a", 2: "b", 3: "c"}
    with pytest.raises(ValidationError):
        field.clean(typed)
    assert [one.line_id for one in field.clean("tất cả")] == ["a", "b", "c"]
