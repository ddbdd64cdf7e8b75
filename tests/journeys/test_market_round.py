"""A round through a market on a phone, the network lost on the way: in a real browser"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


def test_what_is_noted_without_a_network_arrives_once_it_is_back(sit_down: Callable[[str], Any]) -> None:
    desk = sit_down("kiemsoat")
    page = desk.page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{desk.site}/cho/")
    page.get_by_role("link", name="Chợ đêm Bến Đá").click()
    page.get_by_role("link", name="Mở đợt đi chợ").click()
    page.fill("input[name=purpose]", "Đi chợ cuối tháng")
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.locator("[data-left]")).to_have_text("còn 24/24 ô")

    def stall(number: int) -> Any:
        return page.locator("[data-stall]").nth(number - 1)

    def press(number: int, words: str) -> None:
        stall(number).locator(".marks button", has_text=words).click()

    press(1, "Đã ký")
    expect(stall(1).locator("[data-state]")).to_contain_text("Hoàng Văn Kiên")
    desk.context.set_offline(True)
    press(2, "Không gặp")
    stall(3).locator(".note-of summary").click()
    stall(3).locator("textarea").fill("Hàng không nhãn")
    press(3, "Kiểm tra lại")
    press(4, "Nghỉ")
    expect(page.locator("[data-unsent]")).to_contain_text("3 lần ghi chưa gửi")
    expect(stall(3).locator("[data-state]")).to_contain_text("Hàng không nhãn chưa gửi")
    expect(page.locator("[data-left]")).to_have_text("còn 20/24 ô")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    desk.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-unsent]")).to_be_hidden()
    expect(stall(4).locator("[data-state]")).to_contain_text("Hoàng Văn Kiên")
    stall(1).get_by_role("button", name="Rút lại").click()
    expect(page.locator("[data-left]")).to_have_text("còn 21/24 ô")
    assert page.evaluate("localStorage.length") == 0

    page.once("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="Kết thúc đợt").click()
    expect(page.locator("h1")).to_contain_text("Kết quả: Đi chợ cuối tháng")
    expect(page.get_by_text("Hàng không nhãn")).to_be_visible()
