"""MBB27: the minutes of opening a seal.

Source: NĐ 118/2021/NĐ-CP, list of forms (title shortened there, no symbol). The form's wording has not been read: the
layout is the general one.
"""

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.envelope import CitedDocument, Envelope
from minhbach.domains.documents.layout.fields import says
from minhbach.domains.documents.layout.goods import GoodsRow, goods_appendices, goods_line
from minhbach.domains.documents.layout.minutes import signed_by
from minhbach.domains.documents.layout.paper import Block, Paper, bold, fill, line
from minhbach.domains.documents.layout.parts import cited_spans, ended, moment_spans, said, set_paper, title_blocks
from minhbach.domains.documents.papers.table import ANNEX_UNREAD, SignedBy, paper

HANDS = ("NGƯỜI MỞ NIÊM PHONG", "NGƯỜI CHỨNG KIẾN", "NGƯỜI CÓ TANG VẬT")


@paper(
    "seal_opening_minutes",
    name=_lazy("biên bản mở niêm phong"),
    title="Biên bản mở niêm phong",
    signed_by=SignedBy.MAKER,
    form="MBB27",
    caution=ANNEX_UNREAD,
)
@dataclass(frozen=True, kw_only=True)
class SealOpeningMinutesContent:
    """Which seals were opened, how they were found, by whom, before whom; what is left blank is for the pen."""

    at: Annotated[datetime | None, says(_lazy("Mở lúc"))] = None
    place: Annotated[str | None, says(_lazy("Nơi mở niêm phong"))] = None
    opened_by: Annotated[str | None, says(_lazy("Người mở niêm phong"))] = None
    witness: Annotated[str | None, says(_lazy("Người chứng kiến"))] = None
    about: Annotated[str | None, says(_lazy("Tang vật, phương tiện của"))] = None
    seal_minutes: Annotated[CitedDocument, says(_lazy("Biên bản niêm phong"))] = dataclasses.field(
        default_factory=CitedDocument
    )
    seals: Annotated[tuple[str, ...], says(_lazy("Số niêm phong (mỗi dòng một số)"))] = ()
    found: Annotated[str | None, says(_lazy("Tình trạng niêm phong trước khi mở"), long=True)] = None
    goods: tuple[GoodsRow, ...] = ()
    goods_described: Annotated[str | None, says(_lazy("Tang vật, phương tiện, thay cho bảng kê"), long=True)] = None
    differences: Annotated[str | None, says(_lazy("Khác so với khi niêm phong"), long=True)] = None
    remarks: Annotated[str | None, says(_lazy("Ý kiến khác"), long=True)] = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set the minutes, with the list of goods as their appendix."""
        closed = cited_spans(self.seal_minutes, may_lack_number=True)
        blocks: list[Block] = [
            *title_blocks("Biên bản mở niêm phong", None),
            line("Hôm nay, hồi ", *moment_spans(self.at, by_hand=True), ", tại ", fill(self.place, by_hand=True), "."),
            line(bold("1. Người mở niêm phong: "), fill(self.opened_by, by_hand=True), "."),
            line(bold("2. Người chứng kiến: "), fill(self.witness, by_hand=True), "."),
            line(bold("3. Tang vật, phương tiện của: "), fill(self.about, by_hand=True), "."),
            line("Niêm phong theo Biên bản niêm phong ", *closed, "."),
            line(bold("4. Số niêm phong: "), fill(", ".join(self.seals) or None, by_hand=True), "."),
            line("Tình trạng niêm phong trước khi mở: ", fill(self.found, by_hand=True), "."),
            goods_line("Biên bản", self.goods, self.goods_described),
            line(bold("5. Khác so với khi niêm phong: "), said(self.differences)),
            line(bold("6. Ý kiến khác: "), ended(self.remarks or "Không")),
            line("Biên bản đã đọc lại cho những người có tên nêu trên cùng nghe, công nhận là đúng và cùng ký./."),
            signed_by(HANDS),
        ]
        return set_paper(
            envelope,
            "Biên bản mở niêm phong",
            blocks,
            dated=False,
            appendices=goods_appendices("Biên bản", "BẢNG KÊ TANG VẬT MỞ NIÊM PHONG", self.goods, envelope,
                                        signed_by(HANDS)),
        )  # fmt: skip
