"""Proposal to inspect, inspection order and minutes, in the general layout of NĐ 30/2020.

The wording of TT 22/2021/TT-BCT's own forms (01, 06, 09, 10) has not been read; the pages say so.
"""

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime

from ..envelope import Envelope
from ..paper import Appendix, Block, Line, Paper, Signatures, Signing, Span, bold, centered, fill, line
from .goods import GoodsRow, goods_grid
from .parts import (
    Participant,
    addressed_lines,
    attached_to,
    authority_line,
    authority_of,
    basis_lines,
    cited_spans,
    closing_of,
    date_span,
    ended,
    heading_of,
    moment_spans,
    numbered_or_missing,
    title_blocks,
)


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """Who is inspected, and where."""

    name: str | None = None
    address: str | None = None
    identification: str | None = None
    representative: str | None = None


@dataclass(frozen=True, kw_only=True)
class InspectionProposalContent:
    """A proposal to inspect: whom, where, what, when, the acts expected and why."""

    addressed_to: tuple[str, ...]
    inspected: Inspected
    reasons: tuple[str, ...] = ()
    place: str | None = None
    scope: str | None = None
    starts_on: date | None = None
    duration: str | None = None
    expected_acts: tuple[str, ...] = ()
    expected_goods: str | None = None
    team: tuple[Participant, ...] = ()


@dataclass(frozen=True, kw_only=True)
class InspectionOrderContent:
    """An order to inspect. `issuing_authority` None means the rank signed for."""

    inspected: Inspected
    bases: tuple[str, ...] = ()
    issuing_authority: str | None = None
    place: str | None = None
    scope: str | None = None
    period_inspected: str | None = None
    starts_on: date | None = None
    duration: str | None = None
    leader: Participant = dataclasses.field(default_factory=Participant)
    members: tuple[Participant, ...] = ()
    proposed_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class InspectionMinutesContent:
    """Minutes of an inspection with the list of goods found."""

    inspected: Inspected
    order_number: str | None = None
    order_dated: date | None = None
    order_agency: str | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    place: str | None = None
    team: tuple[Participant, ...] = ()
    present: tuple[Participant, ...] = ()
    witnesses: tuple[Participant, ...] = ()
    findings: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    statement: str | None = None
    conclusion: str | None = None
    copy_count: int | None = None
    goods: tuple[GoodsRow, ...] = ()


def compose_inspection_proposal(content: InspectionProposalContent, envelope: Envelope) -> Paper:
    """Set a proposal to inspect."""
    name = content.inspected.name
    blocks: list[Block] = [
        *title_blocks("Đề xuất", f"Kiểm tra đối với {name}" if name else None),
        *addressed_lines(content.addressed_to),
        line(bold("1. Căn cứ, lý do đề xuất")),
        *numbered_or_missing(content.reasons),
        line(bold("2. Đối tượng kiểm tra")),
        *_inspected_lines(content.inspected),
        line(bold("3. Địa điểm kiểm tra: "), fill(content.place or content.inspected.address)),
        line(bold("4. Nội dung, phạm vi kiểm tra: "), fill(content.scope)),
        line(
            bold("5. Thời điểm, thời hạn kiểm tra: "),
            "từ ngày ",
            date_span(content.starts_on),
            "; thời hạn ",
            fill(content.duration),
        ),
        line(bold("6. Hành vi dự kiến và tang vật")),
        *numbered_or_missing(content.expected_acts),
        line("Tang vật dự kiến: ", fill(content.expected_goods)),
        line(bold("7. Dự kiến thành phần Đoàn kiểm tra")),
        *_team_lines(content.team),
        line("Kính trình xem xét, quyết định./."),
        closing_of(envelope, "Như trên", last="Lưu: VT, Hồ sơ"),
    ]
    return _paper("Đề xuất kiểm tra", blocks, envelope)


def compose_inspection_order(content: InspectionOrderContent, envelope: Envelope) -> Paper:
    """Set an order to inspect."""
    signature = envelope.signature
    authority = content.issuing_authority or authority_of(envelope)
    bases: list[tuple[Span, ...]] = [(Span("Căn cứ "), fill(basis.rstrip(".;"))) for basis in content.bases or ("",)]
    if signature.delegation:
        bases.append((Span("Căn cứ Quyết định "), *cited_spans(signature.delegation), Span(" về việc giao quyền")))
    if content.proposed_by:
        bases.append((Span("Theo đề nghị của "), fill(content.proposed_by)))
    blocks: list[Block] = [
        *title_blocks(
            "Quyết định", "Về việc kiểm tra việc chấp hành pháp luật trong sản xuất, kinh doanh hàng hóa, dịch vụ"
        ),
        authority_line(authority),
        *basis_lines(tuple(bases)),
        centered(bold("QUYẾT ĐỊNH:"), space_before=6),
        line(bold("Điều 1."), " Kiểm tra việc chấp hành pháp luật đối với:"),
        *_inspected_lines(content.inspected),
        line("Địa điểm kiểm tra: ", fill(content.place or content.inspected.address)),
        line("Nội dung kiểm tra: ", fill(content.scope)),
        *((line("Thời kỳ kiểm tra: ", content.period_inspected),) if content.period_inspected else ()),
        line("Thời hạn kiểm tra: ", fill(content.duration), ", kể từ ngày ", date_span(content.starts_on), "."),
        line(bold("Điều 2."), " Thành lập Đoàn kiểm tra gồm các ông (bà) có tên sau:"),
        _member_line(1, content.leader, "Trưởng đoàn"),
        *(_member_line(index, member, "Thành viên") for index, member in enumerate(content.members, start=2)),
        line(
            bold("Điều 3."),
            " Quyết định này có hiệu lực kể từ ngày ký. Các ông (bà) có tên tại Điều 2 và ",
            fill(content.inspected.name),
            " chịu trách nhiệm thi hành Quyết định này./.",
        ),
        closing_of(envelope, "Như Điều 3", last="Lưu: VT, Hồ sơ"),
    ]
    return _paper("Quyết định kiểm tra", blocks, envelope)


def compose_inspection_minutes(content: InspectionMinutesContent, envelope: Envelope) -> Paper:
    """Set minutes of inspection; the list of goods follows as an appendix in landscape."""
    goods_words = "Hàng hóa kiểm tra được ghi tại Phụ lục Bảng kê kèm theo Biên bản này."
    blocks: list[Block] = [
        *title_blocks("Biên bản kiểm tra", "Việc chấp hành pháp luật trong sản xuất, kinh doanh hàng hóa, dịch vụ"),
        line(
            "Hôm nay, hồi ",
            *moment_spans(content.started_at),
            ", tại ",
            fill(content.place or content.inspected.address),
        ),
        line(
            "Căn cứ Quyết định kiểm tra số: ",
            fill(content.order_number),
            " ngày ",
            date_span(content.order_dated),
            " của ",
            fill(content.order_agency),
            ".",
        ),
        line(bold("1. Đoàn kiểm tra gồm:")),
        *_team_lines(content.team),
        line(bold("2. Đại diện bên được kiểm tra:")),
        *_team_lines(content.present),
        line(bold("3. Người chứng kiến (nếu có):"), "" if content.witnesses else " Không có."),
        *(_team_lines(content.witnesses) if content.witnesses else ()),
        line(bold("4. Đối tượng kiểm tra:")),
        *_inspected_lines(content.inspected),
        line(bold("5. Nội dung và kết quả kiểm tra:")),
        *numbered_or_missing(content.findings),
        *((line(goods_words),) if content.goods else ()),
        line(bold("6. Biện pháp đã áp dụng (nếu có): "), ended("; ".join(content.measures) or "Không có")),
        line(bold("7. Ý kiến của bên được kiểm tra: "), fill(ended(content.statement) if content.statement else None)),
        line(
            bold("8. Nhận xét, kết luận của Đoàn kiểm tra: "),
            fill(ended(content.conclusion) if content.conclusion else None),
        ),
        line(
            "Biên bản kết thúc hồi ",
            *moment_spans(content.ended_at),
            ", được lập thành ",
            fill(f"{content.copy_count:02d}" if content.copy_count else None, blank="……"),
            " bản có nội dung và giá trị như nhau; đã đọc lại cho những người có tên nêu trên cùng nghe, "
            "công nhận là đúng và cùng ký tên dưới đây./.",
        ),
        _minutes_signatures(content),
    ]
    appendices: tuple[Appendix, ...] = ()
    if content.goods:
        appendices = (
            Appendix(
                label="Phụ lục",
                title="BẢNG KÊ HÀNG HÓA",
                attached_to=attached_to("Biên bản kiểm tra", envelope),
                blocks=(goods_grid(content.goods), _minutes_signatures(content)),
                landscape=True,
            ),
        )
    return Paper(
        title="Biên bản kiểm tra",
        author=envelope.letterhead.agency or "",
        heading=heading_of(envelope, dated=False),
        blocks=tuple(blocks),
        appendices=appendices,
    )


def _inspected_lines(inspected: Inspected) -> list[Line]:
    lines = [line("Tên: ", fill(inspected.name, bold=True)), line("Địa chỉ: ", fill(inspected.address))]
    if inspected.identification:
        lines.append(line(f"Mã số, giấy tờ: {inspected.identification}"))
    if inspected.representative:
        lines.append(line(f"Người đại diện: {inspected.representative}"))
    return lines


def _member_line(index: int, member: Participant, role: str) -> Line:
    title = f", {member.title}" if member.title else ""
    agency = f", {member.agency}" if member.agency else ""
    return line(f"{index}. Ông (bà) ", fill(member.full_name), f"{title}{agency} - {role};")


def _team_lines(people: tuple[Participant, ...]) -> list[Line]:
    if not people:
        return [line(fill(None))]
    return [
        line(
            f"{index}. Ông (bà) ",
            fill(person.full_name),
            "".join(f", {word}" for word in (person.title, person.agency, person.address) if word),
            ";" if index < len(people) else ".",
        )
        for index, person in enumerate(people, start=1)
    ]


def _minutes_signatures(content: InspectionMinutesContent) -> Signatures:
    note = "(Ký, ghi rõ họ và tên)"

    def name(people: tuple[Participant, ...]) -> Span | None:
        full_name = people[0].full_name if people else None
        return Span(full_name, bold=True) if full_name else None

    rows: list[tuple[Signing | None, Signing | None]] = [
        (
            Signing(("ĐẠI DIỆN BÊN", "ĐƯỢC KIỂM TRA"), note=note, name=name(content.present)),
            Signing(("TRƯỞNG ĐOÀN KIỂM TRA",), note=note, name=name(content.team)),
        )
    ]
    if content.witnesses:
        rows.append((Signing(("NGƯỜI CHỨNG KIẾN",), note=note, name=name(content.witnesses)), None))
    return Signatures(tuple(rows))


def _paper(title: str, blocks: list[Block], envelope: Envelope) -> Paper:
    return Paper(
        title=title, author=envelope.letterhead.agency or "", heading=heading_of(envelope), blocks=tuple(blocks)
    )
