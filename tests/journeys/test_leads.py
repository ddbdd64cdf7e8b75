"""Leads are gone through by keys alone, and the pane never shows another lead than the one that is marked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Desk

pytestmark = pytest.mark.journey

SitDown = Callable[[str], Desk]


def marked(page: Page) -> str:
    """Return the id of the lead that is marked, when the pane shows it and can be acted in."""
    row = page.locator(".lead-row.is-current")
    expect(row).to_have_count(1)
    lead = row.get_attribute("data-lead") or ""
    expect(page.locator(f"#lead:not([inert]) #act-on-lead[action*='{lead}']")).to_have_count(1)
    return lead


def test_leads_by_keys_with_the_pane_in_step(site: str, sit_down: SitDown) -> None:
    page = sit_down("phantich").page
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{site}/thong-tin/?state=new&sort=-urgency")
    first = marked(page)
    rows = page.evaluate("[...document.querySelectorAll('.lead-row')].map((row) => row.getBoundingClientRect().bottom)")
    assert sum(bottom <= 768 for bottom in rows) >= 9

    page.keyboard.press("j")
    expect(page.locator(".lead-row.is-current")).not_to_have_attribute("data-lead", first)
    second = marked(page)
    page.keyboard.press("b")
    with page.expect_navigation():
        page.keyboard.press("1")
    assert marked(page) not in (first, second)
    expect(page.locator(f"[data-lead='{second}']")).to_have_count(0)
    with page.expect_navigation():
        page.get_by_role("button", name="Hoàn tác").click()
    marked(page)
    expect(page.locator(f"[data-lead='{second}']")).to_have_count(1)

    # A lead that rests on records is laid aside by who was given it alone.
    page.goto(f"{site}/thong-tin/?state=new&sort=-urgency&kind=listing")
    marked(page)
    page.keyboard.press("x")
    page.keyboard.press("b")
    page.keyboard.press("7")
    expect(
        page.get_by_text("Lý do khác thì ghi vào ô ghi chú, rồi chọn lại.").and_(page.locator("dialog *"))
    ).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#bulk")).to_be_hidden()

    with page.expect_response(lambda answer: "q=kem" in answer.url):
        page.locator("[data-page-search]").fill("kem")
        page.keyboard.press("Enter")
    expect(page.locator(".lead-row.is-current .lead-title")).to_contain_text("em")
    marked(page)
    with page.expect_response(lambda answer: "q=khongdauco" in answer.url):
        page.locator("[data-page-search]").fill("khongdauco")
        page.keyboard.press("Enter")
    expect(page.locator("#lead")).to_contain_text("không có thông tin nào để mở")

    page.goto(f"{site}/thong-tin/?state=new&sort=-urgency")
    marked(page)
    page.context.set_offline(True)
    page.keyboard.press("j")
    expect(page.locator("#lead")).to_contain_text("mất kết nối")
    expect(page.locator("#act-on-lead")).to_have_count(0)
    page.context.set_offline(False)
    page.get_by_role("button", name="Mở lại").click()
    lead = marked(page)

    page.goto(f"{site}/thong-tin/{lead}/")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Trước")).to_be_visible()
    page.keyboard.press("k")
    page.wait_for_url(f"{site}/thong-tin/{lead}/")
