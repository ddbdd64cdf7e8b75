"""Kiến nghị, phản ánh."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.intake.kinds.asking import WHERE, what
from minhbach.domains.intake.kinds.kind import Identity, Kind, Outcome

KIND = Kind(
    code="KIEN_NGHI_PHAN_ANH",
    slug="kien-nghi",
    words=_lazy("Kiến nghị, phản ánh"),
    short=_lazy("kiến nghị, phản ánh"),
    says=_lazy("Bạn góp ý, phản ánh về việc làm của cơ quan hoặc về quy định. Không phải khiếu nại, tố cáo."),
    identity=Identity.UNKNOWN,
    asks=(what(_lazy("Bạn muốn kiến nghị, phản ánh điều gì?")), WHERE),
    clock="PAKN.TRALOI",
    outcomes=(
        Outcome("THU_LY", _lazy("Đã thụ lý để giải quyết")),
        Outcome("KEO_DAI", _lazy("Kéo dài để xác minh")),
        Outcome("TU_CHOI", _lazy("Từ chối thụ lý")),
        Outcome("CHUYEN", _lazy("Đã chuyển cơ quan có thẩm quyền")),
    ),
)
