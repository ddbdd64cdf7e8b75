"""MQĐ24: the decision to return what was seized.

Source: NĐ 118/2021/NĐ-CP, list of forms. The form's wording has not been read and it gives no symbol: the layout is
the general one, the grounds are fields.
"""

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.decision import (
    article,
    compose_decision,
    ground,
    grounds_of,
    handing_over,
    in_force_from_signing,
)
from minhbach.domains.documents.layout.envelope import CitedDocument, Envelope
from minhbach.domains.documents.layout.fields import says
from minhbach.domains.documents.layout.goods import GoodsRow, goods_appendices, goods_line
from minhbach.domains.documents.layout.paper import Paper, fill, line
from minhbach.domains.documents.layout.parts import (
    Party,
    cited_spans,
    date_span,
    ended,
    party_lines,
    party_name,
    party_word,
)
from minhbach.domains.documents.papers.table import ANNEX_UNREAD, SignedBy, paper


@paper(
    "seizure_return",
    name=_lazy("quyết định trả lại tang vật, phương tiện bị tạm giữ"),
    title="Quyết định trả lại tang vật, phương tiện, giấy phép, chứng chỉ hành nghề bị tạm giữ",
    signed_by=SignedBy.AUTHORITY,
    form="MQĐ24",
    caution=ANNEX_UNREAD,
)
@dataclass(frozen=True, kw_only=True)
class SeizureReturnContent:
    """What is returned of a seizure, to whom, why, when and where."""

    party: Annotated[Party, says(_lazy("Cá nhân, tổ chức bị tạm giữ tang vật"))]
    seizure_decision: Annotated[CitedDocument, says(_lazy("Quyết định tạm giữ"))] = dataclasses.field(
        default_factory=CitedDocument
    )
    bases: Annotated[tuple[str, ...], says(_lazy("Căn cứ (mỗi dòng một căn cứ)"))] = ()
    issuing_authority: Annotated[str | None, says(_lazy("Thẩm quyền ban hành (để trống: theo người ký)"))] = None
    reason: Annotated[str | None, says(_lazy("Lý do trả lại"), long=True)] = None
    goods: tuple[GoodsRow, ...] = ()
    goods_described: Annotated[
        str | None, says(_lazy("Tang vật, phương tiện, giấy tờ (khi không có bảng kê)"), long=True)
    ] = None
    returned_to: Annotated[str | None, says(_lazy("Trả lại cho (để trống: người có tên ở trên)"))] = None
    returned_on: Annotated[date | None, says(_lazy("Ngày trả lại"))] = None
    place: Annotated[str | None, says(_lazy("Nơi trả lại"))] = None
    seizure_ends: Annotated[bool, says(_lazy("Chấm dứt việc tạm giữ"))] = True
    others: Annotated[tuple[str, ...], says(_lazy("Nội dung khác (mỗi dòng một ý)"))] = ()
    receiver: Annotated[str | None, says(_lazy("Giao cho"))] = None
    executing: Annotated[str | None, says(_lazy("Gửi để tổ chức thực hiện"))] = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set the decision, with the list of goods as its appendix."""
        decision = cited_spans(self.seizure_decision)
        return compose_decision(
            envelope,
            title="Quyết định trả lại tang vật, phương tiện, giấy phép, chứng chỉ hành nghề bị tạm giữ",
            abstract="Trả lại tang vật, phương tiện, giấy phép, chứng chỉ hành nghề bị tạm giữ",
            authority=self.issuing_authority,
            grounds=[*grounds_of(self.bases), ground("Quyết định tạm giữ ", *decision)],
            articles=[
                article(
                    1,
                    " Trả lại tang vật, phương tiện, giấy tờ bị tạm giữ theo Quyết định tạm giữ ",
                    *decision,
                    f" của {party_word(self.party)} có tên sau đây:",
                ),
                *party_lines(self.party),
                goods_line("Quyết định", self.goods, self.goods_described),
                line("Lý do trả lại: ", fill(ended(self.reason) if self.reason else None)),
                line(
                    "Trả lại cho: ",
                    fill(self.returned_to or party_name(self.party)),
                    "; ngày trả lại: ",
                    date_span(self.returned_on),
                    "; nơi trả lại: ",
                    fill(self.place),
                    ".",
                ),
                *((line("Việc tạm giữ chấm dứt kể từ khi trả lại."),) if self.seizure_ends else ()),
                *(line(ended(other)) for other in self.others),
                in_force_from_signing(2),
                *handing_over(3, self.receiver, self.party, [(self.executing, "để tổ chức thực hiện")]),
            ],
            appendices=goods_appendices("Quyết định", "BẢNG KÊ TANG VẬT, PHƯƠNG TIỆN, GIẤY TỜ", self.goods, envelope),
        )
