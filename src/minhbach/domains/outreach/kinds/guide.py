"""A guide: genuine beside fake, sign by sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.outreach.kinds.kind import Asked, Grid, Kind, Section, texts

COLUMNS = (_lazy("Xem ở đâu"), _lazy("Hàng thật"), _lazy("Hàng giả"))


@dataclass(frozen=True)
class Compared:
    where: str
    genuine: str
    fake: str


@dataclass(frozen=True, kw_only=True)
class Guide:
    goods: Annotated[str, Asked(label=_lazy("Hàng hóa"), longest=300)]
    compared: Annotated[
        tuple[Compared, ...],
        Asked(
            label=_lazy("So sánh"),
            help=_lazy("Mỗi dòng: xem ở đâu | hàng thật | hàng giả."),
            rows=6,
            columns=COLUMNS,
        ),
    ]
    source: Annotated[str, Asked(label=_lazy("Nguồn"), help=_lazy("Chủ nhãn hiệu, cơ quan nào."), longest=300)]

    def shown(self) -> tuple[Section, ...]:
        rows = tuple((one.where, one.genuine, one.fake) for one in self.compared)
        grid = Grid(_lazy("So sánh hàng thật, hàng giả"), COLUMNS, rows)
        return (*texts((_lazy("Hàng hóa"), self.goods)), grid, *texts((_lazy("Nguồn"), self.source)))


KIND = Kind(
    code="guide",
    slug="huong-dan",
    words=_lazy("hướng dẫn nhận biết"),
    many=_lazy("Hướng dẫn nhận biết hàng thật, hàng giả"),
    says=_lazy("Hàng thật đặt cạnh hàng giả, từng dấu hiệu một."),
    content=Guide,
    names_goods=True,
    has_pictures=True,
)
