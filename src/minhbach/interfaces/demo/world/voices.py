"""What people sent to the committee of the province, and how far it has been dealt with."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from minhbach.domains.intake import services
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.selectors import visible_reports
from minhbach.domains.intake.types import Channel, Stage
from minhbach.interfaces.demo.accounts import COMMITTEE
from minhbach.interfaces.demo.world.province import Staff, agency

SENT = (
    ("TIN_BAO", Channel.PORTAL, "Quầy mỹ phẩm cuối dãy chợ đêm bán kem trộn trong hũ trắng, không nhãn, bảo là hàng"
     " nội địa Hàn. Con gái tôi bôi ba hôm thì mặt nổi mẩn.", "Chợ đêm Kỳ Lừa, dãy gần cổng sau"),
    ("TIN_BAO", Channel.PHONE, "Tối nào cũng có xe tải nhỏ dỡ thùng rượu ngoại không tem ở kho sau trạm cân.",
     "Kho sau trạm cân, đường ra cửa khẩu"),
    ("TIN_BAO", Channel.PORTAL, "Trang bán giày ghi chính hãng mà giá chưa bằng một phần mười, hỏi hóa đơn thì chặn.",
     "Bán trên mạng"),
    ("KIEN_NGHI_PHAN_ANH", Channel.PORTAL, "Chợ nên có bảng ghi số đường dây nóng to hơn, bảng cũ mờ không đọc được.",
     "Chợ Đông Kinh"),
    ("TO_CAO_KHONG_DANH", Channel.LETTER, "Có người ở quầy thu phí báo trước cho chủ sạp mỗi khi sắp kiểm tra.",
     "Chợ trung tâm"),
)  # fmt: skip
# Name, kind, stage, text.
KEPT = (
    ("Đã nhận", "TIN_BAO", Stage.RECEIVED,
     "{cơ quan} đã nhận tin số {số} ngày {ngày nhận} và trả lời chậm nhất {hạn trả lời}. Cảm ơn bạn đã báo."),
    ("Xin thêm địa chỉ", "", "",
     "Về tin số {số}: bạn cho biết rõ hơn địa chỉ hoặc đường dẫn của nơi bán, để cơ quan tìm đúng chỗ."),
)  # fmt: skip
ANSWERED, GIVEN = 0, 1


def hear_people(staff: Staff, *, at: datetime) -> int:
    """Open the committee's letterbox, let people send to it, and answer one of them; returns how many have sent."""
    officer = staff["bcd389"]
    committee = agency(COMMITTEE)
    letterbox = services.open_letterbox(
        officer=officer,
        at=at,
        slug="lang-son",
        name=committee.name,
        place=committee.areas.first(),
        hotline="0205 3000 389",
        promise_days=10,
    )
    for number, (kind, channel, what, where) in enumerate(SENT):
        services.receive(
            letterbox=letterbox,
            kind=BY_CODE[kind],
            said={"what": what, "where": where},
            press=UUID(int=389_000 + number),
            channel=channel,
        )
    for name, of_kind, stage, text in KEPT:
        services.keep_template(officer=officer, at=at, name=name, kind=of_kind, stage=stage, text=text)
    answered, given = (_sent(number) for number in (ANSWERED, GIVEN))
    for report in (answered, given):
        services.assign(officer=officer, at=at, report=report, assignee=officer)
    services.answer(
        officer=officer,
        at=at,
        report=answered,
        text="Đã nhận. Đội quản lý thị trường số 1 sẽ xem quầy này. Bạn còn giữ vỏ hũ thì giữ lại giúp.",
    )
    services.move(officer=officer, at=at, report=answered, stage=Stage.ASKED)
    services.add_note(officer=officer, at=at, report=given, text="Trùng khu vực với tin của Biên phòng tháng trước.")
    return len(SENT)


def _sent(number: int) -> Report:
    found: Report = visible_reports().get(what=SENT[number][2])
    return found
