"""Two units plan for the same doors: one overlap is objected to, silence lets the other go on. Of an inspection without
notice nobody sees anything, and its head alone reads who else is at the door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import psycopg
import pytest
from playwright.sync_api import Page, expect

from minhbach.foundation.clock import VIETNAM
from tests.journeys.conftest import Desk

pytestmark = pytest.mark.journey

SitDown = Callable[[str], Desk]
# Of another team, of another force, of the committees, and the committee's head.
ELSEWHERE = ("khacdonvi", "congan", "bcd389", "truongban389")
TITLE = "Kho hàng trước giờ mở cửa"


def test_an_overlap_is_objected_to_another_let_through_and_an_inspection_without_notice_seen_by_nobody(
    site: str, sit_down: SitDown, installation: dict[str, str]
) -> None:
    team, branch = sit_down("doitruong").page, sit_down("chicuctruong").page
    asked = team.locator("main li, main tr").filter(has_text="Trả lời về kế hoạch trùng đối tượng")
    expect(asked).to_have_count(2)
    asked.first.get_by_role("link").first.click()
    overlap = team.url
    speak(team, "Phản đối", "Đội đã hẹn làm việc trong tuần đó")
    expect(team.locator("main")).to_contain_text("Đội đã hẹn làm việc trong tuần đó")

    branch.goto(f"{site}/ke-hoach-kiem-tra/?all=1")
    branch.get_by_role("link", name="Chuyên đề hàng giả dịp Tết").click()
    # Who drew a plan up does not approve it.
    approver, plan = sit_down("phochicuctruong").page, branch.url
    door = str(branch.locator(".planned a[href*='/doi-tuong/']").first.get_attribute("href"))
    approver.goto(f"{plan}duyet/")
    expect(approver.locator("main")).to_contain_text("phản đối vì trùng đối tượng")
    expect(approver.locator("main")).to_contain_text("còn được cho ý kiến đến hết ngày")
    let_the_term_run_out(installation)
    approver.reload()
    expect(approver.locator("main")).to_contain_text("không có ý kiến trong hạn; kế hoạch được tiếp tục")
    send(approver)
    expect(approver.locator("main")).to_contain_text("Chưa làm được")
    branch.goto(overlap)
    speak(branch, "Trao đổi", "Chi cục đi cùng đội")
    team.goto(overlap)
    speak(team, "Rút phản đối", "Đồng ý đi cùng")
    approver.goto(f"{plan}duyet/")
    send(approver)
    expect(approver.get_by_text("Đã duyệt kế hoạch.")).to_be_visible()

    inspector = sit_down("kiemsoat").page
    case = propose_without_notice(inspector, site, door)
    code = inspector.locator("h1").inner_text().split()[0]
    for username in ELSEWHERE:
        page = sit_down(username).page
        answer = page.goto(case)
        assert answer is not None
        assert answer.status == 404, username
        page.goto(f"{site}/tim/?q={code}")
        expect(page.locator("main")).not_to_contain_text(TITLE)
    team.goto(case)
    team.get_by_role("button", name="Hỏi", exact=True).click()
    told = team.locator(".notice", has_text="đang có việc với cùng tổ chức, cá nhân")
    expect(told).to_contain_text("chỉ mình bạn đọc được")
    inspector.goto(case)
    expect(inspector.locator("main")).not_to_contain_text("đang có việc với cùng tổ chức")


def speak(page: Page, act: str, words: str) -> None:
    page.get_by_role("link", name=act, exact=True).click()
    page.locator("main textarea[name=words]").fill(words)
    send(page)


def send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form .btn-primary").click()


def let_the_term_run_out(installation: dict[str, str]) -> None:
    """Set the last days of terms that run back by a month: the server of this journey keeps the day of its machine."""
    with psycopg.connect(installation["MINHBACH_OWNER_DATABASE_URL"]) as owner:
        owner.execute("alter table inspections_overlap no force row level security, disable trigger others")
        owner.execute("update inspections_overlap set due_on = due_on - 30 where state = 'waiting'")
        owner.execute("alter table inspections_overlap force row level security, enable trigger others")


def propose_without_notice(page: Page, site: str, door: str) -> str:
    """Open a case about the first door of both plans, seen by nobody else, and come to propose its inspection."""
    page.goto(f"{site}/vu-viec/mo/?subject={door.rstrip('/').split('/')[-1]}")
    page.locator("input[name=title]").fill(TITLE)
    page.locator("select[name=sharing]").select_option("silent")
    page.get_by_role("button", name="Mở vụ việc").click()
    expect(page.locator("h1")).to_contain_text("VV-")
    case = page.url
    page.locator("textarea[name=findings]").fill("Có dấu hiệu tập kết hàng chưa rõ nguồn gốc.")
    page.get_by_role("button", name="Kết thúc thẩm tra, xác minh").click()
    expect(page.locator("input[name=starts_on]")).to_be_visible()
    page.locator("textarea[name=scope]").fill("Nguồn gốc hàng hóa trong kho.")
    page.locator("input[name=starts_on]").fill(f"{datetime.now(VIETNAM):%Y-%m-%d}")
    return case
