"""Every list fits the screen it is read on, and shows its rows before it asks anything."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Desk

pytestmark = pytest.mark.journey

SitDown = Callable[[str], Desk]
DESK, ZOOM, PHONE = {"width": 1280, "height": 800}, {"width": 683, "height": 384}, {"width": 360, "height": 740}
LISTS = {
    "doitruong": [
        "/vu-viec/",
        "/thong-tin/",
        "/thong-tin/nguoi-ban/",
        "/thong-tin/luot-quet/",
        "/thong-tin/tu-dien/",
        "/thong-tin/tu-dien/san-co/",
        "/doi-tuong/",
        "/doi-tuong/nhap/",
        "/van-ban/",
        "/van-ban/so/",
        "/van-ban/ky-hieu/",
        "/chung-cu/",
        "/tim/?q=an",
    ],
    "phapche": ["/phap-luat/", "/phap-luat/van-ban/", "/phap-luat/lich-nghi/"],
    "bcd389": ["/bao-cao/", "/vu-viec/"],
    "quantri": ["/co-quan/", "/co-quan/can-bo/", "/co-quan/dia-ban/", "/nhat-ky/"],
}


@pytest.mark.parametrize("username", LISTS)
def test_a_list_fits_a_desk_and_a_phone(site: str, sit_down: SitDown, username: str) -> None:
    page = sit_down(username).page
    for address in LISTS[username]:
        page.set_viewport_size(DESK)
        page.goto(f"{site}{address}")
        assert width_of(page) <= DESK["width"], address
        page.set_viewport_size(ZOOM)  # 200 % on a laptop
        assert width_of(page) <= ZOOM["width"], address
        filters, button = page.locator(".filters-fold .filter"), page.locator(".filters-fold > summary")
        page.set_viewport_size(PHONE)
        assert width_of(page) <= PHONE["width"], address
        if page.locator("[data-row]").count():
            assert page.locator("[data-row]").first.bounding_box()["y"] < PHONE["height"] - 200, address  # type: ignore[index]
        if filters.count():
            expect(filters.first).not_to_be_visible()
            button.click()
            expect(filters.first).to_be_visible()


def test_what_is_filtered_is_said_on_the_button_without_opening_it(site: str, sit_down: SitDown) -> None:
    page = sit_down("doitruong").page
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/van-ban/")
    button = page.locator(".filters-fold > summary")
    button.click()
    page.locator("select[name=state]").select_option(index=1)
    expect(button).to_contain_text("Bộ lọc (1)")
    page.get_by_role("link", name="Bỏ lọc").click()
    expect(button).to_have_text("Bộ lọc")


def width_of(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width
