"""Customs types a number from a parcel that only a team of market surveillance knows: it learns who knows it, not what;
the team reads who asks and what for, opens its record, and customs reads it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Desk

pytestmark = pytest.mark.journey

SitDown = Callable[[str], Desk]
NAME, NUMBER = "Kho gom hàng Bảy Ngọc", "0977 640 218"


def test_a_number_known_elsewhere_alone_is_asked_about_and_answered(site: str, sit_down: SitDown) -> None:
    team = sit_down("kiemsoat").page
    record = register_for_ourselves(team, site)

    customs = sit_down("haiquan").page
    customs.goto(f"{site}/")
    customs.keyboard.press("/")
    customs.keyboard.type(NUMBER)
    with customs.expect_navigation():
        customs.keyboard.press("Enter")
    expect(customs.locator("main")).not_to_contain_text(NAME)
    customs.get_by_role("link", name="Hỏi cơ quan khác").first.click()
    customs.get_by_label("Hỏi để làm gì").select_option("inspection")
    customs.locator("main form .btn-primary").click()
    expect(customs.locator("main")).to_contain_text("1 cơ quan biết thông tin này")
    expect(customs.locator("main")).to_contain_text("trả lời trước hết ngày")
    expect(customs.locator("main")).not_to_contain_text(NAME)
    asked = customs.url
    # Whoever knows the record's address, too, finds nothing there.
    assert status(customs, record) == 404

    team.goto(f"{site}/")
    waiting = team.locator("main li, main tr").filter(has_text="hỏi về").filter(has_text="640")
    waiting.get_by_role("link").first.click()
    expect(team.locator("main")).to_contain_text("chuẩn bị hoặc tiến hành kiểm tra")
    expect(team.locator("main")).to_contain_text(NAME)
    question = team.url
    # A force that was not asked sees neither question nor record.
    police = sit_down("congan").page
    assert [status(police, url) for url in (question, record, asked)] == [404] * 3
    team.get_by_role("link", name="Trả lời", exact=True).click()
    team.locator("main select[name=state]").select_option(label="Mở các hồ sơ có thông tin này cho cơ quan hỏi")
    with team.expect_navigation():
        team.locator("main form .btn-primary").click()
    expect(team.locator("main")).to_contain_text("Đã mở các hồ sơ có thông tin này cho cơ quan hỏi.")

    customs.goto(asked)
    expect(customs.locator("main")).to_contain_text("đã mở hồ sơ")
    customs.locator("main .fact").get_by_role("link").first.click()
    with customs.expect_navigation():
        customs.get_by_role("link", name=NAME).click()
    expect(customs.locator("h1")).to_contain_text(NAME)


def register_for_ourselves(page: Page, site: str) -> str:
    """Enter a merchant that nobody outside the team sees."""
    page.goto(f"{site}/doi-tuong/moi/")
    page.get_by_label("Loại", exact=True).select_option("individual")
    page.get_by_label("Tên", exact=True).fill(NAME)
    page.get_by_label("Điện thoại").fill(NUMBER)
    page.get_by_label("Phạm vi chia sẻ").select_option("agency")
    with page.expect_navigation():
        page.locator("main form .btn-primary").click()
    expect(page.locator("h1")).to_contain_text(NAME)
    return page.url


def status(page: Page, address: str) -> int:
    answer = page.request.get(address)
    return answer.status
