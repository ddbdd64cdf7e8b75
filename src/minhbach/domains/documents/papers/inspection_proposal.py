"""The proposal to inspect, in the general layout of NĐ 30/2020.

The wording of TT 22/2021/TT-BCT's own form (09) has not been read; the page says so.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.envelope import Envelope
from minhbach.domains.documents.layout.fields import says
from minhbach.domains.documents.layout.inspected import Inspected, inspected_lines, team_lines
from minhbach.domains.documents.layout.paper import Block, Paper, bold, fill, line
from minhbach.domains.documents.layout.parts import (
    Participant,
    addressed_lines,
    closing_of,
    date_span,
    ended,
    numbered_or_missing,
    set_paper,
    title_blocks,
)
from minhbach.domains.documents.papers.table import GENERAL, SignedBy, paper

# What nobody expects yet is said, and kept from no signature.
UNKNOWN = "Chưa xác định"


@paper(
    "inspection_proposal",
    name=_lazy("đề xuất kiểm tra"),
    title="Đề xuất kiểm tra",
    symbol="ĐX",
    signed_by=SignedBy.MAKER,
    form="09",
    caution=GENERAL,
)
@dataclass(frozen=True, kw_only=True)
class InspectionProposalContent:
    """A proposal to inspect: whom, where, what, when, the acts expected and why."""

    addressed_to: Annotated[tuple[str, ...], says(_lazy("Kính gửi (mỗi dòng một nơi)"))]
    inspected: Annotated[Inspected, says(_lazy("Đối tượng kiểm tra"))]
    reasons: Annotated[tuple[str, ...], says(_lazy("Căn cứ, lý do (mỗi dòng một ý)"))] = ()
    place: Annotated[str | None, says(_lazy("Địa điểm kiểm tra (để trống: địa chỉ của đối tượng)"))] = None
    scope: Annotated[str | None, says(_lazy("Nội dung, phạm vi kiểm tra"), long=True)] = None
    starts_on: Annotated[date | None, says(_lazy("Kiểm tra từ ngày"))] = None
    duration: Annotated[str | None, says(_lazy("Thời hạn kiểm tra"))] = None
    expected_acts: Annotated[tuple[str, ...], says(_lazy("Hành vi dự kiến (mỗi dòng một hành vi)"))] = ()
    expected_goods: Annotated[str | None, says(_lazy("Tang vật dự kiến"))] = None
    team: Annotated[tuple[Participant, ...], says(_lazy("Thành viên dự kiến của Đoàn kiểm tra"))] = ()

    def compose(self, envelope: Envelope) -> Paper:
        """Set a proposal to inspect."""
        name = self.inspected.name
        blocks: list[Block] = [
            *title_blocks("Đề xuất", f"Kiểm tra đối với {name}" if name else None),
            *addressed_lines(self.addressed_to),
            line(bold("1. Căn cứ, lý do đề xuất")),
            *numbered_or_missing(self.reasons),
            line(bold("2. Đối tượng kiểm tra")),
            *inspected_lines(replace(self.inspected, address=self.inspected.address or self.place)),
            line(bold("3. Địa điểm kiểm tra: "), fill(self.place or self.inspected.address)),
            line(bold("4. Nội dung, phạm vi kiểm tra: "), fill(self.scope)),
            line(
                bold("5. Thời điểm, thời hạn kiểm tra: "),
                "từ ngày ",
                date_span(self.starts_on),
                "; thời hạn ",
                fill(self.duration),
            ),
            line(bold("6. Hành vi dự kiến và tang vật")),
            *numbered_or_missing(self.expected_acts or (UNKNOWN,)),
            line("Tang vật dự kiến: ", ended(self.expected_goods or UNKNOWN)),
            line(bold("7. Dự kiến thành phần Đoàn kiểm tra")),
            *team_lines(self.team),
            line("Kính trình xem xét, quyết định./."),
            closing_of(envelope, "Như trên", last="Lưu: VT, Hồ sơ"),
        ]
        return set_paper(envelope, "Đề xuất kiểm tra", blocks)
