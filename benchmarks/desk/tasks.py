"""The typical tasks of a day, each done as its officer does it, from the desk to where it is done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter
from desk.hand import Count, Hand
from playwright.sync_api import Browser, Locator
from playwright.sync_api import Error as PlaywrightError

from minhbach.foundation.clock import VIETNAM

GOODS = """Tên hàng\tNhãn hiệu\tĐVT\tSố lượng\tĐơn giá\tThành tiền
Trà thảo mộc hộp 20 gói\tNúi Khoẻ\thộp\t40\t189.000\t7.560.000
Trà thảo mộc túi lọc\tKhông thể hiện\ttúi\t120\t35.000\t4.200.000"""
DONE = "#refusal .notice-success"
ADDRESS = "Số 12 đường Bắc Sơn, phường Kỳ Lừa, tỉnh Lạng Sơn"
# What a decision says of a person; invented.
PARTY = {
    "name": "Hoàng Kim Lan", "born_on": "04/05/1990", "occupation": "Kinh doanh", "address": ADDRESS,
    "paper_number": "020900000026", "paper_issued_on": "01/08/2021", "paper_issued_by": "Bộ Công an",
}  # fmt: skip


@dataclass
class Day:
    """Who is at work, and what one task leaves to the next."""

    browser: Browser
    site: str
    folder: Path
    case: str = ""
    decision: str = ""

    def sit(self, username: str, count: Count) -> Hand:
        """Sign in, which is not counted."""
        hand = Hand(self.browser, self.site, username)
        return hand.at(count)


def messy_workbook(folder: Path) -> Path:
    """Make two hundred listings as a platform's export looks: a title above, own headings, prices as sellers write."""
    path = folder / "gian-hang-thang-11.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Tin đăng")
        sheet.write(0, 0, "BẢNG TỔNG HỢP TIN ĐĂNG THÁNG 11")
        sheet.write_row(2, 0, ["STT", "Tên SP", "Mô tả chi tiết", "Giá niêm yết", "Shop", "Link SP"])
        for number in range(200):
            price = ("250.000", "2tr5", "99k", "180.000 - 240.000", "1.250.000đ")[number % 5]
            words = ("Túi da mẫu mới", "Giày rep 1:1 full box", "Nước hoa xách tay")[number % 3]
            sheet.write_row(number + 3, 0, [number + 1, f"{words} số {number}", "Hàng có sẵn, giao nhanh",
                price, f"shop_mau_{number % 17}", f"https://san.example/tin/{number}-abc"])  # fmt: skip
    return path


def see_what_is_late(day: Day, count: Count) -> None:
    hand = day.sit("chicuctruong", count)
    hand.open("/")
    late = hand.page.locator("[data-group='1'] .count").inner_text()
    count.remark = f"{late} việc quá hạn của đơn vị trên bàn của thủ trưởng, theo từng người"


def upload_and_screen(day: Day, count: Count) -> None:
    hand = day.sit("phantich", count)
    page = hand.page
    hand.click(page.locator("nav").get_by_role("link", name="Thông tin").first, page.locator("h1"))
    hand.click(page.get_by_role("link", name=re.compile("[Nn]ạp tệp|Quét")).first, page.locator("input[type=file]"))
    hand.give(page.locator("input[type=file]"), messy_workbook(day.folder))
    start = page.get_by_role("button", name="Bắt đầu quét")
    hand.click(page.get_by_role("button", name="Nạp tệp"), start)
    for select in page.locator("select").all():
        label = select.evaluate("one => one.labels[0]?.innerText || ''")
        if "đường dẫn" in label.lower() and not select.input_value():
            hand.choose(select, label="Link SP")
    hand.click(start, page.get_by_role("link", name="Xem kết quả"))
    count.remark = " ".join(page.locator(".figures").inner_text().split())[:90]
    hand.click(page.get_by_role("link", name="Xem kết quả"), page.locator("[data-row]"))


def dismiss_one_lead(day: Day, count: Count) -> None:
    hand = day.sit("phantich", count)
    hand.open("/thong-tin/?state=new")
    hand.page.locator("#act-on-lead").wait_for()
    hand.key("b")
    hand.key("1", hand.page.get_by_role("button", name="Hoàn tác"))
    count.remark = "hai phím; bằng chuột cũng hai lần bấm"


def take_a_lead(day: Day, count: Count) -> None:
    """To open a case of a lead is to take it: nothing else is pressed first."""
    hand = day.sit("kiemsoat", count)
    page = hand.page
    hand.open("/thong-tin/?state=new")
    opens = page.locator(".lead-acts").get_by_role("link", name="Mở vụ việc").first
    hand.click(opens, page.locator("main select[name=place]"))
    if not page.locator("main select[name=place]").input_value():
        hand.choose(page.locator("main select[name=place]"), index=1)
    hand.click(page.get_by_role("button", name="Mở vụ việc"), page.locator("h1", has_text="VV-"))
    day.case = page.url


def lead_to_decision(day: Day, count: Count) -> None:
    """From the lead to the issued decision, each act by its officer."""
    inspector, head = day.sit("kiemsoat", count), day.sit("chicuctruong", count)
    clerk = day.sit("vanthu", count)
    taken = Count()
    take_a_lead(day, taken)
    count.clicks, count.typed, count.seconds = taken.clicks, taken.typed, taken.seconds
    page = inspector.page
    inspector.open(day.case)
    inspector.type(page.locator("textarea[name=findings]"), "Gian hàng rao bán hàng không có hóa đơn.")
    inspector.click(page.get_by_role("button", name="Kết thúc thẩm tra, xác minh"), page.locator("[name=scope]"))
    inspector.type(page.locator("textarea[name=scope]"), "Kiểm tra nguồn gốc hàng hóa bày bán và trong kho.")
    if not page.locator("[name=place]").input_value():
        inspector.type(page.locator("[name=place]"), ADDRESS)
    if not page.locator("[name=member_ids]:checked").count():
        inspector.click(page.locator("[name=member_ids]").first)
    if page.locator("textarea[name=overlap_reason]").count():
        inspector.type(page.locator("textarea[name=overlap_reason]"), "Nguồn tin mới, mặt hàng khác.")
    order = _act_and_submit(inspector)
    _sign(head, order)
    _number_and_issue(clerk, order)
    inspector.open(day.case)
    now = f"{datetime.now(VIETNAM):%Y-%m-%dT%H:%M}"
    inspector.type(page.locator("[name=started_at]"), now)
    inspector.type(page.locator("[name=ended_at]"), now)
    inspector.type(page.locator("textarea[name=findings]"), "Cơ sở bày bán hàng theo bảng kê; không có hóa đơn.")
    inspector.type(page.locator("textarea[name=goods]"), GOODS, page.locator("#goods-read", has_text="11.760.000"))
    inspector.click(page.locator("[name=has_violation][value=yes]"))
    _press(inspector, page.locator(".alone-act button").first, page.locator(DONE))
    if page.locator("[name=act0-violation_class]").input_value() != "KRNG":
        with page.expect_response(lambda response: "/xem-truoc/" in response.url):
            inspector.choose(page.locator("[name=act0-violation_class]"), value="KRNG")
    inspector.click(page.locator("[name=act0-provision_key][value^=ND98-D17]").first)
    group = page.locator("[name=report_category]")
    if group.is_visible() and not group.input_value():
        inspector.choose(group, value="GIAN_LAN_TM_THUE")
    inspector.click(page.locator("[name=party_gender][value=Nữ]"))
    for name, text in PARTY.items():
        if not page.locator(f"[name=party_{name}]").input_value():
            inspector.type(page.locator(f"[name=party_{name}]"), text)
    _act_and_draft(inspector)
    _press(inspector, page.get_by_role("button", name="Ký và cấp số"), page.locator(DONE))
    inspector.open(day.case)
    inspector.click(page.locator("[name=additional_0]"))
    if not page.locator("[name=payment_place]").input_value():
        inspector.type(page.locator("[name=payment_place]"), "Kho bạc Nhà nước khu vực VI")
    day.decision = _act_and_submit(inspector)
    _sign(head, day.decision)
    _number_and_issue(clerk, day.decision)


def sign_one_paper(day: Day, count: Count) -> None:
    hand = day.sit("chicuctruong", count)
    page = hand.page
    hand.open("/")
    hand.click(page.get_by_role("link", name="Mở chồng văn bản chờ ký"), page.locator(".sign-panel"))
    _press(hand, page.locator(".sign-acts button.btn-primary"), page.locator(DONE))
    count.remark = "tóm tắt đứng cạnh văn bản; ký xong mở văn bản tiếp theo, nên văn bản sau chỉ một lần bấm"


def number_and_issue(day: Day, count: Count) -> None:
    hand = day.sit("vanthu", count)
    page = hand.page
    hand.open("/")
    hand.click(
        page.get_by_role("link", name="Cấp số", exact=True).first, page.locator("section.paper, .document-paper")
    )
    both = page.get_by_role("button", name="Cấp số và phát hành")
    if both.count():
        _press(hand, both, page.locator(DONE))
    else:
        hand.click(page.get_by_role("button", name=re.compile("^Cấp số")).first, page.locator(DONE))
        _press(hand, page.get_by_role("button", name="Phát hành", exact=True), page.locator(DONE))
    count.remark = "số sắp cấp đứng cạnh nút; cơ quan quét sau thì một lần bấm, bản quét ở lại thành việc"


def reckon_a_fine(day: Day, count: Count) -> None:
    hand = day.sit("kiemsoat", count)
    page = hand.page
    hand.open("/phap-luat/khung-tien-phat/")
    hand.choose(page.locator("[name=lop]"), page.locator("[name=dieu]"), value="NL")
    value = page.locator("input[name^='v-']")
    hand.click(page.locator("[name=dieu]").first, value)
    hand.type(value, "25tr", page.locator("#fine", has_text="₫"))
    count.remark = "kết quả tính lại ngay khi gõ"


def member_sends(day: Day, count: Count) -> None:
    hand = day.sit("haiquan", count)
    page = hand.page
    hand.open("/")
    hand.click(page.get_by_role("link", name="Nhập số liệu").first, page.locator("form input[type=text]"))
    boxes = page.locator("form input[type=text], form input[type=number]").all()
    for box in boxes:
        if box.is_visible():
            hand.type(box, "0")
    _press(hand, page.get_by_role("button", name=re.compile("^Gửi số liệu")).last, page.locator(DONE))


def find_by_phone(day: Day, count: Count) -> None:
    hand = day.sit("kiemsoat", count)
    page = hand.page
    hand.open("/")
    hand.type(page.locator("#search"), "0912345678")
    hand.key("Enter", page.locator("h1", has_text="Tìm"))


def teach_a_word(day: Day, count: Count) -> None:
    hand = day.sit("phantich", count)
    page = hand.page
    hand.open("/thong-tin/tu-dien/moi/")
    hand.type(page.locator("[name=name]"), "Hàng siêu nét v9")
    hand.type(page.locator("[name=phrases]"), "hàng siêu nét v9")
    hand.type(page.locator("[name=fires]"), "Túi đeo hàng siêu nét v9")
    spared, checked = "Shop không bán hàng siêu nét v9", page.locator("#check", has_text="không được bắt")
    hand.type(page.locator("[name=spares]"), spared, checked)
    hand.click(page.locator("[name=sign][value=counterfeit]"))
    hand.choose(page.locator("[name=legal_basis]"), value="SHTT-GM")
    hand.type(page.locator("[name=source]"), "Báo sáng nay.")
    hand.click(page.get_by_role("button", name="Lưu bản nháp"), page.locator("[name=export]"))


def _press(hand: Hand, button: Locator, then: Locator) -> None:
    """Press a button, and once more where the page asks whether to go on without what should be there."""
    asked = hand.page.locator("[role=alert] .unmet")
    hand.click(button, then.or_(asked))
    if asked.count():
        again = hand.page.get_by_role("button", name="Vẫn tiếp tục")
        hand.click(again if again.count() else button, then)


def _act_and_draft(hand: Hand) -> str:
    """Do the act of the step and draft the paper that follows, in one press."""
    _press(hand, hand.page.locator(".primary-act button[name=then]"), hand.page.locator(".paper"))
    return hand.page.url


def _act_and_submit(hand: Hand) -> str:
    """Do the act of the step, draft the paper that follows and put it before the signer its button names."""
    _press(hand, hand.page.locator(".primary-act button[name=then]"), hand.page.locator(DONE, has_text="Đã trình"))
    return hand.page.url


def _sign(hand: Hand, document: str) -> None:
    hand.open(document)
    _press(hand, hand.page.get_by_role("button", name="Ký", exact=True), hand.page.locator(DONE))


def _number_and_issue(hand: Hand, document: str) -> None:
    """One press where the agency scans its sealed papers later, as the demo's branch does; else two."""
    hand.open(document)
    both = hand.page.get_by_role("button", name="Cấp số và phát hành")
    if both.count():
        _press(hand, both, hand.page.locator(DONE))
        return
    hand.click(hand.page.get_by_role("button", name="Cấp số"), hand.page.locator(DONE))
    _press(hand, hand.page.get_by_role("button", name="Phát hành", exact=True), hand.page.locator(DONE))


def _told(browser: Browser) -> str:
    """What the pages that are open say is wrong."""
    said = [page.locator(".notice-error, [role=alert]") for context in browser.contexts for page in context.pages]
    return " · ".join(" ".join(text.split()) for one in said for text in one.all_inner_texts() if text.strip())[-600:]


Task = Callable[[Day, Count], None]
TASKS: dict[str, Task] = {
    "thấy việc quá hạn (thủ trưởng)": see_what_is_late,
    "nạp và quét 200 tin": upload_and_screen,
    "bỏ qua một thông tin": dismiss_one_lead,
    "nhận một thông tin, mở vụ việc": take_a_lead,
    "ký một văn bản": sign_one_paper,
    "văn thư cấp số, phát hành": number_and_issue,
    "từ thông tin tới quyết định đã phát hành": lead_to_decision,
    "tính mức phạt hàng nhập lậu 25 triệu": reckon_a_fine,
    "thành viên gửi số liệu tháng": member_sends,
    "tìm người bán theo số điện thoại": find_by_phone,
    "dạy một từ, thử ngay": teach_a_word,
}


def do_all(day: Day, only: str = "") -> Iterator[tuple[str, Count]]:
    """Do the tasks one after the other, in the order of a day."""
    for name, task in TASKS.items():
        if only in name:
            count = Count()
            try:
                task(day, count)
            except PlaywrightError as error:
                count.remark = f"không làm được: {error.message.splitlines()[0]} {_told(day.browser)}"
            yield name, count
