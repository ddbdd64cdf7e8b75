"""A key is a second factor, each change of it is in the log, and nonsense in its place opens nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client

from minhbach.domains.agencies import services
from minhbach.domains.agencies.policies import needs_second_factor
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.interfaces.office.test_sign_in import LOGIN, PASSWORD, TURN_ON, give_own_password, sign_in
from tests.worlds import World

BY_KEY = "/tai-khoan/khoa-truy-cap/vao/"
CODE = "/tai-khoan/ma-mot-lan/"
NONSENSE = (
    "", "{}", "[]", "null", "9" * 5_000, "[" * 50_000,
    '{"id": 1}', '{"response": {"userHandle": "AAAA"}}', '{"id": "a", "rawId": "a"}',
)  # fmt: skip


@pytest.fixture
def world(standing_province: World, settings: Any) -> World:
    settings.DEMO = False
    cache.clear()
    return standing_province


def add_key(world: World) -> Authenticator:
    """A key as it is kept; nobody asks it to sign here."""
    made: Authenticator = Authenticator.objects.create(
        user=world.head, type=Authenticator.Type.WEBAUTHN, data={"name": "Khóa 1", "credential": {}}
    )
    return made


def door_rows() -> list[str]:
    rows = AuditEntry.objects.filter(action__startswith="office.door.").order_by("id")
    return [row.action.removeprefix("office.door.") for row in rows]


def test_a_key_counts_as_the_second_factor_of_who_signs(world: World) -> None:
    assert needs_second_factor(world.head, at=world.at)
    key = add_key(world)
    assert not needs_second_factor(world.head, at=world.at)
    key.delete()
    assert needs_second_factor(world.head, at=world.at)
    assert door_rows() == ["key_added", "key_removed"]


def test_who_needs_a_second_factor_is_offered_a_key_too(world: World) -> None:
    give_own_password(world.head)
    client, _ = sign_in(world.head)
    confirm = client.get(TURN_ON).headers["Location"]
    client.post(confirm, {"password": PASSWORD})
    assert "/tai-khoan/khoa-truy-cap/them/" in client.get(TURN_ON).content.decode()
    page = client.get("/tai-khoan/khoa-truy-cap/them/")
    options = page.context["js_data"]["creation_options"]["publicKey"]
    assert (options["rp"]["name"], options["user"]["displayName"]) == ("Minh Bạch", "Vi Đức Thắng")
    assert "Tên khóa" in page.content.decode()


def test_who_lost_a_key_takes_the_way_of_who_lost_codes(world: World) -> None:
    TOTP.activate(world.head, "JBSWY3DPEHPK3PXP")
    add_key(world)
    with acting_as(SYSTEM):
        assert services.remove_codes(person=world.head, at=world.at) == 2
    assert needs_second_factor(world.head, at=world.at)


@pytest.mark.parametrize("sent", NONSENSE)
def test_nonsense_instead_of_a_key_opens_nothing_and_breaks_nothing(world: World, sent: str) -> None:
    client = Client()
    client.get(BY_KEY, headers={"Accept": "application/json"})
    answer = client.post(BY_KEY, {"credential": sent}, follow=True)
    assert answer.redirect_chain == [(LOGIN, 302)]
    assert "_auth_user_id" not in client.session
    assert door_rows() == []


@pytest.mark.parametrize("sent", NONSENSE)
def test_nonsense_is_no_new_key(world: World, sent: str) -> None:
    give_own_password(world.head)
    client, _ = sign_in(world.head)
    client.post(client.get(TURN_ON).headers["Location"], {"password": PASSWORD})
    client.get("/tai-khoan/khoa-truy-cap/them/")
    assert client.post("/tai-khoan/khoa-truy-cap/them/", {"name": "", "credential": sent}).status_code == 200
    assert not Authenticator.objects.filter(user=world.head).exists()


def test_a_wrong_key_after_the_right_password_is_told(world: World) -> None:
    give_own_password(world.head)
    TOTP.activate(world.head, "JBSWY3DPEHPK3PXP")
    client, response = sign_in(world.head)
    assert response.headers["Location"].startswith(CODE)
    said = client.post(CODE, {"credential": json.dumps({"id": "a", "rawId": "a"})}).content.decode()
    assert "_auth_user_id" not in client.session
    assert door_rows()[-1] == "key_failed"
    assert "Mã một lần" in said
