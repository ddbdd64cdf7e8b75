"""A typical case, told without names: what was done, how it was found, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.outreach.kinds.kind import Asked, Kind, Section, texts


@dataclass(frozen=True, kw_only=True)
class TypicalCase:
    happened: Annotated[
        str,
        Asked(
            label=_lazy("Sự việc"),
            help=_lazy("Không nêu tên, địa chỉ, số điện thoại của ai, kể cả người báo tin."),
            rows=5,
            longest=4_000,
        ),
    ]
    found: Annotated[str, Asked(label=_lazy("Phát hiện bằng cách nào"), rows=2, is_needed=False)] = ""
    outcome: Annotated[str, Asked(label=_lazy("Kết quả xử lý"), rows=2)]
    lesson: Annotated[str, Asked(label=_lazy("Người mua rút ra điều gì"), rows=2, is_needed=False)] = ""

    def shown(self) -> tuple[Section, ...]:
        return texts(
            (_lazy("Sự việc"), self.happened),
            (_lazy("Phát hiện"), self.found),
            (_lazy("Kết quả xử lý"), self.outcome),
            (_lazy("Điều rút ra"), self.lesson),
        )


KIND = Kind(
    code="typical_case",
    slug="vu-viec-dien-hinh",
    words=_lazy("vụ việc điển hình"),
    many=_lazy("Vụ việc điển hình"),
    says=_lazy("Thủ đoạn đã gặp, kể lại không nêu tên ai."),
    content=TypicalCase,
)
