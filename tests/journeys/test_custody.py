"""Two custodians make keys, a citizen seals who she is, and together they open it: each in a browser of his own."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.journey
PASSPHRASE = "bốn từ không hề liên quan"
MAI = {"person_name": "Nông Thị Mai", "person_phone": "0912 345 678", "person_address": "Thôn Nà Sầm, xã Na Sầm"}
SitDown = Callable[[str], Any]


def make_key(desk: Any, folder: Path) -> Path:
    page = desk.page
    page.goto(f"{desk.site}/niem-phong/khoa/tao/")
    page.get_by_role("button", name="Tạo khóa và tải tệp").click()
    expect(page.locator("[data-told]")).to_contain_text("từ 16 ký tự")
    page.fill("#passphrase", PASSPHRASE)
    page.fill("#again", PASSPHRASE)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tạo khóa và tải tệp").click()
    kept = folder / f"{desk.username}.json"
    download.value.save_as(kept)
    page.wait_for_url("**/niem-phong/khoa/")
    assert PASSPHRASE not in kept.read_text()
    return kept


def photograph(page: Any, name: str) -> None:
    """Keep a picture where somebody wants to look."""
    if folder := os.environ.get("MINHBACH_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_who_informed_is_opened_by_two_and_never_by_the_server(
    browser: Browser, site: str, sit_down: SitDown, tmp_path: Path
) -> None:
    one, two = sit_down("giudanhtinh"), sit_down("giudanhtinh2")
    photograph(one.page, "desk")
    one.page.goto(f"{site}/niem-phong/khoa/tao/")
    photograph(one.page, "make-key")
    make_key(one, tmp_path)
    file = make_key(two, tmp_path)
    for desk in (one, two):
        desk.page.goto(f"{site}/niem-phong/khoa/")
        photograph(desk.page, f"keys-{desk.username}")
        desk.page.get_by_role("button", name="Dấu khóa giống nhau, xác nhận").click()

    host, _, port = site.rpartition(":")
    portal = f"{host}:{int(port) + 1000}"
    phone = browser.new_context(viewport={"width": 360, "height": 640}).new_page()
    phone.goto(f"{portal}/gui/to-cao/?o=lang-son")
    photograph(phone, "denunciation-360")
    phone.fill("#what", "Kho sau chợ chứa thuốc không nhãn.")
    phone.fill("#accused", "Chủ kho sau chợ")
    for name, value in MAI.items():
        phone.fill(f"#{name}", value)
    phone.get_by_role("button", name="Gửi").click()
    expect(phone.locator("h1")).to_have_text("Đã nhận")
    number = phone.locator("dd").first.inner_text()
    phone.context.close()

    clerk = sit_down("bcd389").page
    clerk.goto(f"{site}/tiep-nhan/?q={number}&all=1")
    clerk.get_by_role("link", name=number, exact=True).click()
    expect(clerk.locator("main")).to_contain_text("Danh tính được niêm phong")
    photograph(clerk, "report")
    assert MAI["person_name"] not in clerk.content()
    clerk.get_by_role("link", name="Đề nghị mở").click()
    photograph(clerk, "ask")
    clerk.select_option("select[name=purpose]", "check_identity")
    clerk.fill("[name=reason]", "Thụ lý tố cáo.")
    clerk.get_by_role("button", name="Đề nghị").click()
    expect(clerk.locator("main")).to_contain_text("chờ người giữ thứ hai")

    one.page.goto(f"{site}/")
    one.page.get_by_role("row").filter(has_text=number).get_by_text("Duyệt mở danh tính").wait_for()
    one.page.goto(f"{site}/niem-phong/")
    photograph(one.page, "openings")
    one.page.get_by_role("link", name=number, exact=True).click()
    photograph(one.page, "opening")
    one.page.get_by_role("button", name="Đồng ý cho mở").click()
    two.page.goto(one.page.url)
    two.page.get_by_role("button", name="Lấy niêm phong để mở").click()
    two.page.set_input_files("#file", file)
    two.page.fill("#passphrase", "không phải mật khẩu")
    two.page.get_by_role("button", name="Mở trong trình duyệt này").click()
    expect(two.page.locator("[data-told]")).to_contain_text("Không mở được")
    sent: list[str] = []
    two.page.on("request", lambda request: sent.append(request.url))
    two.page.fill("#passphrase", PASSPHRASE)
    two.page.get_by_role("button", name="Mở trong trình duyệt này").click()
    opened = two.page.locator("[data-opened]")
    for value in MAI.values():
        expect(opened).to_contain_text(value)
    photograph(two.page, "opened")
    assert sent == []
