"""Words an analyst read of in the morning find new leads by noon, once her head has agreed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Desk

pytestmark = pytest.mark.journey

SitDown = Callable[[str], Desk]
FILE = """Sàn,Mã tin,Tên sản phẩm,Mô tả,Giá bán,Người bán
shopee,hanhtrinh-1,Túi đeo hàng siêu chất v2 màu nâu,Giao toàn quốc,250000,Tiệm Mây
shopee,hanhtrinh-2,Túi vải trơn,Shop không bán hàng siêu chất v2,120000,Tiệm Gió
shopee,hanhtrinh-3,Dép quai ngang,Đi trong nhà,60000,Tiệm Gió
"""


def test_an_officer_teaches_words_and_the_next_sweep_finds_them(site: str, sit_down: SitDown, tmp_path: Path) -> None:
    analyst, head = sit_down("phantich").page, sit_down("truongban389").page
    file = tmp_path / "cho-mang.csv"
    file.write_text(FILE, encoding="utf-8")
    sweep(analyst, site, file)
    expect(analyst.locator(".figures")).to_contain_text("0 thông tin cần thẩm tra, trong đó")

    analyst.goto(f"{site}/thong-tin/tu-dien/moi/")
    analyst.locator("[name=name]").fill("Hàng siêu chất v2")
    analyst.locator("[name=phrases]").fill("hàng siêu chất v2")
    analyst.locator("[name=fires]").fill("Túi đeo hàng siêu chất v2")
    analyst.locator("[name=spares]").fill("Shop không bán hàng siêu chất v2")
    expect(analyst.locator("#check")).to_contain_text("không được bắt", timeout=60_000)
    analyst.locator("[name=sign][value=counterfeit]").check()
    analyst.locator("[name=legal_basis]").select_option("SHTT-GM")
    analyst.locator("[name=source]").fill("Báo sáng nay: người bán chuyển sang gọi hàng nhái là “siêu chất v2”.")
    analyst.get_by_role("button", name="Lưu bản nháp").click()
    analyst.locator("[name=export]").select_option(label="cho-mang.csv")
    analyst.get_by_role("button", name="Thử trên tin đã quét").click()
    expect(analyst.locator(".big-figure")).to_contain_text("+1", timeout=120_000)
    expect(analyst.locator(".shown mark.own")).to_have_text("hàng siêu chất v2")
    analyst.get_by_role("button", name="Đáng xem").click()
    analyst.get_by_role("link", name="Chuyển sang bước trình duyệt").click()
    analyst.locator("#note-propose").fill("Tin thêm đáng xem.")
    analyst.get_by_role("button", name="Trình duyệt").click()
    expect(analyst.locator(".steps [aria-current]")).to_have_text("Chờ duyệt")

    head.goto(site)
    head.locator("tr[data-row]", has_text="Hàng siêu chất v2").get_by_role("link").first.click()
    head.locator("#note-approve").fill("Đồng ý.")
    head.get_by_role("button", name="Duyệt và đưa vào dùng").click()
    expect(head.locator(".steps [aria-current]")).to_have_text("Đang dùng")

    sweep(analyst, site, file)
    # While what was found is still taken in, its number stands there already.
    expect(analyst.locator(".figures")).to_contain_text("1 thông tin cần thẩm tra, trong đó", timeout=60_000)
    analyst.goto(f"{site}/thong-tin/?q=siêu+chất+v2+nâu")
    expect(analyst.locator("[data-row]")).to_have_count(1)


def sweep(page: Page, site: str, file: Path) -> None:
    page.goto(f"{site}/thong-tin/luot-quet/moi/")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Nạp tệp").click()
    page.get_by_role("button", name="Bắt đầu quét").click()
    page.locator(".figures").wait_for(timeout=120_000)
