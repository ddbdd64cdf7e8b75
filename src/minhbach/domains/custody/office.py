"""What custody is to the office."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.custody import selectors
from minhbach.domains.custody.policies import READERS
from minhbach.foundation.office import Office, Room

OFFICE = Office(
    rooms=(
        Room(
            _lazy("Danh tính niêm phong"),
            "custody:list",
            "lock",
            place=41,
            roles=frozenset(READERS),
            under="intake:list",
            within=(
                Room(_lazy("Khóa của người giữ"), "custody:keys", "key", roles=frozenset(READERS)),
                Room(_lazy("Xóa khi hết thời hạn"), "custody:blankings", "eraser", roles=frozenset(READERS)),
                Room(_lazy("Dữ liệu cá nhân đang giữ"), "custody:kept", "list-details", roles=frozenset(READERS)),
            ),
        ),
    ),
    work=selectors.work_items,
    audit={
        "custody.key.registered": _lazy("đăng ký khóa niêm phong"),
        "custody.key.confirmed": _lazy("xác nhận khóa niêm phong của người khác"),
        "custody.key.ended": _lazy("thôi dùng khóa niêm phong"),
        "custody.blanking.asked": _lazy("đề nghị xóa danh tính hết thời hạn giữ"),
        "custody.blanking.approved": _lazy("đồng ý xóa danh tính hết thời hạn giữ"),
        "custody.hold.held": _lazy("giữ lại một hồ sơ tới hạn xóa"),
        "custody.hold.released": _lazy("thôi giữ lại một hồ sơ tới hạn xóa"),
        "custody.blanking.done": _lazy("xóa danh tính hết thời hạn giữ"),
        "custody.blanking.refused": _lazy("không đồng ý xóa danh tính"),
        "custody.opening.asked": _lazy("đề nghị mở danh tính"),
        "custody.opening.approved": _lazy("đồng ý mở danh tính"),
        "custody.opening.refused": _lazy("không đồng ý mở danh tính"),
        "custody.opening.opened": _lazy("lấy danh tính niêm phong để mở bằng khóa riêng"),
    },
)
