"""Who was sanctioned, and who offended again in the time for which the law remembers it: from what is counted, at once.

A page of three hundred asks as few questions as a page of one. What is counted of a case is seen by who sees the case,
so whoever may not see one of the two decisions is told of no repetition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from minhbach.domains.cases.models import CountedRow
from minhbach.domains.cases.selectors.access import case_state
from minhbach.domains.cases.selectors.repeats import clean_from, deemed_clean
from minhbach.domains.cases.types.codes import Counted
from minhbach.domains.law.selectors import Law, open_law
from minhbach.domains.law.types import Citation

# What is counted of somebody in one case, by its kind.
Told = dict[str, CountedRow]
# Rows of what is counted that are put together at once; of more nobody reads a list.
MOST_READ = 20_000
_TOLD = (Counted.VIOLATOR_RECORDED, Counted.VIOLATOR_SANCTIONED, Counted.FINE, Counted.EXECUTED)


@dataclass(frozen=True)
class Sanctioned:
    """One decision on somebody: for what, when, and until when the law remembers it (None: no row in force says)."""

    case_id: UUID
    decided_on: date
    classes: tuple[str, ...]
    clean_on: date | None
    citation: Citation | None

    def is_remembered(self, day: date) -> bool:
        return self.clean_on is not None and day < self.clean_on


@dataclass(frozen=True)
class Reoffence:
    """A later act of a class for which there was a decision, done while the law remembered it.

    IS_DECIDED: the later act has a decision of its own; until then it is only recorded.
    """

    earlier: Sanctioned
    case_id: UUID
    violation_class: str
    acted_on: date
    is_decided: bool


@dataclass(frozen=True)
class Record:
    """What is known, within the reach in force, of one who was sanctioned: decisions and repetitions, latest first."""

    decisions: tuple[Sanctioned, ...]
    reoffences: tuple[Reoffence, ...]

    @property
    def last(self) -> Sanctioned | None:
        return next(iter(self.decisions), None)

    def is_repeating(self, day: date) -> bool:
        """Return whether somebody offended again, and a decision on it is still remembered or yet to come."""
        return any(
            not again.is_decided or any(one.case_id == again.case_id and one.is_remembered(day)
                                        for one in self.decisions)
            for again in self.reoffences
        )  # fmt: skip


NOTHING = Record((), ())


def sanctions() -> QuerySet[Any]:
    """List what stands of decisions on violators within the reach in force: `root` is whom each is about."""
    return _standing(Counted.VIOLATOR_SANCTIONED)


def in_several_cases() -> QuerySet[Any]:
    """List whom several cases recorded as a violator, as `root`; nobody else can have offended again."""
    rows = _standing(Counted.VIOLATOR_RECORDED).order_by().values("root")
    several: QuerySet[Any] = rows.annotate(cases=Count("case_id", distinct=True)).filter(cases__gt=1)
    return several


def records_of(roots: Collection[UUID] | QuerySet[Any], *, law: Law | None = None) -> dict[UUID, Record]:
    """Read what is known of some subjects, each with those joined to it, in one question.

    The law is opened where there is anything to ask it.

    Source: Luật XLVPHC Điều 2 khoản 5, Điều 7 khoản 1 (rows XPHC.TAIPHAM.*).
    """
    rows = _standing(*_TOLD)
    if isinstance(roots, QuerySet):
        rows = rows.filter(root__in=roots.values("root"))
    else:
        rows = rows.filter(Q(violator_id__in=roots) | Q(violator__canonical_id__in=roots))
    told: dict[UUID, dict[UUID, Told]] = defaultdict(lambda: defaultdict(dict))
    for row in rows[:MOST_READ]:
        told[row.root][row.case_id][row.kind] = row
    if not told:
        return {}
    tables = law or open_law()
    return {root: _record(cases, tables) for root, cases in told.items()}


def _standing(*kinds: Counted) -> QuerySet[Any]:
    """List what is counted now of violators; `root` is whom a row is about, once records of one are joined."""
    rows: QuerySet[Any] = CountedRow.objects.filter(kind__in=kinds, known_until=None, violator__isnull=False)
    with_root: QuerySet[Any] = rows.annotate(root=Coalesce("violator__canonical_id", "violator_id"))
    return with_root


def _record(cases: dict[UUID, Told], law: Law) -> Record:
    decided = [kinds for kinds in cases.values() if Counted.VIOLATOR_SANCTIONED in kinds]
    decisions = sorted(
        (_sanctioned(kinds, law) for kinds in decided),
        key=lambda one: (one.decided_on, str(one.case_id)),
        reverse=True,
    )
    reoffences = sorted(_reoffences(decisions, cases), key=lambda one: (one.acted_on, str(one.case_id)), reverse=True)
    return Record(tuple(decisions), tuple(reoffences))


def _sanctioned(kinds: Told, law: Law) -> Sanctioned:
    decision, executed = kinds[Counted.VIOLATOR_SANCTIONED], kinds.get(Counted.EXECUTED)
    if Counted.FINE in kinds or executed is None:
        clean = clean_from(decision.day, executed.day if executed else None, is_warning=False, law=law)
    else:
        # Without a fine it was a warning, or goods alone were taken: only the file says which.
        clean = deemed_clean(case_state(decision.case).lines[str(decision.violator_id)], law=law)
    return Sanctioned(decision.case_id, decision.day, tuple(decision.classes), *(clean or (None, None)))


def _reoffences(decisions: list[Sanctioned], cases: dict[UUID, Told]) -> Iterator[Reoffence]:
    for case_id, kinds in cases.items():
        if Counted.VIOLATOR_RECORDED not in kinds:
            continue
        recorded = kinds[Counted.VIOLATOR_RECORDED]
        for earlier in decisions:
            shared = sorted(set(recorded.classes) & set(earlier.classes))
            is_within = earlier.decided_on <= recorded.day and earlier.is_remembered(recorded.day)
            if earlier.case_id != case_id and shared and is_within:
                yield Reoffence(earlier, case_id, shared[0], recorded.day, Counted.VIOLATOR_SANCTIONED in kinds)
                break
