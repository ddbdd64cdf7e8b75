"""Every answer says what a browser may run and keep: nothing in line, and nothing at all"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.conftest import PROJECT
from tests.interfaces.office.holdings import Holding, hold
from tests.interfaces.office.test_policy import BACKEND, value_of
from tests.worlds import World, place

POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "media-src 'self'",    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
}  # fmt: skip
# Between them they open every room.
OFFICERS = ("head", "administrator", "analyst", "legal_officer", "auditor", "committee_officer")
SOURCE = PROJECT / "src" / "minhbach"


class Inline(HTMLParser):
    """What a page carries in itself and the policy would not let it use."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_data = given.get("type") == "application/json"
        if tag == "style" or (tag == "script" and "src" not in given and not is_data):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name == "style" or name.startswith(("on", "hx-on")) or (value or "").startswith("javascript:"):
                self.found.append(f"<{tag} {name}={value}>")


def inline(text: str) -> list[str]:
    parser = Inline()
    parser.feed(text)
    return parser.found


def policy_of(answer: Any) -> set[str]:
    return set(answer.get("Content-Security-Policy", "").split("; "))


def routes() -> list[tuple[str, tuple[str, ...]]]:
    """Every address that has a name, with the names of what stands in it."""

    def walk(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space)
            elif one.name:
                yield f"{space}{one.name}", tuple(one.pattern.regex.groupindex)

    return list(walk(get_resolver().url_patterns, ""))


@pytest.fixture
def holding(world: World) -> Holding:
    return hold(world, world.branch, world.head, place("2025:20"))


def address_of(name: str, asked: tuple[str, ...], holding: Holding) -> str:
    own = {"ending": "csv", "username": "phantich", "pk": 1}
    return reverse(name, kwargs={key: own.get(key) or value_of(holding, key) for key in asked})


def test_every_route_answers_with_the_policy_and_is_not_kept(world: World, holding: Holding) -> None:
    clients = [Client(raise_request_exception=False)]
    for name in OFFICERS:
        clients.append(Client(raise_request_exception=False))
        clients[-1].force_login(getattr(world, name), backend=BACKEND)
    faults, opened = [], set()
    for name, asked in routes():
        address = address_of(name, asked, holding)
        if name == "account_logout":
            continue
        for client in clients:
            answer = client.get(address)
            policy, kept = policy_of(answer), answer.get("Cache-Control")
            if kept != "no-store" or (policy != POLICY and not {"sandbox", "default-src 'none'"} <= policy):
                faults.append((name, answer.status_code, policy, kept))
            if answer.get("Content-Type", "").startswith("text/html") and not answer.streaming:
                faults += [(name, answer.status_code, one, "") for one in inline(answer.content.decode())]
            if answer.status_code in (200, 405):
                opened.add((name, answer.status_code))
                break
    assert faults == []
    # The rest are acts, which answer to a form only.
    assert len([name for name, status in opened if status == 200]) >= 85


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_an_answer_to_what_went_wrong_says_so_too(world: World, monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.force_login(world.inspector, backend=BACKEND)
    if status == 500:
        monkeypatch.setattr("minhbach.interfaces.office.views.desk_of", lambda *_, **__: 1 / 0)
    answer = {
        400: lambda: client.get("/%00"),
        403: lambda: client.post("/co-quan/can-bo/moi/"),
        404: lambda: client.get("/khong-co/"),
        500: lambda: client.get("/"),
    }[status]()
    assert answer.status_code == status
    assert policy_of(answer) == POLICY
    assert answer.headers["Cache-Control"] == "no-store"
    assert inline(answer.content.decode()) == []


def test_no_template_carries_anything_in_line() -> None:
    wrong = [
        f"{path.relative_to(SOURCE)}: {one}"
        for path in sorted(SOURCE.rglob("*.html"))
        for one in inline(re.sub(r"{%.*?%}|{{.*?}}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL))
    ]
    assert wrong == []


def test_a_page_that_stands_alone_names_its_sheet_as_it_is_served(db: None) -> None:
    for page in sorted(SOURCE.rglob("templates/[45]*.html")):
        for address in re.findall(r'href="(/static/[^"]+)"', page.read_text(encoding="utf-8")):
            answer = Client().get(address)
            assert answer.status_code == 200, page
            answer.close()


def test_over_https_cookies_are_this_hosts_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_https = settings_under(monkeypatch, MINHBACH_HTTPS="true", MINHBACH_TRUSTED_PROXIES="127.0.0.1")
    names = [name for name in with_https if name.endswith("COOKIE_NAME")]
    assert len(names) == 3
    assert [name for name in names if not with_https[name].startswith("__Host-")] == []
    assert with_https["SESSION_COOKIE_SECURE"] is with_https["CSRF_COOKIE_SECURE"] is True
    assert with_https["SECURE_HSTS_SECONDS"] == 31_536_000
    assert with_https["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    plain = settings_under(monkeypatch, MINHBACH_HTTPS="false", MINHBACH_TRUSTED_PROXIES="")
    assert plain["SECURE_HSTS_SECONDS"] == 0
    assert plain["SECURE_PROXY_SSL_HEADER"] is None


def test_the_mark_against_foreign_forms_ends_with_the_browser(db: None) -> None:
    cookie = Client().get("/tai-khoan/dang-nhap/").cookies[settings.CSRF_COOKIE_NAME]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"]) == ("", "", True)


def settings_under(monkeypatch: pytest.MonkeyPatch, **environment: str) -> dict[str, Any]:
    """Read the settings as an installation with this environment would."""
    import runpy

    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(SOURCE / "config" / "settings" / "__init__.py"))
