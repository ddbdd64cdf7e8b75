"""MQĐ21: the decision to prolong a seizure.

Source: NĐ 118/2021/NĐ-CP, list of forms. The form's wording has not been read, it gives no symbol, and by how much a
seizure may be prolonged (Điều 125 khoản 8) is not compared with the text: the new last day is entered by hand.
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
from minhbach.domains.documents.layout.parts import Party, cited_spans, date_span, ended, party_lines, party_word
from minhbach.domains.documents.papers.table import ANNEX_UNREAD_TERM, SignedBy, paper


@paper(
    "seizure_extension",
    name=_lazy("quyết định kéo dài thời hạn tạm giữ"),
    title="Quyết định kéo dài thời hạn tạm giữ tang vật, phương tiện, giấy phép, chứng chỉ hành nghề",
    signed_by=SignedBy.AUTHORITY,
    form="MQĐ21",
    caution=ANNEX_UNREAD_TERM,
)
@dataclass(frozen=True, kw_only=True)
class SeizureExtensionContent:
    """Which seizure is prolonged, why, and until when."""

    party: Annotated[Party, says(_lazy("Cá nhân, tổ chức bị tạm giữ tang vật"))]
    seizure_decision: Annotated[CitedDocument, says(_lazy("Quyết định tạm giữ"))] = dataclasses.field(
        default_factory=CitedDocument
    )
    bases: Annotated[tuple[str, ...], says(_lazy("Căn cứ (mỗi dòng một căn cứ)"))] = ()
    proposed_by: Annotated[str | None, says(_lazy("Theo đề nghị của"))] = None
    issuing_authority: Annotated[str | None, says(_lazy("Thẩm quyền ban hành (để trống: theo người ký)"))] = None
    reason: Annotated[str | None, says(_lazy("Lý do kéo dài"), long=True)] = None
    goods: tuple[GoodsRow, ...] = ()
    goods_described: Annotated[
        str | None, says(_lazy("Tang vật, phương tiện, giấy tờ (khi không có bảng kê)"), long=True)
    ] = None
    extended_from: Annotated[date | None, says(_lazy("Kéo dài từ ngày"))] = None
    held_until: Annotated[date | None, says(_lazy("Tạm giữ đến hết ngày (tự nhập, chưa đối chiếu)"))] = None
    place: Annotated[str | None, says(_lazy("Nơi giữ, bảo quản"))] = None
    others: Annotated[tuple[str, ...], says(_lazy("Nội dung khác (mỗi dòng một ý)"))] = ()
    receiver: Annotated[str | None, says(_lazy("Giao cho"))] = None
    executing: Annotated[str | None, says(_lazy("Gửi để tổ chức thực hiện"))] = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set the decision, with the list of goods as its appendix."""
        decision = cited_spans(self.seizure_decision)
        return compose_decision(
            envelope,
            title="Quyết định kéo dài thời hạn tạm giữ tang vật, phương tiện, giấy phép, chứng chỉ hành nghề",
            abstract="Kéo dài thời hạn tạm giữ tang vật, phương tiện, giấy phép, chứng chỉ hành nghề",
            authority=self.issuing_authority,
            grounds=[*grounds_of(self.bases), ground("Quyết định tạm giữ ", *decision)],
            proposed_by=self.proposed_by,
            articles=[
                article(
                    1,
                    " Kéo dài thời hạn tạm giữ theo Quyết định tạm giữ ",
                    *decision,
                    f" đối với {party_word(self.party)} có tên sau đây:",
                ),
                *party_lines(self.party),
                goods_line("Quyết định", self.goods, self.goods_described),
                line("Lý do kéo dài: ", fill(ended(self.reason) if self.reason else None)),
                line(
                    "Thời hạn kéo dài: từ ngày ",
                    date_span(self.extended_from),
                    " đến hết ngày ",
                    date_span(self.held_until),
                    ".",
                ),
                line("Nơi giữ, bảo quản: ", fill(self.place), "."),
                *(line(ended(other)) for other in self.others),
                in_force_from_signing(2),
                *handing_over(3, self.receiver, self.party, [(self.executing, "để tổ chức thực hiện")]),
            ],
            appendices=goods_appendices("Quyết định", "BẢNG KÊ TANG VẬT, PHƯƠNG TIỆN, GIẤY TỜ", self.goods, envelope),
        )
