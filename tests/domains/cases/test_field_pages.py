"""The device's door and the page of what waits: answers a device can read, both sides of an entry, one press each."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Post
from minhbach.domains.cases import services
from minhbach.domains.cases.acts.assign import Assigned
from minhbach.domains.cases.models import Case, FieldEntry, FieldKit
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import World, as_officer, at, case_at, on
from tests.domains.evidence.conftest import PIXEL

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BAG = {"name": "Túi xách", "quantity": "35", "unit": "chiếc", "value": "10.500.000"}


@pytest.fixture
def case(world: World, files: Any) -> Case:
    found = case_at(world, "ordered")
    both = (str(world.inspector.officer_id), str(world.second.officer_id))
    with as_officer(world.head, at(2)) as head:
        services.do(officer=head, at=at(2), case=found, fact=Assigned(leader_id=both[0], officer_ids=both))
    return found


def signed_in(post: Post) -> Client:
    client = Client()
    client.force_login(post.officer, backend=BACKEND)
    return client


def take(client: Client, case: Case) -> UUID:
    answer = client.post(reverse("cases:take_along", args=[case.pk]), {"day": on(3).strftime("%d/%m/%Y")})
    assert answer.status_code == 302, answer.content.decode()
    address, _mark, kit_id = answer["Location"].partition("#")
    assert address == reverse("cases:field")
    return UUID(kit_id)


def send(client: Client, kit_id: UUID, kind: str, what: Any, *, now: datetime, **more: Any) -> Any:
    given = {
        "id": str(uuid4()), "kind": kind, "content": json.dumps(what), "made_at": at(3.1).isoformat(),
        "device_at": now.isoformat(), **more,
    }  # fmt: skip
    return client.post(reverse("cases:send", args=[kit_id]), given)


def test_a_device_takes_what_it_needs_sends_it_and_is_told(world: World, case: Case) -> None:
    client = signed_in(world.inspector)
    with time_machine.travel(at(2.5), tick=False):
        page = client.get(case.get_absolute_url()).content.decode()
        assert reverse("cases:take_along", args=[case.pk]) in page
        kit_id = take(client, case)
        told = client.get(reverse("cases:kit", args=[kit_id])).json()
        assert told == {
            "id": str(kit_id), "day": on(3).isoformat(), "code": case.code, "title": case.title,
            "place": "Chợ Đồng Đăng", "order": "09/QĐ-KT", "subjects": ["Lý Thị Mai"], "asks": [], "points": [],
        }  # fmt: skip
        who = client.get(reverse("cases:field_session")).json()
        assert (who["officer"], bool(who["token"])) == (str(world.inspector.officer_id), True)
    with time_machine.travel(at(4), tick=False):
        one = send(client, kit_id, "goods", BAG, now=at(4)).json()
        assert one["answers"][one["kept"]]["words"] == "đã đến, chờ biên bản"
        digest = hashlib.sha256(PIXEL).hexdigest()
        picture = SimpleUploadedFile("a.png", PIXEL, "image/png")
        two = send(client, kit_id, "photo", {"title": "Kệ"}, now=at(4), file=picture, sha256=digest).json()
        assert two["answers"][two["kept"]]["state"] == "entered"
        for broken, code in (
            ({"content": "[1]"}, "cases.field.unreadable"),
            ({"content": "{"}, "cases.field.unreadable"),
            ({"id": "x"}, "cases.field.unreadable"),
            ({"made_at": "hôm qua"}, "cases.field.unreadable"),
            ({"made_at": "9999-12-31T23:59:59+00:00"}, "cases.field.unreadable"),
            ({"content": json.dumps({"name": "x" * 70_000})}, "cases.field.unreadable"),
        ):
            answer = send(client, kit_id, "goods", BAG, now=at(4), **broken)
            assert (answer.status_code, answer.json()["code"]) == (422, code)
        # What no database takes is left out, and the rest is kept.
        odd = {"text": "a\x00b\ud800c", "more": {"deep": 1}, "lines": ["x", 2]}
        three = send(client, kit_id, "note", odd, now=at(4)).json()
        answer = signed_in(world.second).get(reverse("cases:kit", args=[kit_id]))
        assert answer.status_code == 404
        back = client.post(reverse("cases:give_back", args=[kit_id])).json()
        assert back["answers"][one["kept"]]["state"] == "waiting"
    with acting_as(SYSTEM):
        assert FieldEntry.objects.count() == 3
        assert FieldEntry.objects.get(pk=three["kept"]).content == {"text": "abc", "more": "", "lines": ["x"]}


def test_the_page_that_works_without_a_network_holds_nothing_of_anybody(world: World, case: Case) -> None:
    client = signed_in(world.inspector)
    with time_machine.travel(at(2.5), tick=False):
        kit_id = take(client, case)
        shell = client.get(reverse("cases:field"))
        worker = client.get(reverse("cases:field_worker"))
        other = signed_in(world.policeman).get(reverse("cases:field"))
    assert worker["Content-Type"].startswith("text/javascript")
    text = shell.content.decode() + worker.content.decode()
    for told in (str(kit_id), case.code, world.inspector.officer.full_name, "csrf"):
        assert told not in text
    assert shell.content == other.content


def test_one_who_may_sees_both_sides_and_lets_in_keeps_or_turns_down(world: World, case: Case) -> None:
    client = signed_in(world.inspector)
    with time_machine.travel(at(2.5), tick=False):
        kit_id = take(client, case)
    minutes = {
        "started_at": at(3).isoformat(), "ended_at": at(3.1).isoformat(), "place": "Chợ Đồng Đăng",
        "findings": "Hàng không hóa đơn", "has_violation": True, "lines": [],
    }  # fmt: skip
    with time_machine.travel(at(4), tick=False):
        first = send(client, kit_id, "minutes", minutes, now=at(4)).json()["kept"]
        late = [send(client, kit_id, "goods", {**BAG, "name": name}, now=at(4)).json()["kept"] for name in ("A", "B")]
        again = send(client, kit_id, "minutes", {**minutes, "findings": "Khác"}, now=at(4)).json()["kept"]
        head = signed_in(world.head)
        listed = head.get(reverse("cases:field_entries")).content.decode()
        assert [one in listed for one in (first, *late, again)] == [False, True, True, True]
        page = head.get(reverse("cases:field_entry", args=[again])).content.decode()
        assert "Khác" in page
        assert "Hàng không hóa đơn" in page
        # His own he only reads; the rest is the head's.
        own = client.get(reverse("cases:field_entry", args=[again])).content.decode()
        assert "không ai giải quyết mục của chính mình" in own
        settle = reverse("cases:settle", args=[late[0]])
        assert client.post(settle, {"then": "let_in"}).status_code == 403
        assert head.post(settle, {"then": "let_in"}).status_code == 302
        down = reverse("cases:settle", args=[late[1]])
        refused = head.post(down, {"then": "turn_down"})
        assert (refused.status_code, "Hãy ghi lý do" in refused.content.decode()) == (422, True)
        assert head.post(down, {"then": "turn_down", "word": "Đếm hai lần"}).status_code == 302
        mended = {"then": "let_in", "started_at": "05/11/2026 09:00", "ended_at": "05/11/2026 10:00"}
        assert head.post(reverse("cases:settle", args=[again]), mended).status_code == 302
        beside = client.get(reverse("cases:evidence", args=[case.pk])).content.decode()
        assert "Đếm hai lần" in beside
        assert reverse("cases:field_read", args=[case.pk]) in beside
        assert client.post(reverse("cases:field_read", args=[case.pk])).status_code == 302
        assert (
            reverse("cases:field_read", args=[case.pk])
            not in client.get(reverse("cases:evidence", args=[case.pk])).content.decode()
        )
    with acting_as(SYSTEM):
        states = dict(FieldEntry.objects.values_list("id", "state"))
        assert [states[UUID(one)] for one in (first, *late, again)] == ["entered", "entered", "refused", "entered"]
        assert FieldKit.objects.count() == 1


def test_a_picture_that_waits_is_saved_by_who_sees_the_case(world: World, case: Case) -> None:
    client = signed_in(world.inspector)
    with time_machine.travel(at(2.5), tick=False):
        kit_id = take(client, case)
    with time_machine.travel(at(4), tick=False):
        picture = SimpleUploadedFile("a.png", PIXEL, "image/png")
        kept = send(client, kit_id, "photo", {"file_name": "a.png"}, now=at(9), file=picture).json()["kept"]
        answer = signed_in(world.head).get(reverse("cases:field_photo", args=[kept]))
        assert b"".join(answer.streaming_content) == PIXEL
        assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
        assert signed_in(world.policeman).get(reverse("cases:field_photo", args=[kept])).status_code == 404
