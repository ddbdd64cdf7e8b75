"""A number on a parcel leads to its network, to the way to somebody sanctioned, and to the lead that says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Desk

pytestmark = pytest.mark.journey

SitDown = Callable[[str], Desk]


def test_from_a_parcels_number_over_the_picture_and_the_way_to_the_lead(site: str, sit_down: SitDown) -> None:
    page = sit_down("kiemsoat").page
    page.locator("#search").fill("0987389202")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Xem mạng lưới của thông tin này").click()
    expect(page.locator("h1")).to_contain_text("Mạng lưới: điện thoại")
    picture = page.locator("#network[data-drawn]")
    expect(picture).to_be_visible()
    before = int(picture.get_attribute("data-drawn") or 0)
    assert page.locator("#network canvas").count() == 3
    # The table says the same, by keyboard.
    table = page.locator(".network-table")
    expect(table).to_contain_text("Hàng hiệu Đêm Trăng")
    expect(table).to_contain_text("Tổng kho Sông Kỳ")
    page.locator("select[name=buoc]").select_option("4")
    with page.expect_navigation():
        page.get_by_role("button", name="Lọc", exact=True).click()
    expect(page.locator("#network[data-drawn]")).to_be_visible()
    assert int(page.locator("#network").get_attribute("data-drawn") or 0) > before
    violator = page.locator(".network-table tr", has_text="đã bị xử phạt vi phạm hành chính ngày").first
    name = violator.locator("[data-open]").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Lưu PNG").click()
    assert download.value.suggested_filename == "mang-luoi.png"

    page.get_by_role("link", name="Đường nối tới…").click()
    page.locator("#end-den").fill(name)
    page.get_by_role("button", name="Tìm đường nối").click()
    if (choice := page.locator(".path-choices button").first).count():
        choice.click()
    expect(page.locator(".path")).to_contain_text(name)
    expect(page.locator(".path")).to_contain_text("Kho Mây Trắng")

    page.goto(f"{site}/thong-tin/?kind=violator_shop")
    row = page.locator(".lead-row", has_text="Kho Mây Trắng")
    expect(row).to_contain_text("gian hàng mới của người đã bị xử lý")
    row.locator("[data-open]").click()
    expect(page.locator("#lead")).to_contain_text(f"ghi sau ngày {name} bị xử lý")
    page.locator("#lead").get_by_role("button", name="Nhận thẩm tra").click()
    expect(page.get_by_text("Bạn đã nhận thẩm tra thông tin này.")).to_be_visible()
