"""The thread: an export becomes leads, a case, a decision and a figure in an issued report, each by its officer."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import fastexcel
import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

from minhbach.foundation.clock import VIETNAM
from tests.journeys.conftest import Desk

pytestmark = pytest.mark.journey

SitDown = Callable[[str], Desk]
SELLER = "Hộ kinh doanh Hoàng Kim Lan"
# From the lead to the issued decision, by all who have a hand in it; signing in and typing not counted.
MOST_PRESSES = 20
# What a decision says of a person.
PARTY = {
    "born_on": "1990-05-04", "occupation": "Kinh doanh", "paper_issued_on": "2021-08-01",
    "paper_issued_by": "Bộ Công an", "address": "Số 12 đường Bắc Sơn, phường Kỳ Lừa, tỉnh Lạng Sơn",
}  # fmt: skip
GOODS = """Tên hàng\tNhãn hiệu\tĐVT\tSố lượng\tĐơn giá\tThành tiền
Trà thảo mộc hộp 20 gói\tNúi Khoẻ\thộp\t40\t189.000\t7.560.000
Trà thảo mộc túi lọc\tKhông thể hiện\ttúi\t120\t35.000\t4.200.000"""


def test_a_listing_becomes_a_figure_in_an_issued_report(
    site: str, sit_down: SitDown, tmp_path: Path, installation: dict[str, str]
) -> None:
    analyst = sit_down("phantich").page
    sweep_the_sample(analyst, site, tmp_path)
    lead = attach_the_seller(analyst, site)

    inspector, head = sit_down("kiemsoat").page, sit_down("chicuctruong").page
    deputy, clerk = sit_down("phochicuctruong").page, sit_down("vanthu").page
    presses = Presses(inspector, head, deputy, clerk)
    case = open_case_from_a_lead(inspector, lead)
    order = verify_and_propose(inspector)
    sign(head, order)
    number_and_issue(clerk, order)

    inspect(inspector, case)
    record_violation(inspector)
    inspector.goto(case)
    decision = propose_fine(inspector)
    sign(deputy, decision)
    expect(deputy.locator("section.paper")).to_contain_text("KT. CHI CỤC TRƯỞNG")
    number_and_issue(clerk, decision)
    assert presses.count() <= MOST_PRESSES
    words = docx_words(clerk, tmp_path)
    assert "QUYẾT ĐỊNH" in words
    assert "6.000.000 đồng" in words
    assert SELLER in words
    inspector.goto(case)
    expect(inspector.locator(".steps [aria-current]")).to_contain_text("thi hành", ignore_case=True)

    report = gather_the_report(sit_down, site, tmp_path)
    committee = sit_down("bcd389").page
    the_case_is_in_it_once(committee, report, inspector_case_code(inspector))
    paper = put_forward(committee, report)
    sign(sit_down("truongban389").page, paper)
    number_then_issue(clerk, paper)
    assert "BÁO CÁO" in docx_words(clerk, tmp_path)
    committee.goto(report)
    expect(committee.locator("main .lead-text").first).to_contain_text("đã phát hành")

    auditor = sit_down("kiemtoan").page
    auditor.goto(f"{site}/nhat-ky/?all=1")
    for act in ("phát hành văn bản", "ký văn bản"):
        expect(auditor.locator("#list")).to_contain_text(act)
    verified = subprocess.run(
        [sys.executable, "-m", "minhbach", "audit", "verify"],
        env=installation, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert verified.returncode == 0, verified.stdout
    assert "toàn vẹn" in verified.stdout


def sweep_the_sample(page: Page, site: str, folder: Path) -> None:
    sample = folder / "tin-dang-mau.csv"
    sample.write_bytes(page.request.get(f"{site}/vao-thu/tin-dang-mau.csv").body())
    page.goto(f"{site}/thong-tin/luot-quet/moi/")
    page.set_input_files("input[type=file]", sample)
    page.get_by_role("button", name="Nạp tệp").click()
    page.get_by_role("button", name="Bắt đầu quét").click()
    page.get_by_role("link", name="Xem kết quả").wait_for(timeout=120_000)
    expect(page.locator("#progress")).to_contain_text("1 dòng: Thiếu mã tin đăng")
    page.get_by_role("link", name="Xem kết quả").click()
    expect(page.locator("[data-row]").first).to_be_visible()


class Presses:
    """What hands press at some desks: links, buttons, ticks, choices in a list. Typing and going to a page is none."""

    HEARD = """(() => {
      const heard = (event) => {
        const select = event.target.closest?.("select");
        const pressed = event.target.closest?.("a, button, summary, input[type=radio], input[type=checkbox]");
        if (event.type === "change" ? !select : !pressed) return;
        localStorage.presses = Number(localStorage.presses || 0) + 1;
      };
      for (const kind of ["click", "change"]) addEventListener(kind, heard, true);
    })()"""

    def __init__(self, *desks: Page) -> None:
        self.desks = desks
        for desk in desks:
            desk.add_init_script(self.HEARD)

    def count(self) -> int:
        return sum(desk.evaluate("Number(localStorage.presses || 0)") for desk in self.desks)


def attach_the_seller(page: Page, site: str) -> str:
    page.goto(f"{site}/thong-tin/?state=new")
    # A lead of a listing: those that come of networks are of a merchant already.
    listed = page.locator("[data-row]").filter(has_not_text="đã bị xử lý")
    listed.locator("[data-open]").first.click()
    expect(page.locator("main mark, main .signal, main [class*=sign-]").first).to_be_visible()
    page.get_by_role("link", name="Gắn với tổ chức, cá nhân").click()
    page.locator("main input[name=q]").fill(SELLER)
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.locator("li", has_text=SELLER).get_by_role("button").first.click()
    page.wait_for_url(re.compile(r"/thong-tin/[0-9a-f-]{36}/$"))
    return page.url


def open_case_from_a_lead(page: Page, lead: str) -> str:
    """Who opens a case of a lead has taken it; where its seller is known, the case is where he is."""
    page.goto(lead)
    page.locator(".lead-acts").get_by_role("link", name="Mở vụ việc").click()
    expect(page.locator("main select[name=place]")).not_to_have_value("")
    page.get_by_role("button", name="Mở vụ việc").click()
    expect(page.locator("h1")).to_contain_text("VV-")
    return page.url


def verify_and_propose(page: Page) -> str:
    page.locator("textarea[name=findings]").fill(
        "Gian hàng rao bán hàng không có hóa đơn; kho tại địa chỉ đã ghi nhận."
    )
    page.get_by_role("button", name="Kết thúc thẩm tra, xác minh").click()
    page.locator("textarea[name=scope]").fill("Kiểm tra nguồn gốc, xuất xứ hàng hóa bày bán và trong kho.")
    page.locator("input[name=starts_on]").fill(f"{datetime.now(VIETNAM):%Y-%m-%d}")
    # Whoever leads does not go alone: the team he last went with is ticked.
    expect(page.locator("[name=member_ids]:checked").first).to_be_visible()
    return act_and_submit(page, "Đã đề xuất kiểm tra. Đã trình Chi cục trưởng")


def inspect(page: Page, case: str) -> None:
    page.goto(case)
    # Not before the order was signed, a moment ago.
    ended = datetime.now(VIETNAM)
    page.locator("[name=started_at]").fill(f"{ended:%Y-%m-%dT%H:%M}")
    page.locator("[name=ended_at]").fill(f"{ended:%Y-%m-%dT%H:%M}")
    page.locator("[name=place]").fill("Số 12 đường Bắc Sơn, phường Kỳ Lừa, tỉnh Lạng Sơn")
    page.locator("textarea[name=findings]").fill("Cơ sở bày bán hàng theo bảng kê; không xuất trình được hóa đơn.")
    page.locator("textarea[name=goods]").fill(GOODS)
    page.locator("textarea[name=goods]").blur()
    expect(page.locator("#goods-read")).to_contain_text("11.760.000")
    page.locator("[name=has_violation][value=yes]").check()
    # On a Sunday it asks once.
    act(page)
    if page.locator("input[name=confirmed]").count():
        act(page)
    expect(page.locator("#refusal")).to_contain_text("Đã ghi kết quả kiểm tra")


def record_violation(page: Page) -> None:
    with page.expect_response(lambda response: "/xem-truoc/" in response.url):
        page.locator("[name=act0-violation_class]").select_option("KRNG")
    with page.expect_response(lambda response: "/xem-truoc/" in response.url):
        page.locator("[name=act0-provision_key][value^=ND98-D17]").first.check()
        # What is typed before the answer comes stays.
        page.locator("[name=party_paper_number]").fill("020900000026")
    page.locator(".htmx-request").first.wait_for(state="detached")
    expect(page.locator("[name=party_paper_number]")).to_have_value("020900000026")
    # The unit's own last answer stands chosen, where the law's tables have none.
    expect(page.locator("[name=report_category]")).to_have_value("GIAN_LAN_TM_THUE")
    page.locator("[name=party_gender][value=Nữ]").check()
    for name, text in PARTY.items():
        if not page.locator(f"[name=party_{name}]").input_value():
            page.locator(f"[name=party_{name}]").fill(text)
    act_and_draft(page, "Đã lập biên bản vi phạm hành chính")
    page.get_by_role("button", name="Ký và cấp số").click()
    expect(page.locator("#refusal")).to_contain_text("Đã ký. Đã cấp số")


def propose_fine(page: Page) -> str:
    expect(page.locator("main")).to_contain_text("5.000.000 ₫ – 7.000.000 ₫")
    page.locator("[name=additional_0]").check()
    if not page.locator("[name=payment_place]").input_value():
        page.locator("[name=payment_place]").fill("Kho bạc Nhà nước khu vực VI")
    page.locator(".then-others summary").click()
    return act_and_submit(page, "Đã xác định mức xử phạt. Đã trình Phó Chi cục trưởng", to="Trình Phó Chi cục trưởng")


def act(page: Page) -> None:
    """The act of the page's step alone."""
    page.locator("main .columns form.stack .alone-act button").first.click()


def act_and_draft(page: Page, done: str) -> None:
    """The act of the page's step, and the paper that follows from it, in one press."""
    page.locator("main .columns form.stack .primary-act button[name=then]").click()
    page.wait_for_url("**/van-ban/**")
    expect(page.locator("#refusal")).to_contain_text(done)


def act_and_submit(page: Page, done: str, *, to: str = "") -> str:
    """The same, put before the signer whom the button names, or one of the others."""
    buttons = page.locator("main .columns form.stack button[name=then]")
    (buttons.filter(has_text=to) if to else buttons).first.click()
    page.wait_for_load_state()
    # On a Sunday it asks once.
    if page.locator("input[name=confirmed]").count():
        buttons.first.click()
    page.wait_for_url("**/van-ban/**")
    expect(page.locator("#refusal")).to_contain_text(done)
    return page.url


def press(page: Page, button: str) -> None:
    """Press a button, and once more where the page asks whether to go on without what should be there."""
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state()
    if page.locator("input[name=confirmed]").count():
        # A form asks in its place; a button by itself gets a page that asks.
        page.get_by_role("button", name=re.compile(f"^({button}|Vẫn tiếp tục)$")).click()


def sign(page: Page, document: str) -> None:
    page.goto(document)
    press(page, "Ký")
    expect(page.locator("#refusal")).to_contain_text("Đã ký")


def number_and_issue(page: Page, document: str) -> None:
    """One press: the demo's branch scans its sealed papers later."""
    page.goto(document)
    page.get_by_role("button", name="Cấp số và phát hành").click()
    expect(page.locator("#refusal")).to_contain_text("Đã phát hành")


def number_then_issue(page: Page, document: str) -> None:
    """Two, where the agency wants the scan first; without one it is asked once."""
    page.goto(document)
    page.get_by_role("button", name="Cấp số").click()
    press(page, "Phát hành")
    expect(page.locator("#refusal")).to_contain_text("Đã phát hành")


def docx_words(page: Page, folder: Path) -> str:
    with page.expect_download() as download:
        page.get_by_role("link", name="DOCX").first.click()
    path = folder / "van-ban.docx"
    download.value.save_as(path)
    with zipfile.ZipFile(path) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode("utf-8"))


def gather_the_report(sit_down: SitDown, site: str, folder: Path) -> str:
    """Customs upload the form they download, police say there was nothing."""
    page = sit_down("bcd389").page
    page.goto(f"{site}/bao-cao/")
    page.get_by_role("link", name="Mở báo cáo").click()
    page.get_by_role("button", name="Mở báo cáo").click()
    page.wait_for_url("**/bao-cao/*-*/")
    report = page.url
    customs = sit_down("haiquan").page
    customs.goto(report)
    customs.locator("li", has_text="Hải quan").get_by_role("link", name="Gửi số liệu").click()
    with customs.expect_download() as download:
        customs.get_by_role("link", name="Tải biểu mẫu").click()
    form = folder / "mau.xlsx"
    download.value.save_as(form)
    customs.set_input_files("input[type=file]", filled(form, CUSTOMS_SENT))
    customs.get_by_role("button", name="Tải lên").click()
    expect(customs.locator("#refusal")).to_contain_text("3 số liệu")
    police = sit_down("congan").page
    police.goto(report)
    police.locator("li", has_text="Công an").get_by_role("link", name="Gửi số liệu").click()
    press(police, "Không phát sinh")
    expect(police.locator("#refusal")).to_contain_text("không phát sinh")
    return report


CUSTOMS_SENT = {
    ("B389.VU", ""): 46, ("B389.VU", "GIAN_LAN_TM_THUE"): 46, ("B389.TIEN.PHAT", ""): 1_250_000_000,
}  # fmt: skip


def filled(form: Path, figures: dict[tuple[str, str], int]) -> Path:
    rows = fastexcel.read_excel(form).load_sheet(0, header_row=None, dtypes="string").to_polars().rows()
    target = form.with_name("so-lieu.xlsx")
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, [cell or "" for cell in row[:4]])
            sheet.write(number, 4, row[4] or figures.get((row[0] or "", row[1] or ""), ""))
    return target


def the_case_is_in_it_once(page: Page, report: str, code: str) -> None:
    page.goto(report)
    expect(page.locator(".figures").first).to_contain_text("46")
    page.goto(f"{report}so-lieu/?chi-tieu=B389.VU&dong=QLTT&nhom=")
    expect(page.locator("td", has_text=code)).to_have_count(1)


def inspector_case_code(page: Page) -> str:
    return re.search(r"VV-\d{4}-\d{5}", page.locator("h1").inner_text())[0]  # type: ignore[index]


def put_forward(page: Page, report: str) -> str:
    page.goto(report)
    press(page, "Chốt số liệu")
    expect(page.locator("#refusal")).to_contain_text("Đã chốt số liệu")
    page.get_by_role("button", name="Trình ký").click()
    page.wait_for_url("**/van-ban/**")
    return page.url
