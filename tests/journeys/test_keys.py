"""A key is added, opens the door alone and after the password, and says so when it does not fit: in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PATIENCE

pytestmark = pytest.mark.journey

PASSWORD = "mot-cau-dai-de-nho-2026"
LOGIN = "/tai-khoan/dang-nhap/"


@pytest.fixture
def username(installation: dict[str, str]) -> str:
    """An account of the province that is given a password of its own."""
    kept = PBKDF2PasswordHasher().encode(PASSWORD, "salt", 1_000)
    with psycopg.connect(installation["MINHBACH_OWNER_DATABASE_URL"]) as owner:
        found = owner.execute(
            "update agencies_officer set password = %s where username = (select min(username) from agencies_officer"
            " where is_active) returning username",
            [kept],
        ).fetchone()
    assert found is not None
    return str(found[0])


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A window at the site's name: a key knows sites by their names, and numbers are none."""
    context = browser.new_context(base_url=site.replace("127.0.0.1", "localhost"), locale="vi-VN")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


class Key:
    """A key with a fingerprint reader, as the browser's tools pretend one."""

    def __init__(self, page: Page) -> None:
        self.tools = page.context.new_cdp_session(page)
        self.tools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        self.id = self.tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def credentials(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.tools.send("WebAuthn.getCredentials", {"authenticatorId": self.id})[
            "credentials"
        ]
        return found

    def forget(self) -> None:
        self.tools.send("WebAuthn.clearCredentials", {"authenticatorId": self.id})


def type_password(page: Page, username: str) -> None:
    page.goto(LOGIN)
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def leave(page: Page) -> None:
    page.goto("/tai-khoan/dang-xuat/")
    page.locator("main").get_by_role("button", name="Đăng xuất").click()
    wait_for_path(page, LOGIN)


def wait_for_path(page: Page, path: str) -> None:
    page.wait_for_url(lambda address: urlsplit(address).path == path)


def test_a_key_from_its_first_day_to_its_last(page: Page, username: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)
    key = Key(page)
    type_password(page, username)
    page.goto("/tai-khoan/khoa-truy-cap/them/")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận").click()
    page.get_by_label("Tên khóa").fill("Máy ở cơ quan")
    page.get_by_role("button", name="Thêm khóa").click()
    wait_for_path(page, "/tai-khoan/ma-du-phong/")
    expect(page.get_by_text("Đã thêm khóa truy cập.")).to_be_visible()
    assert [one["isResidentCredential"] for one in key.credentials()] == [True]

    leave(page)
    page.goto(f"{LOGIN}?next=/tim/")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    wait_for_path(page, "/tim/")

    leave(page)
    type_password(page, username)
    wait_for_path(page, "/tai-khoan/ma-mot-lan/")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    wait_for_path(page, "/")

    page.goto("/tai-khoan/khoa-truy-cap/")
    expect(page.get_by_text("Máy ở cơ quan")).to_be_visible()

    leave(page)
    key.forget()
    page.goto(LOGIN)
    expect(page.get_by_text("Không dùng được khóa")).to_be_hidden()
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    expect(page.get_by_text("Không dùng được khóa")).to_be_visible()
    assert complaints == []
