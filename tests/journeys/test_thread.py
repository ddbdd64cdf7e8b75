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
GOODS = """Tên hàng\tNhãn hiệu\tĐVT\tSố lượng\tĐơn giá\tThành tiền
Trà thảo mộc hộp 20 gói\tNúi Khoẻ\thộp\t40\t189.000\t7.560.000
Trà thảo mộc túi lọc\tKhông thể hiện\ttúi\t120\t35.000\t4.200.000"""


def test_a_listing_becomes_a_figure_in_an_issued_report(
    site: str, sit_down: SitDown, tmp_path: Path, installation: dict[str, str]
) -> None:
    analyst = sit_down("phantich").page
    sweep_the_sample(analyst, site, tmp_path)

    inspector = sit_down("kiemsoat").page
    case = open_case_from_a_lead(inspector, site)
    order = verify_and_propose(inspector)
    submit(inspector, "Chi cục trưởng")
    sign(sit_down("chicuctruong").page, order)
    clerk = sit_down("vanthu").page
    number_and_issue(clerk, order)

    inspect(inspector, case)
    record = record_violation(inspector)
    sign_as_maker(inspector, record)
    number_and_issue(clerk, record)
    inspector.goto(case)
    decision = propose_fine(inspector)
    submit(inspector, "KT.")
    deputy = sit_down("phochicuctruong").page
    sign(deputy, decision)
    expect(deputy.locator("section.paper")).to_contain_text("KT. CHI CỤC TRƯỞNG")
    number_and_issue(clerk, decision)
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
    number_and_issue(clerk, paper)
    assert "BÁO CÁO" in docx_words(clerk, tmp_path)
    committee.goto(report)
    expect(committee.locator(".steps")).to_contain_text("đã phát hành", ignore_case=True)

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


def open_case_from_a_lead(page: Page, site: str) -> str:
    page.goto(f"{site}/thong-tin/?state=new")
    page.locator("[data-row] [data-open]").first.click()
    page.locator(".lead-acts").get_by_role("button", name="Nhận thẩm tra").click()
    expect(page.locator("main mark, main .signal, main [class*=sign-]").first).to_be_visible()
    page.get_by_role("link", name="Gắn với tổ chức, cá nhân").click()
    page.locator("main input[name=q]").fill(SELLER)
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.locator("li", has_text=SELLER).get_by_role("button").first.click()
    page.get_by_role("link", name="Mở vụ việc").first.click()
    # The seller may say it is anywhere; the case is in the team's own area, where the committee sees it.
    page.locator("main select[name=place]").select_option(index=1)
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
    # Whoever leads does not go alone.
    page.locator("[name=member_ids]:not(:checked)").first.check()
    return act_and_draft(page, "Đã đề xuất kiểm tra")


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


def record_violation(page: Page) -> str:
    with page.expect_response(lambda response: "/xem-truoc/" in response.url):
        page.locator("[name=act0-violation_class]").select_option("KRNG")
    with page.expect_response(lambda response: "/xem-truoc/" in response.url):
        page.locator("[name=act0-provision_key][value^=ND98-D17]").first.check()
    page.locator("[name=report_category]").select_option("GIAN_LAN_TM_THUE")
    page.locator("[name=party_paper_number]").fill("020900000026")
    if not page.locator("[name=party_address]").input_value():
        page.locator("[name=party_address]").fill("Số 12 đường Bắc Sơn, phường Kỳ Lừa, tỉnh Lạng Sơn")
    return act_and_draft(page, "Đã lập biên bản vi phạm hành chính")


def propose_fine(page: Page) -> str:
    expect(page.locator("main")).to_contain_text("5.000.000 ₫ – 7.000.000 ₫")
    page.locator("[name=additional_0]").check()
    if not page.locator("[name=payment_place]").input_value():
        page.locator("[name=payment_place]").fill("Kho bạc Nhà nước khu vực VI")
    return act_and_draft(page, "Đã xác định mức xử phạt")


def act(page: Page) -> None:
    """The act of the page's step alone."""
    page.locator("main .columns form.stack .alone-act button").first.click()


def act_and_draft(page: Page, done: str) -> str:
    """The act of the page's step, and the paper that follows from it, in one press; where it asks, once more."""
    page.locator("main .columns form.stack button[name=then]").click()
    page.wait_for_load_state()
    if page.locator("input[name=confirmed]").count():
        page.locator("main .columns form.stack button[name=then]").click()
    page.wait_for_url("**/van-ban/**")
    expect(page.locator("#refusal")).to_contain_text(done)
    return page.url


def draft(page: Page, case: str, button: str) -> str:
    page.goto(case)
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url("**/van-ban/**")
    return page.url


def submit(page: Page, signer: str) -> None:
    option = page.locator("select[name=signer_post_id] option", has_text=signer).first
    page.locator("select[name=signer_post_id]").select_option(option.get_attribute("value"))
    press(page, "Trình ký")
    expect(page.locator("main")).to_contain_text("đã trình")


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


def sign_as_maker(page: Page, document: str) -> None:
    page.goto(document)
    press(page, "Ký")
    expect(page.locator("#refusal")).to_contain_text("Đã ký")


def number_and_issue(page: Page, document: str) -> None:
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
