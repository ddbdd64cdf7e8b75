"""A session that ends while somebody works costs him a sign-in and nothing else: in a real browser"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

FORM = "/doi-tuong/moi/"


def end_session(desk: Any) -> None:
    desk.context.add_cookies([{"name": "sessionid", "value": "gone", "url": desk.site}])


def sign_in_again(desk: Any) -> None:
    desk.page.goto(f"{desk.site}/vao-thu/")
    desk.page.locator(f"form[action$='/vao-thu/{desk.username}/'] button").click()
    desk.page.wait_for_url(f"{desk.site}/")


def test_what_was_typed_comes_back_to_its_writer(sit_down: Callable[[str], Any]) -> None:
    desk = sit_down("doitruong")
    page = desk.page
    page.goto(f"{desk.site}{FORM}")
    page.fill("input[name=name]", "Hộ kinh doanh Giữ Lại")
    page.select_option("select[name=kind]", index=2)
    chosen = page.input_value("select[name=kind]")
    end_session(desk)
    page.locator("main form button.btn-primary").last.click()
    expect(page.get_by_text("Phiên làm việc đã hết.")).to_be_visible()
    expect(page.get_by_text("Nội dung bạn vừa nhập vẫn còn")).to_be_visible()
    assert f"next={FORM}" in page.url

    sign_in_again(desk)
    page.goto(f"{desk.site}{FORM}")
    assert page.input_value("input[name=name]") == "Hộ kinh doanh Giữ Lại"
    assert page.input_value("select[name=kind]") == chosen
    expect(page.get_by_text("lần gửi trước chưa được ghi")).to_be_visible()
    page.reload()
    assert page.input_value("input[name=name]") == ""  # shown once


def test_a_pane_never_holds_the_door_and_a_lost_network_changes_nothing(sit_down: Callable[[str], Any]) -> None:
    desk = sit_down("doitruong")
    page = desk.page
    page.goto(f"{desk.site}/thong-tin/")
    page.keyboard.press("j")
    expect(page.locator("#lead h1, #lead h2").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    desk.context.set_offline(True)
    page.keyboard.press("j")
    expect(page.locator("#lead [data-again]")).to_be_visible()
    page.locator(".list-tools [name=q]").fill("sâm")
    page.keyboard.press("Enter")
    expect(page.locator("#lost")).to_contain_text("Mất kết nối")
    expect(page.locator("[data-row]").first).to_be_visible()
    desk.context.set_offline(False)
    page.locator("h1").first.click()
    end_session(desk)
    page.keyboard.press("j")
    page.wait_for_url(lambda url: urlsplit(url).path == "/tai-khoan/dang-nhap/")
    expect(page.get_by_text("Phiên làm việc đã hết.")).to_be_visible()


def test_days_are_picked_by_hand_and_by_key(sit_down: Callable[[str], Any]) -> None:
    desk = sit_down("doitruong")
    page = desk.page
    page.goto(f"{desk.site}/vu-viec/?all=1")
    page.locator(".filters-fold > summary").click()
    day = page.locator("input[name=from]")
    day.fill("11/12/2026")
    day.press("Tab")
    page.locator(".day-box:has(input[name=from]) .day-open").click()
    expect(page.locator(".day-sheet [aria-pressed=true]")).to_have_attribute("aria-label", "11 tháng 12 năm 2026")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#narrowed")).to_contain_text("12/12/2026")


def test_faults_are_under_the_hand_and_lead_to_their_fields(sit_down: Callable[[str], Any]) -> None:
    desk = sit_down("doitruong")
    page = desk.page
    page.goto(f"{desk.site}{FORM}")
    page.locator("main form button.btn-primary").last.click()
    faults = page.locator("[data-faults]")
    expect(faults).to_be_focused()
    faults.get_by_role("link").first.click()
    expect(page.locator("input[name=name]")).to_be_focused()
