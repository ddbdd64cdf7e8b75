"""The hotline: an officer on duty with a mobile phone, and a desk by keyboard alone with four calls waiting"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey
CODE = re.compile(r"(\d{3} ){8}\d{3}")


def test_a_call_on_a_phone_ends_with_the_head_s_word(sit_down: Callable[[str], Any]) -> None:
    desk = sit_down("bcd389")
    page = desk.page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{desk.site}/duong-day-nong/ban-truc/")
    expect(page.get_by_label("Chuyện gì?")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_label("Chuyện gì?").fill("Kho sau bến xe bán thuốc lá lậu theo thùng.")
    page.get_by_label("Ở đâu?").fill("Ngõ sau chợ Giếng Vuông")
    expect(page.locator("#known")).to_contain_text("Ngõ sau chợ Giếng Vuông")
    page.get_by_role("button", name="Lưu, đọc biên nhận").click()
    expect(page.locator(".receipt-code")).to_have_text(CODE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Báo cáo thủ trưởng").click()
    expect(page.get_by_text("Báo cáo thủ trưởng, xin bút phê.")).to_be_visible()
    expect(page.get_by_text("chờ bút phê")).to_be_visible()
    told = page.url

    head = sit_down("truongban389")
    head.page.goto(told)
    head.page.get_by_label("Bút phê").fill("Đội 1 kiểm tra ngay trong ngày.")
    with head.page.expect_navigation():
        head.page.get_by_role("button", name="Bút phê").click()
    page.reload()
    expect(page.get_by_text("Bút phê: Đội 1 kiểm tra ngay trong ngày.")).to_be_visible()

    hand_to_whom_the_law_names(page, sit_down("chicuctruong"))

    page.goto(f"{desk.site}/duong-day-nong/duong-day/")
    page.get_by_role("link", name="Đường dây nóng 389 Lạng Sơn").click()
    page.get_by_label("Dặn người nhận ca").fill("Bốn cuộc gọi nhỡ, gọi lại trước 20 giờ.")
    page.get_by_role("button", name="Giao ca").click()
    expect(page.get_by_text("Đã giao ca lúc")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    head.page.goto(page.url)
    expect(head.page.get_by_text("Bốn cuộc gọi nhỡ, gọi lại trước 20 giờ.").first).to_be_visible()
    head.page.get_by_role("button", name="Tôi nhận ca").click()
    expect(head.page.get_by_text("Nhận ca của")).to_be_visible()


def hand_to_whom_the_law_names(page: Page, taker: Any) -> None:
    """From the report's page on a phone to the branch that is competent by kind and place, which takes it over."""
    number = page.locator("h1").inner_text().split()[-1]
    page.get_by_role("link", name="Chuyển cơ quan khác").click()
    expect(page.get_by_role("radio").first).to_be_checked()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Chuyển", exact=True).click()
    expect(page.get_by_text("chờ nơi ấy xác nhận").first).to_be_visible()
    waiting = taker.page.get_by_role("row").filter(has_text=number)
    taker.page.goto(f"{taker.site}/")
    waiting.get_by_role("link").first.click()
    taker.page.get_by_role("button", name="Tiếp nhận").click()
    expect(taker.page.get_by_text("từ nay cơ quan bạn xử lý").first).to_be_visible()
    page.reload()
    expect(page.get_by_text("đã tiếp nhận và xử lý.").first).to_be_visible()


def test_four_calls_that_wait_are_written_down_by_keyboard_alone(sit_down: Callable[[str], Any]) -> None:
    desk = sit_down("bcd389")
    page = desk.page
    page.goto(f"{desk.site}/duong-day-nong/ban-truc/")
    for left in (4, 3, 2, 1):
        expect(page.locator("#waiting .list-count")).to_have_text(str(left))
        # A driven browser has no access keys (Alt+1): the same link by Tab.
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.accessKey") == "1":
                break
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.get_by_label("Chuyện gì?")).to_be_focused()
        page.keyboard.type(f"Cuộc gọi thứ {5 - left}: hàng không hóa đơn.")
        page.keyboard.press("Tab")
        page.keyboard.type("Chợ Đông Kinh")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator(".receipt-code")).to_have_text(CODE)
        page.get_by_role("link", name="Cuộc gọi tiếp").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    expect(page.get_by_text("Không ai đang chờ.")).to_be_visible()
    page.goto(f"{desk.site}/duong-day-nong/so-lieu/")
    expect(page.get_by_role("cell", name="Đường dây nóng 389 Lạng Sơn").first).to_be_visible()


def test_a_letter_with_its_scan_is_entered_in_under_two_minutes_of_a_person(sit_down: Callable[[str], Any]) -> None:
    """Typing at 200 letters a minute, ten seconds to photograph or choose the scan, three for each press."""
    desk = sit_down("bcd389")
    page = desk.page
    page.goto(f"{desk.site}/duong-day-nong/ban-truc/")
    what, where = "Thư viết tay báo quầy cuối dãy bán rượu pha cồn, đêm nào cũng giao bằng xe ba gác.", "Chợ Đông Kinh"
    page.get_by_role("link", name="Nhập thư").first.click()
    page.locator("input[name=scans]").set_input_files(
        {"name": "thu.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%thu"}
    )
    page.get_by_label("Nội dung").fill(what)
    page.get_by_label("Ở đâu?").fill(where)
    page.get_by_role("button", name="Lưu thư").click()
    expect(page.locator(".receipt-code")).to_have_text(CODE)
    presses = 5  # the link, the two fields, the button, and opening what was made
    assert len(what + where) * 60 / 200 + 10 + presses * 3 < 120
    page.get_by_role("link", name="Mở tin").click()
    expect(page.get_by_role("link", name="thu.pdf")).to_be_visible()
