"""Khiếu nại quyết định hành chính, hành vi hành chính."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.intake.kinds.asking import WHEN, what
from minhbach.domains.intake.kinds.kind import Ask, Identity, Keeping, Kind, Outcome

DECISION = Ask(name="decision", label=_lazy("Quyết định số, ngày, của cơ quan nào"), is_needed=True)

KIND = Kind(
    code="KHIEU_NAI",
    slug="khieu-nai",
    words=_lazy("Khiếu nại quyết định hành chính, hành vi hành chính"),
    short=_lazy("khiếu nại"),
    says=_lazy("Một quyết định hoặc việc làm của cơ quan tác động tới chính bạn và bạn cho là sai."),
    identity=Identity.REQUIRED,
    asks=(what(_lazy("Bạn khiếu nại điều gì, vì sao?")), DECISION, WHEN),
    clock="KHIEUNAI.THULY",
    person=Keeping.OPEN,
    outcomes=(
        Outcome("KHONG_THU_LY", _lazy("Không thụ lý, nêu lý do")),
        Outcome("THU_LY", _lazy("Thụ lý")),
        Outcome("GIU_NGUYEN", _lazy("Giữ nguyên quyết định")),
        Outcome("SUA_HUY", _lazy("Sửa đổi, hủy bỏ quyết định")),
        Outcome("RUT", _lazy("Người khiếu nại rút")),
    ),
)
