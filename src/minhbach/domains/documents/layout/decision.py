"""The frame that decisions share: title, authority, grounds with the delegation, articles, closing."""

from __future__ import annotations

from collections.abc import Sequence

from .envelope import CitedDocument, Envelope
from .paper import Appendix, Block, Line, Paper, Span, bold, centered, fill, line, spans
from .parts import (
    Party,
    authority_line,
    authority_of,
    basis_lines,
    cited_spans,
    closing_of,
    party_person,
    party_representative,
    set_paper,
    title_blocks,
)

Ground = tuple[Span, ...]


def compose_decision(
    envelope: Envelope,
    *,
    title: str,
    abstract: str,
    grounds: Sequence[Ground],
    articles: Sequence[Line],
    authority: str | None = None,
    delegated: str = "giao quyền",
    proposed_by: str | None = None,
    first_recipient: str = "Như Điều 3",
    kept: str = "Lưu: Hồ sơ",
    after: Sequence[Block] = (),
    appendices: tuple[Appendix, ...] = (),
) -> Paper:
    """Set a decision. A delegation under which it is signed is cited after its grounds, as one for what is DELEGATED.

    AUTHORITY None means the rank signed for and its agency.
    """
    blocks: list[Block] = [
        *title_blocks("Quyết định", abstract),
        authority_line(authority or authority_of(envelope)),
        *basis_lines((*grounds, *_delegation(envelope, delegated), *_proposal(proposed_by))),
        centered(bold("QUYẾT ĐỊNH:"), space_before=6),
        *articles,
        closing_of(envelope, first_recipient, last=kept),
        *after,
    ]
    return set_paper(envelope, title, blocks, appendices=appendices)


def ground(*parts: str | Span) -> Ground:
    """Set one ground: "Căn cứ …"."""
    return spans("Căn cứ ", *parts)


def grounds_of(texts: Sequence[str]) -> list[Ground]:
    """Set grounds as they were written, one each; a marked blank where there is none."""
    return [ground(fill(text.rstrip(".;"))) for text in texts or ("",)]


def article(number: int, *parts: str | Span) -> Line:
    """Set the first line of an article: "Điều 1. …"."""
    return Line(spans(bold(f"Điều {number}."), *parts))


def record_ground(record: str, document: CitedDocument | None, *, verb: str = "lập ") -> list[Ground]:
    """Set the ground "Biên bản … số … lập ngày …"; none where there is no such record."""
    return [ground(f"{record} ", *cited_spans(document, verb=verb))] if document else []


def in_force_from_signing(number: int) -> Line:
    """Set the article that a decision is in force from the day it is signed."""
    return article(number, " Quyết định này có hiệu lực thi hành kể từ ngày ký.")


def handing_over(number: int, receiver: str | None, party: Party, sent: Sequence[tuple[str | None, str]]) -> list[Line]:
    """Set the article that says to whom a decision is handed, and to whom it is SENT for what."""
    lines = [
        article(number, " Quyết định này được:"),
        line(
            "1. Giao cho ông (bà) ",
            fill(receiver or party_representative(party)),
            f" là {party_person(party)} có tên tại Điều 1 Quyết định này để chấp hành.",
        ),
    ]
    for index, (to, purpose) in enumerate(sent, start=2):
        lines.append(line(f"{index}. Gửi cho ", fill(to), f" {purpose}{'./.' if index == len(sent) + 1 else '.'}"))
    return lines


def _delegation(envelope: Envelope, delegated: str) -> list[Ground]:
    delegation = envelope.signature.delegation
    return [ground("Quyết định ", *cited_spans(delegation), f" về việc {delegated}")] if delegation else []


def _proposal(proposed_by: str | None) -> list[Ground]:
    return [spans("Theo đề nghị của ", fill(proposed_by))] if proposed_by else []
