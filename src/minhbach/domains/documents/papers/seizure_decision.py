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
    compose_decision,
    grounds_of,
    handing_over,
    in_force_from_signing,
    record_ground,
)
from minhbach.domains.documents.layout.envelope import CitedDocument, Envelope
from minhbach.domains.documents.layout.fields import says
from minhbach.domains.documents.layout.goods import GoodsRow, goods_appendices, goods_line
from minhbach.domains.documents.layout.paper import Paper, fill, line
from minhbach.domains.documents.layout.parts import Party, date_span, ended, party_lines, party_word
from minhbach.domains.documents.papers.table import ANNEX_UNREAD_TERM, SignedBy, paper


@paper(
    "seizure_decision",
    name=_lazy("quyết định tạm giữ tang vật, phương tiện"),
    title="Quyết định tạm giữ tang vật, phương tiện, giấy phép, chứng chỉ hành nghề",
    signed_by=SignedBy.AUTHORITY,
    form="MQĐ20",
    caution=ANNEX_UNREAD_TERM,
)
@dataclass(frozen=True, kw_only=True)
class SeizureDecisionContent:
    """What is seized, from whom, why, until when, and where it is kept."""

    party: Annotated[Party, says(_lazy("Cá nhân, tổ chức bị tạm giữ tang vật"))]
    bases: Annotated[tuple[str, ...], says(_lazy("Căn cứ (mỗi dòng một căn cứ)"))] = ()
    seizure_record: Annotated[CitedDocument | None, says(_lazy("Biên bản tạm giữ"))] = None
    violation_record: Annotated[CitedDocument | None, says(_lazy("Biên bản vi phạm hành chính"))] = None
    issuing_authority: Annotated[str | None, says(_lazy("Thẩm quyền ban hành (để trống: theo người ký)"))] = None
    reason: Annotated[str | None, says(_lazy("Lý do tạm giữ"), long=True)] = None
    goods: tuple[GoodsRow, ...] = ()
    goods_described: Annotated[
        str | None, says(_lazy("Tang vật, phương tiện, giấy tờ (khi không có bảng kê)"), long=True)
    ] = None
    seized_on: Annotated[date | None, says(_lazy("Tạm giữ từ ngày"))] = None
    held_until: Annotated[date | None, says(_lazy("Tạm giữ đến hết ngày (tự nhập, chưa đối chiếu)"))] = None
    place: Annotated[str | None, says(_lazy("Nơi giữ, bảo quản"))] = None
    keeper: Annotated[str | None, says(_lazy("Người, cơ quan giữ, bảo quản"))] = None
    seal: Annotated[str | None, says(_lazy("Niêm phong (để trống: không niêm phong)"))] = None
    others: Annotated[tuple[str, ...], says(_lazy("Nội dung khác (mỗi dòng một ý)"))] = ()
    receiver: Annotated[str | None, says(_lazy("Giao cho"))] = None
    executing: Annotated[str | None, says(_lazy("Gửi để tổ chức thực hiện"))] = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set the decision, with the list of goods as its appendix."""
        word = party_word(self.party)
        return compose_decision(
            envelope,
            title="Quyết định tạm giữ tang vật, phương tiện, giấy phép, chứng chỉ hành nghề",
            abstract="Tạm giữ tang vật, phương tiện, giấy phép, chứng chỉ hành nghề",
            authority=self.issuing_authority,
            grounds=[
                *grounds_of(self.bases),
                *record_ground("Biên bản tạm giữ", self.seizure_record),
                *record_ground("Biên bản vi phạm hành chính", self.violation_record),
            ],
            articles=[
                article(1, f" Tạm giữ tang vật, phương tiện, giấy phép, chứng chỉ hành nghề của {word} có tên sau:"),
                *party_lines(self.party),
                goods_line("Quyết định", self.goods, self.goods_described),
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
                *(line(ended(other)) for other in self.others),
                in_force_from_signing(2),
                *handing_over(3, self.receiver, self.party, [(self.executing, "để tổ chức thực hiện")]),
            ],
            appendices=goods_appendices("Quyết định", "BẢNG KÊ TANG VẬT, PHƯƠNG TIỆN, GIẤY TỜ", self.goods, envelope),
        )
