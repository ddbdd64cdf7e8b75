"""MBB01: the record of an administrative violation.

Source: NĐ 118/2021/NĐ-CP, appendix, record form 01; the changes of NĐ 68/2025 and NĐ 190/2025 have not been read.
"""

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.envelope import Envelope
from minhbach.domains.documents.layout.fields import Bases, says
from minhbach.domains.documents.layout.paper import (
    Block,
    Line,
    Paper,
    Rule,
    Signatures,
    Signing,
    Span,
    bold,
    centered,
    fill,
    line,
)
from minhbach.domains.documents.layout.parts import (
    Delivery,
    Individual,
    Participant,
    Party,
    delivery_blocks,
    ended,
    moment_spans,
    party_lines,
    party_person,
    party_representative,
    party_word,
    said,
    set_paper,
)
from minhbach.domains.documents.papers.table import ANNEX, SignedBy, paper

MANNERS = {
    "direct": _lazy("trực tiếp, trong 02 ngày làm việc"),
    "written": _lazy("bằng văn bản, trong 05 ngày làm việc"),
}


@dataclass(frozen=True, kw_only=True)
class RecordedAct:
    """An act found: what, when and where it took place, and the provision it falls under."""

    description: Annotated[str | None, says(_lazy("Mô tả hành vi"), long=True)] = None
    provision: Annotated[str | None, says(_lazy("Điểm, khoản, điều"), long=True)] = None


@dataclass(frozen=True, kw_only=True)
class ExplanationRight:
    """The right to explain: directly (02 working days) or in writing (05), and to whom it is sent."""

    manner: Annotated[Literal["direct", "written"], says(_lazy("Hình thức giải trình"), choices=MANNERS)] = "written"
    sent_to: Annotated[str | None, says(_lazy("Gửi đến"))] = None


@paper(
    "violation_record",
    name=_lazy("biên bản vi phạm hành chính"),
    title="Biên bản vi phạm hành chính",
    symbol="BB-VPHC",
    signed_by=SignedBy.MAKER,
    form="MBB01",
    caution=ANNEX,
)
@dataclass(frozen=True, kw_only=True)
class ViolationRecordContent:
    """Everything form MBB01 says, but its envelope.

    `explanation` None means the case carries no such right (Điều 61 khoản 1), and item 10 says nothing of it.
    """

    party: Annotated[Party, says(_lazy("Cá nhân, tổ chức vi phạm"))]
    acts: Annotated[tuple[RecordedAct, ...], says(_lazy("Hành vi vi phạm"))]
    is_minor: Annotated[bool, says(_lazy("Người vi phạm là người chưa thành niên"))] = False
    field: Annotated[str | None, says(_lazy("Lĩnh vực quản lý nhà nước"))] = None
    started_at: Annotated[datetime | None, says(_lazy("Bắt đầu lập biên bản lúc"))] = None
    place: Annotated[str | None, says(_lazy("Địa điểm lập biên bản"))] = None
    elsewhere_reason: Annotated[str | None, says(_lazy("Lý do lập biên bản tại nơi khác"), long=True)] = None
    bases: Bases = ()
    maker: Annotated[Participant, says(_lazy("Người lập biên bản"))] = dataclasses.field(default_factory=Participant)
    witnesses: Annotated[tuple[Participant, ...], says(_lazy("Người chứng kiến"))] = ()
    commune_representative: Annotated[Participant | None, says(_lazy("Đại diện chính quyền cấp xã"))] = None
    interpreter: Annotated[Participant | None, says(_lazy("Người phiên dịch"))] = None
    injured_parties: Annotated[tuple[str, ...], says(_lazy("Cá nhân, tổ chức bị thiệt hại (mỗi dòng một bên)"))] = ()
    party_statement: Annotated[str | None, says(_lazy("Ý kiến trình bày của bên vi phạm"), long=True)] = None
    witness_statement: Annotated[
        str | None, says(_lazy("Ý kiến của đại diện chính quyền, người chứng kiến"), long=True)
    ] = None
    injured_statement: Annotated[str | None, says(_lazy("Ý kiến của bên bị thiệt hại"), long=True)] = None
    measures: Annotated[tuple[str, ...], says(_lazy("Biện pháp đã áp dụng (mỗi dòng một biện pháp)"))] = ()
    explanation: Annotated[ExplanationRight | None, says(_lazy("Quyền giải trình"))] = None
    summons_at: Annotated[datetime | None, says(_lazy("Yêu cầu có mặt lúc"))] = None
    summons_place: Annotated[str | None, says(_lazy("Địa điểm làm việc"))] = None
    ended_at: Annotated[datetime | None, says(_lazy("Lập xong lúc"))] = None
    sheet_count: Annotated[int | None, says(_lazy("Số tờ"))] = None
    copy_count: Annotated[int | None, says(_lazy("Số bản"))] = None
    party_refusal_reason: Annotated[str | None, says(_lazy("Lý do bên vi phạm không ký"))] = None
    witness_refusal_reason: Annotated[str | None, says(_lazy("Lý do người chứng kiến không ký"))] = None
    delivery: Annotated[Delivery | None, says(_lazy("Giao trực tiếp"))] = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set form MBB01."""
        field = (self.field or "").strip()
        blocks: list[Block] = [
            centered(bold("BIÊN BẢN VI PHẠM HÀNH CHÍNH"), space_before=12, space_after=0),
            centered(bold("Về "), fill(field or None, bold=True), space_after=0),
            Rule(under=f"Về {field}", share=0.4),
            *_opening(self),
            *_people(self),
            *_findings(self),
            *_rights(self),
            *_ending(self),
            _signatures(self),
            *delivery_blocks("Biên bản", self.party, "vi phạm", self.delivery, "NGƯỜI NHẬN BIÊN BẢN"),
        ]
        return set_paper(envelope, "Biên bản vi phạm hành chính", blocks, dated=False)


def _opening(content: ViolationRecordContent) -> list[Line]:
    lines = [
        line(
            "Hôm nay, hồi ",
            *moment_spans(content.started_at, by_hand=True),
            ", tại ",
            fill(content.place, by_hand=True),
        )
    ]
    if content.elsewhere_reason:
        lines.append(
            line(
                "Lý do lập biên bản tại trụ sở cơ quan của người có thẩm quyền lập biên bản/địa điểm khác: "
                f"{ended(content.elsewhere_reason)}"
            )
        )
    lines.append(line("Căn cứ: ", fill("; ".join(basis.rstrip(".;") for basis in content.bases) or None)))
    return lines


def _people(content: ViolationRecordContent) -> list[Line]:
    maker = content.maker
    lines = [
        line("Chúng tôi gồm:"),
        line("1. Người có thẩm quyền lập biên bản:"),
        line("Họ và tên: ", fill(maker.full_name, bold=True), "     Chức vụ: ", fill(maker.title)),
        line("Cơ quan: ", fill(maker.agency)),
        line(
            "2. Với sự chứng kiến của:" + ("" if content.witnesses or content.commune_representative else " Không có.")
        ),
    ]
    for witness in content.witnesses:
        lines += _civilian(witness)
    if (official := content.commune_representative) is not None:
        lines += [
            line(
                "Họ và tên: ",
                fill(official.full_name, by_hand=True),
                "     Chức vụ: ",
                fill(official.title, by_hand=True),
            ),
            line("Cơ quan: ", fill(official.agency, by_hand=True)),
        ]
    lines.append(line("3. Người phiên dịch:" + ("" if content.interpreter else " Không có.")))
    if content.interpreter:
        lines += _civilian(content.interpreter)
    lines.append(line(f"Tiến hành lập biên bản vi phạm hành chính đối với {party_word(content.party)} có tên sau đây:"))
    return lines


def _civilian(person: Participant) -> list[Line]:
    return [
        line(
            "Họ và tên: ", fill(person.full_name, by_hand=True), "     Nghề nghiệp: ", fill(person.title, by_hand=True)
        ),
        line("Địa chỉ: ", fill(person.address, by_hand=True)),
    ]


def _findings(content: ViolationRecordContent) -> list[Line]:
    party = content.party
    kind = "cá nhân" if isinstance(party, Individual) else "tổ chức"
    return [
        *party_lines(party, number="1. ", by_hand=True),
        line("2. Đã có các hành vi vi phạm hành chính:"),
        *_each([act.description for act in content.acts]),
        line("3. Quy định tại:"),
        *_each([act.provision for act in content.acts]),
        line("4. Cá nhân/tổ chức bị thiệt hại (nếu có): ", _or_none(content.injured_parties)),
        line(f"5. Ý kiến trình bày của {party_person(party)} vi phạm:"),
        line(said(content.party_statement)),
        line(
            "6. Ý kiến trình bày của đại diện chính quyền, người chứng kiến (nếu có): ",
            ended(content.witness_statement or "Không có"),
        ),
        line(
            "7. Ý kiến trình bày của cá nhân/tổ chức bị thiệt hại (nếu có): ",
            ended(content.injured_statement or "Không có"),
        ),
        line(f"8. Chúng tôi đã yêu cầu {kind} vi phạm chấm dứt ngay hành vi vi phạm."),
        line(
            "9. Các biện pháp ngăn chặn và bảo đảm xử lý vi phạm hành chính được áp dụng, gồm: ",
            _or_none(content.measures),
        ),
    ]


def _each(items: list[str | None]) -> list[Line]:
    if len(items) <= 1:
        return [line(fill(ended(items[0]) if items and items[0] else None))]
    return [
        line(f"- Hành vi {index}: ", fill(ended(item) if item else None)) for index, item in enumerate(items, start=1)
    ]


def _or_none(items: tuple[str, ...]) -> str:
    return ended("; ".join(item.strip().rstrip(".;") for item in items)) if items else "Không có."


def _rights(content: ViolationRecordContent) -> list[Line]:
    who, name = party_person(content.party), party_representative(content.party)
    lines: list[Line] = []
    if content.explanation is None:
        lines.append(line("10. Quyền và thời hạn giải trình: Không thuộc trường hợp được giải trình."))
    else:
        direct = content.explanation.manner == "direct"
        term = "02 ngày làm việc" if direct else "05 ngày làm việc"
        paper = "văn bản yêu cầu được giải trình trực tiếp" if direct else "văn bản giải trình"
        lines.append(
            line(
                f"10. Quyền và thời hạn giải trình: Trong thời hạn {term} kể từ ngày lập biên bản này, ông (bà) ",
                fill(name, by_hand=True),
                f" là {who} vi phạm có quyền gửi {paper} đến ",
                fill(content.explanation.sent_to),
                " để thực hiện quyền giải trình.",
            )
        )
    lines.append(
        line(
            "11. Yêu cầu ông (bà) ",
            fill(name, by_hand=True),
            f" là {who} vi phạm có mặt vào hồi ",
            *moment_spans(content.summons_at, by_hand=True),
            ", tại ",
            fill(content.summons_place, by_hand=True),
            " để giải quyết vụ việc.",
        )
    )
    return lines


def _ending(content: ViolationRecordContent) -> list[Line]:
    who, name = party_person(content.party), party_representative(content.party)
    minor = " hoặc cha mẹ/người giám hộ của người chưa thành niên vi phạm 01 bản" if content.is_minor else ""
    lines = [
        line(
            "Biên bản lập xong hồi ",
            *moment_spans(content.ended_at, by_hand=True),
            ", gồm ",
            fill(_count(content.sheet_count), blank="……", by_hand=True),
            " tờ, được lập thành ",
            fill(_count(content.copy_count), blank="……", by_hand=True),
            " bản có nội dung và giá trị như nhau; đã đọc lại cho những người có tên nêu trên cùng nghe, "
            "công nhận là đúng và cùng ký tên dưới đây; giao cho ông (bà) ",
            fill(name, by_hand=True),
            f" là {who} vi phạm 01 bản{minor}, 01 bản lưu hồ sơ.",
        )
    ]
    if content.party_refusal_reason:
        lines.append(
            line(
                "Lý do ông (bà) ",
                fill(name, by_hand=True),
                f" {who} vi phạm không ký biên bản: {ended(content.party_refusal_reason)}",
            )
        )
    if content.witness_refusal_reason:
        official = content.commune_representative
        witness = official or (content.witnesses[0] if content.witnesses else None)
        role = "đại diện chính quyền cấp xã" if official else "người chứng kiến"
        lines.append(
            line(
                "Lý do ông (bà) ",
                fill(witness.full_name if witness else None, by_hand=True),
                f" {role} không ký xác nhận: {ended(content.witness_refusal_reason)}",
            )
        )
    return lines


def _signatures(content: ViolationRecordContent) -> Signatures:
    note, ranked = "(Ký, ghi rõ họ và tên)", "(Ký, ghi rõ chức vụ, họ và tên)"
    party = content.party
    individual = isinstance(party, Individual)
    party_lines_ = ("CÁ NHÂN VI PHẠM",) if individual else ("NGƯỜI ĐẠI DIỆN", "CỦA TỔ CHỨC VI PHẠM")
    rows: list[tuple[Signing | None, Signing | None]] = [
        (
            Signing(party_lines_, note=note, name=_name(party_representative(party))),
            Signing(("NGƯỜI LẬP BIÊN BẢN",), note=ranked, name=_name(content.maker.full_name)),
        )
    ]
    others: list[Signing] = []
    if content.injured_parties:
        others.append(Signing(("CÁ NHÂN/NGƯỜI ĐẠI DIỆN", "CỦA TỔ CHỨC BỊ THIỆT HẠI"), note=note))
    if content.commune_representative:
        others.append(
            Signing(("ĐẠI DIỆN CHÍNH QUYỀN",), note=ranked, name=_name(content.commune_representative.full_name))
        )
    if content.interpreter:
        others.append(Signing(("NGƯỜI PHIÊN DỊCH",), note=note, name=_name(content.interpreter.full_name)))
    others += [Signing(("NGƯỜI CHỨNG KIẾN",), note=note, name=_name(w.full_name)) for w in content.witnesses]
    for index in range(0, len(others), 2):
        pair = others[index : index + 2]
        rows.append((pair[0], pair[1] if len(pair) == 2 else None))
    return Signatures(tuple(rows))


def _name(name: str | None) -> Span | None:
    return Span(name, bold=True) if name else None


def _count(number: int | None) -> str | None:
    return None if number is None else f"{number:02d}"
