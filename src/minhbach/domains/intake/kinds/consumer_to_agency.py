"""Yêu cầu cơ quan nhà nước hỗ trợ thương lượng với người bán."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.intake.kinds.asking import LINK, what
from minhbach.domains.intake.kinds.kind import Ask, Identity, Keeping, Kind, Outcome

TRADER = Ask(name="trader", label=_lazy("Người bán là ai, ở đâu?"), rows=2, longest=1_000, is_needed=True)

KIND = Kind(
    code="NTD_CO_QUAN",
    slug="nguoi-tieu-dung-co-quan",
    words=_lazy("Yêu cầu cơ quan nhà nước hỗ trợ thương lượng với người bán"),
    short=_lazy("yêu cầu của người tiêu dùng"),
    says=_lazy("Bạn đã yêu cầu người bán mà không được trả lời hoặc bị từ chối."),
    identity=Identity.REQUIRED,
    asks=(what(_lazy("Bạn yêu cầu điều gì?")), TRADER, LINK),
    clock="NTD.CQ.CHUYENYC",
    person=Keeping.OPEN,
    outcomes=(
        Outcome("KHONG_TIEP_NHAN", _lazy("Không tiếp nhận (Đ58), nêu căn cứ")),
        Outcome("CHUYEN_DN", _lazy("Đã chuyển doanh nghiệp")),
        Outcome("THANH", _lazy("Thương lượng thành (văn bản, Đ60)")),
        Outcome("KHONG_THANH", _lazy("Không thành → hòa giải, trọng tài, Tòa án")),
        Outcome("CHUYEN_XU_LY", _lazy("Chuyển kiểm tra, xử phạt")),
    ),
)
