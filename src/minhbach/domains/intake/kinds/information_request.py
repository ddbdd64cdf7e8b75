"""Yêu cầu cung cấp thông tin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.intake.kinds.asking import what
from minhbach.domains.intake.kinds.kind import Identity, Kind, Outcome

KIND = Kind(
    code="TIEP_CAN_TT",
    slug="cung-cap-thong-tin",
    words=_lazy("Yêu cầu cung cấp thông tin"),
    short=_lazy("yêu cầu thông tin"),
    says=_lazy("Bạn muốn nhận thông tin mà cơ quan nhà nước giữ."),
    identity=Identity.UNKNOWN,
    asks=(what(_lazy("Bạn cần thông tin gì?")),),
    no_clock=_lazy("Thời hạn tùy thông tin đơn giản hay phức tạp: cán bộ xem rồi mới biết."),
    instead=_lazy(
        "Điều khoản về danh tính, cách gửi chưa được pháp chế đối chiếu nên chưa nhận ở đây: hãy gửi trực tiếp "
        "tới cơ quan giữ thông tin."
    ),
    outcomes=(
        Outcome("CUNG_CAP", _lazy("Cung cấp")),
        Outcome("GIA_HAN", _lazy("Gia hạn")),
        Outcome("TU_CHOI", _lazy("Từ chối, nêu lý do")),
    ),
)
