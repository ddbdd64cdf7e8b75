"""Rows of law as the calculations read them: frozen, dated, each with its citation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Confidence(StrEnum):
    """How far a row has been checked: text read; read second hand or inferred; unverified."""

    SEEN = "SEEN"
    SEEN_2ND = "SEEN_2ND"
    MEMORY = "MEMORY"

    @property
    def on_by_default(self) -> bool:
        return self is not Confidence.MEMORY


class Table(StrEnum):
    """The tables of law. The value is also the name of the data file."""

    FINE_FRAMES = "fine_frames"
    POWERS = "powers"
    COMPETENCE = "competence"
    CAPS = "caps"
    APPLICABLE_LAW = "applicable_law"
    DEADLINES = "deadlines"
    COUNTING_RULES = "counting_rules"
    VIOLATION_CLASSES = "violation_classes"
    REPORT_CATEGORIES = "report_categories"
    LEGAL_BASIS_GAPS = "legal_basis_gaps"
    CRIMINAL_THRESHOLDS = "criminal_thresholds"
    FORMS = "forms"
    INSTRUMENTS = "instruments"
    INSTRUMENT_STATUS = "instrument_status"
    LIMITATION = "limitation"
    LIMITATION_RULES = "limitation_rules"
    REQUEST_BASES = "request_bases"
    PUBLICATION = "publication"
    INTAKE_KINDS = "intake_kinds"
    PROTECTIONS = "protections"
    RETENTION = "retention_and_personal_data"


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as stored, and whether it may be used."""

    table: Table
    row_id: str
    content: Mapping[str, Any]
    is_on: bool


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement comes from, and how sure we are of it. `valid_until` is the first day no more in force."""

    row_id: str
    instrument: str
    article: str
    clause: str
    confidence: Confidence
    source: str
    valid_from: date | None
    valid_until: date | None

    @property
    def is_checked(self) -> bool:
        """False: the screen must say “chưa đối chiếu bản gốc”."""
        return self.confidence is Confidence.SEEN

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a frame. `confidence` is its own where the act was read less surely than the rest of its row."""

    point: str
    text_vi: str
    violation_class: str
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Tier:
    """`from ≤ value < to_exclusive`; both None where the frame does not depend on a value."""

    value_from: Decimal | None
    value_to_exclusive: Decimal | None
    fine_min_vnd: int
    fine_max_vnd: int
    clause: str
    warning_possible: bool
    only_if_not_criminal: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """One way of measuring an act: what is measured, in which unit, for which goods, and its tiers."""

    measure: str
    unit: str
    goods: str
    relation: str
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class Multiplier:
    factor: Decimal
    condition: str
    text_vi: str
    clause: str
    organisation_factor: Decimal | None

    def is_act(self, act: Act | None) -> bool:
        """Say whether an act is multiplied by what it is: its point is the multiplying clause (9) or in it (13a)."""
        if act is None or not self.clause:
            return False
        return re.fullmatch(rf"{re.escape(self.clause)}[a-zđ]?", act.point) is not None


@dataclass(frozen=True, slots=True)
class Sanction:
    """`points` are the acts it is for, empty: all; `only_if` what must be so besides, each a condition of the table."""

    kind: str
    text_vi: str
    clause: str
    condition: str
    months_min: int | None
    months_max: int | None
    points: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remedy:
    """`points` and `only_if` as of a sanction; `or_kinds` are what the text lets be ordered in its stead."""

    kind: str
    text_vi: str
    clause: str
    points: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()
    or_kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FineFrameRow:
    citation: Citation
    series: str
    act_vi: str
    acts: tuple[Act, ...]
    violation_class: str
    field: str
    scales: tuple[Scale, ...]
    no_value_tier: Tier | None
    multipliers: tuple[Multiplier, ...]
    max_fine_individual_vnd: int | None
    applies_to: str
    organisation_factor: Decimal
    additional_sanctions: tuple[Sanction, ...]
    remedies: tuple[Remedy, ...]
    amended_by: tuple[str, ...]
    text_form: str
    gaps_vi: str
    # What of the text nobody has read: not the same as a text that says nothing.
    unread: frozenset[str] = frozenset()

    @property
    def are_measures_read(self) -> bool:
        """False: that no sanction or remedy stands here says nothing of the law."""
        return self.unread.isdisjoint({"additional_sanctions_vi", "remedies_vi"})

    @property
    def is_verbatim(self) -> bool:
        """False: the wording is shortened and may not be printed in a decision."""
        return self.text_form == "verbatim"

    def find_act(self, point: str) -> Act | None:
        return next((act for act in self.acts if act.point == point), None)


@dataclass(frozen=True, slots=True)
class Limit:
    """How far a title may go in a scope. Exactly one of amount and percent of the field's cap."""

    scope: str
    amount_vnd: int | None
    percent_of_cap: int | None
    confiscation: str
    confiscation_amount_vnd: int | None
    confiscation_factor: Decimal | None


@dataclass(frozen=True, slots=True)
class RemedyGrant:
    """Which remedies a title may order from one day to another. `kinds` None: the letters of the text were not read.

    `others` says of the kinds beyond the six of Luật XLVPHC Đ28 k1: yes, no, unknown.
    """

    kinds: frozenset[str] | None
    others: str
    first_on: date | None
    last_on: date | None

    def holds_on(self, day: date) -> bool:
        return (self.first_on is None or self.first_on <= day) and (self.last_on is None or day <= self.last_on)


@dataclass(frozen=True, slots=True)
class PowerRow:
    citation: Citation
    office: str
    force: str
    rank: int
    title_vi: str
    limits: tuple[Limit, ...]
    may_warn: bool
    may_withdraw_licence: bool
    may_suspend: bool
    remedies_vi: str
    organisation_factor: Decimal
    remedy_grants: tuple[RemedyGrant, ...] = ()


@dataclass(frozen=True, slots=True)
class CompetenceRow:
    """`offices` are titles of another force that deal with the same acts."""

    citation: Citation
    force: str
    provisions_vi: str
    act_scope_vi: str
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CapRow:
    """Amounts are None where the law refers to another law."""

    citation: Citation
    field: str
    name_vi: str
    individual_vnd: int | None
    organisation_vnd: int | None


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule on which law applies, how much, or whose power counts."""

    citation: Citation
    order: int
    topic: str
    rule_code: str
    text_vi: str


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    citation: Citation
    family: str
    kind: str
    event: str
    action_vi: str
    amount: int | None
    unit: str
    recurrence: str
    fixed_year: int | None
    fixed_month: int | None
    fixed_day: int | None
    is_before_fixed: bool
    is_prompt: bool
    direction: str
    bound: str
    applies_when: str
    last_day_moves: bool
    extends: tuple[str, ...]
    note_vi: str
    # What each day beyond it costs, in percent of what is not paid; None where the row says nothing of it.
    late_percent_per_day: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CountingRule:
    citation: Citation
    rule_code: str
    text_vi: str


@dataclass(frozen=True, slots=True)
class ViolationClass:
    """`report_category` is empty where nobody has confirmed it: the officer chooses from `proposed_category` on."""

    citation: Citation
    code: str
    name_vi: str
    definition_vi: str
    definition_source: str
    signs: tuple[str, ...]
    frames: tuple[tuple[str, tuple[str, ...] | None], ...]
    report_category: str
    proposed_category: str
    competence: tuple[tuple[str, tuple[str, ...]], ...]
    criminal_articles: tuple[str, ...]
    note_vi: str


@dataclass(frozen=True, slots=True)
class ReportCategory:
    citation: Citation
    code: str
    name_vi: str


@dataclass(frozen=True, slots=True)
class GapRow:
    citation: Citation
    sign: str
    violation_class: str
    text_vi: str


@dataclass(frozen=True, slots=True)
class Threshold:
    measure: str
    unit: str
    goods: str
    value_from: Decimal | None
    # From here on a heavier clause.
    value_to_exclusive: Decimal | None = None
    # Legal persons answer from a value of their own.
    organisation_from: Decimal | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True)
class CriminalRow:
    """An article of the Penal Code and when it concerns a case.

    `act_points` are the acts of the frame it is for, empty: all; `except_goods` have an article of their own;
    `only_if` is what must be so besides, `only_if_vi` in words; `below_measures` are the limbs that an earlier sanction
    reaches below the threshold.
    """

    citation: Citation
    name_vi: str
    thresholds: tuple[Threshold, ...]
    below_threshold_if_vi: str
    violation_classes: tuple[str, ...]
    act_points: tuple[str, ...] = ()
    except_goods: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()
    only_if_vi: str = ""
    below_measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """What must or may be published, with what, and for how many days: BOUND is min (at least) or max (at most).

    DAYS is None where the law sets none.
    """

    citation: Citation
    obligation: str
    text_vi: str
    content_vi: tuple[str, ...]
    days: int | None
    bound: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """`number_symbol` is empty where it was not read: nobody makes one up."""

    citation: Citation
    form_no: str
    title_vi: str
    is_title_verbatim: bool
    number_symbol: str


@dataclass(frozen=True, slots=True)
class LimitationRow:
    """How long an act of some fields may be fined. `years` None: another law says.

    `places` are the articles and clauses to which the row is bound; empty: all of the fields' acts.
    """

    citation: Citation
    fields: tuple[str, ...]
    text_vi: str
    years: int | None
    other_law_vi: str
    places: tuple[str, ...]
    # The clocks of the general law: for an act that ended, and for one going on; none where a decree has its own.
    deadline_ids: tuple[str, ...] = ()
