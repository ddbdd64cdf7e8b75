"""A browser pays the toll while somebody types; without JavaScript a report is taken in all the same"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from minhbach.domains.intake.models import Report
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.journeys.test_phone import address, letterbox, phone, portal, world
from tests.races.race import all_at_once

__all__ = ["address", "letterbox", "portal", "world"]

pytestmark = pytest.mark.journey


def send(page: Page, address: str, what: str) -> None:
    page.goto(f"{address}/?o=lang-son")
    page.fill("#what", what)
    page.locator("form[data-send] button[data-main]").click()
    page.wait_for_selector("p.code")


def is_unpaid(what: str) -> Any:
    def asked() -> bool:
        with acting_as(SYSTEM):
            return bool(Report.objects.values_list("is_unpaid", flat=True).get(what=what))

    # The browser's driver holds this thread, in which Django asks no database.
    [told] = all_at_once([asked])
    return told


def test_a_slow_phone_pays_while_its_owner_types(address: str, browser: Browser) -> None:
    with phone(browser, is_slow=True) as page:
        send(page, address, "Tin trả bằng công sức của máy")
        assert is_unpaid("Tin trả bằng công sức của máy") is False


def test_without_a_script_it_is_taken_in_and_read_later(address: str, browser: Browser) -> None:
    with phone(browser, script=False) as page:
        send(page, address, "Tin từ một máy cũ")
        assert is_unpaid("Tin từ một máy cũ") is True
