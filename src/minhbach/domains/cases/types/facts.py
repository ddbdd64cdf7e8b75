"""What each kind of event records. Frozen when appended; a later fact replaces, nothing edits.

Codes are plain strings (values of types.codes and of the law tables), so that an old event can always be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A paper of the file: its number with symbol, its date, and its record in documents where it has one."""

    number: str = ""
    dated: date | None = None
    document_id: str = ""
    agency: str = ""
    signer: str = ""
    signer_title: str = ""
    authority: str = ""


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
class Opened:
    title: str
    origin: str
    origin_note: str = ""
    lead_id: str = ""
    listing: ListingSnapshot | None = None
    is_ecommerce: bool = False
    platform: str = ""
    presence_url: str = ""
    secret_register_number: str = ""


@dataclass(frozen=True, kw_only=True)
class Assigned:
    leader_id: str
    officer_ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SubjectAdded:
    subject_id: str
    role: str


@dataclass(frozen=True, kw_only=True)
class SubjectRemoved:
    subject_id: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AgencyJoined:
    agency_id: str
    part: str = ""


@dataclass(frozen=True, kw_only=True)
class Verified:
    findings: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Proposed:
    reasons: tuple[str, ...]
    scope: str
    starts_on: date
    duration: str
    leader_id: str
    member_ids: tuple[str, ...] = ()
    place: str = ""
    expected_classes: tuple[str, ...] = ()
    expected_goods: str = ""
    # An overlap that was shown and knowingly accepted, with the reason given.
    overlap_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Ordered:
    paper: Cited


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

    @property
    def quantity_text(self) -> str:
        """The quantity as Vietnamese hands write it: 1.200 or 12,5."""
        if self.quantity is None:
            return ""
        plain = f"{self.quantity:,f}"
        if "." in plain:
            plain = plain.rstrip("0").rstrip(".")
        return plain.translate(str.maketrans(",.", ".,"))


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody present: the inspected party's representative, a witness."""

    full_name: str
    title: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Inspected:
    started_at: datetime
    ended_at: datetime
    place: str
    findings: tuple[str, ...]
    has_violation: bool
    goods: tuple[Goods, ...] = ()
    measures: tuple[str, ...] = ()
    statement: str = ""
    present: tuple[Person, ...] = ()
    witnesses: tuple[Person, ...] = ()
    paper: Cited = Cited()

    @property
    def goods_value_vnd(self) -> int:
        return sum(goods.value_vnd or 0 for goods in self.goods)


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A value the frame depends on: goods_value_vnd, illegal_profit_vnd, quantity …"""

    code: str
    value: Decimal


@dataclass(frozen=True, kw_only=True)
class Act:
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


@dataclass(frozen=True, kw_only=True)
class ViolationRecorded:
    """The record: who, which acts, when detected. The report counts a case under one category, chosen here."""

    violator_id: str
    offender: str
    acts: tuple[Act, ...]
    detected_on: date
    report_category: str
    place: str = ""
    made_at: datetime | None = None
    party: PartyPapers = PartyPapers()
    goods_value_vnd: int = 0
    may_explain: bool = False
    statement: str = ""
    measures: tuple[str, ...] = ()
    is_complex: bool = False
    file_forwarded: bool = False
    paper: Cited = Cited()


@dataclass(frozen=True, kw_only=True)
class ExplanationEnded:
    manner: str
    summary: str = ""
    paper: Cited = Cited()


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


@dataclass(frozen=True, kw_only=True)
class SanctionProposed:
    """What the draft decision says.

    Units: đồng; `payment_days` in days.
    """

    acts: tuple[ActSanction, ...]
    mitigating: tuple[str, ...] = ()
    aggravating: tuple[str, ...] = ()
    additional: tuple[OtherMeasure, ...] = ()
    remedies: tuple[OtherMeasure, ...] = ()
    confiscated_value_vnd: int = 0
    payment_days: int = 10
    payment_place: str = ""
    treasury: str = ""
    # The decrees in full, as the decision's grounds name them.
    decree_bases: tuple[str, ...] = ()
    is_many_times: bool = False
    is_repeat: bool = False

    @property
    def fine_vnd(self) -> int:
        return sum(act.fine_vnd for act in self.acts)

    @property
    def is_warning(self) -> bool:
        return bool(self.acts) and all(act.is_warning for act in self.acts)


@dataclass(frozen=True, kw_only=True)
class Decided:
    """The decision as issued; its amounts are those of the sanction it was drafted from."""

    paper: Cited
    fine_vnd: int
    confiscated_value_vnd: int = 0
    is_warning: bool = False


@dataclass(frozen=True, kw_only=True)
class Delivered:
    manner: str
    receiver: str = ""


@dataclass(frozen=True, kw_only=True)
class Paid:
    kind: str
    amount_vnd: int
    receipt: str = ""


@dataclass(frozen=True, kw_only=True)
class RemedyDone:
    """A remedy carried out: its place in the decision's list."""

    remedy: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Enforced:
    measure: str
    paper: Cited = Cited()


@dataclass(frozen=True, kw_only=True)
class ListingsRemoved:
    platform: str
    shop_count: int = 0
    listing_count: int = 0


@dataclass(frozen=True, kw_only=True)
class Closed:
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class NoViolation:
    reason: str


@dataclass(frozen=True, kw_only=True)
class Transferred:
    to_agency: str
    reason: str
    paper: Cited = Cited()


@dataclass(frozen=True, kw_only=True)
class Referred:
    to_agency: str
    signs: str
    articles: tuple[str, ...] = ()
    paper: Cited = Cited()


@dataclass(frozen=True, kw_only=True)
class Prosecuted:
    accused_count: int
    paper: Cited = Cited()


@dataclass(frozen=True, kw_only=True)
class Returned:
    reason: str
    paper: Cited = Cited()


@dataclass(frozen=True, kw_only=True)
class Annulled:
    """Takes an earlier entry out of account; the entry itself stays to be read."""

    reason: str
    paper: Cited = Cited()


Fact = (
    Opened
    | Assigned
    | SubjectAdded
    | SubjectRemoved
    | AgencyJoined
    | Verified
    | Proposed
    | Ordered
    | Inspected
    | ViolationRecorded
    | ExplanationEnded
    | SanctionProposed
    | Decided
    | Delivered
    | Paid
    | RemedyDone
    | Enforced
    | ListingsRemoved
    | Closed
    | NoViolation
    | Transferred
    | Referred
    | Prosecuted
    | Returned
    | Annulled
)
