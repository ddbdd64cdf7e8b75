"""A code is good once, counted each time it is guessed, and read by nobody who only holds the database"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from threading import Thread
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from minhbach.domains.agencies.models import Officer
from tests.worlds import World, make_world

LOGIN = "/tai-khoan/dang-nhap/"
CODE = "/tai-khoan/ma-mot-lan/"
HOME = "/co-quan/"
SECRET = "JBSWY3DPEHPK3PXP"
PASSWORD = "mot-cau-dai-de-nho-2026"


@pytest.fixture
def world(standing_province: World, settings: Any) -> Iterator[World]:
    # A code is good for half a minute of the clock; however slow the machine, it does not end between two lines.
    with time_machine.travel(datetime.now(UTC), tick=False):
        yield signed_up(standing_province, settings)


def signed_up(world: World, settings: Any) -> World:
    settings.DEMO = False
    cache.clear()
    world.head.set_password(PASSWORD)
    world.head.save()
    TOTP.activate(world.head, SECRET)
    RecoveryCodes.activate(world.head)
    return world


def half_signed_in(officer: Officer) -> Client:
    client = Client()
    answer = client.post(LOGIN, {"login": officer.username, "password": PASSWORD})
    assert answer.headers["Location"].startswith(CODE)
    return client


def code_now() -> str:
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


def unused(officer: Officer) -> list[str]:
    return RecoveryCodes(Authenticator.objects.get(user=officer, type="recovery_codes")).get_unused_codes()


def enters(client: Client, code: str) -> bool:
    client.post(CODE, {"code": code})
    return client.get(HOME).status_code == 200


def test_a_code_that_let_one_in_lets_nobody_else_in(world: World) -> None:
    first, second = half_signed_in(world.head), half_signed_in(world.head)
    code = code_now()
    assert enters(first, code)
    assert not enters(second, code)
    recovery = unused(world.head)[0]
    assert enters(second, recovery)
    assert not enters(half_signed_in(world.head), recovery)


def test_secrets_stand_in_the_database_as_nothing_one_could_use(world: World) -> None:
    kept = {one.type: str(one.data) for one in Authenticator.objects.filter(user=world.head)}
    assert SECRET not in kept["totp"]
    recovery = RecoveryCodes(Authenticator.objects.get(user=world.head, type="recovery_codes"))
    assert recovery.instance.data["seed"].startswith("gAAAA")
    assert enters(half_signed_in(world.head), code_now())


def test_under_another_key_no_code_fits_and_no_page_breaks(world: World, settings: Any) -> None:
    client = half_signed_in(world.head)
    kept = Authenticator.objects.get(user=world.head, type="totp")
    kept.data = {"secret": "gAAAAA-of-another-installation"}
    kept.save()
    answer = client.post(CODE, {"code": code_now()})
    assert answer.status_code == 200
    assert "Mã không đúng hoặc đã hết hạn." in answer.content.decode()


def test_many_made_up_names_do_not_wash_away_what_was_counted(world: World) -> None:
    for _ in range(5):
        Client().post(LOGIN, {"login": "head", "password": "sai"})
    for number in range(40):
        Client().post(LOGIN, {"login": f"made-up-{number}", "password": "sai"}, REMOTE_ADDR=f"10.0.1.{number}")
    answer = Client().post(LOGIN, {"login": "head", "password": PASSWORD})
    assert "Có quá nhiều lần thử sai." in answer.content.decode()


def test_a_session_chosen_by_somebody_else_is_never_the_one_signed_in(world: World) -> None:
    chosen = uuid4().hex
    client = Client()
    client.cookies["sessionid"] = chosen
    client.get(LOGIN)
    before = client.cookies["sessionid"].value
    client.post(LOGIN, {"login": "head", "password": PASSWORD})
    asked = client.cookies["sessionid"].value
    assert enters(client, code_now())
    entered = client.cookies["sessionid"].value
    assert chosen not in (asked, entered)
    assert entered not in (before, asked)
    for known in (chosen, before, asked):
        other = Client()
        other.cookies["sessionid"] = known
        assert other.get(HOME).status_code == 302


def test_guesses_sent_side_by_side_are_counted_each(
    scratch_database: str, django_db_blocker: Any, settings: Any
) -> None:
    with django_db_blocker.unblock():
        world = signed_up(make_world(), settings)
        clients = [half_signed_in(world.head) for _ in range(15)]
        cache.clear()
        said: list[str] = []

        def guess(client: Client, number: int) -> None:
            from django.db import connection

            # Each from an address of its own: only the name is counted here.
            answer = client.post(CODE, {"code": f"0000{number:02d}"}, REMOTE_ADDR=f"10.0.0.{number}")
            said.append(answer.content.decode())
            connection.close()

        threads = [Thread(target=guess, args=(client, number)) for number, client in enumerate(clients)]
        with psycopg.connect(scratch_database) as owner:
            # Nothing can be counted before all have come as far as they come.
            owner.execute("lock table foundation_attempt in exclusive mode")
            for thread in threads:
                thread.start()
            wait_until_all_wait(scratch_database, len(threads))
        for thread in threads:
            thread.join()
    assert sum("Có quá nhiều lần thử sai" in text for text in said) == 5


def wait_until_all_wait(url: str, count: int) -> None:
    limit = time.monotonic() + 30
    with psycopg.connect(url, autocommit=True) as watcher:
        while time.monotonic() < limit:
            waiting = watcher.execute(
                "select count(distinct pid) from pg_locks where not granted"
                " and database = (select oid from pg_database where datname = current_database())"
            ).fetchone()
            if waiting == (count,):
                return
            time.sleep(0.1)
    raise AssertionError("not all of them wait")
