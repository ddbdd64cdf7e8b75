"""A question about a fine, and its answer as a sum whose every line names its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from minhbach.domains.law.types.rows import Act, Citation, FineFrameRow, PowerRow, Remedy, Sanction, Tier

NO_VALUES: Mapping[str, Decimal] = MappingProxyType({})


class Offender(StrEnum):
    """Household businesses and street vendors are fined as individuals (NĐ 98/2020 Đ2 k2; NĐ 118/2021 Đ3 k5)."""

    INDIVIDUAL = "individual"
    HOUSEHOLD_BUSINESS = "household_business"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActTime:
    """When the act happened. `ended_on` None: it was still going on when detected (the officer judges which)."""

    detected_on: date
    started_on: date | None = None
    ended_on: date | None = None

    @property
    def base_date(self) -> date:
        return self.ended_on or self.detected_on


@dataclass(frozen=True, slots=True, kw_only=True)
class FineQuestion:
    """What the officer knows. Name the act by `series` (a provision through time) or by `violation_class`.

    `remedies` None: all those of the frame that may hold will be ordered; otherwise the kinds that will. `sanctions`
    None: the additional sanctions that hold for certain will be imposed; otherwise the kinds that will.

    Units: measures in the unit of the scale: đồng for values, pieces, packs, kilograms or litres for `quantity`.
    """

    time: ActTime
    decided_on: date
    offender: Offender = Offender.INDIVIDUAL
    series: str = ""
    violation_class: str = ""
    point: str | None = None
    goods: str = ""
    measures: Mapping[str, Decimal] = field(default_factory=lambda: NO_VALUES)
    measure: str = ""
    value_unknown: bool = False
    exhibit_value_vnd: int | None = None
    conditions: frozenset[str] = frozenset()
    criminal_goods: frozenset[str] = frozenset()
    remedies: frozenset[str] | None = None
    sanctions: frozenset[str] | None = None
    mitigating: int = 0
    aggravating: int = 0
    many_times: bool = False
    recidivism: bool = False


class StepCode(StrEnum):
    ACT = "act"
    DATE_ENDED = "date_ended"
    DATE_ONGOING = "date_ongoing"
    LAW = "law"
    TRANSITION = "transition"
    TIER = "tier"
    TIER_FIXED = "tier_fixed"
    TIER_NO_VALUE = "tier_no_value"
    TIER_TO_CONFIRM = "tier_to_confirm"
    MULTIPLIED = "multiplied"
    NOT_MULTIPLIED = "not_multiplied"
    OWN_LIMIT = "own_limit"
    ORGANISATION = "organisation"
    INDIVIDUAL = "individual"
    ORGANISATION_FRAME = "organisation_frame"
    CAPPED = "capped"
    WITHIN_CAP = "within_cap"
    CAP_UNKNOWN = "cap_unknown"
    FRAME = "frame"
    MIDPOINT = "midpoint"
    MANY_TIMES_COUNTS = "many_times_counts"
    MANY_TIMES_SEPARATE = "many_times_separate"
    CIRCUMSTANCES_NONE = "circumstances_none"
    CIRCUMSTANCES_MINIMUM = "circumstances_minimum"
    CIRCUMSTANCES_MAXIMUM = "circumstances_maximum"
    CIRCUMSTANCES_BETWEEN = "circumstances_between"
    CIRCUMSTANCES_OFFICER = "circumstances_officer"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the sum: what was done, with which values, by which row of law; plain arithmetic has no source."""

    code: StepCode
    values: Mapping[str, Any]
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class TierChoice:
    """One measure that could be applied to the act, and the tier it falls in."""

    measure: str
    unit: str
    goods: str
    value: Decimal | None
    tier: Tier
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class AdditionalSanction:
    """`applies` None: the conditions cannot be read from what was entered; the officer judges by `if_vi`."""

    sanction: Sanction
    applies: bool | None
    if_vi: str = ""


@dataclass(frozen=True, slots=True)
class WeighedRemedy:
    """`applies` None: it holds only if what the text names is so, which the officer says; `if_vi` are those words."""

    remedy: Remedy
    applies: bool | None
    if_vi: str = ""


class SignerObstacle(StrEnum):
    FINE_OVER_LIMIT = "fine_over_limit"
    LIMIT_UNKNOWN = "limit_unknown"
    CONFISCATION_NOT_GIVEN = "confiscation_not_given"
    CONFISCATION_OVER_LIMIT = "confiscation_over_limit"
    CONFISCATION_VALUE_UNKNOWN = "confiscation_value_unknown"
    LICENCE_NOT_GIVEN = "licence_not_given"
    SUSPENSION_NOT_GIVEN = "suspension_not_given"
    REMEDIES_NOT_GIVEN = "remedies_not_given"
    OUTSIDE_COMPETENCE = "outside_competence"


@dataclass(frozen=True, slots=True)
class Signer:
    """Whether a title may sign. `competence` None: no row says whether its force deals with such acts.

    Units: limits in đồng, for the offender of the question (doubled for an organisation).
    """

    power: PowerRow
    limit_vnd: int | None
    confiscation_limit_vnd: int | None
    obstacles: tuple[SignerObstacle, ...]
    competence: Citation | None
    # Remedies of which nobody has read whether they are his.
    to_check: tuple[Remedy, ...] = ()

    @property
    def office(self) -> str:
        return self.power.office

    @property
    def may_sign(self) -> bool:
        return not self.obstacles


@dataclass(frozen=True, slots=True)
class CriminalWarning:
    """A threshold of the Penal Code is reached, or may be: the file must be considered for referral."""

    citation: Citation
    name_vi: str
    is_reached: bool
    measure: str
    value: Decimal | None
    value_from: Decimal | None
    below_threshold_if_vi: str
    # The limb of the clause, what else must be so, and whether a heavier clause is reached.
    clause: str = ""
    only_if_vi: str = ""
    is_beyond: bool = False


class LaterVerdict(StrEnum):
    NO_LIABILITY = "no_liability"
    MILDER = "milder"
    SAME = "same"
    HARSHER = "harsher"
    MIXED = "mixed"
    REWRITTEN = "rewritten"
    UNKNOWN = "unknown"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class LaterLaw:
    """A later text on the same act. The system never decides: the competent person weighs it.

    `rule` is the transitional provision that may let it apply; None where none was read. `to_read` names the rows in
    which the act may stand now.
    """

    verdict: LaterVerdict
    since: date
    frame: FineFrame | None = None
    rule: Citation | None = None
    rule_text_vi: str = ""
    differences: tuple[str, ...] = ()
    gap_vi: str = ""
    to_read: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FineFrame:
    """The frame, its proposed fine and the way there.

    Units: đồng. `proposed_vnd` is None where the law leaves the amount to the officer (one circumstance over);
           the amount then lies above the first and below the second of `between_vnd`, where the rule names them.
    """

    question: FineQuestion
    row: FineFrameRow
    act: Act | None
    choices: tuple[TierChoice, ...]
    tier: Tier
    fine_min_vnd: int
    fine_max_vnd: int
    midpoint_vnd: int
    proposed_vnd: int | None
    between_vnd: tuple[int, int] | None
    warning_possible: bool
    explanation_eligible: bool
    additional_sanctions: tuple[AdditionalSanction, ...]
    remedies: tuple[WeighedRemedy, ...]
    signers: tuple[Signer, ...]
    criminal: tuple[CriminalWarning, ...]
    later: tuple[LaterLaw, ...]
    steps: tuple[Step, ...]

    @property
    def base_date(self) -> date:
        return self.question.time.base_date

    @property
    def citation(self) -> Citation:
        return self.row.citation

    @property
    def needs_choice_of_measure(self) -> bool:
        """Several measures are known and fall in different tiers: the highest is taken until the officer chooses."""
        fines = {(choice.tier.fine_min_vnd, choice.tier.fine_max_vnd) for choice in self.choices}
        return not self.question.measure and len(fines) > 1

    @property
    def is_checked(self) -> bool:
        return all(step.citation is None or step.citation.is_checked for step in self.steps)
