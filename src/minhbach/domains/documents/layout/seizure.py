"""The frame that the decisions on a seizure share: whose goods, which, what is decided of them, who carries it out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Protocol, TypeAlias

from django.utils.translation import gettext_lazy as _lazy

from .decision import Ground, compose_decision, grounds_of, handing_over, in_force_from_signing
from .envelope import CitedDocument, Envelope
from .fields import says
from .goods import GoodsRow, goods_appendices, goods_line
from .paper import Line, Paper, line
from .parts import Party, ended, party_lines

Holder: TypeAlias = Annotated[Party, says(_lazy("Cá nhân, tổ chức bị tạm giữ tang vật"))]
SeizedBy: TypeAlias = Annotated[CitedDocument, says(_lazy("Quyết định tạm giữ"))]
GoodsDescribed: TypeAlias = Annotated[
    str | None, says(_lazy("Tang vật, phương tiện, giấy tờ, thay cho bảng kê"), long=True)
]
HeldUntil: TypeAlias = Annotated[date | None, says(_lazy("Tạm giữ đến hết ngày (tự nhập, chưa đối chiếu)"))]
KeptAt: TypeAlias = Annotated[str | None, says(_lazy("Nơi giữ, bảo quản"))]
Others: TypeAlias = Annotated[tuple[str, ...], says(_lazy("Nội dung khác (mỗi dòng một ý)"))]


class OnSeizure(Protocol):
    """What each of these decisions is filled with."""

    @property
    def party(self) -> Party: ...
    @property
    def bases(self) -> tuple[str, ...]: ...
    @property
    def issuing_authority(self) -> str | None: ...
    @property
    def goods(self) -> tuple[GoodsRow, ...]: ...
    @property
    def goods_described(self) -> str | None: ...
    @property
    def others(self) -> tuple[str, ...]: ...
    @property
    def receiver(self) -> str | None: ...
    @property
    def executing(self) -> str | None: ...


def compose_on_seizure(
    content: OnSeizure,
    envelope: Envelope,
    *,
    about: str,
    grounds: Sequence[Ground],
    opening: Line,
    decided: Sequence[Line],
    proposed_by: str | None = None,
) -> Paper:
    """Set a decision ABOUT a seizure, with the list of goods as its appendix; what is DECIDED follows the goods."""
    return compose_decision(
        envelope,
        title=f"Quyết định {about}",
        abstract=about[0].upper() + about[1:],
        authority=content.issuing_authority,
        grounds=[*grounds_of(content.bases), *grounds],
        proposed_by=proposed_by,
        articles=[
            opening,
            *party_lines(content.party),
            goods_line("Quyết định", content.goods, content.goods_described),
            *decided,
            *(line(ended(other)) for other in content.others),
            in_force_from_signing(2),
            *handing_over(3, content.receiver, content.party, [(content.executing, "để tổ chức thực hiện")]),
        ],
        appendices=goods_appendices("Quyết định", "BẢNG KÊ TANG VẬT, PHƯƠNG TIỆN, GIẤY TỜ", content.goods, envelope),
    )
