"""Signing in outside the demo: a password of one's own, and a second factor for who signs or administers."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from minhbach.domains.agencies import services
from minhbach.domains.agencies.models import Officer
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import World

HOME = "/co-quan/"
LOGIN = "/tai-khoan/dang-nhap/"
TURN_ON = "/tai-khoan/ma-mot-lan/bat/"
NOON = datetime(2026, 11, 29, 5, tzinfo=UTC)
PASSWORD = "mot-cau-dai-de-nho-2026"


@pytest.fixture
def world(standing_province: World, settings: Any) -> World:
    settings.DEMO = False
    cache.clear()
    return standing_province


def give_own_password(officer: Officer) -> None:
    officer.set_password(PASSWORD)
    officer.save()


def sign_in(officer: Officer, password: str = PASSWORD) -> tuple[Client, Any]:
    client = Client()
    return client, client.post(LOGIN, {"login": officer.username, "password": password})


def test_a_stranger_is_sent_to_the_page_in_vietnamese(world: World) -> None:
    client = Client()
    assert client.get(HOME).headers["Location"] == f"{LOGIN}?next={HOME}"
    page = client.get(LOGIN).content.decode()
    assert "Đăng nhập" in page
    assert "Tên đăng nhập" in page
    assert "Mật khẩu" in page
    assert "Sign" not in re.sub(r"<[^>]+>", "", page)


def test_there_is_no_page_to_make_an_account_or_reset_a_password(world: World) -> None:
    for path in ("signup/", "password/reset/", "email/"):
        assert Client().get(f"/tai-khoan/{path}").status_code in (302, 404)


def test_an_officer_who_neither_signs_nor_administers_needs_a_password_only(world: World) -> None:
    give_own_password(world.inspector)
    client, response = sign_in(world.inspector)
    assert response.headers["Location"] == "/"
    assert client.get(HOME).status_code == 200


def test_a_wrong_password_is_told_in_one_sentence(world: World) -> None:
    give_own_password(world.inspector)
    client, response = sign_in(world.inspector, "sai")
    assert response.status_code == 200
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in response.content.decode()
    assert client.get(HOME).status_code == 302


def test_after_five_wrong_passwords_even_the_right_one_must_wait_some_seconds(world: World) -> None:
    give_own_password(world.inspector)
    with time_machine.travel(NOON, tick=False):
        for _ in range(5):
            sign_in(world.inspector, "sai")
        client, response = sign_in(world.inspector)
    assert "Có quá nhiều lần thử sai. Hãy thử lại sau 5 giây." in response.content.decode()
    assert client.get(HOME).status_code == 302
    with time_machine.travel(NOON + timedelta(seconds=5), tick=False):
        client, response = sign_in(world.inspector)
        assert client.get(HOME).status_code == 200


def test_a_whole_office_behind_one_address_signs_in_in_one_minute(world: World) -> None:
    give_own_password(world.inspector)
    with time_machine.travel(NOON, tick=False):
        for number in range(12):
            Client().post(LOGIN, {"login": f"ten-go-sai-{number}", "password": "sai"})
        entered = [sign_in(world.inspector)[1].headers["Location"] for _ in range(40)]
    assert entered == ["/"] * 40


def test_an_owner_comes_in_from_a_known_browser_while_strangers_guess_and_is_told_of_it(world: World) -> None:
    give_own_password(world.inspector)
    client, _ = sign_in(world.inspector)
    client.post("/tai-khoan/dang-xuat/")
    client.get(LOGIN)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=1), tick=False):
        for number in range(40):
            attack(world.inspector, f"10.0.0.{number}")
        stranger = attack(world.inspector, "10.0.1.1", PASSWORD).content.decode()
        assert "từ những nơi lạ. Hãy thử lại sau 60 giây, hoặc vào từ máy bạn đã từng đăng nhập." in stranger
        owner = {"login": world.inspector.username, "password": PASSWORD}
        assert client.post(LOGIN, owner, REMOTE_ADDR="10.0.2.2").headers["Location"] == "/"
        told = client.get(HOME).content.decode()
    assert "có 10 lần thử sai mật khẩu hoặc mã của bạn từ 10.0.0.0, 10.0.0.1, 10.0.0.2 và 7 nơi khác." in told
    assert "lần thử sai" not in client.get(HOME).content.decode()


def test_a_new_password_lets_its_holder_in_from_anywhere_while_strangers_guess(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        for number in range(40):
            attack(world.inspector, f"10.0.0.{number}")
        with acting_as(SYSTEM):
            password = services.give_password(person=world.inspector, officer=None, at=NOON)
        assert attack(world.inspector, "10.0.2.2", password).headers["Location"] == "/"


def attack(officer: Officer, address: str, typed: str = "sai") -> Any:
    return Client().post(LOGIN, {"login": officer.username, "password": typed}, REMOTE_ADDR=address)


def test_a_name_typed_otherwise_is_the_same_account(world: World) -> None:
    give_own_password(world.inspector)
    with time_machine.travel(NOON, tick=False):
        for name in ("inspector", "Inspector", " INSPECTOR ", "inspectoR", "iNspector", "inspector"):
            said = Client().post(LOGIN, {"login": name, "password": "sai"}).content.decode()
    assert "Hãy thử lại sau 5 giây." in said


def test_all_addresses_of_one_subscriber_are_one(world: World) -> None:
    give_own_password(world.inspector)
    with time_machine.travel(NOON, tick=False):
        said = [attack(world.inspector, f"2001:db8:1:2::{number}").content.decode() for number in range(6)]
    assert ["Hãy thử lại sau" in text for text in said] == [False] * 5 + [True]


def test_a_closed_account_cannot_enter_and_is_put_out(world: World) -> None:
    give_own_password(world.inspector)
    client, _ = sign_in(world.inspector)
    assert client.get(HOME).status_code == 200
    with acting_as(SYSTEM):
        services.set_active(person=world.inspector, is_active=False, officer=None, at=world.at)
    assert client.get(HOME).status_code == 302
    other, _ = sign_in(world.inspector)
    assert other.get(HOME).status_code == 302


def test_a_given_password_must_be_changed_first(world: World) -> None:
    with acting_as(SYSTEM):
        password = services.give_password(person=world.inspector, officer=None, at=world.at)
    client, _ = sign_in(world.inspector, password)
    assert client.get(HOME).headers["Location"] == "/tai-khoan/mat-khau/"
    response = client.post(
        "/tai-khoan/mat-khau/", {"oldpassword": password, "password1": PASSWORD, "password2": PASSWORD}
    )
    assert response.headers["Location"] == "/"
    assert client.get(HOME).status_code == 200


@pytest.mark.parametrize("name", ["head", "team_head", "committee_head", "administrator"])
def test_who_signs_or_administers_must_set_up_a_second_factor(world: World, name: str) -> None:
    officer = getattr(world, name)
    give_own_password(officer)
    client, _ = sign_in(officer)
    for path in (HOME, "/tim/?q=a"):
        assert client.get(path).headers["Location"] == TURN_ON
    assert "mã QR" in page_to_turn_on(client).content.decode()


# However slow the machine, a code's half minute does not end between two lines.
@time_machine.travel(NOON, tick=False)
def test_with_the_second_factor_set_up_sign_in_asks_for_the_code(world: World) -> None:
    give_own_password(world.head)
    client, _ = sign_in(world.head)
    page = page_to_turn_on(client)
    secret = page.context["form"].secret
    response = client.post(TURN_ON, {"code": code_of(secret)})
    assert response.headers["Location"] == "/tai-khoan/ma-du-phong/"
    assert "10" in client.get("/tai-khoan/ma-du-phong/").content.decode()
    assert client.get(HOME).status_code == 200

    again, response = sign_in(world.head)
    assert response.headers["Location"].startswith("/tai-khoan/ma-mot-lan/")
    assert again.get(HOME).status_code == 302
    cache.clear()  # a code is good once; here no half minute has passed
    assert again.post("/tai-khoan/ma-mot-lan/", {"code": "000000"}).status_code == 200
    assert again.get(HOME).status_code == 302
    again.post("/tai-khoan/ma-mot-lan/", {"code": code_of(secret)})
    assert again.get(HOME).status_code == 200


def test_turning_codes_off_leads_straight_back_to_turning_them_on(world: World) -> None:
    give_own_password(world.head)
    TOTP.activate(world.head, "JBSWY3DPEHPK3PXP")
    client = Client()
    client.force_login(world.head, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(HOME).status_code == 200
    Authenticator.objects.filter(user=world.head).delete()
    assert client.get(HOME).headers["Location"] == TURN_ON


def page_to_turn_on(client: Client) -> Any:
    """The page with the QR code; it asks for the password once more before it shows itself."""
    confirm = client.get(TURN_ON).headers["Location"]
    assert confirm.startswith("/tai-khoan/xac-nhan/")
    client.post(confirm, {"password": PASSWORD})
    return client.get(TURN_ON)


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_who_has_no_password_is_told_so_where_it_would_be_changed(world: World, settings: Any) -> None:
    settings.DEMO = True
    world.inspector.set_unusable_password()
    world.inspector.save()
    client = Client()
    client.force_login(world.inspector, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get("/tai-khoan/mat-khau/", follow=True)
    assert answer.status_code == 409
    assert "không có mật khẩu để đổi" in answer.content.decode()


def test_one_without_a_password_is_told_so_and_meets_no_fault(world: World) -> None:
    world.inspector.set_unusable_password()
    world.inspector.save()
    client = Client()
    with acting_as(SYSTEM):
        client.force_login(world.inspector)
    answer: Any = client.get("/tai-khoan/mat-khau/", follow=True)
    assert answer.status_code == 409
    assert "Tài khoản này không có mật khẩu để đổi." in answer.content.decode()
    assert 'href="/tai-khoan/mat-khau/"' not in client.get("/tai-khoan/bao-mat/").content.decode()
