"""MBB04: the minutes of what goods are worth.

Source: NĐ 118/2021/NĐ-CP, list of forms (title shortened there, symbol BB-XĐGT). Who sits in a council: request table,
REQ.DINHGIA. The form's wording has not been read: the layout is the general one.
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
from minhbach.domains.documents.layout.parts import (
    cited_spans,
    ended,
    moment_spans,
    numbered_or_missing,
    set_paper,
    title_blocks,
)
from minhbach.domains.documents.papers.table import ANNEX_UNREAD, SignedBy, paper

HANDS = ("CHỦ TỊCH HỘI ĐỒNG, NGƯỜI ĐỊNH GIÁ", "CÁC THÀNH VIÊN")


@paper(
    "valuation_minutes",
    name=_lazy("biên bản xác định giá trị tang vật, phương tiện"),
    title="Biên bản xác định giá trị tang vật, phương tiện",
    symbol="BB-XĐGT",
    signed_by=SignedBy.MAKER,
    form="MBB04",
    caution=ANNEX_UNREAD,
)
@dataclass(frozen=True, kw_only=True)
class ValuationMinutesContent:
    """Who valued which goods on which ground; a value left blank in the list is for the pen."""

    at: Annotated[datetime | None, says(_lazy("Họp lúc"))] = None
    place: Annotated[str | None, says(_lazy("Nơi họp"))] = None
    about: Annotated[str | None, says(_lazy("Tang vật, phương tiện của"))] = None
    council_decision: Annotated[CitedDocument, says(_lazy("Quyết định thành lập hội đồng"))] = dataclasses.field(
        default_factory=CitedDocument
    )
    members: Annotated[tuple[str, ...], says(_lazy("Thành phần (mỗi dòng một người, chủ tịch trước)"))] = ()
    reason: Annotated[str | None, says(_lazy("Lý do định giá"), long=True)] = None
    goods: tuple[GoodsRow, ...] = ()
    goods_described: Annotated[str | None, says(_lazy("Tang vật và trị giá, thay cho bảng kê"), long=True)] = None
    basis: Annotated[str | None, says(_lazy("Căn cứ xác định giá"), long=True)] = None
    remarks: Annotated[str | None, says(_lazy("Ý kiến khác"), long=True)] = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set the minutes, with the list of goods and values as their appendix."""
        has_council = self.council_decision.number or self.council_decision.dated
        council = cited_spans(self.council_decision, may_lack_number=True) if has_council else ()
        blocks: list[Block] = [
            *title_blocks("Biên bản xác định giá trị", "Tang vật, phương tiện"),
            line("Hôm nay, hồi ", *moment_spans(self.at, by_hand=True), ", tại ", fill(self.place, by_hand=True), "."),
            *([line("Theo Quyết định thành lập hội đồng ", *council, ".")] if council else []),
            line(bold("1. Thành phần:")),
            *numbered_or_missing(self.members),
            line(bold("2. Tang vật, phương tiện của: "), fill(self.about, by_hand=True), "."),
            line("Lý do định giá: ", fill(ended(self.reason) if self.reason else None)),
            goods_line("Biên bản", self.goods, self.goods_described),
            line(bold("3. Căn cứ xác định giá: "), fill(self.basis, by_hand=True), "."),
            line(bold("4. Tổng trị giá (bằng số, bằng chữ): "), fill(None, by_hand=True), "."),
            line(bold("5. Ý kiến khác: "), ended(self.remarks or "Không")),
            line("Biên bản đã đọc lại cho những người có tên nêu trên cùng nghe, công nhận là đúng và cùng ký./."),
            signed_by(HANDS),
        ]
        return set_paper(
            envelope,
            "Biên bản xác định giá trị",
            blocks,
            dated=False,
            appendices=goods_appendices("Biên bản", "BẢNG XÁC ĐỊNH GIÁ TRỊ", self.goods, envelope, signed_by(HANDS)),
        )
