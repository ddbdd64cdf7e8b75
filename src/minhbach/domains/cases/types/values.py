"""What several facts of a case speak of: papers, people, goods, offences, the parts of a sanction.

Codes are plain strings (values of the law tables), so that an old entry can always be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.asking import ask
from minhbach.foundation.writing import write_quantity

# What is asked of a paper made outside the system, and of a decision or order issued there.
OUTSIDE_PAPER = ("number", "dated")
ISSUED_PAPER = ("number", "dated", "signer", "signer_title")

NO = "no"
# How a point of a checklist is answered; papers stay in the law's language.
CHECK_ANSWERS = {"yes": "có", NO: "không", "unseen": "chưa xem được"}


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A paper of the file: its number with symbol, its date, and its record in documents where it has one."""

    number: Annotated[str, ask(_lazy("Số, ký hiệu văn bản"), longest=60)] = ""
    dated: Annotated[date | None, ask(_lazy("Ngày của văn bản"))] = None
    document_id: str = ""
    agency: str = ""
    signer: Annotated[str, ask(_lazy("Người ký"), longest=120)] = ""
    signer_title: Annotated[str, ask(_lazy("Chức vụ của người ký"), longest=120)] = ""
    authority: str = ""


NO_PAPER = Cited()


@dataclass(frozen=True, kw_only=True)
class ListingSnapshot:
    """A listing as it was. Its signs come along, its score never does.

    Units: price in đồng.
    """

    listing_id: str = ""
    platform: str = ""
    title: str = ""
    description: str = ""
    price_vnd: int | None = None
    url: str = ""
    seller_name: str = ""
    seller_location: str = ""
    captured_at: datetime | None = None
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Goods:
    """One line of the inventory list.

    Units: quantity in `unit`; prices in đồng, None where not given.
    """

    name: str
    brand_origin: str = ""
    unit: str = ""
    quantity: Decimal | None = None
    unit_price_vnd: int | None = None
    value_vnd: int | None = None
    # Lasting: the same goods keep it through every correction.
    line_id: str = ""

    @property
    def quantity_text(self) -> str:
        """The quantity as Vietnamese hands write it: 1.200 or 12,5."""
        return "" if self.quantity is None else write_quantity(self.quantity)


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody present: the inspected party's representative, a witness."""

    full_name: str
    title: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A point of a checklist as it was asked, and what was found: `answer` is a code of CHECK_ANSWERS."""

    point: str
    answer: str
    remark: str = ""
    # What a “no” may be, as the list said when it was asked.
    violation_class: str = ""

    @property
    def is_amiss(self) -> bool:
        return self.answer == NO

    def __str__(self) -> str:
        said = f"{self.point.rstrip(' .')}: {CHECK_ANSWERS[self.answer]}"
        return f"{said} ({self.remark.rstrip(' .')})" if self.remark else said


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A value the frame depends on: goods_value_vnd, illegal_profit_vnd, quantity …"""

    code: str
    value: Decimal


@dataclass(frozen=True, kw_only=True)
class Offence:
    """One act found. `ended_on` None: still going on when detected.

    Units: measures as in the law tables.
    """

    series: str
    violation_class: str
    description: str
    point: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    goods: str = ""
    measures: tuple[Measured, ...] = ()
    measure: str = ""
    conditions: tuple[str, ...] = ()
    is_many_times: bool = False
    # Written by the officer where the tables hold no such provision (`series` is then empty).
    provision: str = ""


@dataclass(frozen=True, kw_only=True)
class PartyPapers:
    """What the forms ask about the violator beyond the subject's name."""

    name: str = ""
    gender: str = ""
    born_on: date | None = None
    nationality: str = ""
    occupation: str = ""
    address: str = ""
    paper_number: str = ""
    paper_issued_on: date | None = None
    paper_issued_by: str = ""
    business_code: str = ""
    representative_name: str = ""
    representative_gender: str = ""
    representative_title: str = ""
    # Why there is no identity paper, or no address; one of the two is always said.
    no_paper_reason: str = ""
    no_address_reason: str = ""


NO_PARTY = PartyPapers()


@dataclass(frozen=True, kw_only=True)
class ActSanction:
    """The fine for one act, with the frame it was taken from.

    Units: đồng.
    """

    act: int
    row_id: str
    provision: str
    fine_min_vnd: int
    fine_max_vnd: int
    midpoint_vnd: int
    suggested_vnd: int | None
    fine_vnd: int
    reason: str = ""
    is_warning: bool = False


@dataclass(frozen=True, kw_only=True)
class OtherMeasure:
    """An additional sanction or a remedy: its kind in the law tables, the law's words, what it comes to here."""

    kind: str
    text: str
    details: str = ""
    term: int | None = None
