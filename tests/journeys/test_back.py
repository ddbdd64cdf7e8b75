"""A form that was sent, come back to and sent again acts once; changed, it is a form of its own"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.journey


def test_back_and_again(sit_down: Callable[[str], Any]) -> None:
    desk = sit_down("kiemsoat")
    page = desk.page
    page.goto(f"{desk.site}/doi-tuong/moi/")
    page.fill("input[name=name]", "Hộ kinh doanh Quay Lại")
    page.fill("input[name=representative]", "Nông Văn Lại")
    page.locator("main form button[type=submit], main form button.btn-primary").last.click()
    page.wait_for_url(lambda url: "/moi/" not in url)
    made = page.url

    page.go_back()
    assert page.input_value("input[name=name]") == "Hộ kinh doanh Quay Lại"
    page.locator("main form button[type=submit], main form button.btn-primary").last.click()
    page.wait_for_url(made)
    assert "lần gửi này không ghi thêm gì" in page.inner_text("#refusal")

    page.go_back()
    page.fill("input[name=name]", "Hộ kinh doanh Quay Lại Nữa")
    page.locator("main form button[type=submit], main form button.btn-primary").last.click()
    page.wait_for_url(lambda url: "/moi/" not in url)
    assert page.url != made
