"""Phản ánh cán bộ bao che, tiếp tay, bảo kê: past the unit named, to the inspectors designated for the place."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.intake.kinds.asking import WHEN, what
from minhbach.domains.intake.kinds.kind import Ask, Identity, Keeping, Kind, Outcome

OFFICER = Ask(name="officer", label=_lazy("Cán bộ nào?"), help=_lazy("Họ tên, chức vụ, số hiệu, nếu biết."))

KIND = Kind(
    code="CAN_BO_SAI_PHAM",
    slug="can-bo-sai-pham",
    words=_lazy("Phản ánh cán bộ bao che, tiếp tay, bảo kê"),
    short=_lazy("phản ánh cán bộ"),
    says=_lazy(
        "Đi thẳng tới người thanh tra, kiểm tra được phân công cho địa bàn. Đơn vị bạn nêu, đơn vị cấp trên và "
        "cấp dưới của đơn vị ấy không biết là có phản ánh này. Không cần nêu tên mình."
    ),
    identity=Identity.OPTIONAL,
    asks=(what(_lazy("Chuyện gì đã xảy ra?")), OFFICER, WHEN),
    no_clock=_lazy("Không phải loại đơn của luật: điều luật đã đọc không đặt thời hạn."),
    person=Keeping.SEALED,
    is_of_law=False,
    names_unit=True,
    outcomes=(
        Outcome("CO_SAI_PHAM", _lazy("Có sai phạm, đã chuyển xử lý")),
        Outcome("KHONG_CO", _lazy("Không có sai phạm")),
        Outcome("KHONG_DU_CAN_CU", _lazy("Không đủ căn cứ xem xét")),
        Outcome("CHUYEN", _lazy("Chuyển cơ quan có thẩm quyền")),
    ),
)
