"""MQĐ02: the decision to sanction an administrative violation, with its record.

Source: NĐ 118/2021/NĐ-CP, appendix, decision form 02; the changes of NĐ 68/2025 and NĐ 190/2025 have not been read.
"""

import dataclasses
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.decision import (
    Ground,
    article,
    compose_decision,
    ground,
    grounds_of,
    record_ground,
)
from minhbach.domains.documents.layout.envelope import CitedDocument, Envelope
from minhbach.domains.documents.layout.fields import Executing, Receiver, says
from minhbach.domains.documents.layout.goods import GoodsRow, describe, goods_appendices
from minhbach.domains.documents.layout.paper import Line, Paper, Span, bold, fill, line
from minhbach.domains.documents.layout.parts import (
    Delivery,
    Party,
    cited_spans,
    delivery_blocks,
    ended,
    party_lines,
    party_name,
    party_person,
    party_representative,
    party_word,
)
from minhbach.domains.documents.layout.words import amount_in_words, write_vnd
from minhbach.domains.documents.papers.table import ANNEX, ANNEX_UNREAD, SignedBy, paper
from minhbach.foundation.writing import write_day

FINE = "Phạt tiền"
CONFISCATED = "BẢNG KÊ TANG VẬT, PHƯƠNG TIỆN BỊ TỊCH THU"
# More goods than these fill the article, and stand in a list of their own.
MOST_IN_TEXT = 12


@dataclass(frozen=True, kw_only=True)
class SanctionedAct:
    """One act: what was done, the point, clause and article it falls under, its main sanction and fine in đồng."""

    description: Annotated[str | None, says(_lazy("Mô tả hành vi"), long=True)] = None
    provision: Annotated[str | None, says(_lazy("Điểm, khoản, điều"), long=True)] = None
    main_sanction: Annotated[str, says(_lazy("Hình thức xử phạt chính"))] = FINE
    fine_vnd: Annotated[int | None, says(_lazy("Mức tiền phạt (đồng)"))] = None
    main_sanction_details: Annotated[str | None, says(_lazy("Cụ thể về hình thức xử phạt chính"), long=True)] = None


@dataclass(frozen=True, kw_only=True)
class AdditionalSanction:
    """A sanction added to the main one; `not_applied_reason` is written where it cannot be applied.

    Source: note (11) of the form: what is confiscated is told by name, unit, quantity, kind and state.
    """

    kind: Annotated[str | None, says(_lazy("Hình thức xử phạt bổ sung"))] = None
    details: Annotated[str | None, says(_lazy("Cụ thể"), long=True)] = None
    # What is confiscated stands under "Cụ thể" line by line; more than a page's worth in a list of its own.
    goods: tuple[GoodsRow, ...] = ()
    term_count: Annotated[int | None, says(_lazy("Thời hạn"))] = None
    term_unit: Annotated[Literal["ngày", "tháng"], says(_lazy("Đơn vị thời hạn"))] = "ngày"
    not_applied_reason: Annotated[str | None, says(_lazy("Căn cứ, lý do không áp dụng"), long=True)] = None


@dataclass(frozen=True, kw_only=True)
class Remedy:
    """A remedial measure, its term in days and what else bears on it."""

    kind: Annotated[str | None, says(_lazy("Biện pháp khắc phục hậu quả"))] = None
    details: Annotated[str | None, says(_lazy("Cụ thể"), long=True)] = None
    term_days: Annotated[int | None, says(_lazy("Thời hạn (ngày)"))] = None
    related_content: Annotated[str | None, says(_lazy("Nội dung liên quan trực tiếp"), long=True)] = None


@dataclass(frozen=True, kw_only=True)
class Reimbursement:
    """Costs to be repaid to the agency that carried out a remedy (Điều 85 khoản 5)."""

    amount_vnd: Annotated[int | None, says(_lazy("Số tiền (đồng)"))] = None
    agency: Annotated[str | None, says(_lazy("Cơ quan"))] = None


@paper(
    "sanction_decision",
    name=_lazy("quyết định xử phạt"),
    title="Quyết định xử phạt vi phạm hành chính",
    symbol="QĐ-XPHC",
    signed_by=SignedBy.AUTHORITY,
    form="MQĐ02",
    caution=ANNEX,
    instead=("without_record", "MQĐ01", ANNEX_UNREAD),
)
@dataclass(frozen=True, kw_only=True)
class SanctionDecisionContent:
    """Everything form MQĐ02 says, but its envelope.

    `issuing_authority` None means the rank signed for and the agency; `effective_on` None means the day of signing.
    """

    party: Annotated[Party, says(_lazy("Cá nhân, tổ chức vi phạm"))]
    acts: Annotated[tuple[SanctionedAct, ...], says(_lazy("Hành vi vi phạm"))]
    decree_bases: Annotated[tuple[str, ...], says(_lazy("Nghị định xử phạt làm căn cứ (mỗi dòng một văn bản)"))] = ()
    # Form MQĐ01 instead: its title and symbol are known, its wording has not been read.
    without_record: Annotated[bool, says(_lazy("Xử phạt không lập biên bản"))] = False
    violation_record: Annotated[CitedDocument, says(_lazy("Biên bản vi phạm hành chính"))] = dataclasses.field(
        default_factory=CitedDocument
    )
    explanation_record: Annotated[CitedDocument | None, says(_lazy("Biên bản phiên giải trình trực tiếp"))] = None
    verification_record: Annotated[CitedDocument | None, says(_lazy("Biên bản xác minh"))] = None
    issuing_authority: Annotated[str | None, says(_lazy("Thẩm quyền ban hành (để trống: theo chức vụ người ký)"))] = (
        None
    )
    law_amendment_note: Annotated[str, says(_lazy("Ghi chú về sửa đổi, bổ sung Luật"))] = "sửa đổi, bổ sung năm 2020"
    deportation_basis: Annotated[str | None, says(_lazy("Căn cứ trục xuất"))] = None
    aggravating: Annotated[tuple[str, ...], says(_lazy("Tình tiết tăng nặng (mỗi dòng một tình tiết)"))] = ()
    mitigating: Annotated[tuple[str, ...], says(_lazy("Tình tiết giảm nhẹ (mỗi dòng một tình tiết)"))] = ()
    additional_sanctions: Annotated[tuple[AdditionalSanction, ...], says(_lazy("Hình thức xử phạt bổ sung"))] = ()
    remedies: Annotated[tuple[Remedy, ...], says(_lazy("Biện pháp khắc phục hậu quả"))] = ()
    reimbursement: Annotated[Reimbursement | None, says(_lazy("Kinh phí phải hoàn trả"))] = None
    effective_on: Annotated[date | None, says(_lazy("Có hiệu lực từ ngày (để trống: ngày ký)"))] = None
    receiver: Receiver = None
    payment_place: Annotated[str | None, says(_lazy("Nơi nộp tiền phạt"))] = None
    payment_account: Annotated[str | None, says(_lazy("Tài khoản nộp tiền phạt"))] = None
    treasury: Annotated[str | None, says(_lazy("Kho bạc Nhà nước"))] = None
    payment_days: Annotated[int | None, says(_lazy("Thời hạn nộp phạt (ngày)"))] = None
    is_paid_on_the_spot: Annotated[bool, says(_lazy("Được nộp tiền phạt tại chỗ"))] = False
    held_items: Annotated[str | None, says(_lazy("Tạm giữ để bảo đảm thi hành"))] = None
    executing: Executing = None
    coordinating: Annotated[str | None, says(_lazy("Gửi để biết và phối hợp thực hiện"))] = None
    delivery: Annotated[Delivery | None, says(_lazy("Giao trực tiếp"))] = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set form MQĐ02; without a record, what MQĐ01 is called by, in the words of this form."""
        manner = " không lập biên bản" if self.without_record else ""
        return compose_decision(
            envelope,
            title=f"Quyết định xử phạt vi phạm hành chính{manner}",
            abstract=f"Xử phạt vi phạm hành chính{manner}",
            authority=self.issuing_authority,
            grounds=_grounds(self),
            delegated="giao quyền xử phạt vi phạm hành chính",
            articles=[*_first_article(self), _second_article(self), *_third_article(self)],
            after=delivery_blocks("Quyết định", self.party, "bị xử phạt", self.delivery, "NGƯỜI NHẬN QUYẾT ĐỊNH"),
            appendices=goods_appendices("Quyết định", CONFISCATED, _in_a_list(self.additional_sanctions), envelope),
        )


def _grounds(content: SanctionDecisionContent) -> list[Ground]:
    note = f" ({content.law_amendment_note})" if content.law_amendment_note else ""
    grounds = [
        ground(f"Điều 57, Điều 68, Điều 70, Điều 78, Điều 85 Luật Xử lý vi phạm hành chính{note}"),
        *grounds_of(content.decree_bases),
    ]
    if content.without_record:
        return [
            ground(f"Điều 56 Luật Xử lý vi phạm hành chính{note}"),
            *grounds_of(content.decree_bases),
        ]
    if content.deportation_basis:
        grounds.append(ground(fill(content.deportation_basis)))
    grounds.append(ground("Biên bản vi phạm hành chính ", *cited_spans(content.violation_record, verb="lập ")))
    grounds += record_ground("Biên bản phiên giải trình trực tiếp", content.explanation_record)
    if content.verification_record:
        cited = cited_spans(content.verification_record, verb="lập ")
        grounds.append(ground("Biên bản ", *cited, " xác minh tình tiết của vụ việc vi phạm hành chính"))
    return grounds


def _first_article(content: SanctionDecisionContent) -> list[Line]:
    party = content.party
    return [
        article(1),
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
        lines += _specifics(sanction)
        if sanction.term_count is not None:
            lines.append(
                line(
                    f"Thời hạn thực hiện hình thức xử phạt bổ sung là {sanction.term_count:02d} {sanction.term_unit}, "
                    "kể từ ngày nhận được Quyết định này."
                )
            )
    return lines


def _specifics(sanction: AdditionalSanction) -> list[Line]:
    if not sanction.goods:
        return [line("Cụ thể: ", fill(ended(sanction.details) if sanction.details else None))]
    said = f"{sanction.details.rstrip('.;')}; " if sanction.details else ""
    if len(sanction.goods) > MOST_IN_TEXT:
        known = [row.value_vnd for row in sanction.goods if row.value_vnd is not None]
        worth = f", tổng trị giá {write_vnd(sum(known))}" if len(known) == len(sanction.goods) else ""
        listed = f"{len(sanction.goods)} mặt hàng ghi tại Phụ lục Bảng kê kèm theo Quyết định này{worth}."
        return [line(f"Cụ thể: {said}{listed}")]
    lines = [replace(line(f"Cụ thể: {said.rstrip('; ')}".rstrip(": ") + ":"), keep_with_next=True)]
    for index, row in enumerate(sanction.goods, start=1):
        lines.append(line(f"- {describe(row)}{';' if index < len(sanction.goods) else '.'}"))
    return lines


def _in_a_list(sanctions: tuple[AdditionalSanction, ...]) -> tuple[GoodsRow, ...]:
    return tuple(row for one in sanctions if len(one.goods) > MOST_IN_TEXT for row in one.goods)


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


def _second_article(content: SanctionDecisionContent) -> Line:
    start = f"ngày {write_day(content.effective_on)}" if content.effective_on else "ngày ký"
    return article(2, f" Quyết định này có hiệu lực thi hành kể từ {start}.")


def _third_article(content: SanctionDecisionContent) -> list[Line]:
    party = content.party
    word, capital_word = party_word(party), party_word(party, capital=True)
    is_fined = any(act.main_sanction == FINE for act in content.acts)
    lines = [
        article(3, " Quyết định này được:"),
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
    to_collect = content.treasury or content.payment_place
    sent = [(to_collect, "để thu tiền phạt")] if is_fined and (to_collect or not content.is_paid_on_the_spot) else []
    sent.append((content.executing, "để tổ chức thực hiện"))
    if content.coordinating:
        sent.append((content.coordinating, "để biết và phối hợp thực hiện"))
    for index, (to, purpose) in enumerate(sent, start=2):
        lines.append(line(f"{index}. Gửi cho ", fill(to), f" {purpose}{'./.' if index == len(sent) + 1 else '.'}"))
    return lines


def _payment(content: SanctionDecisionContent, letter: str) -> list[Line]:
    word, capital_word = party_word(content.party), party_word(content.party, capital=True)
    if content.is_paid_on_the_spot and not (content.payment_place or content.payment_account):
        return [
            line(
                f"{letter}) {capital_word} bị xử phạt có tên tại Điều 1 nộp tiền phạt tại chỗ cho người đã ra quyết "
                "định xử phạt theo quy định tại khoản 2 Điều 78 Luật Xử lý vi phạm hành chính."
            )
        ]
    lines = [
        line(
            f"{letter}) {capital_word} bị xử phạt có tên tại Điều 1 phải nộp tiền phạt ",
            *_where_paid(content),
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


def _where_paid(content: SanctionDecisionContent) -> tuple[str | Span, ...]:
    """Set the two ways to pay; where only one is known, that one alone. A decision names at least one."""
    at_a_place = ("tại ", fill(content.payment_place))
    if not content.payment_account:
        return at_a_place
    account = (f"vào tài khoản số: {content.payment_account} của ", fill(content.treasury))
    return (*at_a_place, " hoặc nộp tiền phạt ", *account) if content.payment_place else account


def _count(number: int | None) -> str | None:
    return None if number is None else f"{number:02d}"
