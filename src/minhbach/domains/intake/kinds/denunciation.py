"""Tố cáo hành vi vi phạm pháp luật."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.intake.kinds.asking import WHEN, WHERE, what
from minhbach.domains.intake.kinds.kind import Ask, Identity, Keeping, Kind, Outcome

ACCUSED = Ask(name="accused", label=_lazy("Tố cáo ai?"), is_needed=True)

KIND = Kind(
    code="TO_CAO",
    slug="to-cao",
    words=_lazy("Tố cáo hành vi vi phạm pháp luật"),
    short=_lazy("tố cáo"),
    says=_lazy("Bạn nêu tên mình để tố cáo một người hoặc tổ chức. Tên được giữ bí mật."),
    identity=Identity.REQUIRED,
    asks=(what(_lazy("Nội dung tố cáo")), ACCUSED, WHERE, WHEN),
    clock="TOCAO.XULYBANDAU",
    person=Keeping.SEALED,
    outcomes=(
        Outcome("KHONG_THU_LY", _lazy("Không thụ lý, nêu lý do")),
        Outcome("CHUYEN", _lazy("Chuyển cơ quan có thẩm quyền")),
        Outcome("THU_LY", _lazy("Thụ lý")),
        Outcome("DUNG", _lazy("Kết luận: đúng")),
        Outcome("DUNG_MOT_PHAN", _lazy("Kết luận: đúng một phần")),
        Outcome("SAI", _lazy("Kết luận: tố cáo sai sự thật")),
        Outcome("DINH_CHI", _lazy("Rút, đình chỉ")),
    ),
)
