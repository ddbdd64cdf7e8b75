"""Minutes of an inspection with the list of goods, in the general layout of NĐ 30/2020.

The wording of TT 22/2021/TT-BCT's own form (06) has not been read; the page says so.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.envelope import Envelope
from minhbach.domains.documents.layout.fields import says
from minhbach.domains.documents.layout.goods import GoodsRow, goods_appendices
from minhbach.domains.documents.layout.inspected import Inspected, inspected_lines, team_lines
from minhbach.domains.documents.layout.paper import Block, Paper, Signatures, Signing, Span, bold, fill, line
from minhbach.domains.documents.layout.parts import (
    Participant,
    date_span,
    ended,
    moment_spans,
    numbered_or_missing,
    said,
    set_paper,
    title_blocks,
)
from minhbach.domains.documents.papers.table import GENERAL, SignedBy, paper


@paper(
    "inspection_minutes",
    name=_lazy("biên bản kiểm tra"),
    title="Biên bản kiểm tra",
    symbol="BB-KT",
    signed_by=SignedBy.MAKER,
    form="06",
    caution=GENERAL,
)
@dataclass(frozen=True, kw_only=True)
class InspectionMinutesContent:
    """Minutes of an inspection with the list of goods found."""

    inspected: Annotated[Inspected, says(_lazy("Đối tượng kiểm tra"))]
    order_number: Annotated[str | None, says(_lazy("Số quyết định kiểm tra"))] = None
    order_dated: Annotated[date | None, says(_lazy("Ngày quyết định kiểm tra"))] = None
    order_agency: Annotated[str | None, says(_lazy("Cơ quan ra quyết định kiểm tra"))] = None
    started_at: Annotated[datetime | None, says(_lazy("Bắt đầu lúc"))] = None
    ended_at: Annotated[datetime | None, says(_lazy("Kết thúc lúc"))] = None
    place: Annotated[str | None, says(_lazy("Địa điểm kiểm tra (để trống: địa chỉ của đối tượng)"))] = None
    team: Annotated[tuple[Participant, ...], says(_lazy("Thành viên Đoàn kiểm tra"))] = ()
    present: Annotated[tuple[Participant, ...], says(_lazy("Đại diện bên được kiểm tra"))] = ()
    witnesses: Annotated[tuple[Participant, ...], says(_lazy("Người chứng kiến"))] = ()
    findings: Annotated[tuple[str, ...], says(_lazy("Kết quả kiểm tra (mỗi dòng một ý)"))] = ()
    checked: Annotated[tuple[str, ...], says(_lazy("Điểm đã kiểm tra theo danh mục (mỗi dòng một điểm)"))] = ()
    measures: Annotated[tuple[str, ...], says(_lazy("Biện pháp đã áp dụng (mỗi dòng một biện pháp)"))] = ()
    statement: Annotated[str | None, says(_lazy("Ý kiến của bên được kiểm tra"), long=True)] = None
    conclusion: Annotated[str | None, says(_lazy("Nhận xét, kết luận của Đoàn kiểm tra"), long=True)] = None
    copy_count: Annotated[int | None, says(_lazy("Số bản"))] = None
    goods: tuple[GoodsRow, ...] = ()

    def compose(self, envelope: Envelope) -> Paper:
        """Set minutes of inspection; the list of goods follows as an appendix in landscape."""
        goods_words = "Hàng hóa kiểm tra được ghi tại Phụ lục Bảng kê kèm theo Biên bản này."
        blocks: list[Block] = [
            *title_blocks("Biên bản kiểm tra", "Việc chấp hành pháp luật trong sản xuất, kinh doanh hàng hóa, dịch vụ"),
            line(
                "Hôm nay, hồi ",
                *moment_spans(self.started_at, by_hand=True),
                ", tại ",
                fill(self.place or self.inspected.address),
                ".",
            ),
            line(
                "Căn cứ Quyết định kiểm tra số: ",
                fill(self.order_number),
                " ngày ",
                date_span(self.order_dated),
                " của ",
                fill(self.order_agency),
                ".",
            ),
            line(bold("1. Đoàn kiểm tra gồm:")),
            *team_lines(self.team),
            line(bold("2. Đại diện bên được kiểm tra:")),
            *team_lines(self.present, by_hand=True),
            line(bold("3. Người chứng kiến (nếu có):"), "" if self.witnesses else " Không có."),
            *(team_lines(self.witnesses, by_hand=True) if self.witnesses else ()),
            line(bold("4. Đối tượng kiểm tra:")),
            *inspected_lines(replace(self.inspected, address=self.inspected.address or self.place)),
            line(bold("5. Nội dung và kết quả kiểm tra:")),
            *numbered_or_missing(self.findings),
            *((line("Các điểm đã kiểm tra:"), *numbered_or_missing(self.checked)) if self.checked else ()),
            *((line(goods_words),) if self.goods else ()),
            line(bold("6. Biện pháp đã áp dụng (nếu có): "), ended("; ".join(self.measures) or "Không có")),
            line(bold("7. Ý kiến của bên được kiểm tra: "), said(self.statement)),
            line(bold("8. Nhận xét, kết luận của Đoàn kiểm tra: "), said(self.conclusion)),
            line(
                "Biên bản kết thúc hồi ",
                *moment_spans(self.ended_at, by_hand=True),
                ", được lập thành ",
                fill(f"{self.copy_count:02d}" if self.copy_count else None, blank="……", by_hand=True),
                " bản có nội dung và giá trị như nhau; đã đọc lại cho những người có tên nêu trên cùng nghe, "
                "công nhận là đúng và cùng ký tên dưới đây./.",
            ),
            _minutes_signatures(self),
        ]
        return set_paper(
            envelope,
            "Biên bản kiểm tra",
            blocks,
            dated=False,
            appendices=goods_appendices(
                "Biên bản kiểm tra", "BẢNG KÊ HÀNG HÓA", self.goods, envelope, _minutes_signatures(self)
            ),
        )


def _minutes_signatures(content: InspectionMinutesContent) -> Signatures:
    note = "(Ký, ghi rõ họ và tên)"

    def name(people: tuple[Participant, ...]) -> Span | None:
        full_name = people[0].full_name if people else None
        return Span(full_name, bold=True) if full_name else None

    rows: list[tuple[Signing | None, Signing | None]] = [
        (
            Signing(("ĐẠI DIỆN BÊN", "ĐƯỢC KIỂM TRA"), note=note, name=name(content.present)),
            Signing(("TRƯỞNG ĐOÀN KIỂM TRA",), note=note, name=name(content.team)),
        )
    ]
    if content.witnesses:
        rows.append((Signing(("NGƯỜI CHỨNG KIẾN",), note=note, name=name(content.witnesses)), None))
    return Signatures(tuple(rows))
