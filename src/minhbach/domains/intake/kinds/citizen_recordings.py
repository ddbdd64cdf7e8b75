"""Ảnh, video do người dân cung cấp theo Nghị định 61/2026."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.intake.kinds.asking import WHAT, WHEN, WHERE
from minhbach.domains.intake.kinds.kind import Identity, Kind, Outcome

KIND = Kind(
    code="DU_LIEU_ND61",
    slug="du-lieu-nghi-dinh-61",
    words=_lazy("Ảnh, video do người dân cung cấp theo Nghị định 61/2026"),
    short=_lazy("dữ liệu theo NĐ 61"),
    says=_lazy("Ảnh, video làm căn cứ xử phạt về giao thông, môi trường và vài lĩnh vực khác."),
    identity=Identity.OPTIONAL,
    asks=(WHAT, WHERE, WHEN),
    off=_lazy(
        "Nghị định 61/2026 không áp dụng cho thương mại, hàng giả, thương mại điện tử: ở đó ảnh, video là tin "
        "báo, cán bộ tự lập chứng cứ."
    ),
    outcomes=(
        Outcome("VI_PHAM", _lazy("Có vi phạm: lập biên bản")),
        Outcome("KHONG_VI_PHAM", _lazy("Không vi phạm, không đủ căn cứ")),
        Outcome("CHUYEN", _lazy("Chuyển cơ quan có thẩm quyền")),
        Outcome("TO_TUNG", _lazy("Dấu hiệu tội phạm hoặc dữ liệu giả: chuyển tố tụng")),
    ),
)
