"""What the hotline's desk is to the office."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.custody.types import Blanks
from minhbach.domains.hotline import selectors
from minhbach.domains.hotline.policies import WORKERS
from minhbach.domains.intake.types import ReportPanel
from minhbach.foundation.office import Office, Room

OFFICE = Office(
    rooms=(
        Room(
            _lazy("Bàn trực"),
            "hotline:desk",
            "headset",
            place=39,
            roles=frozenset(WORKERS),
            under="intake:list",
            within=(
                Room(_lazy("Cuộc gọi"), "hotline:list", "phone", roles=frozenset(WORKERS)),
                Room(_lazy("Đường dây nóng"), "hotline:lines", "address-book", roles=frozenset(WORKERS)),
                Room(_lazy("Hòm thư"), "hotline:boxes", "mailbox", roles=frozenset(WORKERS)),
                Room(_lazy("Thư điện tử"), "hotline:mails", "inbox", roles=frozenset(WORKERS)),
                Room(_lazy("Hộp thư điện tử"), "hotline:mailboxes", "at", roles=frozenset(WORKERS)),
                Room(_lazy("1800.6838 chuyển"), "hotline:transfers", "phone-incoming", roles=frozenset(WORKERS)),
                Room(_lazy("Tiếp công dân"), "hotline:visits", "users", roles=frozenset(WORKERS)),
                Room(_lazy("Số liệu đường dây nóng"), "hotline:figures", "chart-bar", roles=frozenset(WORKERS)),
            ),
        ),
    ),
    work=selectors.work_items,
    offers=(
        ReportPanel(lambda report_id: reverse("hotline:of_report", args=[report_id])),
        Blanks(
            "hotline.mail",
            _lazy("Thư điện tử đã xử lý"),
            _lazy("Nội dung và tệp kèm. Tin, đơn đã lập từ thư ở lại."),
            "hotline:mail",
        ),
        Blanks("hotline.visit", _lazy("Lượt tiếp công dân"), _lazy("Nội dung trình bày và trả lời.")),
    ),
    audit={
        "hotline.line.opened": _lazy("mở đường dây nóng"),
        "hotline.line.closed": _lazy("kết thúc đường dây nóng"),
        "hotline.stint.taken_over": _lazy("nhận ca trực đường dây nóng"),
        "hotline.stint.handed_over": _lazy("giao ca trực đường dây nóng"),
        "hotline.call.entered": _lazy("ghi cuộc gọi thành tin, đơn"),
        "hotline.call.missed": _lazy("ghi cuộc gọi nhỡ"),
        "hotline.call.taken_on": _lazy("nhận gọi lại, xem số gọi tới"),
        "hotline.call.tried_back": _lazy("gọi lại cuộc gọi nhỡ"),
        "hotline.calls.rang_out": _lazy("coi là nhỡ cuộc gọi không được báo kết thúc"),
        "hotline.calls.forgotten": _lazy("xóa số gọi tới đã quá hạn giữ"),
        "hotline.report.raised": _lazy("báo cáo thủ trưởng về tin, đơn"),
        "hotline.report.instructed": _lazy("bút phê tin, đơn"),
        "hotline.letter.entered": _lazy("nhập thư thành tin, đơn"),
        "hotline.visit.entered": _lazy("ghi sổ tiếp công dân"),
        "hotline.box.put_up": _lazy("đặt hòm thư"),
        "hotline.box.taken_down": _lazy("thôi dùng hòm thư"),
        "hotline.box.opened": _lazy("lập biên bản mở hòm thư"),
        "hotline.box.opening_signed": _lazy("ký biên bản mở hòm thư"),
        "hotline.mailbox.named": _lazy("khai hộp thư điện tử ở tệp cấu hình"),
        "hotline.mailbox.left": _lazy("thôi dùng hộp thư điện tử"),
        "hotline.mail.drawn": _lazy("lấy thư điện tử về"),
        "hotline.mail.entered": _lazy("lập tin, đơn từ thư điện tử"),
        "hotline.mail.joined": _lazy("nối thư điện tử vào tin, đơn"),
        "hotline.mail.set_aside": _lazy("để riêng thư điện tử"),
        "hotline.mail.taken_back": _lazy("lấy lại thư điện tử đã để riêng"),
        "hotline.mails.forgotten": _lazy("xóa người gửi của thư điện tử để riêng đã lâu"),
        "hotline.file.handed_out": _lazy("xuất tệp có thể gây hại để giám định"),
        "hotline.transfers.taken": _lazy("tiếp nhận yêu cầu tổng đài 1800.6838 chuyển"),
        "hotline.figures.exported": _lazy("xuất số liệu đường dây nóng"),
    },
)
