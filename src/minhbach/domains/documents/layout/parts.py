"""Parts that several forms share: head, closing, cited documents, the party dealt with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.writing import write_day

from .envelope import CitedDocument, Envelope, Signature
from .fields import says
from .paper import (
    BLANK,
    LONG_BLANK,
    Appendix,
    Block,
    Closing,
    Grid,
    Heading,
    Line,
    Paper,
    Rule,
    Signatures,
    Signing,
    Span,
    bold,
    centered,
    fill,
    hold_together,
    line,
    spans,
)
from .words import write_long_date, write_long_moment, write_official_number

DATE_BLANK = "……/……/………"
NUMBER_BLANK = "……"


@dataclass(frozen=True, kw_only=True)
class Individual:
    """A person dealt with, as the forms of NĐ 118/2021 ask."""

    full_name: Annotated[str | None, says(_lazy("Họ và tên"))] = None
    gender: Annotated[str | None, says(_lazy("Giới tính"))] = None
    born_on: Annotated[date | None, says(_lazy("Ngày, tháng, năm sinh"))] = None
    nationality: Annotated[str | None, says(_lazy("Quốc tịch"))] = None
    occupation: Annotated[str | None, says(_lazy("Nghề nghiệp"))] = None
    residence: Annotated[str | None, says(_lazy("Nơi ở hiện tại"))] = None
    paper_number: Annotated[str | None, says(_lazy("Số định danh cá nhân/CMND/Hộ chiếu"))] = None
    paper_issued_on: Annotated[date | None, says(_lazy("Ngày cấp giấy tờ"))] = None
    paper_issued_by: Annotated[str | None, says(_lazy("Nơi cấp giấy tờ"))] = None
    no_paper_reason: Annotated[str | None, says(_lazy("Lý do không có giấy tờ (khi không có số)"))] = None


@dataclass(frozen=True, kw_only=True)
class Organization:
    """An organisation dealt with, as the forms of NĐ 118/2021 ask."""

    name: Annotated[str | None, says(_lazy("Tên"))] = None
    head_office: Annotated[str | None, says(_lazy("Địa chỉ trụ sở chính"))] = None
    business_code: Annotated[str | None, says(_lazy("Mã số doanh nghiệp"))] = None
    licence_number: Annotated[str | None, says(_lazy("Số giấy chứng nhận, giấy phép"))] = None
    licence_issued_on: Annotated[date | None, says(_lazy("Ngày cấp giấy chứng nhận, giấy phép"))] = None
    licence_issued_by: Annotated[str | None, says(_lazy("Nơi cấp giấy chứng nhận, giấy phép"))] = None
    representative_name: Annotated[str | None, says(_lazy("Người đại diện theo pháp luật"))] = None
    representative_gender: Annotated[str | None, says(_lazy("Giới tính người đại diện"))] = None
    representative_title: Annotated[str | None, says(_lazy("Chức danh người đại diện"))] = None


Party = Individual | Organization


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A paper handed over directly: to whom, when. Unknown parts stay to be written by hand."""

    receiver: Annotated[str | None, says(_lazy("Người nhận"))] = None
    at: Annotated[datetime | None, says(_lazy("Giao lúc"))] = None


@dataclass(frozen=True, kw_only=True)
class Participant:
    """A person who takes part in an official act."""

    full_name: Annotated[str | None, says(_lazy("Họ và tên"))] = None
    title: Annotated[str | None, says(_lazy("Chức vụ, nghề nghiệp"))] = None
    agency: Annotated[str | None, says(_lazy("Cơ quan"))] = None
    address: Annotated[str | None, says(_lazy("Địa chỉ"))] = None


def date_span(day: date | None, *, by_hand: bool = False) -> Span:
    """Set a date as dd/mm/yyyy, or its blank."""
    return fill(write_day(day) if day else None, blank=DATE_BLANK, by_hand=by_hand)


def moment_spans(moment: datetime | None, *, by_hand: bool = False) -> tuple[Span, ...]:
    """Set "08 giờ 30 phút, ngày 21/11/2026", or its blanks."""
    if moment is None:
        hour = minute = fill(None, blank="……", by_hand=by_hand)
        return spans(hour, " giờ ", minute, " phút, ngày ", date_span(None, by_hand=by_hand))
    return spans(write_long_moment(moment))


def cited_spans(document: CitedDocument, *, verb: str = "", may_lack_number: bool = False) -> tuple[Span, ...]:
    """Set "số: 12/BB-VPHC lập ngày 20/11/2026"; by its day alone what MAY_LACK_NUMBER and was given none."""
    if may_lack_number and document.dated and not document.number:
        return spans(f"{verb}ngày ", date_span(document.dated))
    return spans("số: ", fill(document.number), f" {verb}ngày ", date_span(document.dated))


def heading_of(envelope: Envelope, *, dated: bool = True, subject: str | None = None) -> Heading:
    """Set boxes 1 to 4: names of agencies, number with symbol, place with date."""
    letterhead = envelope.letterhead
    # Number, date and signer are given on the way: on a draft their places are dotted, and nobody's to fill.
    number = spans("Số: ", _number_text(envelope.number), f"/{envelope.symbol}")
    return Heading(
        superior=hold_together(letterhead.superior.upper()) if letterhead.superior else None,
        agency=fill(hold_together(letterhead.agency.upper()) if letterhead.agency else None, bold=True),
        number=number if envelope.symbol else None,
        place_and_date=_place_and_date(letterhead.place, envelope.dated) if dated else None,
        subject=subject,
    )


def _number_text(number: int | None) -> str:
    return NUMBER_BLANK if number is None else write_official_number(number)


def _place_and_date(place: str | None, day: date | None) -> tuple[Span, ...]:
    when = write_long_date(day) if day else "ngày …… tháng …… năm ……"
    return spans(fill(place, italic=True), Span(f", {when}", italic=True))


def signing_of(signature: Signature) -> Signing:
    """Set boxes 7a and 7b: "KT. CHI CỤC TRƯỞNG", then the signer's own rank, then the name."""
    title = (signature.title or "").upper()
    lines: tuple[str, ...] = (title or "CHỨC VỤ CỦA NGƯỜI KÝ",)
    if signature.authority:
        lines = (f"{signature.authority} {(signature.on_behalf_of or '').upper()}".strip(), *lines)
    return Signing(lines=lines, name=Span(signature.full_name or BLANK, bold=True))


def closing_of(envelope: Envelope, *first: str, last: str = "Lưu: VT") -> Closing:
    """Set "Nơi nhận" and the signature: the form's own first lines, the envelope's, and one line of what is kept.

    A "Lưu" among the envelope's recipients takes the place of the form's; so does the form's "Như …" of theirs.
    """
    names = [name.strip().rstrip(".;") for name in envelope.recipients]
    kept = [name for name in names if name.startswith("Lưu")] or [last]
    others = [name for name in names if name and not name.startswith("Lưu") and not (first and name == "Như trên")]
    listed = list(dict.fromkeys((*first, *others, kept[-1])))
    lines = tuple(f"- {name}{'.' if index == len(listed) - 1 else ';'}" for index, name in enumerate(listed))
    return Closing(recipients=lines, signing=signing_of(envelope.signature))


def title_blocks(kind: str, abstract: str | None, *, ruled: bool = True) -> tuple[Block, ...]:
    """Set box 5a: the kind in capitals, what it is about in bold, and the line below."""
    blocks: list[Block] = [centered(bold(kind.upper()), space_before=12, space_after=0)]
    words = hold_together(abstract) if abstract else None
    blocks.append(centered(fill(words, bold=True), space_after=0 if ruled else 6))
    if ruled:
        blocks.append(Rule(under=abstract or "", share=0.4))
    return tuple(blocks)


def authority_of(envelope: Envelope) -> str | None:
    """Name the rank whose power is used, and its agency as form MQĐ02 asks in its note 3."""
    signature, agency = envelope.signature, envelope.letterhead.agency
    rank = signature.on_behalf_of or signature.title
    if not rank or not agency:
        return rank
    # A rank that already carries the agency's name ("Chi cục trưởng Chi cục …") is not given it twice.
    return rank if agency.lower() in rank.lower() else f"{rank} {agency}"


def authority_line(authority: str | None) -> Line:
    """Set the rank that decides, in capitals between the title and the grounds; dots until a signer is chosen."""
    return centered(bold(hold_together(authority.upper()) if authority else BLANK), space_before=6)


def basis_lines(bases: tuple[tuple[Span, ...], ...]) -> tuple[Line, ...]:
    """Set the grounds: italics, each ending in a semicolon, the last in a full stop (II.6.a)."""
    lines = []
    for index, basis in enumerate(bases):
        end = "." if index == len(bases) - 1 else ";"
        text = (*basis, Span(end))
        lines.append(Line(tuple(Span(span.text, italic=True, missing=span.missing) for span in text)))
    return tuple(lines)


def numbered_or_missing(items: tuple[str, ...]) -> tuple[Line, ...]:
    """Set statements one a line, with a dash when there are several."""
    if not items:
        return (line(fill(None)),)
    if len(items) == 1:
        return (line(ended(items[0])),)
    return tuple(line(f"- {ended(item, ';' if index < len(items) - 1 else '.')}") for index, item in enumerate(items))


def said(words: str | None) -> Span:
    """Set what somebody says on the spot, or room to write it by hand."""
    return fill(ended(words) if words else None, blank=LONG_BLANK, by_hand=True)


def ended(text: str, end: str = ".") -> str:
    """Close a sentence, unless it is closed already."""
    text = text.strip()
    return text if text.endswith((".", ";", ":", "!", "?", "…")) else f"{text}{end}"


def party_lines(party: Party, *, number: str = "", by_hand: bool = False) -> tuple[Line, ...]:
    """Set the lines that name the person or the organisation.

    Where a paper is drawn up before the party, what it then shows of itself may be written BY_HAND; its name never.
    """
    match party:
        case Individual():
            return _individual_lines(party, number, by_hand=by_hand)
        case Organization():
            return _organization_lines(party, number, by_hand=by_hand)


def _individual_lines(party: Individual, number: str, *, by_hand: bool) -> tuple[Line, ...]:
    return (
        line(
            f"{number}Họ và tên: ",
            fill(party.full_name, bold=True),
            "     Giới tính: ",
            fill(party.gender, blank="……", by_hand=by_hand),
        ),
        line(
            "Ngày, tháng, năm sinh: ",
            date_span(party.born_on, by_hand=by_hand),
            "     Quốc tịch: ",
            fill(party.nationality, by_hand=by_hand),
        ),
        line("Nghề nghiệp: ", fill(party.occupation, by_hand=by_hand)),
        line("Nơi ở hiện tại: ", fill(party.residence, by_hand=by_hand)),
        _paper_line(party, by_hand=by_hand),
    )


def _paper_line(party: Individual, *, by_hand: bool) -> Line:
    label = "Số định danh cá nhân/CMND/Hộ chiếu: "
    if party.no_paper_reason and not party.paper_number:
        return line(label, f"không có. Lý do: {ended(party.no_paper_reason)}")
    if (party.paper_number or "").startswith("không có"):
        # Said in place of a number: what is not there was issued nowhere.
        return line(label, f"{ended(party.paper_number or '')}")
    return line(
        label,
        fill(party.paper_number, by_hand=by_hand),
        "; ngày cấp: ",
        date_span(party.paper_issued_on, by_hand=by_hand),
        "; nơi cấp: ",
        fill(party.paper_issued_by, by_hand=by_hand),
    )


def _organization_lines(party: Organization, number: str, *, by_hand: bool) -> tuple[Line, ...]:
    return (
        line(f"{number}Tên của tổ chức: ", fill(party.name, bold=True)),
        line("Địa chỉ trụ sở chính: ", fill(party.head_office, by_hand=by_hand)),
        *_registration_lines(party, by_hand=by_hand),
        line(
            "Người đại diện theo pháp luật: ",
            fill(party.representative_name, by_hand=by_hand),
            "     Giới tính: ",
            fill(party.representative_gender, blank="……", by_hand=by_hand),
        ),
        line("Chức danh: ", fill(party.representative_title, by_hand=by_hand)),
    )


def _registration_lines(party: Organization, *, by_hand: bool) -> list[Line]:
    """Set what an organisation is known by: its code, its licence; on a paper of the office, those that it has."""
    lines = []
    if party.business_code or not party.licence_number or by_hand:
        lines.append(line("Mã số doanh nghiệp: ", fill(party.business_code, by_hand=by_hand)))
    if party.licence_number or by_hand:
        lines.append(
            line(
                "Số GCN đăng ký đầu tư/doanh nghiệp hoặc GP thành lập/đăng ký hoạt động: ",
                fill(party.licence_number, by_hand=by_hand),
                "; ngày cấp: ",
                date_span(party.licence_issued_on, by_hand=by_hand),
                "; nơi cấp: ",
                fill(party.licence_issued_by, by_hand=by_hand),
            )
        )
    return lines


def party_word(party: Party, *, capital: bool = False) -> str:
    """Choose "ông (bà)" or "tổ chức"."""
    word = "ông (bà)" if isinstance(party, Individual) else "tổ chức"
    return word[0].upper() + word[1:] if capital else word


def party_person(party: Party) -> str:
    """Choose "cá nhân" or "người đại diện của tổ chức"."""
    return "cá nhân" if isinstance(party, Individual) else "người đại diện của tổ chức"


def party_name(party: Party) -> str | None:
    """Give the name of the person or the organisation."""
    return party.full_name if isinstance(party, Individual) else party.name


def party_representative(party: Party) -> str | None:
    """Give the name of the person, or of the one who speaks for the organisation."""
    return party.full_name if isinstance(party, Individual) else party.representative_name


def delivery_blocks(
    paper: str, party: Party, role: str, delivery: Delivery | None, receiver_rank: str
) -> tuple[Block, ...]:
    """Set the note of direct delivery, printed on the back and filled by hand where it is not known."""
    # A dotted line here is no missing field: the receiver writes on it.
    when = moment_spans(delivery.at) if delivery and delivery.at else spans("…… giờ …… phút, ngày ……/……/………")
    name = Span(delivery.receiver, bold=True) if delivery and delivery.receiver else None
    return (
        # The form has this printed on the back.
        Line(
            spans(f"{paper} đã giao trực tiếp cho {party_person(party)} {role} vào hồi ", *when, "."), starts_page=True
        ),
        Signatures(((None, Signing((receiver_rank,), note="(Ký, ghi rõ họ và tên)", name=name)),)),
    )


def addressed_lines(names: tuple[str, ...]) -> tuple[Line, ...]:
    """Set "Kính gửi": one on the same line, several each on its own (II.9.d)."""
    if len(names) <= 1:
        words = spans("Kính gửi: ", fill(names[0].rstrip(".;") if names else None))
        return (Line(words, align="center", indent=False, space_before=12, space_after=12),)
    lines = [Line(spans("Kính gửi:"), align="left", indent=True, space_before=6, space_after=0)]
    for index, name in enumerate(names):
        end = "." if index == len(names) - 1 else ";"
        lines.append(Line(spans(f"          - {name.rstrip('.;')}{end}"), align="left", space_after=0))
    return (*lines, Line(spans(""), space_after=6))


def attached_to(kind: str, envelope: Envelope) -> tuple[Span, ...]:
    """Set the note under an appendix's title: "(Kèm theo … số … ngày … của …)"."""
    when = write_long_date(envelope.dated) if envelope.dated else f"ngày {DATE_BLANK}"
    # A paper without a symbol has no number to be cited by.
    numbered = f" số {_number_text(envelope.number)}/{envelope.symbol}" if envelope.symbol else ""
    return (Span(f"(Kèm theo {kind}{numbered} {when} của {envelope.letterhead.agency or ''})", italic=True),)


def list_appendix(kind: str, title: str, grid: Grid, envelope: Envelope, *after: Block) -> Appendix:
    """Set a list as an appendix of a KIND of paper, in landscape."""
    return Appendix(
        label="Phụ lục",
        title=title,
        attached_to=attached_to(kind, envelope),
        blocks=(grid, *after),
        landscape=True,
    )


def set_paper(
    envelope: Envelope,
    title: str,
    blocks: Sequence[Block],
    *,
    dated: bool = True,
    subject: str | None = None,
    appendices: tuple[Appendix, ...] = (),
) -> Paper:
    """Set blocks under the head of the issuing agency; without place and date where the form has none there."""
    return Paper(
        title=title,
        author=envelope.letterhead.agency or "",
        heading=heading_of(envelope, dated=dated, subject=subject),
        blocks=tuple(blocks),
        appendices=appendices,
    )
