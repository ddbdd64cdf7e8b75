"""The official letter (công văn)."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.envelope import Envelope
from minhbach.domains.documents.layout.fields import says
from minhbach.domains.documents.layout.paper import Block, Paper, fill, line
from minhbach.domains.documents.layout.parts import (
    addressed_lines,
    closing_of,
    set_paper,
)
from minhbach.domains.documents.papers.table import DECREE_30, SignedBy, paper


@paper(
    "letter",
    name=_lazy("công văn"),
    title="Công văn",
    symbol="{agency}",
    signed_by=SignedBy.AUTHORITY,
    caution=DECREE_30,
)
@dataclass(frozen=True, kw_only=True)
class LetterContent:
    """An official letter: `subject` follows "V/v"."""

    addressed_to: Annotated[tuple[str, ...], says(_lazy("Kính gửi (mỗi dòng một nơi)"))]
    subject: Annotated[str, says(_lazy("Trích yếu (sau chữ “V/v”)"))]
    paragraphs: Annotated[tuple[str, ...], says(_lazy("Nội dung (mỗi dòng một đoạn)"))] = ()

    def compose(self, envelope: Envelope) -> Paper:
        """Set an official letter; its abstract stands under the number, after "V/v" (II.5.b)."""
        paragraphs = self.paragraphs or ("",)
        blocks: list[Block] = [
            *addressed_lines(self.addressed_to),
            *(line(fill(text)) for text in paragraphs[:-1]),
            line(fill(f"{paragraphs[-1].rstrip('.')}./." if paragraphs[-1].strip() else None)),
            closing_of(envelope, "Như trên"),
        ]
        return set_paper(envelope, f"V/v {self.subject}", blocks, subject=f"V/v {self.subject}")
