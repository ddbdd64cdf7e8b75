"""The submission slip (phiếu trình) that goes with a document to its signer.

It is no document of its own and has no number, so it is not in the table of papers.
"""

from dataclasses import dataclass

from minhbach.domains.documents.layout.envelope import Envelope
from minhbach.domains.documents.layout.paper import Block, Paper, bold, fill, line
from minhbach.domains.documents.layout.parts import (
    addressed_lines,
    closing_of,
    ended,
    numbered_or_missing,
    set_paper,
    title_blocks,
)


@dataclass(frozen=True, kw_only=True)
class SubmissionSlipContent:
    """What a drafter tells the signer: what is submitted, why, what is attached and proposed."""

    addressed_to: str | None
    about: str | None
    summary: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    proposal: str | None = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set a submission slip."""
        blocks: list[Block] = [
            *title_blocks("Phiếu trình", self.about),
            *addressed_lines((self.addressed_to,) if self.addressed_to else ()),
            line(bold("1. Nội dung trình")),
            *numbered_or_missing(self.summary),
            line(bold("2. Tài liệu kèm theo")),
            *(numbered_or_missing(self.attachments) if self.attachments else (line("Không có."),)),
            line(bold("3. Đề xuất")),
            line(fill(ended(self.proposal) if self.proposal else None)),
            closing_of(envelope, "Như trên", last="Lưu: Hồ sơ"),
        ]
        return set_paper(envelope, "Phiếu trình", blocks)
