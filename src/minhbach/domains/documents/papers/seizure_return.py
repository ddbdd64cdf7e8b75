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
    ground,
)
from minhbach.domains.documents.layout.envelope import CitedDocument, Envelope
from minhbach.domains.documents.layout.fields import Bases, Executing, IssuingAuthority, Receiver, says
from minhbach.domains.documents.layout.goods import GoodsRow
from minhbach.domains.documents.layout.paper import Paper, fill, line
from minhbach.domains.documents.layout.parts import (
    cited_spans,
    date_span,
    ended,
    party_name,
    party_word,
)
from minhbach.domains.documents.layout.seizure import GoodsDescribed, Holder, Others, SeizedBy, compose_on_seizure
from minhbach.domains.documents.papers.table import ANNEX_UNREAD, SignedBy, paper

ABOUT = "trả lại tang vật, phương tiện, giấy phép, chứng chỉ hành nghề bị tạm giữ"


@paper(
    "seizure_return",
    name=_lazy("quyết định trả lại tang vật, phương tiện bị tạm giữ"),
    title=f"Quyết định {ABOUT}",
    signed_by=SignedBy.AUTHORITY,
    form="MQĐ24",
    caution=ANNEX_UNREAD,
)
@dataclass(frozen=True, kw_only=True)
class SeizureReturnContent:
    """What is returned of a seizure, to whom, why, when and where."""

    party: Holder
    seizure_decision: SeizedBy = dataclasses.field(default_factory=CitedDocument)
    bases: Bases = ()
    issuing_authority: IssuingAuthority = None
    reason: Annotated[str | None, says(_lazy("Lý do trả lại"), long=True)] = None
    goods: tuple[GoodsRow, ...] = ()
    goods_described: GoodsDescribed = None
    returned_to: Annotated[str | None, says(_lazy("Trả lại cho (để trống: người có tên ở trên)"))] = None
    returned_on: Annotated[date | None, says(_lazy("Ngày trả lại"))] = None
    place: Annotated[str | None, says(_lazy("Nơi trả lại"))] = None
    seizure_ends: Annotated[bool, says(_lazy("Chấm dứt việc tạm giữ"))] = True
    others: Others = ()
    receiver: Receiver = None
    executing: Executing = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set the decision, with the list of goods as its appendix."""
        # Its form gives no symbol: where the agency has set none, it has a day and no number.
        decision = cited_spans(self.seizure_decision, may_lack_number=True)
        return compose_on_seizure(
            self,
            envelope,
            about=ABOUT,
            grounds=[ground("Quyết định tạm giữ ", *decision)],
            opening=article(
                1,
                " Trả lại tang vật, phương tiện, giấy tờ bị tạm giữ theo Quyết định tạm giữ ",
                *decision,
                f" của {party_word(self.party)} có tên sau đây:",
            ),
            decided=[
                line("Lý do trả lại: ", fill(ended(self.reason) if self.reason else None)),
                line(
                    "Trả lại cho: ",
                    fill(self.returned_to or party_name(self.party)),
                    "; ngày trả lại: ",
                    date_span(self.returned_on, by_hand=True),
                    "; nơi trả lại: ",
                    fill(self.place),
                    ".",
                ),
                *((line("Việc tạm giữ chấm dứt kể từ khi trả lại."),) if self.seizure_ends else ()),
            ],
        )
