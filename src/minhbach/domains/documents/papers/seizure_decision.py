"""MQĐ20: the decision to seize exhibits, means, licences and certificates.

Source: NĐ 118/2021/NĐ-CP, list of forms. The form's wording has not been read: the layout is the general one, the
grounds and whatever else the form asks are fields. The form gives no symbol. How long a seizure lasts is entered by
hand, for the rows of Điều 125 khoản 8 are not all compared with the text.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.decision import (
    article,
    record_ground,
)
from minhbach.domains.documents.layout.envelope import CitedDocument, Envelope
from minhbach.domains.documents.layout.fields import Bases, Executing, IssuingAuthority, Receiver, says
from minhbach.domains.documents.layout.goods import GoodsRow
from minhbach.domains.documents.layout.paper import Paper, fill, line
from minhbach.domains.documents.layout.parts import date_span, ended, party_word
from minhbach.domains.documents.layout.seizure import (
    GoodsDescribed,
    HeldUntil,
    Holder,
    KeptAt,
    Others,
    compose_on_seizure,
)
from minhbach.domains.documents.papers.table import ANNEX_UNREAD_TERM, SignedBy, paper

ABOUT = "tạm giữ tang vật, phương tiện, giấy phép, chứng chỉ hành nghề"


@paper(
    "seizure_decision",
    name=_lazy("quyết định tạm giữ tang vật, phương tiện"),
    title=f"Quyết định {ABOUT}",
    signed_by=SignedBy.AUTHORITY,
    form="MQĐ20",
    caution=ANNEX_UNREAD_TERM,
)
@dataclass(frozen=True, kw_only=True)
class SeizureDecisionContent:
    """What is seized, from whom, why, until when, and where it is kept."""

    party: Holder
    bases: Bases = ()
    seizure_record: Annotated[CitedDocument | None, says(_lazy("Biên bản tạm giữ"))] = None
    violation_record: Annotated[CitedDocument | None, says(_lazy("Biên bản vi phạm hành chính"))] = None
    issuing_authority: IssuingAuthority = None
    reason: Annotated[str | None, says(_lazy("Lý do tạm giữ"), long=True)] = None
    goods: tuple[GoodsRow, ...] = ()
    goods_described: GoodsDescribed = None
    seized_on: Annotated[date | None, says(_lazy("Tạm giữ từ ngày"))] = None
    held_until: HeldUntil = None
    place: KeptAt = None
    keeper: Annotated[str | None, says(_lazy("Người, cơ quan giữ, bảo quản"))] = None
    seal: Annotated[str | None, says(_lazy("Niêm phong (để trống: không niêm phong)"))] = None
    others: Others = ()
    receiver: Receiver = None
    executing: Executing = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set the decision, with the list of goods as its appendix."""
        return compose_on_seizure(
            self,
            envelope,
            about=ABOUT,
            grounds=[
                *record_ground("Biên bản tạm giữ", self.seizure_record),
                *record_ground("Biên bản vi phạm hành chính", self.violation_record),
            ],
            opening=article(
                1,
                " Tạm giữ tang vật, phương tiện, giấy phép, chứng chỉ hành nghề "
                f"của {party_word(self.party)} có tên sau:",
            ),
            decided=[
                line("Lý do tạm giữ: ", fill(ended(self.reason) if self.reason else None)),
                line(
                    "Thời hạn tạm giữ: từ ngày ",
                    date_span(self.seized_on),
                    " đến hết ngày ",
                    date_span(self.held_until),
                    ".",
                ),
                line(
                    "Nơi giữ, bảo quản: ", fill(self.place), "; người, cơ quan giữ, bảo quản: ", fill(self.keeper), "."
                ),
                line(f"Niêm phong: {ended(self.seal or 'Không')}"),
            ],
        )
