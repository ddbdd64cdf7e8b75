"""MBB03: the minutes of hearing a violator who explains himself in person.

Source: NĐ 118/2021/NĐ-CP, list of forms (title shortened there, symbol BB-GTTT). The form's wording has not been read:
the layout is the general one.
"""

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.envelope import CitedDocument, Envelope
from minhbach.domains.documents.layout.fields import says
from minhbach.domains.documents.layout.inspected import team_lines
from minhbach.domains.documents.layout.paper import Block, Paper, Signatures, Signing, Span, bold, fill, line
from minhbach.domains.documents.layout.parts import (
    Participant,
    Party,
    cited_spans,
    moment_spans,
    party_lines,
    party_word,
    said,
    set_paper,
    title_blocks,
)
from minhbach.domains.documents.papers.table import ANNEX_UNREAD, SignedBy, paper

NOTE = "(Ký, ghi rõ họ và tên)"


@paper(
    "hearing_minutes",
    name=_lazy("biên bản phiên giải trình trực tiếp"),
    title="Biên bản phiên giải trình trực tiếp",
    symbol="BB-GTTT",
    signed_by=SignedBy.MAKER,
    form="MBB03",
    caution=ANNEX_UNREAD,
)
@dataclass(frozen=True, kw_only=True)
class HearingMinutesContent:
    """When and where somebody was heard, who stood for whom, what each side said; blanks are for the pen."""

    party: Annotated[Party, says(_lazy("Cá nhân, tổ chức giải trình"))]
    violation_record: Annotated[CitedDocument, says(_lazy("Biên bản vi phạm hành chính"))] = dataclasses.field(
        default_factory=CitedDocument
    )
    started_at: Annotated[datetime | None, says(_lazy("Bắt đầu lúc"))] = None
    ended_at: Annotated[datetime | None, says(_lazy("Kết thúc lúc"))] = None
    place: Annotated[str | None, says(_lazy("Nơi tổ chức"))] = None
    hearing: Annotated[tuple[Participant, ...], says(_lazy("Bên tổ chức phiên giải trình"))] = ()
    heard: Annotated[tuple[Participant, ...], says(_lazy("Bên giải trình"))] = ()
    authority_statement: Annotated[str | None, says(_lazy("Căn cứ pháp lý, tình tiết, chứng cứ đã nêu"), long=True)] = (
        None
    )
    party_statement: Annotated[str | None, says(_lazy("Ý kiến của bên giải trình"), long=True)] = None
    outcome: Annotated[str | None, says(_lazy("Kết quả phiên giải trình"), long=True)] = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set the minutes."""
        blocks: list[Block] = [
            *title_blocks("Biên bản", "Phiên giải trình trực tiếp"),
            line("Hôm nay, hồi ", *moment_spans(self.started_at, by_hand=True), ", tại ",
                 fill(self.place, by_hand=True), "."),
            line("Căn cứ Biên bản vi phạm hành chính ", *cited_spans(self.violation_record, verb="lập "), "."),
            line(bold("1. Bên tổ chức phiên giải trình:")),
            *team_lines(self.hearing, by_hand=True),
            line(bold("2. Bên giải trình:")),
            *team_lines(self.heard, by_hand=True),
            line(f"Về việc của {party_word(self.party)} có tên sau đây:"),
            *party_lines(self.party, by_hand=True),
            line(bold("3. Căn cứ pháp lý, tình tiết, chứng cứ do bên tổ chức nêu: "), said(self.authority_statement)),
            line(bold("4. Ý kiến của bên giải trình: "), said(self.party_statement)),
            line(bold("5. Kết quả phiên giải trình: "), said(self.outcome)),
            line(
                "Phiên giải trình kết thúc hồi ",
                *moment_spans(self.ended_at, by_hand=True),
                "; Biên bản đã đọc lại cho những người có tên nêu trên cùng nghe, công nhận là đúng và cùng ký./.",
            ),
            _signatures(self),
        ]  # fmt: skip
        return set_paper(envelope, "Biên bản phiên giải trình trực tiếp", blocks, dated=False)


def _signatures(content: HearingMinutesContent) -> Signatures:
    def name(people: tuple[Participant, ...]) -> Span | None:
        full_name = people[0].full_name if people else None
        return Span(full_name, bold=True) if full_name else None

    return Signatures(
        (
            (
                Signing(("BÊN GIẢI TRÌNH",), note=NOTE, name=name(content.heard)),
                Signing(("BÊN TỔ CHỨC", "PHIÊN GIẢI TRÌNH"), note=NOTE, name=name(content.hearing)),
            ),
        )
    )
