"""Phản ánh, yêu cầu, khiếu nại về nền tảng, người bán thương mại điện tử."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.intake.kinds.asking import LINK, WHAT
from minhbach.domains.intake.kinds.kind import Identity, Kind, Outcome

KIND = Kind(
    code="TMDT_HE_THONG",
    slug="thuong-mai-dien-tu",
    words=_lazy("Phản ánh, yêu cầu, khiếu nại về nền tảng, người bán thương mại điện tử"),
    short=_lazy("phản ánh thương mại điện tử"),
    says=_lazy("Bạn phản ánh với Bộ Công Thương về một nền tảng hoặc người bán trên mạng."),
    identity=Identity.REQUIRED,
    asks=(WHAT, LINK),
    no_clock=_lazy("Điều luật đã đọc không đặt thời hạn."),
    instead=_lazy(
        "Gửi tại Hệ thống quản lý hoạt động thương mại điện tử: online.gov.vn. Nếu chỉ muốn báo hàng giả để cơ "
        "quan kiểm tra, hãy gửi tin báo ở đây."
    ),
    outcomes=(
        Outcome("GHI_NHAN", _lazy("Đã ghi nhận tại Hệ thống")),
        Outcome("DANG_XU_LY", _lazy("Đang xử lý")),
        Outcome("KET_QUA", _lazy("Đã có kết quả")),
    ),
)
