"""A warning of goods: what is being sold falsely, how one knows it, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.outreach.kinds.kind import Asked, Kind, Section, texts


@dataclass(frozen=True, kw_only=True)
class Warning:  # noqa: A001
    goods: Annotated[str, Asked(label=_lazy("Hàng hóa"), longest=300)]
    signs: Annotated[
        tuple[str, ...], Asked(label=_lazy("Dấu hiệu nhận biết"), help=_lazy("Mỗi dòng một dấu hiệu."), rows=4)
    ]
    harm: Annotated[str, Asked(label=_lazy("Nguy hại"), rows=2, is_needed=False)] = ""
    advice: Annotated[str, Asked(label=_lazy("Người mua nên làm gì"), rows=2)]
    source: Annotated[
        str,
        Asked(label=_lazy("Nguồn"), help=_lazy("Kết quả kiểm nghiệm, thông báo, quyết định nào."), longest=300),
    ]

    def shown(self) -> tuple[Section, ...]:
        return texts(
            (_lazy("Hàng hóa"), self.goods),
            (_lazy("Dấu hiệu nhận biết"), self.signs),
            (_lazy("Nguy hại"), self.harm),
            (_lazy("Nên làm gì"), self.advice),
            (_lazy("Nguồn"), self.source),
        )


KIND = Kind(
    code="warning",
    slug="canh-bao",
    words=_lazy("cảnh báo"),
    many=_lazy("Cảnh báo"),
    says=_lazy("Hàng hóa đang bị làm giả, hàng không bảo đảm; cách nhận ra và nên làm gì."),
    content=Warning,
    names_goods=True,
)
