"""Tin báo về buôn lậu, gian lận thương mại, hàng giả."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.intake.kinds.asking import LINK, WHAT, WHEN, WHERE
from minhbach.domains.intake.kinds.kind import Identity, Keeping, Kind, Outcome

KIND = Kind(
    code="TIN_BAO",
    slug="tin-bao",
    words=_lazy("Tin báo về buôn lậu, gian lận thương mại, hàng giả"),
    short=_lazy("tin báo"),
    says=_lazy("Bạn muốn cơ quan kiểm tra. Không cần nêu tên."),
    identity=Identity.OPTIONAL,
    asks=(WHAT, WHERE, LINK, WHEN),
    clock="TINBAO.TIEPNHAN",
    person=Keeping.SEALED,
    outcomes=(
        Outcome("TIEP_NHAN", _lazy("Đã tiếp nhận")),
        Outcome("XAC_MINH", _lazy("Phân công thẩm tra, xác minh")),
        Outcome("KIEM_TRA", _lazy("Ban hành quyết định kiểm tra đột xuất")),
        Outcome("CHUYEN", _lazy("Chuyển cơ quan có thẩm quyền")),
        Outcome("KHONG_DU_CAN_CU", _lazy("Không đủ căn cứ kiểm tra")),
    ),
)
