"""Thông tin có nội dung tố cáo không rõ người gửi."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.intake.kinds.asking import LINK, WHEN, WHERE, what
from minhbach.domains.intake.kinds.kind import Identity, Kind, Outcome

KIND = Kind(
    code="TO_CAO_KHONG_DANH",
    slug="to-cao-khong-danh",
    words=_lazy("Thông tin có nội dung tố cáo không rõ người gửi"),
    short=_lazy("tố cáo không rõ người gửi"),
    says=_lazy(
        "Bạn tố cáo mà không nêu tên. Không phải tố cáo theo Luật; được dùng nếu nội dung rõ, có chứng cứ cụ thể."
    ),
    identity=Identity.NOT_REQUIRED,
    asks=(
        what(_lazy("Nội dung"), _lazy("Càng cụ thể càng kiểm tra được: việc gì, ngày nào, chứng cứ ở đâu.")),
        WHERE,
        LINK,
        WHEN,
    ),
    clock="QLTT.TIN.BAOCAO",
    outcomes=(
        Outcome("DUNG_KIEM_TRA", _lazy("Dùng cho thanh tra, kiểm tra")),
        Outcome("CHUYEN", _lazy("Chuyển cơ quan có thẩm quyền")),
        Outcome("KHONG_XU_LY", _lazy("Không xử lý (không rõ, không có chứng cứ)")),
    ),
)
