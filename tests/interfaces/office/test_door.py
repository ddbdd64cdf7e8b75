"""Whoever comes, leaves, fails or changes a key leaves one row, and what was typed is in none."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.test import Client

from minhbach.domains.agencies.models import Officer
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.audit.words import digest_of_words
from tests.interfaces.office.test_sign_in import (
    HOME,
    LOGIN,
    PASSWORD,
    TURN_ON,
    code_of,
    give_own_password,
    page_to_turn_on,
)
from tests.interfaces.office.test_sign_in import sign_in as enter
from tests.worlds import World

CODE = "/tai-khoan/ma-mot-lan/"


@pytest.fixture
def world(standing_province: World, settings: Any) -> World:
    settings.DEMO = False
    cache.clear()
    return standing_province


def sign_in(officer: Officer, password: str = PASSWORD) -> tuple[Client, Any]:
    """Sign in as who comes from outside: here all requests share one transaction, and the scope of the last stays."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('minhbach.officer', '', true), set_config('minhbach.keys', '', true)")
    return enter(officer, password)


def door_rows() -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action__startswith="office.door.").order_by("id"))


def acts() -> list[str]:
    return [row.action.removeprefix("office.door.") for row in door_rows()]


def test_coming_and_leaving_name_the_officer(world: World) -> None:
    give_own_password(world.inspector)
    client, _ = sign_in(world.inspector)
    client.post("/tai-khoan/dang-xuat/")
    assert acts() == ["entered", "left"]
    entered, left = door_rows()
    assert (entered.officer_id, entered.vouched_by) == (world.inspector.id, "door")
    assert (left.officer_id, left.vouched_by) == (world.inspector.id, "scope")
    assert entered.agencies == [world.team.id]


def test_a_failure_names_the_account_it_was_about_and_nobody_as_the_one_who_acted(world: World) -> None:
    give_own_password(world.inspector)
    sign_in(world.inspector, "sai")
    (row,) = door_rows()
    assert (row.action, row.officer_id) == ("office.door.failed", None)
    assert (row.target_type, row.target_id) == ("agencies.officer", str(world.inspector.id))
    assert row.agencies == [world.team.id]


def test_what_was_typed_is_never_written(world: World) -> None:
    typed = "MatKhauCuaToi2026!"
    for _ in range(2):
        Client().post(LOGIN, {"login": typed, "password": "sai"})
    rows = door_rows()
    assert [row.data for row in rows] == [{"name": digest_of_words("door", typed)}] * 2
    for row in rows:
        assert typed.lower() not in json.dumps([row.data, row.target_id, row.target_type]).lower()


def test_a_name_with_a_null_character_is_a_failure_like_any_other(world: World) -> None:
    assert Client().post(LOGIN, {"login": "a\x00b", "password": "sai"}).status_code == 200
    assert acts() in ([], ["failed"])


def test_a_wait_after_five_failures_is_told_once_however_often_one_comes(world: World) -> None:
    give_own_password(world.inspector)
    with time_machine.travel(datetime.now(UTC), tick=False):
        for _ in range(9):
            sign_in(world.inspector, "sai")
    assert acts() == [*["failed"] * 5, "locked"]
    assert door_rows()[-1].target_id == str(world.inspector.id)
    assert door_rows()[-1].data == {"by": "pair"}


def test_a_closed_account_that_somebody_tries_is_told(world: World) -> None:
    give_own_password(world.inspector)
    world.inspector.is_active = False
    world.inspector.save(update_fields=["is_active"])
    sign_in(world.inspector)
    assert acts() == ["closed"]


def test_a_password_that_its_holder_changes_is_told(world: World) -> None:
    give_own_password(world.inspector)
    client, _ = sign_in(world.inspector)
    other = "mot-cau-khac-cung-dai-2026"
    client.post("/tai-khoan/mat-khau/", {"oldpassword": PASSWORD, "password1": other, "password2": other})
    assert acts() == ["entered", "password_changed"]


def test_the_second_factor_is_told_from_its_setting_up_to_its_end(world: World) -> None:
    give_own_password(world.head)
    client, _ = sign_in(world.head)
    secret = page_to_turn_on(client).context["form"].secret
    client.post(TURN_ON, {"code": code_of(secret)})
    assert acts() == ["entered", "second_factor_added", "recovery_made"]

    codes = client.get("/tai-khoan/ma-du-phong/").context["unused_codes"]
    cache.clear()
    again, _ = sign_in(world.head)
    again.post(CODE, {"code": "000000"})
    again.post(CODE, {"code": codes[0]})
    assert again.get(HOME).status_code == 200
    assert acts()[3:] == ["code_failed", "recovery_used", "entered"]

    for kind in (Authenticator.Type.RECOVERY_CODES, Authenticator.Type.TOTP):
        Authenticator.objects.get(user=world.head, type=kind).delete()
    assert acts()[6:] == ["recovery_removed", "second_factor_removed"]


def test_too_many_wrong_codes_close_the_door_and_say_so(world: World) -> None:
    give_own_password(world.head)
    client, _ = sign_in(world.head)
    secret = page_to_turn_on(client).context["form"].secret
    client.post(TURN_ON, {"code": code_of(secret)})
    cache.clear()
    again, _ = sign_in(world.head)
    with time_machine.travel(datetime.now(UTC), tick=False):
        for _ in range(7):
            again.post(CODE, {"code": "000000"})
    assert "locked" in acts()
    row = next(row for row in door_rows() if row.action == "office.door.locked")
    assert (row.officer_id, row.target_id) == (None, str(world.head.id))
