"""What intake is to the office."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.custody.types import Blanks
from minhbach.domains.intake import selectors
from minhbach.domains.intake.handing_over import HANDED
from minhbach.domains.intake.policies import KEEPERS, WORKERS
from minhbach.domains.intake.types import TieKind
from minhbach.domains.subjects.types import Panel
from minhbach.foundation.office import Office, Room

OFFICE = Office(
    rooms=(
        Room(
            _lazy("Tin báo, đơn thư"),
            "intake:list",
            "inbox",
            place=38,
            roles=frozenset(WORKERS),
            within=(
                Room(_lazy("Chuyển đi, chuyển đến"), "intake:handovers", "transfer", roles=frozenset(WORKERS)),
                Room(_lazy("Quá hạn"), "intake:overdue", "alarm", roles=frozenset(WORKERS)),
                Room(_lazy("Ý kiến người gửi"), "intake:opinions", "message-star", roles=frozenset(WORKERS)),
                Room(_lazy("Văn bản mẫu"), "intake:templates", "template", roles=frozenset(WORKERS)),
                Room(_lazy("Hộp thư tiếp nhận"), "intake:letterboxes", "mailbox", roles=frozenset(KEEPERS)),
            ),
        ),
    ),
    work=selectors.work_items,
    offers=(
        HANDED,
        Panel(lambda subject_id: reverse("intake:tied", args=[TieKind.SUBJECT, subject_id])),
        Blanks(
            "intake.person",
            _lazy("Người gửi tin, đơn"),
            _lazy(
                "Tên, số điện thoại, địa chỉ, kể cả đã niêm phong, của tin, đơn đã kết thúc. Nội dung tin, đơn ở lại."
            ),
            "intake:report",
        ),
    ),
    audit={
        "intake.report.received": _lazy("nhận tin, đơn của người dân"),
        "intake.message.heard": _lazy("đưa lời người gửi gửi cách khác vào tin, đơn"),
        "intake.message.received": _lazy("nhận lời nhắn của người gửi tin, đơn"),
        "intake.recording.received": _lazy("nhận video, ghi âm của người gửi tin, đơn"),
        "intake.report.answered": _lazy("trả lời người gửi tin, đơn"),
        "intake.report.noted": _lazy("ghi chú nội bộ vào tin, đơn"),
        "intake.report.moved": _lazy("chuyển bước xử lý tin, đơn"),
        "intake.report.turned": _lazy("đổi loại tin, đơn"),
        "intake.report.assigned": _lazy("giao người xử lý tin, đơn"),
        "intake.group.answered": _lazy("trả lời cả nhóm tin, đơn giống nhau"),
        "intake.group.recalled": _lazy("thu hồi lời trả lời cả nhóm"),
        "intake.person.told": _lazy("nhận danh tính người gửi tin, đơn"),
        "intake.person.opened": _lazy("xem đầy đủ người gửi tin, đơn"),
        "intake.report.handed": _lazy("chuyển tin, đơn tới cơ quan khác"),
        "intake.report.taken": _lazy("tiếp nhận tin, đơn cơ quan khác chuyển đến"),
        "intake.report.returned": _lazy("trả lại tin, đơn được chuyển đến"),
        "intake.report.withdrawn": _lazy("rút lại tin, đơn đã chuyển"),
        "intake.report.confirmed": _lazy("ghi xác nhận bằng văn bản của nơi nhận tin, đơn"),
        "intake.report.marked": _lazy("ghi mốc thời hạn của tin, đơn"),
        "intake.report.tied": _lazy("nối tin, đơn với hồ sơ khác"),
        "intake.report.untied": _lazy("bỏ nối tin, đơn với hồ sơ khác"),
        "intake.report.raised": _lazy("báo cấp trên tin, đơn quá hạn"),
        "intake.template.kept": _lazy("giữ văn bản mẫu để trả lời"),
        "intake.template.changed": _lazy("sửa văn bản mẫu để trả lời"),
        "intake.template.put_away": _lazy("cất văn bản mẫu để trả lời"),
        "intake.letterbox.opened": _lazy("mở hộp thư tiếp nhận"),
        "intake.letterbox.changed": _lazy("sửa thông tin công bố của hộp thư tiếp nhận"),
        "intake.letterbox.closed": _lazy("đóng hộp thư tiếp nhận"),
    },
)
