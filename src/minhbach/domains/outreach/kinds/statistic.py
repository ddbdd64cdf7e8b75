"""Open figures of one unit, with where they come from; drawn by the server, and as CSV."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.outreach.kinds.kind import Asked, Figures, Kind, Section, texts

COLUMNS = (_lazy("Nội dung"), _lazy("Số"))


@dataclass(frozen=True)
class Value:
    label: str
    value: Decimal


@dataclass(frozen=True, kw_only=True)
class Statistic:
    period: Annotated[str, Asked(label=_lazy("Kỳ số liệu"), help=_lazy("Ví dụ: tháng 10 năm 2026."), longest=100)]
    unit: Annotated[str, Asked(label=_lazy("Đơn vị tính"), help=_lazy("Ví dụ: vụ, triệu đồng."), longest=40)]
    values: Annotated[
        tuple[Value, ...],
        Asked(label=_lazy("Số liệu"), help=_lazy("Mỗi dòng: nội dung | số."), rows=8, columns=COLUMNS),
    ]
    source: Annotated[str, Asked(label=_lazy("Nguồn"), help=_lazy("Báo cáo số nào, chốt ngày nào."), longest=300)]

    def shown(self) -> tuple[Section, ...]:
        figures = Figures(self.period, self.unit, tuple((one.label, one.value) for one in self.values))
        return (figures, *texts((_lazy("Nguồn"), self.source)))


KIND = Kind(
    code="statistic",
    slug="so-lieu",
    words=_lazy("số liệu mở"),
    many=_lazy("Số liệu mở"),
    says=_lazy("Số liệu đã chốt, có nguồn; tải về được dưới dạng CSV."),
    content=Statistic,
)
