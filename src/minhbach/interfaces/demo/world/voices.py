"""What people sent to the committee of the province, and how far it has been dealt with."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import access_of
from minhbach.domains.intake import services
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.selectors import visible_reports
from minhbach.domains.intake.types import Channel, Mark, Stage
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import acting_as
from minhbach.interfaces.demo.accounts import BRANCH, COMMITTEE
from minhbach.interfaces.demo.world.custodians import ask_who_sent, make_keys
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
ANSWERED, GIVEN, HANDED = 0, 1, 2
# One wrote it and many sent it on: a group that one answer reaches. The last was told in words of her own.
PASSED_ON = "Trang Phụ Kiện Mây bán sạc dự phòng ghi 50.000 mAh, cân lên nhẹ như hộp rỗng, sạc nửa ngày chưa đầy."
COPIES = (
    "", " Mong cơ quan xử lý.", " Tôi cũng bị.", " Ai mua rồi lên tiếng.", " Cả tổ dân phố tôi mua nhầm.",
    " Chia sẻ giúp.", " Cần thu hồi ngay.",
)  # fmt: skip
OWN_WORDS = "Mua cục sạc 50.000 mAh ở Phụ Kiện Mây, mở ra thấy một viên pin bé và bao cát. Tôi còn giữ vỏ."
SELLER = "https://phu-kien-may.example/sac-du-phong"
# Came by post, lay in a drawer, and was entered today: past its day, so that the level above is told.
LATE = "Bảng giá ở cổng chợ bị che, đề nghị cho treo lại để người mua so giá."
LAY_DAYS, LAY_WHY = 40, "Thư để lẫn trong cặp công văn, hôm nay mới thấy; ngày đến theo dấu bưu điện."
# Who they are is sealed: nobody but two custodians together reads it.
NAMED = (
    ("TO_CAO", {"what": "Chủ kho thuê nhà dân sau chợ để dán nhãn ngoại lên bánh kẹo không nhãn."},
     {"name": "Lộc Thị Mẩy", "phone": "0900 000 389", "address": "Thôn Nà Chuông"}),
    ("TO_CAO", {"what": "Người giao hàng khai với tôi là xe chở thuốc lá lậu đi qua trạm có người báo trước."},
     {"name": "Đàm Văn Pẩu", "phone": "0900 000 390", "address": "Xóm Pác Khuông"}),
)  # fmt: skip


def hear_people(staff: Staff, *, at: datetime) -> int:
    """Open the committee's letterbox, let people send to it, and answer one of them; returns how many have sent."""
    officer = staff["bcd389"]
    make_keys(staff, at=at)
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

    def take(number: int, kind: str, channel: Channel, said: dict[str, str], **who: str) -> Report:
        services.receive(
            letterbox=letterbox, kind=BY_CODE[kind], said=said, press=UUID(int=389_000 + number), channel=channel,
            person=who,
        )  # fmt: skip
        found: Report = visible_reports().get(what=said["what"])
        return found

    sent = [
        take(number, kind, channel, {"what": what, "where": where})
        for number, (kind, channel, what, where) in enumerate(SENT)
    ]
    copied = [PASSED_ON + copy for copy in COPIES] + [OWN_WORDS]
    many = [
        take(100 + number, "TIN_BAO", Channel.PORTAL, {"what": what, "where": "Bán trên mạng", "link": SELLER})
        for number, what in enumerate(copied)
    ]
    late = take(300, "KIEN_NGHI_PHAN_ANH", Channel.LETTER, {"what": LATE, "where": "Chợ Đông Kinh"})
    services.mark(
        officer=officer, at=at, report=late, what=Mark.CAME, reason=LAY_WHY,
        happened_on=local_date(at) - timedelta(days=LAY_DAYS),
    )  # fmt: skip
    services.tell_levels(at=at)
    named = [take(200 + number, kind, Channel.LETTER, said, **who) for number, (kind, said, who) in enumerate(NAMED)]
    with acting_as(access_of(officer, at=at)):
        for name, of_kind, stage, text in KEPT:
            services.keep_template(officer=officer, at=at, name=name, kind=of_kind, stage=stage, text=text)
    _deal_with(sent, officer, at=at)
    services.look_what_is_alike(report_ids=[one.pk for one in (*sent, *many, *named)])
    for number, report in enumerate(named):
        ask_who_sent(staff, report, press=UUID(int=389_400 + number), is_approved=number == 0, at=at)
    return len(sent) + len(many) + len(named) + 1


def _deal_with(sent: list[Report], officer: Officer, *, at: datetime) -> None:
    """Answer one, ask another's agency to take it over, and look into a third."""
    for number in (ANSWERED, GIVEN):
        services.assign(officer=officer, at=at, report=sent[number], assignee=officer)
    services.answer(
        officer=officer,
        at=at,
        report=sent[ANSWERED],
        text="Đã nhận. Đội quản lý thị trường số 1 sẽ xem quầy này. Bạn còn giữ vỏ hũ thì giữ lại giúp.",
    )
    services.move(officer=officer, at=at, report=sent[ANSWERED], stage=Stage.ASKED)
    note = "Trùng khu vực với tin của Biên phòng tháng trước."
    services.add_note(officer=officer, at=at, report=sent[GIVEN], text=note)
    services.hand_over(
        officer=officer,
        at=at,
        report=sent[HANDED],
        receiver=agency(BRANCH),
        reason="Gian hàng trên mạng, người bán khai địa chỉ trong tỉnh: thuộc thẩm quyền quản lý thị trường.",
    )
