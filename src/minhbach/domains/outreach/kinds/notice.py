"""What online.gov.vn says of a place of sale: that it was notified or registered. That it was not is never told.

The ministry's list of them is public by law (Điều 37 khoản 2đ Luật TMĐT 122/2025/QH15); here an agency repeats one line
of it, with the day on which it was read, where somebody looks the place up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.outreach.kinds.kind import Kind, Section, texts
from minhbach.foundation.writing import write_day


@dataclass(frozen=True, kw_only=True)
class Notice:
    """DATED is the day on which online.gov.vn was read; nothing is said of whoever runs the place."""

    name: str
    address: str
    is_registered: bool
    number: str
    confirmed_on: date | None
    source: str
    dated: date

    def shown(self) -> tuple[Section, ...]:
        said = _lazy("Đã đăng ký") if self.is_registered else _lazy("Đã thông báo")
        return texts(
            (_lazy("Trang, ứng dụng"), self.name),
            (_lazy("Địa chỉ"), self.address),
            (_lazy("Tình trạng"), str(said)),
            (_lazy("Số xác nhận"), self.number),
            (_lazy("Ngày xác nhận"), write_day(self.confirmed_on) if self.confirmed_on else ""),
            (_lazy("Nguồn"), str(_lazy("%(source)s, xem ngày %(day)s") % {
                "source": self.source, "day": write_day(self.dated),
            })),
            (_lazy("Hiểu thế nào"), str(_lazy(
                "Chủ trang đã làm thủ tục với Bộ Công Thương. Điều này không nói hàng bán ở đó tốt hay xấu."
            ))),
        )  # fmt: skip


KIND = Kind(
    code="notice",
    slug="thong-bao-dang-ky",
    words=_lazy("thông báo, đăng ký với Bộ Công Thương"),
    many=_lazy("Trang, ứng dụng đã thông báo, đăng ký"),
    says=_lazy("Trang, ứng dụng bán hàng đã thông báo, đăng ký ở online.gov.vn, theo ngày cơ quan xem."),
    content=Notice,
    law="PUB.TMDT.DANHSACH",
    is_from_site=True,
)
