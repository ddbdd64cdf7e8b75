"""MBB23 to MBB25: minutes of a search.

Source: NĐ 118/2021/NĐ-CP, list of forms: three titles, of which the one for hiding places is a home's, too. The forms'
wording has not been read: the layout is the general one.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.envelope import Envelope
from minhbach.domains.documents.layout.fields import says
from minhbach.domains.documents.layout.inspected import team_lines
from minhbach.domains.documents.layout.paper import Paper, Signatures, Signing, bold, fill, line
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
from minhbach.domains.documents.papers.search_decision import KINDS, Searched
from minhbach.domains.documents.papers.table import ANNEX_UNREAD, SignedBy, paper

TITLES: dict[Searched, str] = {
    "person": "Biên bản khám người",
    "vehicle": "Biên bản khám phương tiện vận tải, đồ vật",
    "place": "Biên bản khám nơi cất giấu",
    "home": "Biên bản khám nơi cất giấu",
}


@paper(
    "search_minutes",
    name=_lazy("biên bản khám"),
    title="Biên bản khám",
    signed_by=SignedBy.MAKER,
    form="MBB23 đến MBB25",
    caution=ANNEX_UNREAD,
)
@dataclass(frozen=True, kw_only=True)
class SearchMinutesContent:
    """Who searched what, before whom, and what was found."""

    what: Annotated[Searched, says(_lazy("Khám gì"), choices=KINDS)] = "place"
    target: Annotated[str | None, says(_lazy("Người, phương tiện, đồ vật hoặc nơi bị khám"), long=True)] = None
    owner: Annotated[str | None, says(_lazy("Chủ phương tiện, đồ vật, nơi bị khám"))] = None
    order_number: Annotated[str | None, says(_lazy("Số quyết định khám"))] = None
    order_dated: Annotated[date | None, says(_lazy("Ngày quyết định khám"))] = None
    started_at: Annotated[datetime | None, says(_lazy("Bắt đầu lúc"))] = None
    ended_at: Annotated[datetime | None, says(_lazy("Kết thúc lúc"))] = None
    team: Annotated[tuple[Participant, ...], says(_lazy("Người khám"))] = ()
    present: Annotated[tuple[str, ...], says(_lazy("Người bị khám hoặc chủ, người đại diện (mỗi dòng một người)"))] = ()
    witnesses: Annotated[tuple[str, ...], says(_lazy("Người chứng kiến (mỗi dòng một người)"))] = ()
    found: Annotated[tuple[str, ...], says(_lazy("Tìm thấy gì (mỗi dòng một thứ)"))] = ()
    statement: Annotated[str | None, says(_lazy("Ý kiến của người bị khám hoặc chủ"), long=True)] = None
    copy_count: Annotated[int | None, says(_lazy("Số bản"))] = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set the minutes under the title of their kind."""
        title = TITLES[self.what]
        return set_paper(
            envelope,
            title,
            [
                *title_blocks(title, "Theo thủ tục hành chính"),
                line("Hôm nay, hồi ", *moment_spans(self.started_at, by_hand=True), "."),
                line("Căn cứ Quyết định khám số: ", fill(self.order_number), " ngày ", date_span(self.order_dated),
                     "."),
                line(bold("1. Người khám gồm:")),
                *team_lines(self.team),
                line(bold("2. Người bị khám hoặc chủ, người đại diện:")),
                *numbered_or_missing(self.present),
                line(bold("3. Người chứng kiến:"), "" if self.witnesses else " Không có."),
                *(numbered_or_missing(self.witnesses) if self.witnesses else ()),
                line(bold("4. Đã khám: "), fill(ended(self.target) if self.target else None)),
                *((line(f"Chủ phương tiện, đồ vật, nơi bị khám: {ended(self.owner)}"),) if self.owner else ()),
                line(bold("5. Kết quả khám:")),
                *numbered_or_missing(self.found),
                line(bold("6. Ý kiến của người bị khám hoặc chủ: "), said(self.statement)),
                line(
                    "Việc khám kết thúc hồi ",
                    *moment_spans(self.ended_at, by_hand=True),
                    "; biên bản được lập thành ",
                    fill(f"{self.copy_count:02d}" if self.copy_count else None, blank="……", by_hand=True),
                    " bản, đã đọc lại cho những người có tên nêu trên cùng nghe, công nhận là đúng và cùng ký tên "
                    "dưới đây./.",
                ),
                Signatures(
                    (
                        (
                            Signing(("NGƯỜI BỊ KHÁM", "HOẶC CHỦ"), note="(Ký, ghi rõ họ và tên)"),
                            Signing(("NGƯỜI LẬP BIÊN BẢN",), note="(Ký, ghi rõ họ và tên)"),
                        ),
                        (Signing(("NGƯỜI CHỨNG KIẾN",), note="(Ký, ghi rõ họ và tên)"), None),
                    )
                ),
            ],
            dated=False,
        )  # fmt: skip
