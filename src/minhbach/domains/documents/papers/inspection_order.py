"""The order to inspect, in the general layout of NĐ 30/2020.

The wording of TT 22/2021/TT-BCT's own form (01) has not been read; the page says so.
"""

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.decision import article, compose_decision, grounds_of
from minhbach.domains.documents.layout.envelope import Envelope
from minhbach.domains.documents.layout.fields import Bases, ProposedBy, says
from minhbach.domains.documents.layout.inspected import Inspected, inspected_lines
from minhbach.domains.documents.layout.paper import (
    Line,
    Paper,
    fill,
    line,
)
from minhbach.domains.documents.layout.parts import (
    Participant,
    date_span,
)
from minhbach.domains.documents.papers.table import GENERAL, SignedBy, paper


@paper(
    "inspection_order",
    name=_lazy("quyết định kiểm tra"),
    title="Quyết định kiểm tra",
    symbol="QĐ-KT",
    signed_by=SignedBy.AUTHORITY,
    form="01",
    caution=GENERAL,
)
@dataclass(frozen=True, kw_only=True)
class InspectionOrderContent:
    """An order to inspect. `issuing_authority` None means the rank signed for."""

    inspected: Annotated[Inspected, says(_lazy("Đối tượng kiểm tra"))]
    bases: Bases = ()
    issuing_authority: Annotated[str | None, says(_lazy("Thẩm quyền ban hành (để trống: theo chức vụ người ký)"))] = (
        None
    )
    place: Annotated[str | None, says(_lazy("Địa điểm kiểm tra (để trống: địa chỉ của đối tượng)"))] = None
    scope: Annotated[str | None, says(_lazy("Nội dung kiểm tra"), long=True)] = None
    period_inspected: Annotated[str | None, says(_lazy("Thời kỳ kiểm tra"))] = None
    starts_on: Annotated[date | None, says(_lazy("Kiểm tra từ ngày"))] = None
    duration: Annotated[str | None, says(_lazy("Thời hạn kiểm tra"))] = None
    leader: Annotated[Participant, says(_lazy("Trưởng đoàn kiểm tra"))] = dataclasses.field(default_factory=Participant)
    members: Annotated[tuple[Participant, ...], says(_lazy("Thành viên Đoàn kiểm tra"))] = ()
    proposed_by: ProposedBy = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set an order to inspect."""
        return compose_decision(
            envelope,
            title="Quyết định kiểm tra",
            abstract="Về việc kiểm tra việc chấp hành pháp luật trong sản xuất, kinh doanh hàng hóa, dịch vụ",
            authority=self.issuing_authority,
            grounds=grounds_of(self.bases),
            proposed_by=self.proposed_by,
            articles=[
                article(1, " Kiểm tra việc chấp hành pháp luật đối với:"),
                # Where no other address is known, it is where the inspection is held.
                *inspected_lines(dataclasses.replace(self.inspected, address=self.inspected.address or self.place)),
                line("Địa điểm kiểm tra: ", fill(self.place or self.inspected.address)),
                line("Nội dung kiểm tra: ", fill(self.scope)),
                *((line("Thời kỳ kiểm tra: ", self.period_inspected),) if self.period_inspected else ()),
                line("Thời hạn kiểm tra: ", fill(self.duration), ", kể từ ngày ", date_span(self.starts_on), "."),
                article(2, " Thành lập Đoàn kiểm tra gồm các ông (bà) có tên sau:"),
                _member_line(1, self.leader, "Trưởng đoàn"),
                *(_member_line(index, member, "Thành viên") for index, member in enumerate(self.members, start=2)),
                article(
                    3,
                    " Quyết định này có hiệu lực kể từ ngày ký. Các ông (bà) có tên tại Điều 2 và ",
                    fill(self.inspected.name),
                    " chịu trách nhiệm thi hành Quyết định này./.",
                ),
            ],
            kept="Lưu: VT, Hồ sơ",
        )


def _member_line(index: int, member: Participant, role: str) -> Line:
    title = f", {member.title}" if member.title else ""
    agency = f", {member.agency}" if member.agency else ""
    return line(f"{index}. Ông (bà) ", fill(member.full_name), f"{title}{agency} - {role};")
