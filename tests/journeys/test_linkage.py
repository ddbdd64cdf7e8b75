"""A list of sellers is taken in, the pairs in it are judged by keys alone, and it is taken back."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Desk

pytestmark = pytest.mark.journey

SitDown = Callable[[str], Desk]
SYLLABLES = ("Ba", "Cẩm", "Diệp", "Giao", "Hiền", "Khoa", "Liên", "Mạnh", "Ngọc", "Phước", "Quang", "Sơn", "Thụy", "Vũ")


def other_name(number: int) -> str:
    """A name like no other of the list."""
    # Neighbours in the list share no more syllables than any two do.
    number, words = number * 7919 % len(SYLLABLES) ** 5, []
    for _ in range(5):
        number, at = divmod(number, len(SYLLABLES))
        words.append(SYLLABLES[at])
    return " ".join(words)


# Twenty sellers, each under two names and one number.
BEASTS, COLOURS = ("Gấu", "Hổ", "Nai", "Sóc", "Voi"), ("Vàng", "Trắng", "Đen", "Xanh")
TRADES = ("Sương Mai", "Hoàng Gia", "Phú Cường", "Thiên Hương", "Quyết Tiến")
TWENTY = len(BEASTS) * len(COLOURS)
# How many sellers the list has, the others with a number of their own each: a platform's has forty thousand.
SELLERS = int(os.environ.get("MINHBACH_TEST_SELLERS", 2 * TWENTY))
LIST = "Tên cơ sở\tSố điện thoại\n" + "".join(
    f"Tạp hóa {TRADES[n % 5]} {n + 31}\t0977 310 {n:03}\nKho hàng {BEASTS[n % 5]} {COLOURS[n // 5]}\t0977 310 {n:03}\n"
    for n in range(TWENTY)
)
LIST += "".join(f"{other_name(n)}\t096{n:07}\n" for n in range(SELLERS - 2 * TWENTY))
# So long one waits for a list of so many.
PATIENCE = 60_000 + 30 * SELLERS


def test_twenty_pairs_of_a_list_by_keys_and_the_list_taken_back(site: str, sit_down: SitDown) -> None:
    page = sit_down("kiemsoat").page
    page.goto(f"{site}/doi-tuong/nhap/moi/")
    page.get_by_label("Tên danh sách").fill("Người bán chợ đêm")
    if SELLERS == 2 * TWENTY:
        page.get_by_label("Hoặc dán từ Excel").fill(LIST)
    else:
        sent = {"name": "nguoi-ban.csv", "mimeType": "text/csv", "buffer": LIST.replace("\t", ",").encode()}
        page.get_by_label("Tệp danh sách").set_input_files(sent)
    page.get_by_role("button", name="Xem danh sách").click()
    page.get_by_role("button", name="Kiểm tra thử").click()
    page.get_by_role("button", name=re.compile(rf"Nhập {SELLERS:,} dòng".replace(",", r"\."))).click(timeout=PATIENCE)
    expect(page.get_by_text("Thông tin đã ghi nhận")).to_be_visible(timeout=PATIENCE)
    taken = page.url

    # The worker links within seconds of the entry.
    to_judge = page.get_by_role("link", name="Đối chiếu", exact=True).last
    for _ in range(20 + SELLERS // 40):
        page.goto(taken)
        page.wait_for_load_state("networkidle")
        if page.get_by_text(f"Còn từ {TWENTY} cặp").count():
            break
        page.wait_for_timeout(500)
    expect(page.get_by_text(f"Còn từ {TWENTY} cặp")).to_be_visible()
    to_judge.click()
    page.locator("[data-open]").first.click()
    for left in range(TWENTY, 0, -1):
        expect(page.get_by_text(f"Còn {'từ ' if left == TWENTY else ''}{left} cặp")).to_be_visible()
        with page.expect_navigation():
            page.keyboard.press("x" if left % 5 == 0 else "k")
    expect(page.get_by_text("Không có cặp hồ sơ nào chờ đối chiếu")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Rút lại kết luận vừa ghi").click()
    expect(page.get_by_text("Còn 1 cặp")).to_be_visible()

    page.goto(taken)
    page.get_by_role("link", name="Rút lại danh sách").click()
    page.get_by_label("Lý do").fill("Nhầm tệp")
    page.get_by_role("button", name="Rút lại danh sách").click()
    expect(page.get_by_text("Thông tin đã rút")).to_be_visible(timeout=PATIENCE)
    page.goto(f"{site}/doi-chieu/danh-sach/{taken.rstrip('/').rsplit('/', 1)[-1]}/")
    expect(page.get_by_text("Không có cặp hồ sơ nào chờ đối chiếu")).to_be_visible()
    expect(page.get_by_role("button", name="Rút lại kết luận vừa ghi")).to_be_visible()
