"""MQĐ02: the decision to sanction an administrative violation, with its record.

Source: NĐ 118/2021/NĐ-CP, appendix, decision form 02; the changes of NĐ 68/2025 and NĐ 190/2025 have not been read.
"""

import dataclasses
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ..envelope import CitedDocument, Envelope
from ..paper import Block, Line, Paper, Span, bold, centered, fill, line
from ..words import amount_in_words, write_date, write_vnd
from .parts import (
    Delivery,
    Party,
    authority_line,
    authority_of,
    basis_lines,
    cited_spans,
    closing_of,
    delivery_blocks,
    ended,
    heading_of,
    party_lines,
    party_name,
    party_person,
    party_representative,
    party_word,
    title_blocks,
)

FINE = "Phạt tiền"


@dataclass(frozen=True, kw_only=True)
class SanctionedAct:
    """One act: what was done, the point, clause and article it falls under, its main sanction and fine in đồng."""

    description: str | None = None
    provision: str | None = None
    main_sanction: str = FINE
    fine_vnd: int | None = None
    main_sanction_details: str | None = None


@dataclass(frozen=True, kw_only=True)
class AdditionalSanction:
    """A sanction added to the main one; `not_applied_reason` is written where it cannot be applied."""

    kind: str | None = None
    details: str | None = None
    term_count: int | None = None
    term_unit: Literal["ngày", "tháng"] = "ngày"
    not_applied_reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Remedy:
    """A remedial measure, its term in days and what else bears on it."""

    kind: str | None = None
    details: str | None = None
    term_days: int | None = None
    related_content: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reimbursement:
    """Costs to be repaid to the agency that carried out a remedy (Điều 85 khoản 5)."""

    amount_vnd: int | None = None
    agency: str | None = None


@dataclass(frozen=True, kw_only=True)
class SanctionDecisionContent:
    """Everything form MQĐ02 says, but its envelope.

    `issuing_authority` None means the rank signed for and the agency; `effective_on` None means the day of signing.
    """

    party: Party
    acts: tuple[SanctionedAct, ...]
    decree_bases: tuple[str, ...] = ()
    violation_record: CitedDocument = dataclasses.field(default_factory=CitedDocument)
    explanation_record: CitedDocument | None = None
    verification_record: CitedDocument | None = None
    issuing_authority: str | None = None
    law_amendment_note: str = "sửa đổi, bổ sung năm 2020"
    deportation_basis: str | None = None
    aggravating: tuple[str, ...] = ()
    mitigating: tuple[str, ...] = ()
    additional_sanctions: tuple[AdditionalSanction, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    reimbursement: Reimbursement | None = None
    effective_on: date | None = None
    receiver: str | None = None
    payment_place: str | None = None
    payment_account: str | None = None
    treasury: str | None = None
    payment_days: int | None = None
    is_paid_on_the_spot: bool = False
    held_items: str | None = None
    executing: str | None = None
    coordinating: str | None = None
    delivery: Delivery | None = None


def compose_sanction_decision(content: SanctionDecisionContent, envelope: Envelope) -> Paper:
    """Set form MQĐ02."""
    authority = content.issuing_authority or authority_of(envelope)
    abstract = "Xử phạt vi phạm hành chính"
    blocks: list[Block] = [
        *title_blocks("Quyết định", abstract),
        authority_line(authority),
        *basis_lines(_bases(content, envelope)),
        centered(bold("QUYẾT ĐỊNH:"), space_before=6),
        *_first_article(content),
        *_second_article(content),
        *_third_article(content),
        closing_of(envelope, "Như Điều 3", last="Lưu: Hồ sơ"),
        *delivery_blocks("Quyết định", content.party, "bị xử phạt", content.delivery, "NGƯỜI NHẬN QUYẾT ĐỊNH"),
    ]
    return Paper(
        title=f"Quyết định {abstract.lower()}",
        author=envelope.letterhead.agency or "",
        heading=heading_of(envelope),
        blocks=tuple(blocks),
    )


def _bases(content: SanctionDecisionContent, envelope: Envelope) -> tuple[tuple[Span, ...], ...]:
    note = f" ({content.law_amendment_note})" if content.law_amendment_note else ""
    bases: list[tuple[Span, ...]] = [
        (Span(f"Căn cứ Điều 57, Điều 68, Điều 70, Điều 78, Điều 85 Luật Xử lý vi phạm hành chính{note}"),)
    ]
    bases.extend((Span("Căn cứ "), fill(decree.rstrip(".;"))) for decree in content.decree_bases or ("",))
    if content.deportation_basis:
        bases.append((Span("Căn cứ "), fill(content.deportation_basis)))
    bases.append((Span("Căn cứ Biên bản vi phạm hành chính "), *cited_spans(content.violation_record, verb="lập ")))
    if content.explanation_record:
        cited = cited_spans(content.explanation_record, verb="lập ")
        bases.append((Span("Căn cứ Biên bản phiên giải trình trực tiếp "), *cited))
    if content.verification_record:
        cited = cited_spans(content.verification_record, verb="lập ")
        bases.append((Span("Căn cứ Biên bản "), *cited, Span(" xác minh tình tiết của vụ việc vi phạm hành chính")))
    if envelope.signature.delegation:
        cited = cited_spans(envelope.signature.delegation)
        bases.append((Span("Căn cứ Quyết định "), *cited, Span(" về việc giao quyền xử phạt vi phạm hành chính")))
    return tuple(bases)


def _first_article(content: SanctionDecisionContent) -> list[Line]:
    party = content.party
    return [
        line(bold("Điều 1.")),
        line(f"1. Xử phạt vi phạm hành chính đối với {party_word(party)} có tên sau đây:"),
        *party_lines(party),
        *_listed("2. Đã thực hiện hành vi vi phạm hành chính: ", [act.description for act in content.acts]),
        *_listed("3. Quy định tại: ", [act.provision for act in content.acts]),
        line(f"4. Các tình tiết tăng nặng (nếu có): {_together(content.aggravating)}"),
        line(f"5. Các tình tiết giảm nhẹ (nếu có): {_together(content.mitigating)}"),
        line("6. Bị áp dụng hình thức xử phạt, biện pháp khắc phục hậu quả như sau:"),
        *_main_sanction(content.acts),
        *_additional(content.additional_sanctions),
        *_remedies(content),
    ]


def _listed(opening: str, items: list[str | None]) -> list[Line]:
    """Set one item behind its opening, or several below it, numbered in the order of the acts."""
    if len(items) <= 1:
        return [line(opening, fill(ended(items[0]) if items and items[0] else None))]
    lines = [replace(line(opening), keep_with_next=True)]
    for index, item in enumerate(items, start=1):
        lines.append(
            line(f"- Hành vi {index}: ", fill(ended(item, ";" if index < len(items) else ".") if item else None))
        )
    return lines


def _together(items: tuple[str, ...]) -> str:
    return ended("; ".join(item.strip().rstrip(".;") for item in items)) if items else "Không."


def _main_sanction(acts: tuple[SanctionedAct, ...]) -> list[Line]:
    kinds = "; ".join(dict.fromkeys(act.main_sanction for act in acts))
    lines = [line("a) Hình thức xử phạt chính: ", fill(ended(kinds) if kinds else None))]
    if len(acts) == 1:
        return [*lines, line("Cụ thể: ", *_main_details(acts[0]), ".")]
    lines.append(line("Cụ thể:"))
    for index, act in enumerate(acts, start=1):
        end = ";" if index < len(acts) else "."
        lines.append(line(f"- Hành vi {index}: ", *_main_details(act), end))
    fines = [act.fine_vnd for act in acts if act.main_sanction == FINE]
    if fines:
        known = [fine for fine in fines if fine is not None]
        total = sum(known) if len(known) == len(fines) else None
        lines.append(line("Tổng số tiền phạt đối với tất cả các hành vi vi phạm là: ", *_amount(total), "."))
    return lines


def _main_details(act: SanctionedAct) -> tuple[str | Span, ...]:
    if act.main_sanction == FINE:
        extra = f"; {act.main_sanction_details.rstrip('.;')}" if act.main_sanction_details else ""
        return ("Phạt tiền với mức phạt là: ", *_amount(act.fine_vnd), extra)
    details = act.main_sanction_details
    return (f"{act.main_sanction}; {details.rstrip('.;')}" if details else act.main_sanction,)


def _amount(amount_vnd: int | None) -> tuple[str | Span, ...]:
    if amount_vnd is None:
        return (fill(None), " đồng (Bằng chữ: ", fill(None), ")")
    return (bold(write_vnd(amount_vnd)), f" (Bằng chữ: {amount_in_words(amount_vnd)})")


def _additional(sanctions: tuple[AdditionalSanction, ...]) -> list[Line]:
    opening = "b) Hình thức xử phạt bổ sung (nếu có): "
    if not sanctions:
        return [line(f"{opening}Không.")]
    lines: list[Line] = []
    for index, sanction in enumerate(sanctions):
        start = opening if index == 0 else "- Hình thức xử phạt bổ sung: "
        lines.append(line(start, fill(ended(sanction.kind) if sanction.kind else None)))
        if sanction.not_applied_reason:
            lines.append(line(f"Không áp dụng. Lý do: {ended(sanction.not_applied_reason)}"))
            continue
        lines.append(line("Cụ thể: ", fill(ended(sanction.details) if sanction.details else None)))
        if sanction.term_count is not None:
            lines.append(
                line(
                    f"Thời hạn thực hiện hình thức xử phạt bổ sung là {sanction.term_count:02d} {sanction.term_unit}, "
                    "kể từ ngày nhận được Quyết định này."
                )
            )
    return lines


def _remedies(content: SanctionDecisionContent) -> list[Line]:
    opening = "c) Biện pháp khắc phục hậu quả (nếu có): "
    if not content.remedies:
        return [line(f"{opening}Không.")]
    word = party_word(content.party)
    lines: list[Line] = []
    for index, remedy in enumerate(content.remedies):
        start = opening if index == 0 else "- Biện pháp khắc phục hậu quả: "
        lines += [
            line(start, fill(ended(remedy.kind) if remedy.kind else None)),
            line("Cụ thể: ", fill(ended(remedy.details) if remedy.details else None)),
            line(
                "Thời hạn thực hiện biện pháp khắc phục hậu quả ",
                fill(_count(remedy.term_days), blank="……"),
                " ngày, kể từ ngày nhận được Quyết định này.",
            ),
        ]
        if remedy.related_content:
            lines.append(
                line(
                    "Những nội dung trực tiếp liên quan đến việc thực hiện biện pháp khắc phục hậu quả: "
                    f"{ended(remedy.related_content)}"
                )
            )
    lines.append(
        line(
            f"Mọi chi phí tổ chức thi hành biện pháp khắc phục hậu quả do {word} bị xử phạt "
            "có tên tại Điều này chi trả."
        )
    )
    if content.reimbursement:
        lines += _reimbursement(content.party, content.reimbursement)
    return lines


def _reimbursement(party: Party, owed: Reimbursement) -> list[Line]:
    amount = owed.amount_vnd
    return [
        line(
            f"{party_word(party, capital=True)} có tên tại Điều này phải hoàn trả số kinh phí là: ",
            fill(write_vnd(amount) if amount is not None else None, bold=True),
        ),
        line("(Bằng chữ: ", fill(amount_in_words(amount) if amount is not None else None), ")"),
        line(
            "cho: ",
            fill(owed.agency),
            " là cơ quan đã thực hiện biện pháp khắc phục hậu quả theo quy định tại khoản 5 Điều 85 "
            "Luật Xử lý vi phạm hành chính.",
        ),
    ]


def _second_article(content: SanctionDecisionContent) -> list[Line]:
    start = f"ngày {write_date(content.effective_on)}" if content.effective_on else "ngày ký"
    return [line(bold("Điều 2."), f" Quyết định này có hiệu lực thi hành kể từ {start}.")]


def _third_article(content: SanctionDecisionContent) -> list[Line]:
    party = content.party
    word, capital_word = party_word(party), party_word(party, capital=True)
    is_fined = any(act.main_sanction == FINE for act in content.acts)
    lines = [
        line(bold("Điều 3."), " Quyết định này được:"),
        line(
            "1. Giao cho ông (bà) ",
            fill(content.receiver or party_representative(party)),
            f" là {party_person(party)} bị xử phạt có tên tại Điều 1 Quyết định này để chấp hành.",
        ),
        line(
            f"{capital_word} có tên tại Điều 1 phải nghiêm chỉnh chấp hành Quyết định xử phạt này. "
            f"Nếu quá thời hạn mà {word} ",
            fill(party_name(party)),
            " không tự nguyện chấp hành thì sẽ bị cưỡng chế thi hành theo quy định của pháp luật.",
        ),
    ]
    # The letters and numbers close up where a decision carries no fine or holds nothing back.
    letters = iter("abc")
    if is_fined:
        lines += _payment(content, next(letters))
    if content.held_items:
        lines.append(
            line(
                f"{next(letters)}) {capital_word} bị xử phạt có tên tại Điều 1 bị tạm giữ "
                f"{content.held_items.rstrip('.;')} để bảo đảm thi hành quyết định xử phạt."
            )
        )
    lines.append(
        line(
            f"{next(letters)}) {capital_word} ",
            fill(party_name(party)),
            " có quyền khiếu nại hoặc khởi kiện hành chính đối với Quyết định này theo quy định của pháp luật.",
        )
    )
    sent = [(content.treasury, "để thu tiền phạt.")] if is_fined else []
    sent += [(content.executing, "để tổ chức thực hiện."), (content.coordinating, "để biết và phối hợp thực hiện./.")]
    lines += [line(f"{index}. Gửi cho ", fill(to), f" {purpose}") for index, (to, purpose) in enumerate(sent, start=2)]
    return lines


def _payment(content: SanctionDecisionContent, letter: str) -> list[Line]:
    word, capital_word = party_word(content.party), party_word(content.party, capital=True)
    lines = [
        line(
            f"{letter}) {capital_word} bị xử phạt có tên tại Điều 1 phải nộp tiền phạt tại ",
            fill(content.payment_place),
            " hoặc nộp tiền phạt vào tài khoản số: ",
            fill(content.payment_account),
            " của ",
            fill(content.treasury),
            " trong thời hạn ",
            fill(_count(content.payment_days), blank="……"),
            " ngày, kể từ ngày nhận được Quyết định này.",
        )
    ]
    if content.is_paid_on_the_spot:
        lines.append(
            line(
                f"Hoặc {word} bị xử phạt có tên tại Điều 1 nộp tiền phạt tại chỗ cho người đã ra quyết định xử phạt "
                "theo quy định tại khoản 2 Điều 78 Luật Xử lý vi phạm hành chính."
            )
        )
    return lines


def _count(number: int | None) -> str | None:
    return None if number is None else f"{number:02d}"
