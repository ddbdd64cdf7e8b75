"""What the report counts of one case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Payment:
    """Units: đồng."""

    on: date
    kind: str
    amount_vnd: int


@dataclass(frozen=True, slots=True)
class Removal:
    """What a platform took down."""

    on: date
    platform: str
    shop_count: int
    listing_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """One case, once, under its owner. Every date is None until the thing has happened and is in account.

    inspected_on     the inspection ended with minutes
    detected_on      the violation was detected, where a record was made
    decided_on       the sanction decision was issued
    executed_on      fine paid and remedies done
    referred_on      the file went to the investigators; prosecuted_on: they opened a criminal case

    Units: đồng. `individual_count` and `organisation_count` count violators; a household counts as an individual.
    """

    case_id: UUID
    code: str
    title: str
    agency_id: UUID
    force: str
    place_id: int | None
    joint_agency_ids: tuple[UUID, ...]
    is_ecommerce: bool
    platform: str
    step: str
    outcome: str
    opened_on: date
    inspected_on: date | None
    detected_on: date | None
    recorded_on: date | None
    decided_on: date | None
    delivered_on: date | None
    executed_on: date | None
    enforced_on: date | None
    closed_on: date | None
    transferred_on: date | None
    referred_on: date | None
    prosecuted_on: date | None
    returned_on: date | None
    report_category: str
    violation_classes: tuple[str, ...]
    series: tuple[str, ...]
    individual_count: int
    organisation_count: int
    accused_count: int
    goods_value_vnd: int
    fine_vnd: int
    is_warning: bool
    confiscated_value_vnd: int
    additional_kinds: tuple[str, ...]
    remedy_kinds: tuple[str, ...]
    payments: tuple[Payment, ...]
    removals: tuple[Removal, ...]

    @property
    def violator_count(self) -> int:
        return self.individual_count + self.organisation_count

    def paid_vnd(self, start: date, end: date, *, kinds: Iterable[str] = ("fine",)) -> int:
        """Sum what was paid from START up to, not on, END."""
        wanted = set(kinds)
        return sum(one.amount_vnd for one in self.payments if one.kind in wanted and start <= one.on < end)

    def removed(self, start: date, end: date) -> tuple[int, int]:
        """Count the shops and the listings taken down from START up to, not on, END."""
        within = [one for one in self.removals if start <= one.on < end]
        return sum(one.shop_count for one in within), sum(one.listing_count for one in within)

    def dates(self) -> tuple[date, ...]:
        """Every day on which something that a report counts happened."""
        known = (
            self.inspected_on,
            self.detected_on,
            self.decided_on,
            self.executed_on,
            self.enforced_on,
            self.referred_on,
            self.prosecuted_on,
            self.returned_on,
            *(one.on for one in self.payments),
            *(one.on for one in self.removals),
        )
        return tuple(day for day in known if day is not None)
