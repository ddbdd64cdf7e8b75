"""What the firm outside owns: a design in force with a guide and a notice, a mark that waits, one that ran out."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from minhbach.domains.agencies.models import Officer, Post
from minhbach.domains.agencies.selectors import body_of_guest
from minhbach.domains.agencies.types import Role
from minhbach.domains.rights import services
from minhbach.domains.rights.models import GuidePoint, Picture, Right
from minhbach.domains.rights.types import Answer, RightKind, SellerRole, Shows
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.services import take_lead
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.pictures import draw_kettle
from minhbach.interfaces.demo.world.province import Staff

YEAR = timedelta(days=365)
# So long ago it was proposed, compared, told of.
PROPOSED, COMPARED, SENT = timedelta(days=6), timedelta(days=5), timedelta(days=2)
POINTS = (
    ("Dưới vòi", "Tem phản quang, chữ dệt chìm", "Không có tem, hoặc tem giấy in", (60, 50, 20, 18)),
    ("Nắp ấm", "Núm tròn, liền một khối", "Núm dẹt, dán keo", (36, 4, 28, 16)),
)
LINKS = (
    "https://shopee.vn/am-dien-may-som-i.389001.1",
    "https://shopee.vn/am-sieu-toc-may-som-gia-re-i.389002.7",
    "https://www.lazada.vn/products/am-dien-may-som-i389003-s1.html",
    "https://shopee.vn/am-dien-may-som-i.389001.1",
    "https://shope.ee/7mamdien",
    "https://shopee.vn/am-dien-may-som-xa-kho-i.389004.2",
)


def claim(staff: Staff, *, at: datetime) -> int:
    """Enter what an inspector knows and what the firm's own person says; returns how many rights there are.

    What is in force is a design, no word: sweeps of the demo go on knowing what they knew before.
    """
    inspector, on = staff["kiemsoat"], local_date(at)
    services.enter_right(
        officer=inspector, at=at - COMPARED, kind=RightKind.TRADEMARK, number="4-0389001-000", title="Mây Sớm",
        holder="Hợp tác xã Trà Mây Sớm", granted_on=on - 11 * YEAR, last_day=on - YEAR, classes=("30",), goods=("trà",),
        source="Bản sao giấy chứng nhận trong hồ sơ kiểm tra",
    )  # fmt: skip
    guests = [post.officer for post in Post.objects.filter(role=Role.GUEST).select_related("officer")]
    for guest in guests:
        _proposed(
            guest, at, kind=RightKind.TRADEMARK, number="4-0389002-000", title="Mây Sớm", granted_on=on - 2 * YEAR,
            last_day=on + 8 * YEAR, classes=("11",), goods=("ấm điện", "ấm siêu tốc"), spellings=("May Som",),
            source="Giấy chứng nhận, bản chụp gửi kèm công văn 09/MS",
        )  # fmt: skip
        design = _proposed(
            guest, at, kind=RightKind.DESIGN, number="3-0038903-000", title="Ấm điện Mây Sớm", granted_on=on - YEAR,
            last_day=on + 4 * YEAR, source="Bằng độc quyền, bản chụp",
        )  # fmt: skip
        services.confirm_right(
            officer=inspector, at=at - COMPARED, right=design, compared_with="Sổ đăng ký quốc gia, tra khi đối chiếu"
        )
        _told(guest, inspector, design, at=at)
        _reported(guest, inspector, design, at=at)
    return 1 + 2 * len(guests)


def _proposed(guest: Officer, at: datetime, **said: Any) -> Right:
    holder = body_of_guest(guest).name
    return services.enter_right(officer=guest, at=at - PROPOSED, holder=holder, **said)


def _told(guest: Officer, inspector: Officer, right: Right, *, at: datetime) -> None:
    """Let the owner name who may sell, a price, pictures and points; all but the last of each is confirmed."""
    on = local_date(at)
    said: dict[str, Any] = {"officer": guest, "at": at - COMPARED, "right": right}

    def picture(shows: Shows, alt: str, *, is_fake: bool) -> Picture:
        drawn = BytesIO(draw_kettle(is_fake=is_fake))
        return services.add_picture(**said, shows=shows, alt=alt, picture=drawn, name="am.png")

    def point(number: int, on_picture: Picture) -> GuidePoint:
        where, genuine, fake, frame = POINTS[number]
        return services.add_point(**said, where=where, genuine=genuine, fake=fake, picture=on_picture, rectangle=frame)

    genuine = picture(Shows.GENUINE, "Ấm thật nhìn nghiêng, tem dưới vòi", is_fake=False)
    fake = picture(Shows.FAKE, "Ấm giả nhìn nghiêng, không có tem", is_fake=True)
    shop = services.add_seller(
        **said, role=SellerRole.SELLER, name="Mây Sớm chính hãng", platform="shopee", account="389010",
        valid_from=on - YEAR, source="Hợp đồng đại lý 02/2025",
    )  # fmt: skip
    services.add_seller(
        **said, role=SellerRole.IMPORTER, name="Công ty TNHH Nhập khẩu Bản Chắt", valid_from=on, last_day=on + YEAR,
        source="Giấy ủy quyền 11/GUQ-MS",
    )  # fmt: skip
    price = services.add_floor(**said, goods=("ấm điện",), floor_vnd=690_000, valid_from=on, source="Bảng giá bán lẻ")
    first, _ = point(0, genuine), point(1, fake)
    for one in (genuine, fake, shop, price, first):
        services.confirm_said(officer=inspector, at=at - SENT, said=one)


def _reported(guest: Officer, inspector: Officer, right: Right, *, at: datetime) -> None:
    """Let the owner report links, of which two are answered; into one of the two an inspector looks."""
    notice = services.send_notice(
        officer=guest, at=at - SENT, right=right, lines=LINKS, note="Đã mua thử ở hai gian: ấm không có tem dưới vòi."
    )
    answers = (
        (1, Answer.CONFIRMED, "Đã kiểm tra gian hàng."),
        (3, Answer.NO_POWER, "Gian hàng ở tỉnh khác; đã chuyển nơi có thẩm quyền."),
    )
    for row, answer, words in answers:
        link = notice.links.get(row=row)
        if answer == Answer.CONFIRMED:
            take_lead(officer=inspector, at=at - SENT, lead=Lead.objects.get(pk=link.lead_id))
        services.answer_links(
            officer=inspector, at=at - timedelta(days=1), notice=notice, link_ids=[link.pk], answer=answer, words=words
        )
