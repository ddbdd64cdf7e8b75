"""The submission slip (phiếu trình) and the official letter (công văn)."""

from dataclasses import dataclass

from ..envelope import Envelope
from ..paper import Block, Paper, bold, fill, line
from .parts import addressed_lines, closing_of, ended, heading_of, numbered_or_missing, title_blocks


@dataclass(frozen=True, kw_only=True)
class SubmissionSlipContent:
    """What a drafter tells the signer: what is submitted, why, what is attached and proposed."""

    addressed_to: str | None
    about: str | None
    summary: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    proposal: str | None = None


@dataclass(frozen=True, kw_only=True)
class LetterContent:
    """An official letter: `subject` follows "V/v"."""

    addressed_to: tuple[str, ...]
    subject: str
    paragraphs: tuple[str, ...] = ()


def compose_submission_slip(content: SubmissionSlipContent, envelope: Envelope) -> Paper:
    """Set a submission slip."""
    blocks: list[Block] = [
        *title_blocks("Phiếu trình", content.about),
        *addressed_lines((content.addressed_to,) if content.addressed_to else ()),
        line(bold("1. Nội dung trình")),
        *numbered_or_missing(content.summary),
        line(bold("2. Tài liệu kèm theo")),
        *(numbered_or_missing(content.attachments) if content.attachments else (line("Không có."),)),
        line(bold("3. Đề xuất")),
        line(fill(ended(content.proposal) if content.proposal else None)),
        closing_of(envelope, "Như trên", last="Lưu: Hồ sơ"),
    ]
    return Paper(
        title="Phiếu trình", author=envelope.letterhead.agency or "", heading=heading_of(envelope), blocks=tuple(blocks)
    )


def compose_letter(content: LetterContent, envelope: Envelope) -> Paper:
    """Set an official letter; its abstract stands under the number, after "V/v" (II.5.b)."""
    paragraphs = content.paragraphs or ("",)
    blocks: list[Block] = [
        *addressed_lines(content.addressed_to),
        *(line(fill(text)) for text in paragraphs[:-1]),
        line(fill(f"{paragraphs[-1].rstrip('.')}./." if paragraphs[-1].strip() else None)),
        closing_of(envelope, "Như trên"),
    ]
    return Paper(
        title=f"V/v {content.subject}",
        author=envelope.letterhead.agency or "",
        heading=heading_of(envelope, subject=f"V/v {content.subject}"),
        blocks=tuple(blocks),
    )
