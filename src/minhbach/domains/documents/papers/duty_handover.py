"""The minutes by which an officer who leaves a post hands over what he was answerable for.

No form of it is laid down in the tables of the law here: the layout is the general one of NĐ 30/2020.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.envelope import Envelope
from minhbach.domains.documents.layout.fields import says
from minhbach.domains.documents.layout.paper import Block, Cell, Grid, Paper, Signatures, Signing, bold, fill, line
from minhbach.domains.documents.layout.parts import (
    date_span,
    ended,
    list_appendix,
    moment_spans,
    said,
    set_paper,
    title_blocks,
)
from minhbach.domains.documents.papers.table import SignedBy, paper
from minhbach.foundation.writing import write_day

NOTE = "(Ký, ghi rõ họ và tên)"
CAUTION = _lazy(
    "Trình bày theo thể thức chung của Nghị định 30/2020/NĐ-CP. Bảng biểu mẫu của hệ thống không có mẫu biên bản bàn "
    "giao công việc; cơ quan có mẫu riêng thì đối chiếu trước khi in chính thức."
)


@dataclass(frozen=True, kw_only=True)
class HandedRow:
    """One thing handed over. Without a receiver, REMARK says why there is none."""

    kind: str
    words: str
    about: str = ""
    due_on: date | None = None
    receiver: str = ""
    remark: str = ""


@paper(
    "duty_handover",
    name=_lazy("biên bản bàn giao công việc"),
    title="Biên bản bàn giao công việc",
    signed_by=SignedBy.MAKER,
    caution=CAUTION,
    # What was handed over is said once, where it was: nobody rewrites it on the paper.
    filled_elsewhere=_lazy("Nội dung lấy từ biên bản bàn giao đã kết thúc; chỗ để trống thì ghi tay."),
)
@dataclass(frozen=True, kw_only=True)
class DutyHandoverContent:
    """Who leaves which post when and why, who takes what of him; what is left blank is for the pen."""

    at: Annotated[datetime | None, says(_lazy("Lập lúc"))] = None
    place: Annotated[str | None, says(_lazy("Nơi lập"))] = None
    unit: Annotated[str | None, says(_lazy("Đơn vị"))] = None
    reason: Annotated[str | None, says(_lazy("Lý do bàn giao"))] = None
    leaves_on: Annotated[date | None, says(_lazy("Rời vị trí từ ngày"))] = None
    giver: Annotated[str | None, says(_lazy("Người giao"))] = None
    receivers: tuple[str, ...] = ()
    witness: Annotated[str | None, says(_lazy("Người đứng đầu đơn vị"))] = None
    remarks: Annotated[str | None, says(_lazy("Ý kiến khi bàn giao"), long=True)] = None
    rows: tuple[HandedRow, ...] = ()

    def compose(self, envelope: Envelope) -> Paper:
        """Set the minutes; the list of what was handed over follows as an appendix."""
        blocks: list[Block] = [
            *title_blocks("Biên bản", "Bàn giao công việc"),
            line("Hôm nay, hồi ", *moment_spans(self.at, by_hand=True), ", tại ", fill(self.place, by_hand=True), "."),
            line(bold("1. Đơn vị: "), fill(self.unit), "."),
            line(bold("2. Lý do bàn giao: "), fill(self.reason), "; rời vị trí từ ", date_span(self.leaves_on), "."),
            line(bold("3. Người giao: "), fill(self.giver), "."),
            line(bold("4. Người nhận: "), ended("; ".join(self.receivers) or "Không có việc nào phải chuyển")),
            line(bold("5. Người đứng đầu đơn vị: "), fill(self.witness), "."),
            line(
                bold("6. Nội dung bàn giao: "),
                f"{len(self.rows)} việc theo Phụ lục kèm theo Biên bản này." if self.rows else "không còn việc nào.",
            ),
            line(bold("7. Ý kiến khi bàn giao: "), said(self.remarks)),
            line("Biên bản đã đọc lại cho những người có tên nêu trên cùng nghe, công nhận là đúng và cùng ký./."),
            _signatures(),
        ]
        return set_paper(
            envelope,
            "Biên bản bàn giao công việc",
            blocks,
            dated=False,
            appendices=(
                (list_appendix("Biên bản", "DANH MỤC VIỆC BÀN GIAO", _grid(self.rows), envelope, _signatures()),)
                if self.rows
                else ()
            ),
        )


def _grid(rows: tuple[HandedRow, ...]) -> Grid:
    titles = ("STT", "Loại việc", "Việc", "Hạn", "Người nhận", "Ghi chú")
    return Grid(
        widths=(0.9, 3, 6, 1.9, 3, 3),
        header=(tuple(Cell(title, bold=True, align="center") for title in titles),),
        rows=tuple(
            (
                Cell(str(number), align="center"),
                Cell(row.kind),
                Cell("; ".join(filter(None, (row.words, row.about)))),
                Cell(write_day(row.due_on) if row.due_on else "", align="center"),
                Cell(row.receiver),
                Cell(row.remark),
            )
            for number, row in enumerate(rows, start=1)
        ),
        size=11,
    )


def _signatures() -> Signatures:
    return Signatures(
        (
            (Signing(("NGƯỜI GIAO",), note=NOTE), Signing(("NGƯỜI NHẬN",), note=NOTE)),
            (None, Signing(("NGƯỜI ĐỨNG ĐẦU ĐƠN VỊ",), note=NOTE)),
        )
    )
