"""MBB28: the minutes of handing over the file of a violation with signs of a crime.

Source: NĐ 118/2021/NĐ-CP, list of forms (title shortened there, no symbol). The form's wording has not been read: the
layout is the general one.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.envelope import Envelope
from minhbach.domains.documents.layout.fields import says
from minhbach.domains.documents.layout.goods import GoodsRow, goods_appendices
from minhbach.domains.documents.layout.inspected import team_lines
from minhbach.domains.documents.layout.listed import Listed, listed_appendices
from minhbach.domains.documents.layout.paper import Block, Paper, Signatures, Signing, bold, fill, line
from minhbach.domains.documents.layout.parts import Participant, ended, moment_spans, said, set_paper, title_blocks
from minhbach.domains.documents.papers.table import ANNEX_UNREAD, SignedBy, paper

NOTE = "(Ký, ghi rõ họ và tên)"


@paper(
    "referral_handover",
    name=_lazy("biên bản bàn giao hồ sơ vụ vi phạm có dấu hiệu tội phạm"),
    title="Biên bản bàn giao hồ sơ vụ vi phạm có dấu hiệu tội phạm",
    signed_by=SignedBy.MAKER,
    form="MBB28",
    caution=ANNEX_UNREAD,
)
@dataclass(frozen=True, kw_only=True)
class ReferralHandoverContent:
    """Who gives which file and which goods to whom, when and where; what is left blank is for the pen."""

    file_name: Annotated[str | None, says(_lazy("Tên hồ sơ"))] = None
    about: Annotated[str | None, says(_lazy("Tổ chức, cá nhân có hành vi vi phạm"))] = None
    at: Annotated[datetime | None, says(_lazy("Bàn giao lúc"))] = None
    place: Annotated[str | None, says(_lazy("Nơi bàn giao"))] = None
    giver: Annotated[str | None, says(_lazy("Bên giao"))] = None
    given_by: Annotated[tuple[Participant, ...], says(_lazy("Người giao"))] = ()
    receiver: Annotated[str | None, says(_lazy("Bên nhận"))] = None
    received_by: Annotated[tuple[Participant, ...], says(_lazy("Người nhận"))] = ()
    listed: tuple[Listed, ...] = ()
    goods: tuple[GoodsRow, ...] = ()
    state_of_goods: Annotated[str | None, says(_lazy("Tình trạng, niêm phong tang vật khi giao"), long=True)] = None
    remarks: Annotated[str | None, says(_lazy("Ý kiến khi bàn giao"), long=True)] = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set the minutes; the list of the file and that of the goods follow as appendices."""
        goods = "Theo Phụ lục Bảng kê tang vật" if self.goods else "Không có"
        blocks: list[Block] = [
            *title_blocks("Biên bản bàn giao", "Hồ sơ vụ vi phạm có dấu hiệu tội phạm"),
            line("Hôm nay, hồi ", *moment_spans(self.at, by_hand=True), ", tại ", fill(self.place, by_hand=True), "."),
            line(bold("1. Bên giao: "), fill(self.giver)),
            *team_lines(self.given_by, by_hand=True),
            line(bold("2. Bên nhận: "), fill(self.receiver)),
            *team_lines(self.received_by, by_hand=True),
            line(bold("3. Hồ sơ: "), fill(self.file_name), "; về việc của: ", fill(self.about, by_hand=True), "."),
            line(f"Hồ sơ gồm {len(self.listed)} tài liệu theo Phụ lục Danh mục kèm theo Biên bản này."),
            line(bold("4. Tang vật, phương tiện: "), ended(goods)),
            line("Tình trạng, niêm phong: ", said(self.state_of_goods)),
            line(bold("5. Ý kiến khi bàn giao: "), ended(self.remarks or "Không")),
            line("Biên bản đã đọc lại cho những người có tên nêu trên cùng nghe, công nhận là đúng và cùng ký./."),
            _signatures(),
        ]
        return set_paper(
            envelope,
            "Biên bản bàn giao hồ sơ",
            blocks,
            dated=False,
            appendices=(
                *listed_appendices("Biên bản", "DANH MỤC TÀI LIỆU CỦA HỒ SƠ", self.listed, envelope, _signatures()),
                *goods_appendices("Biên bản", "BẢNG KÊ TANG VẬT", self.goods, envelope, _signatures()),
            ),
        )


def _signatures() -> Signatures:
    return Signatures(((Signing(("ĐẠI DIỆN BÊN GIAO",), note=NOTE), Signing(("ĐẠI DIỆN BÊN NHẬN",), note=NOTE)),))
