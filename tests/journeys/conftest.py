"""A whole installation for the journeys: demo world, production server, worker, and a real browser."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests import machine
from tests.demo_world import copied_demo_world, environment

# A machine that does much else takes long for little: these bound only what never comes.
START_SECONDS = 120
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
# Chromium must not try to reach its maker: machines here may have no way out.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def installation(
    django_db_setup: None, owner_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """The environment of a demo installation of the journeys' own."""
    name = f"{connection.settings_dict['NAME']}_journey"
    with copied_demo_world(owner_url, name, tmp_path_factory.mktemp("journey") / "home") as world:
        yield environment(world.home, owner_url, world.database)


@pytest.fixture(scope="session")
def site(installation: dict[str, str]) -> Iterator[str]:
    """The address at which the installation serves."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "minhbach", "serve", f"--bind=127.0.0.1:{port}"], env=installation)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_it_answers(address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=START_SECONDS)


def wait_until_it_answers(address: str) -> None:
    limit = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{address}/song/", timeout=5).close()  # noqa: S310
            return
        except OSError:
            if time.monotonic() > limit:
                raise
            time.sleep(0.3)


# For the module only: while it is open, Playwright's loop keeps this process from the database.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium where there is one, else the one Playwright fetched."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.browser(), args=QUIET)
        yield browser
        browser.close()


class Desk:
    """One officer's browser window."""

    def __init__(self, browser: Browser, site: str, username: str, folder: Path) -> None:
        self.site, self.username, self.folder = site, username, folder
        self.context = browser.new_context(
            locale="vi-VN", viewport={"width": 1366, "height": 860}, accept_downloads=True
        )
        self.page: Page = self.context.new_page()
        # What the policy of the site forbids, the browser tells here and nowhere else.
        self.forbidden: list[str] = []
        self.page.on("console", self._hear)
        self.page.set_default_timeout(PATIENCE)
        self.page.goto(f"{site}/vao-thu/")
        self.page.locator(f"form[action$='/vao-thu/{username}/'] button").click()
        self.page.wait_for_url(f"{site}/")

    def _hear(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.forbidden.append(message.text)

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def sit_down(browser: Browser, site: str, tmp_path: Path) -> Iterator[object]:
    """Gives a function that signs an officer in by user name."""
    desks: list[Desk] = []

    def as_officer(username: str) -> Desk:
        desk = Desk(browser, site, username, tmp_path)
        desks.append(desk)
        return desk

    yield as_officer
    for desk in desks:
        desk.close()
    assert [told for desk in desks for told in desk.forbidden] == []
