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
    ground,
)
from minhbach.domains.documents.layout.envelope import CitedDocument, Envelope
from minhbach.domains.documents.layout.fields import Bases, Executing, IssuingAuthority, ProposedBy, Receiver, says
from minhbach.domains.documents.layout.goods import GoodsRow
from minhbach.domains.documents.layout.paper import Paper, fill, line
from minhbach.domains.documents.layout.parts import cited_spans, date_span, ended, party_word
from minhbach.domains.documents.layout.seizure import (
    GoodsDescribed,
    HeldUntil,
    Holder,
    KeptAt,
    Others,
    SeizedBy,
    compose_on_seizure,
)
from minhbach.domains.documents.papers.table import ANNEX_UNREAD_TERM, SignedBy, paper

ABOUT = "kéo dài thời hạn tạm giữ tang vật, phương tiện, giấy phép, chứng chỉ hành nghề"


@paper(
    "seizure_extension",
    name=_lazy("quyết định kéo dài thời hạn tạm giữ"),
    title=f"Quyết định {ABOUT}",
    signed_by=SignedBy.AUTHORITY,
    form="MQĐ21",
    caution=ANNEX_UNREAD_TERM,
)
@dataclass(frozen=True, kw_only=True)
class SeizureExtensionContent:
    """Which seizure is prolonged, why, and until when."""

    party: Holder
    seizure_decision: SeizedBy = dataclasses.field(default_factory=CitedDocument)
    bases: Bases = ()
    proposed_by: ProposedBy = None
    issuing_authority: IssuingAuthority = None
    reason: Annotated[str | None, says(_lazy("Lý do kéo dài"), long=True)] = None
    goods: tuple[GoodsRow, ...] = ()
    goods_described: GoodsDescribed = None
    extended_from: Annotated[date | None, says(_lazy("Kéo dài từ ngày"))] = None
    held_until: HeldUntil = None
    place: KeptAt = None
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
            proposed_by=self.proposed_by,
            opening=article(
                1,
                " Kéo dài thời hạn tạm giữ theo Quyết định tạm giữ ",
                *decision,
                f" đối với {party_word(self.party)} có tên sau đây:",
            ),
            decided=[
                line("Lý do kéo dài: ", fill(ended(self.reason) if self.reason else None)),
                line(
                    "Thời hạn kéo dài: từ ngày ",
                    date_span(self.extended_from),
                    " đến hết ngày ",
                    date_span(self.held_until),
                    ".",
                ),
                line("Nơi giữ, bảo quản: ", fill(self.place), "."),
            ],
        )
