"""The box at the head offers what one types, by keyboard and to a screen reader; a list pasted stays a list"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Desk
from tests.journeys.test_lists import AT_DESK, AXE, PHONE, faults_of, width_of

pytestmark = pytest.mark.journey


def test_arrows_go_through_what_is_offered_and_enter_opens_it(site: str, sit_down: Callable[[str], Desk]) -> None:
    page = sit_down("doitruong").page
    box = page.get_by_role("combobox", name="Tìm ở mọi nơi")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("nguyen", delay=40)
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert faults_of(page, AT_DESK) == []
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "hint-1")
    shot(page, "desk")
    page.set_viewport_size(PHONE)
    assert width_of(page) <= PHONE["width"]
    shot(page, "phone")
    page.keyboard.press("Escape")
    expect(page.locator("#hints")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    wanted = options.first.get_attribute("data-url")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}{wanted}")


def test_a_list_pasted_into_the_box_is_looked_up_as_one(site: str, sit_down: Callable[[str], Desk]) -> None:
    page = sit_down("doitruong").page
    box = page.get_by_role("combobox", name="Tìm ở mọi nơi")
    box.focus()
    page.evaluate(
        "() => { const data = new DataTransfer(); data.setData('text/plain', '0901 000 111\\n0901000112\\n');"
        " document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true,"
        " cancelable: true })); }"
    )
    expect(box).to_have_value("0901 000 111; 0901000112")
    page.keyboard.press("Enter")
    shot(page, "found")
    page.get_by_role("link", name="Tra cả danh sách này").click()
    expect(page.get_by_label("Danh sách số, tài khoản, địa chỉ")).to_have_value("0901 000 111\n0901000112")
    page.get_by_label("Tra để làm gì").select_option(index=1)
    page.get_by_label("Số vụ việc, văn bản").fill("VV-2026-00001")
    page.get_by_role("button", name="Tra", exact=True).click()
    expect(page.get_by_text("trong 2 giá trị")).to_be_visible()
    shot(page, "known")


def shot(page: object, name: str) -> None:
    folder = os.environ.get("SEARCH_SHOTS")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png")  # type: ignore[attr-defined]
