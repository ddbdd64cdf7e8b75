"""MBB26: the minutes of sealing goods that are held.

Source: NĐ 118/2021/NĐ-CP, list of forms (title shortened there, no symbol). The form's wording has not been read: the
layout is the general one.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.envelope import Envelope
from minhbach.domains.documents.layout.fields import says
from minhbach.domains.documents.layout.goods import GoodsRow, goods_appendices, goods_line
from minhbach.domains.documents.layout.minutes import signed_by
from minhbach.domains.documents.layout.paper import Block, Paper, bold, fill, line
from minhbach.domains.documents.layout.parts import ended, moment_spans, said, set_paper, title_blocks
from minhbach.domains.documents.papers.table import ANNEX_UNREAD, SignedBy, paper

HANDS = ("NGƯỜI NIÊM PHONG", "NGƯỜI CHỨNG KIẾN", "NGƯỜI CÓ TANG VẬT")


@paper(
    "seal_minutes",
    name=_lazy("biên bản niêm phong tang vật, phương tiện bị tạm giữ"),
    title="Biên bản niêm phong tang vật, phương tiện bị tạm giữ",
    signed_by=SignedBy.MAKER,
    form="MBB26",
    caution=ANNEX_UNREAD,
)
@dataclass(frozen=True, kw_only=True)
class SealMinutesContent:
    """Which goods were closed under which seals, by whom, before whom; what is left blank is for the pen."""

    at: Annotated[datetime | None, says(_lazy("Niêm phong lúc"))] = None
    place: Annotated[str | None, says(_lazy("Nơi niêm phong"))] = None
    sealed_by: Annotated[str | None, says(_lazy("Người niêm phong"))] = None
    witness: Annotated[str | None, says(_lazy("Người chứng kiến"))] = None
    about: Annotated[str | None, says(_lazy("Tang vật, phương tiện của"))] = None
    seals: Annotated[tuple[str, ...], says(_lazy("Số niêm phong (mỗi dòng một số)"))] = ()
    condition: Annotated[str | None, says(_lazy("Tình trạng hàng, cách niêm phong"), long=True)] = None
    goods: tuple[GoodsRow, ...] = ()
    goods_described: Annotated[str | None, says(_lazy("Tang vật, phương tiện, thay cho bảng kê"), long=True)] = None
    kept_at: Annotated[str | None, says(_lazy("Nơi giữ sau khi niêm phong"))] = None
    remarks: Annotated[str | None, says(_lazy("Ý kiến khác"), long=True)] = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set the minutes, with the list of goods as their appendix."""
        blocks: list[Block] = [
            *title_blocks("Biên bản niêm phong", "Tang vật, phương tiện bị tạm giữ"),
            line("Hôm nay, hồi ", *moment_spans(self.at, by_hand=True), ", tại ", fill(self.place, by_hand=True), "."),
            line(bold("1. Người niêm phong: "), fill(self.sealed_by, by_hand=True), "."),
            line(bold("2. Người chứng kiến: "), fill(self.witness, by_hand=True), "."),
            line(bold("3. Tang vật, phương tiện của: "), fill(self.about, by_hand=True), "."),
            goods_line("Biên bản", self.goods, self.goods_described),
            line(bold("4. Số niêm phong: "), fill(", ".join(self.seals) or None, by_hand=True), "."),
            line("Tình trạng, cách niêm phong: ", said(self.condition)),
            line(bold("5. Nơi giữ sau khi niêm phong: "), fill(self.kept_at, by_hand=True), "."),
            line(bold("6. Ý kiến khác: "), ended(self.remarks or "Không")),
            line("Biên bản đã đọc lại cho những người có tên nêu trên cùng nghe, công nhận là đúng và cùng ký./."),
            signed_by(HANDS),
        ]
        return set_paper(
            envelope,
            "Biên bản niêm phong",
            blocks,
            dated=False,
            appendices=goods_appendices("Biên bản", "BẢNG KÊ TANG VẬT NIÊM PHONG", self.goods, envelope,
                                        signed_by(HANDS)),
        )  # fmt: skip
