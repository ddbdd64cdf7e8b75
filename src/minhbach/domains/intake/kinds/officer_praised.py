"""Khen cán bộ: beside the reports of wrongs, and sealed from nobody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.intake.kinds.asking import WHEN, WHERE, what
from minhbach.domains.intake.kinds.kind import Ask, Identity, Keeping, Kind, Outcome

OFFICER = Ask(name="officer", label=_lazy("Cán bộ, đơn vị nào?"), is_needed=True)

KIND = Kind(
    code="CAN_BO_KHEN",
    slug="khen-can-bo",
    words=_lazy("Khen cán bộ, đơn vị làm tốt"),
    short=_lazy("lời khen cán bộ"),
    says=_lazy("Bạn thấy cán bộ, đơn vị làm tốt và muốn cơ quan biết."),
    identity=Identity.OPTIONAL,
    asks=(what(_lazy("Cán bộ đã làm gì?")), OFFICER, WHERE, WHEN),
    no_clock=_lazy("Không phải loại đơn của luật: điều luật đã đọc không đặt thời hạn."),
    person=Keeping.SEALED,
    is_of_law=False,
    outcomes=(
        Outcome("DA_CHUYEN_LOI", _lazy("Đã chuyển lời tới cán bộ, đơn vị")),
        Outcome("DE_NGHI_KHEN", _lazy("Đề nghị xét khen thưởng")),
        Outcome("GHI_NHAN", _lazy("Đã ghi nhận")),
    ),
)
