"""A browser pays the toll while somebody types; without JavaScript a report is taken in all the same"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from minhbach.domains.intake.models import Report
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.journeys.test_phone import address, letterbox, phone, portal, world

__all__ = ["address", "letterbox", "portal", "world"]

pytestmark = pytest.mark.journey


def sent_by(page: Page, address: str, what: str) -> Report:
    page.goto(f"{address}/?o=lang-son")
    page.fill("#what", what)
    page.locator("form[data-send] button[data-main]").click()
    page.wait_for_selector("p.code")
    with acting_as(SYSTEM):
        found: Report = Report.objects.get(what=what)
        return found


def test_a_slow_phone_pays_while_its_owner_types(address: str, browser: Browser) -> None:
    with phone(browser, is_slow=True) as page:
        assert sent_by(page, address, "Tin trả bằng công sức của máy").is_unpaid is False


def test_without_a_script_it_is_taken_in_and_read_later(address: str, browser: Browser) -> None:
    with phone(browser, script=False) as page:
        assert sent_by(page, address, "Tin từ một máy cũ").is_unpaid is True
