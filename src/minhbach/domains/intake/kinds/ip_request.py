"""Đơn yêu cầu xử lý xâm phạm quyền sở hữu công nghiệp."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.intake.kinds.asking import LINK, WHERE, what
from minhbach.domains.intake.kinds.kind import Ask, Identity, Keeping, Kind, Outcome

TITLE = Ask(name="title", label=_lazy("Văn bằng số"), is_needed=True)

KIND = Kind(
    code="DON_SHCN",
    slug="don-so-huu-cong-nghiep",
    words=_lazy("Đơn yêu cầu xử lý xâm phạm quyền sở hữu công nghiệp"),
    short=_lazy("đơn sở hữu công nghiệp"),
    says=_lazy("Bạn là chủ nhãn hiệu, sáng chế, kiểu dáng, hoặc được ủy quyền."),
    identity=Identity.REQUIRED,
    asks=(what(_lazy("Hàng nào xâm phạm quyền nào?")), TITLE, WHERE, LINK),
    clock="SHCN.DON.XEMXET",
    person=Keeping.OPEN,
    outcomes=(
        Outcome("CHUYEN", _lazy("Chuyển cơ quan có thẩm quyền")),
        Outcome("BO_SUNG", _lazy("Yêu cầu bổ sung")),
        Outcome("THU_LY", _lazy("Thụ lý")),
        Outcome("TU_CHOI", _lazy("Từ chối")),
        Outcome("XU_PHAT", _lazy("Xử phạt")),
    ),
)
