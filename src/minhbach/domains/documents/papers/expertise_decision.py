"""MQĐ41: the decision to ask for an expertise.

Source: NĐ 118/2021/NĐ-CP, list of forms; what a request for expertise must contain (sample, questions, term):
Pháp lệnh Quản lý thị trường 11/2016/UBTVQH13, Điều 27 khoản 4. The form's wording has not been read and it gives no
symbol: the layout is the general one. The day by which the result is asked for is entered by hand.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.decision import (
    article,
    compose_decision,
    grounds_of,
    in_force_from_signing,
    record_ground,
)
from minhbach.domains.documents.layout.envelope import CitedDocument, Envelope
from minhbach.domains.documents.layout.fields import Bases, Executing, IssuingAuthority, ProposedBy, says
from minhbach.domains.documents.layout.goods import GoodsRow, goods_appendices
from minhbach.domains.documents.layout.paper import Paper, fill, line
from minhbach.domains.documents.layout.parts import date_span, ended, numbered_or_missing
from minhbach.domains.documents.papers.table import ANNEX_UNREAD, SignedBy, paper


@paper(
    "expertise_decision",
    name=_lazy("quyết định trưng cầu giám định"),
    title="Quyết định trưng cầu giám định",
    signed_by=SignedBy.AUTHORITY,
    form="MQĐ41",
    caution=ANNEX_UNREAD,
)
@dataclass(frozen=True, kw_only=True)
class ExpertiseDecisionContent:
    """Who is asked for an expertise, of which samples, with which questions, and by when."""

    asked_of: Annotated[str | None, says(_lazy("Tổ chức, cá nhân được trưng cầu giám định"))] = None
    bases: Bases = ()
    seizure_decision: Annotated[CitedDocument | None, says(_lazy("Quyết định tạm giữ"))] = None
    sampling_record: Annotated[CitedDocument | None, says(_lazy("Biên bản lấy mẫu"))] = None
    issuing_authority: IssuingAuthority = None
    proposed_by: ProposedBy = None
    belongs_to: Annotated[str | None, says(_lazy("Tang vật, mẫu của cá nhân, tổ chức"))] = None
    goods: tuple[GoodsRow, ...] = ()
    goods_described: Annotated[str | None, says(_lazy("Mẫu giám định, thay cho bảng kê"), long=True)] = None
    seal: Annotated[str | None, says(_lazy("Niêm phong mẫu (để trống: không niêm phong)"))] = None
    questions: Annotated[tuple[str, ...], says(_lazy("Nội dung yêu cầu giám định (mỗi dòng một câu hỏi)"))] = ()
    documents: Annotated[tuple[str, ...], says(_lazy("Tài liệu gửi kèm (mỗi dòng một tài liệu)"))] = ()
    place: Annotated[str | None, says(_lazy("Nơi giao nhận mẫu"))] = None
    result_by: Annotated[date | None, says(_lazy("Trả kết quả chậm nhất hết ngày (tự nhập, chưa đối chiếu)"))] = None
    cost: Annotated[str | None, says(_lazy("Chi phí giám định"))] = None
    executing: Executing = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set the decision, with the list of samples as its appendix."""
        return compose_decision(
            envelope,
            title="Quyết định trưng cầu giám định",
            abstract="Trưng cầu giám định",
            authority=self.issuing_authority,
            grounds=[
                *grounds_of(self.bases),
                *record_ground("Biên bản lấy mẫu", self.sampling_record),
                *record_ground("Quyết định tạm giữ", self.seizure_decision, verb=""),
            ],
            proposed_by=self.proposed_by,
            articles=[
                article(1, " Trưng cầu ", fill(self.asked_of, bold=True), " thực hiện giám định:"),
                line("Mẫu, tang vật của: ", fill(self.belongs_to)),
                line("Mẫu được ghi tại Phụ lục Bảng kê kèm theo Quyết định này.")
                if self.goods
                else line("Mẫu giám định gồm: ", fill(ended(self.goods_described) if self.goods_described else None)),
                line(f"Niêm phong mẫu: {ended(self.seal or 'Không')}"),
                line("Nơi giao nhận mẫu: ", fill(self.place), "."),
                article(2, " Nội dung yêu cầu giám định:"),
                *numbered_or_missing(self.questions),
                line(f"Tài liệu gửi kèm: {ended('; '.join(self.documents) or 'Không')}"),
                line("Trả kết quả bằng văn bản chậm nhất hết ngày ", date_span(self.result_by), "."),
                *((line(f"Chi phí giám định: {ended(self.cost)}"),) if self.cost else ()),
                in_force_from_signing(3),
                article(
                    4,
                    " Giao ",
                    fill(self.executing),
                    " tổ chức thực hiện; ",
                    fill(self.asked_of),
                    " thực hiện giám định theo Quyết định này./.",
                ),
            ],
            first_recipient="Như Điều 4",
            appendices=goods_appendices("Quyết định", "BẢNG KÊ MẪU GIÁM ĐỊNH", self.goods, envelope),
        )
