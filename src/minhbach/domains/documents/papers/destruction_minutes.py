"""MBB21: the minutes of destroying goods.

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
from minhbach.domains.documents.layout.parts import (
    cited_spans,
    ended,
    moment_spans,
    numbered_or_missing,
    set_paper,
    title_blocks,
)
from minhbach.domains.documents.papers.table import ANNEX_UNREAD, SignedBy, paper

HANDS = ("CHỦ TỊCH HỘI ĐỒNG", "CÁC THÀNH VIÊN", "NGƯỜI CHỨNG KIẾN")


@paper(
    "destruction_minutes",
    name=_lazy("biên bản tiêu hủy tang vật, phương tiện"),
    title="Biên bản tiêu hủy tang vật, phương tiện",
    signed_by=SignedBy.MAKER,
    form="MBB21",
    caution=ANNEX_UNREAD,
)
@dataclass(frozen=True, kw_only=True)
class DestructionMinutesContent:
    """Which goods a council destroyed, how and where; what is left blank is for the pen."""

    at: Annotated[datetime | None, says(_lazy("Tiêu hủy lúc"))] = None
    place: Annotated[str | None, says(_lazy("Nơi tiêu hủy"))] = None
    approval: Annotated[CitedDocument, says(_lazy("Văn bản phê duyệt phương án"))] = dataclasses.field(
        default_factory=CitedDocument
    )
    council_decision: Annotated[CitedDocument, says(_lazy("Quyết định thành lập hội đồng"))] = dataclasses.field(
        default_factory=CitedDocument
    )
    members: Annotated[tuple[str, ...], says(_lazy("Hội đồng (mỗi dòng một người, chủ tịch trước)"))] = ()
    witness: Annotated[str | None, says(_lazy("Người chứng kiến"))] = None
    goods: tuple[GoodsRow, ...] = ()
    goods_described: Annotated[str | None, says(_lazy("Tang vật, phương tiện, thay cho bảng kê"), long=True)] = None
    manner: Annotated[str | None, says(_lazy("Cách tiêu hủy"), long=True)] = None
    outcome: Annotated[str | None, says(_lazy("Kết quả"), long=True)] = None
    remarks: Annotated[str | None, says(_lazy("Ý kiến khác"), long=True)] = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set the minutes, with the list of goods as their appendix."""
        approval = cited_spans(self.approval, may_lack_number=True)
        council = cited_spans(self.council_decision, may_lack_number=True)
        blocks: list[Block] = [
            *title_blocks("Biên bản tiêu hủy", "Tang vật, phương tiện"),
            line("Hôm nay, hồi ", *moment_spans(self.at, by_hand=True), ", tại ", fill(self.place, by_hand=True), "."),
            line("Theo phương án xử lý được phê duyệt tại văn bản ", *approval, "."),
            line(bold("1. Hội đồng tiêu hủy "), "theo Quyết định thành lập ", *council, ":"),
            *numbered_or_missing(self.members),
            line(bold("2. Người chứng kiến: "), fill(self.witness, by_hand=True), "."),
            line(bold("3. Tang vật, phương tiện tiêu hủy:")),
            goods_line("Biên bản", self.goods, self.goods_described),
            line(bold("4. Cách tiêu hủy: "), fill(self.manner, by_hand=True), "."),
            line(bold("5. Kết quả: "), fill(self.outcome, by_hand=True), "."),
            line(bold("6. Ý kiến khác: "), ended(self.remarks or "Không")),
            line("Biên bản đã đọc lại cho những người có tên nêu trên cùng nghe, công nhận là đúng và cùng ký./."),
            signed_by(HANDS),
        ]
        return set_paper(
            envelope,
            "Biên bản tiêu hủy",
            blocks,
            dated=False,
            appendices=goods_appendices("Biên bản", "BẢNG KÊ TANG VẬT TIÊU HỦY", self.goods, envelope,
                                        signed_by(HANDS)),
        )  # fmt: skip
