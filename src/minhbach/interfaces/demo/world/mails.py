"""The committee's mailbox, which no server stands behind, and what the national consumer line handed on."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from minhbach.domains.hotline import services
from minhbach.domains.hotline.types import MailboxSettings, MailHead, MailState
from minhbach.domains.intake.selectors import visible_letterboxes
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.world.province import Staff

BOX = MailboxSettings(
    key="tinbao", letterbox="lang-son", address="tinbao389@langson.example.vn", host="", password_file=""
)
# Hours ago, subject, words, kind of machine.
MAILS = (
    (30, "Kem trộn bán ở cổng trường", "Cháu mua kem ở quán cổng trường, bôi hai hôm thì rát mặt.", ""),
    (7, "Tự động: vắng mặt", "Tôi đi công tác tới hết tuần, sẽ trả lời sau.", "answer"),
    (3, "Gửi ảnh rượu giả", "Tôi gửi ảnh chai rượu và hóa đơn, nhờ cơ quan xem giúp.", ""),
)
# What came with the last: a name that hides a program.
PROGRAM = ("hoa-don.pdf.exe", b"MZ" + b"\0" * 2_046, ("false_name", "program"))
HANDED = (
    ("TD-2026-0381", "Mua bếp từ qua trang bán hàng, bếp hỏng sau ba ngày, cửa hàng không bảo hành.", "Nông Văn Tám"),
    ("TD-2026-0384", "Đặt sữa cho cháu, giao hộp đã mở nắp, không cho trả lại.", "Hoàng Thị Slao"),
)


def draw_mails(staff: Staff, *, at: datetime) -> int:
    """Let mails wait that came to the committee's mailbox, and take a list of the line in; returns how many came."""
    ((box, _named),) = services.follow_mailboxes([BOX], at=at)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tep"
        path.write_bytes(PROGRAM[1])
        looked = services.Looked("application/x-msdownload", PROGRAM[2])
        for uid, (hours, subject, text, automatic) in enumerate(MAILS, start=1):
            head = MailHead(uid, len(text), at - timedelta(hours=hours), b"")
            drawn = services.DrawnMail(
                MailState.ASIDE if automatic else MailState.WAITING,
                {"subject": subject, "text": text, "automatic": automatic},
                [(PROGRAM[0], path, looked)] if uid == len(MAILS) else [],
            )
            services.keep_mail(box, 1, head, f"{uid:064d}", drawn)
    officer = staff["bcd389"]
    handed = [
        services.Handed(number=number, what=what, name=name, came_on=local_date(at)) for number, what, name in HANDED
    ]
    services.take_transfers(
        officer=officer, at=at, letterbox=visible_letterboxes().get(slug="lang-son"), handed=handed,
        batch=UUID(int=389_901),
    )  # fmt: skip
    return len(MAILS) + len(HANDED)
