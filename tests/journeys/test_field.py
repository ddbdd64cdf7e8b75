"""A market morning on a phone, the network gone from the first shop to the last: in a real browser"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


def test_an_inspection_without_a_network_arrives_once_it_is_back(sit_down: Callable[[str], Any]) -> None:
    desk = sit_down("kiemsoat")
    page = desk.page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{desk.site}/vu-viec/?step=inspection&officer=mine")
    page.locator("[data-row] a[href^='/vu-viec/']").first.click()
    page.get_by_role("link", name="Mang theo").click()
    page.get_by_role("button", name="Đưa vào máy này").click()
    expect(page.locator("body[data-ready]")).to_have_attribute("data-ready", "offline")
    kit = page.locator("article.field-kit")
    expect(kit).to_have_count(1)
    code = kit.locator("h2").inner_text()

    # The page is opened anew with no network: it comes from the device.
    desk.context.set_offline(True)
    page.reload()
    expect(page.locator("article.field-kit h2")).to_have_text(code)

    def open_part(name: str) -> Any:
        part = kit.locator("details").filter(has=page.locator("summary", has_text=name))
        part.locator("summary").click()
        return part

    goods = open_part("Thêm hàng")
    for name, count in (("Túi xách Vân Sam", "35"), ("Ví da", "10")):
        goods.locator("[name=name]").fill(name)
        goods.locator("[name=quantity]").fill(count)
        goods.locator("[name=unit_price]").fill("100.000")
        goods.get_by_role("button", name="Thêm dòng hàng").click()
        expect(kit.locator("[data-entries]")).to_contain_text(name)
    person = open_part("Thêm người có mặt")
    person.locator("[data-card]").fill("020000000017||Lý Thị Mai|04051990|Nữ|Số 3 ngõ 5|01082021")
    person.locator("[data-card]").press("Tab")
    expect(person.locator("[name=full_name]")).to_have_value("Lý Thị Mai")
    person.get_by_role("button", name="Thêm người", exact=True).click()
    expect(kit.locator("[data-entries] li")).to_have_count(3)
    minutes = open_part("Biên bản kiểm tra")
    minutes.locator("[name=place]").fill("Chợ đêm Bến Đá")
    minutes.locator("[name=findings]").fill("Hàng không hóa đơn")
    minutes.locator("[name=has_violation][value=yes]").check()
    for tick in minutes.locator("[name=confirmed]").all():
        tick.check()
    minutes.get_by_role("button", name="Lưu biên bản").click()
    expect(page.locator("[data-said]")).to_contain_text("4 mục trong máy chưa gửi")
    # Found after the minutes were written.
    goods.locator("[name=name]").fill("Thắt lưng")
    goods.locator("[name=quantity]").fill("2")
    goods.get_by_role("button", name="Thêm dòng hàng").click()
    expect(page.locator("[data-said]")).to_contain_text("5 mục trong máy chưa gửi")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    desk.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-said]")).to_have_text("Mọi mục đã gửi")
    expect(kit.locator(".chip", has_text="đã vào hồ sơ")).to_have_count(4)
    kit.get_by_role("button", name="Xong, xóa khỏi máy").click()
    expect(page.locator("article.field-kit")).to_have_count(0)
    assert page.evaluate("fieldStore.all('kits').then((kits) => kits.length)") == 0
    assert page.evaluate("fieldStore.all('entries').then((entries) => entries.length)") == 0
