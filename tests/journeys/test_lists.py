"""Every page fits the screen it is read on, shows its rows before it asks anything, and keeps to WCAG 2.2 AA (axe)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import PROJECT
from tests.journeys.conftest import Desk

pytestmark = pytest.mark.journey

SitDown = Callable[[str], Desk]
DESK, ZOOM, PHONE = {"width": 1280, "height": 800}, {"width": 683, "height": 384}, {"width": 360, "height": 740}
PAGES = {
    "doitruong": [
        "/",
        "/vu-viec/",
        "/vu-viec/chuyen-ho-so/",
        "/vu-viec/mo/",
        "/vu-viec/?print=1",
        "/ban-giao/",
        "/ban-giao/mo/",
        "/ban-giao/so/nhat-ky/",
        "/ban-giao/so/tin/",
        "/ban-giao/so/quyet-dinh/",
        "/ban-giao/so/kho/",
        "/ban-giao/tra-loi-doan-kiem-tra/",
        "/kho/",
        "/quyen/",
        "/quyen/bao/",
        "/kho/sap-het-han/",
        "/vu-viec/cho-doi-chieu/",
        "/vu-viec/hien-truong/",
        "/doi-tuong/moi/",
        "/tai-khoan/bao-mat/",
        "/khong-co-trang-nay/",
        "/thong-tin/",
        "/thong-tin/nguoi-ban/",
        "/thong-tin/luot-quet/",
        "/thong-tin/tu-dien/",
        "/thong-tin/tu-dien/san-co/",
        "/anh-hang-hoa/",
        "/anh-hang-hoa/mau/",
        "/anh-hang-hoa/lan-nap/",
        "/doi-tuong/",
        "/doi-tuong/nhap/",
        "/doi-chieu/",
        "/mang-luoi/",
        "/mang-luoi/duong-noi/",
        "/ke-hoach-kiem-tra/",
        "/ke-hoach-kiem-tra/lap/",
        "/ke-hoach-kiem-tra/cho-trung/",
        "/ke-hoach-kiem-tra/thoi-han/",
        "/ke-hoach-kiem-tra/diem-kiem-tra/",
        "/ke-hoach-kiem-tra/cach-lay-mau/",
        "/ke-hoach-kiem-tra/noi-thu-nghiem/",
        "/ke-hoach-kiem-tra/the/",
        "/to-cong-tac/",
        "/theo-doi/",
        "/theo-doi/canh-bao/",
        "/theo-doi/tuan-tra/",
        "/theo-doi/tuan-tra/ghi/",
        "/mang-luoi/?q=",
        "/mang-luoi/?q=Tiệm+Gió+Mới",
        "/mang-luoi/duong-noi/?tu=Kho+Mây+Trắng&den=Hàng+hiệu+Đêm+Trăng",
        "/hoi-dap/",
        "/hoi-dap/da-hoi/",
        "/hoi-dap/hoi/?so=0901000111",
        "/van-ban/",
        "/van-ban/so/",
        "/van-ban/ky-hieu/",
        "/van-ban/noi-lay-so/",
        "/van-ban-den/",
        "/chung-cu/",
        "/cho/",
        "/cho/dot/",
        "/trang-ban-hang/",
        "/trang-ban-hang/chua-phan-loai/",
        "/trang-ban-hang/muc-day-du/",
        "/tim/?q=an",
        "/dia-ban/",
        "/dia-ban/da-bi-xu-phat/",
        "/co-quan/ben-ngoai/",
        "/co-quan/ben-ngoai/de-nghi/",
        "/co-quan/ben-ngoai/da-mo/",
        "/dia-ban/ke-hoach/",
    ],
    "phapche": [
        "/phap-luat/",
        "/phap-luat/van-ban/",
        "/phap-luat/lich-nghi/",
        "/phap-luat/khung-tien-phat/",
        "/phap-luat/thay-doi/?bang=criminal_thresholds",
    ],
    "bcd389": [
        "/",
        "/bao-cao/",
        "/tiep-nhan/",
        "/tiep-nhan/y-kien/",
        "/tiep-nhan/mau/",
        "/tiep-nhan/mau/viet/",
        "/tiep-nhan/hop-thu/",
        "/tiep-nhan/hop-thu/mo/",
        "/thuong-luong-hoa-giai/",
        "/thuong-luong-hoa-giai/so-lieu/",
        "/duong-day-nong/cuoc-goi/",
        "/duong-day-nong/ban-truc/",
        "/duong-day-nong/duong-day/",
        "/duong-day-nong/duong-day/mo/",
        "/duong-day-nong/cuoc-goi-nho/ghi/",
        "/duong-day-nong/so-lieu/",
        "/duong-day-nong/thu/nhap/",
        "/duong-day-nong/hom-thu/",
        "/duong-day-nong/hom-thu/dat/",
        "/duong-day-nong/tiep-cong-dan/",
        "/duong-day-nong/tiep-cong-dan/ghi/",
        "/tiep-nhan/chuyen/",
        "/tiep-nhan/qua-han/",
        "/cong-bo/",
        "/cong-bo/soan/",
        "/cong-bo/soan/huong-dan/",
        "/cong-bo/khoa/",
        "/cong-bo/khoa/de-nghi/",
    ],
    "ketoan": [
        "/",
        "/tien-phat/",
        "/tien-phat/doi-chieu/",
        "/tien-phat/tai-khoan/",
        "/tien-phat/chung-tu/",
        "/tien-phat/chung-tu/nhap/",
        "/tien-phat/chung-tu/danh-sach/",
    ],
    "kiemtoan": ["/niem-phong/", "/niem-phong/khoa/", "/niem-phong/xoa/", "/niem-phong/dang-giu/"],
    "quantri": ["/", "/co-quan/", "/co-quan/can-bo/", "/co-quan/dia-ban/", "/nhat-ky/", "/tinh-trang/"],
}
# The first record of these lists is looked at too.
RECORDS = {
    "/tiep-nhan/mau/",
    "/tiep-nhan/hop-thu/",
    "/vu-viec/",
    "/vu-viec/chuyen-ho-so/",
    "/doi-tuong/",
    "/doi-chieu/",
    "/van-ban/",
    "/thong-tin/",
    "/chung-cu/",
    "/cho/",
    "/cho/dot/",
    "/phap-luat/",
    "/bao-cao/",
    "/co-quan/",
    "/dia-ban/",
    "/dia-ban/ke-hoach/",
    "/tien-phat/",
    "/tien-phat/chung-tu/",
}
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
# What the bar at a list's foot lies over is no smaller for it: one scrolls.
UNCOVERED = "document.querySelectorAll('.pager').forEach(one => { one.style.position = 'static'; })"
AT_DESK = "{type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
# What else a phone may change: what is seen, how large, and what it is called.
ON_PHONE = "{type: 'rule', values: ['target-size', 'color-contrast', 'link-name', 'button-name', 'summary-name']}"


@pytest.mark.parametrize("username", PAGES)
def test_a_page_fits_a_desk_and_a_phone_and_is_open_to_all(site: str, sit_down: SitDown, username: str) -> None:
    page = sit_down(username).page
    axe = AXE.read_text(encoding="utf-8")
    waiting, faults = list(PAGES[username]), []
    while waiting:
        address = waiting.pop(0)
        page.set_viewport_size(DESK)
        page.goto(f"{site}{address}", wait_until="domcontentloaded")  # by then dressed: scripts wait for styles
        page.evaluate(axe)
        page.evaluate(UNCOVERED)
        faults += [(address, "desk", fault) for fault in faults_of(page, AT_DESK)]
        if address in RECORDS and (first := page.locator("[data-row] [data-open]")).count():
            waiting.append(str(first.first.get_attribute("href")))
        faults += [(address, "desk", "too wide")] * (width_of(page) > DESK["width"])
        page.set_viewport_size(ZOOM)  # 200 % on a laptop
        faults += [(address, "zoom", "too wide")] * (width_of(page) > ZOOM["width"])
        filters, button = page.locator(".filters-fold .filter"), page.locator(".filters-fold > summary")
        page.set_viewport_size(PHONE)
        faults += [(address, "phone", "too wide")] * (width_of(page) > PHONE["width"])
        faults += [(address, "phone", fault) for fault in faults_of(page, ON_PHONE)]
        if (row := page.locator(".list-table [data-row]").first).count():
            faults += [(address, "phone", "first row too low")] * (row.bounding_box()["y"] > PHONE["height"] - 100)  # type: ignore[index]
        if filters.count():
            expect(filters.first).not_to_be_visible()
            button.click()
            expect(filters.first).to_be_visible()
    assert not faults, "\n".join(" · ".join(fault) for fault in faults)


def test_what_is_filtered_is_said_on_the_button_without_opening_it(site: str, sit_down: SitDown) -> None:
    page = sit_down("doitruong").page
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/van-ban/")
    button = page.locator(".filters-fold > summary")
    button.click()
    page.locator("select[name=state]").select_option(index=1)
    expect(button).to_contain_text("Bộ lọc (1)")
    page.get_by_role("link", name="Bỏ lọc", exact=True).click()
    expect(button).to_have_text("Bộ lọc")


def faults_of(page: Page, rules: str) -> list[str]:
    """Name each rule that a page breaks, with one element that does."""
    found: list[str] = page.evaluate(
        f"axe.run(document, {{runOnly: {rules}, resultTypes: ['violations']}})"
        ".then((told) => told.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`))"
    )
    return found


def width_of(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width
