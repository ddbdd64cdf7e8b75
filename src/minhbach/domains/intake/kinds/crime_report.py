"""Tố giác, tin báo về tội phạm."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.intake.kinds.asking import LINK, WHAT, WHEN, WHERE
from minhbach.domains.intake.kinds.kind import Identity, Keeping, Kind, Outcome

KIND = Kind(
    code="TO_GIAC_TOI_PHAM",
    slug="to-giac",
    words=_lazy("Tố giác, tin báo về tội phạm"),
    short=_lazy("tố giác tội phạm"),
    says=_lazy("Bạn cho rằng đã có tội phạm. Cơ quan nhận phải chuyển ngay cho Cơ quan điều tra."),
    identity=Identity.OPTIONAL,
    asks=(WHAT, WHERE, LINK, WHEN),
    clock="TOIPHAM.CHUYEN",
    person=Keeping.SEALED,
    outcomes=(
        Outcome("CHUYEN_CQDT", _lazy("Đã chuyển Cơ quan điều tra")),
        Outcome("KHOI_TO", _lazy("Quyết định khởi tố vụ án")),
        Outcome("KHONG_KHOI_TO", _lazy("Quyết định không khởi tố")),
        Outcome("TAM_DINH_CHI", _lazy("Tạm đình chỉ giải quyết")),
    ),
)
