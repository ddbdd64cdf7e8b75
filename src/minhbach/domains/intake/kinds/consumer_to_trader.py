"""Phản ánh, yêu cầu, khiếu nại của người tiêu dùng gửi doanh nghiệp."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.intake.kinds.asking import LINK, WHERE, what
from minhbach.domains.intake.kinds.kind import Identity, Kind, Outcome

KIND = Kind(
    code="NTD_DOANH_NGHIEP",
    slug="nguoi-tieu-dung-doanh-nghiep",
    words=_lazy("Phản ánh, yêu cầu, khiếu nại của người tiêu dùng gửi doanh nghiệp"),
    short=_lazy("người tiêu dùng gửi doanh nghiệp"),
    says=_lazy("Bạn muốn người bán đổi, trả, bồi thường và chưa yêu cầu người bán."),
    identity=Identity.UNKNOWN,
    asks=(what(_lazy("Bạn yêu cầu điều gì?")), WHERE, LINK),
    clock="NTD.XACNHAN",
    instead=_lazy(
        "Trước hết gửi yêu cầu cho chính doanh nghiệp, tại trụ sở, nơi bán hoặc trang của họ. Doanh nghiệp không "
        "trả lời hoặc từ chối không có lý do chính đáng thì cơ quan nhà nước hỗ trợ."
    ),
    outcomes=(
        Outcome("THUONG_LUONG_THANH", _lazy("Thương lượng thành")),
        Outcome("THUONG_LUONG_KHONG_THANH", _lazy("Thương lượng không thành")),
        Outcome("TU_CHOI", _lazy("Từ chối, nêu lý do bằng văn bản")),
    ),
)
