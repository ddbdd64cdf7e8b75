"""Repeat offence (tái phạm) and several times (vi phạm nhiều lần): two different things, shown apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from minhbach.domains.cases import clocks
from minhbach.domains.cases.models import Case, CaseSubject
from minhbach.domains.cases.selectors.access import case_state
from minhbach.domains.cases.types.codes import Step, SubjectRole
from minhbach.domains.cases.types.state import Line
from minhbach.domains.law.selectors import Law, NoClockInForce
from minhbach.domains.law.selectors import clock as set_clock
from minhbach.domains.law.types import Citation


@dataclass(frozen=True)
class RepeatOffence:
    """An earlier decision on the same kind of act whose time has not run out: until CLEAN_ON the law remembers it."""

    case: Case
    violation_class: str
    decided_on: date
    completed_on: date | None
    clean_on: date
    citation: Citation


def repeat_offences(
    subject_ids: Collection[UUID], violation_classes: Collection[str], *, acted_on: date, law: Law, but: Case | None
) -> list[RepeatOffence]:
    """List earlier decisions, within the reach in force, that make an act a repeat offence.

    Units:  local days. The act of ACTED_ON repeats when it falls on or after the decision and before `clean_on`.
    Source: Luật XLVPHC Điều 2 khoản 5, Điều 7 khoản 1 (rows XPHC.TAIPHAM.*).
    """
    found = []
    for case in _violator_cases(subject_ids, but=but).filter(decided_on__isnull=False, decided_on__lte=acted_on):
        state = case_state(case)
        for line in [state.lines[one] for one in map(str, same_subjects(subject_ids)) if one in state.lines]:
            shared = set(line.violation_classes()) & set(violation_classes)
            clean = deemed_clean(line, law=law)
            if shared and clean and acted_on < clean[0] and line.decided is not None:
                found.append(
                    RepeatOffence(case, min(shared), line.decided.happened_on, line.completed_on, clean[0], clean[1])
                )
    return found


def several_times(subject_ids: Collection[UUID], violation_classes: Collection[str], *, but: Case | None) -> list[Case]:
    """List other cases in reach on the same kind of act, recorded and not yet decided.

    Source: Luật XLVPHC Điều 2 khoản 6.
    """
    cases = _violator_cases(subject_ids, but=but).filter(decided_on__isnull=True, violation_class__in=violation_classes)
    return list(cases.exclude(step=Step.CLOSED))


def deemed_clean(line: Line, *, law: Law) -> tuple[date, Citation] | None:
    """Give the day from which a sanctioned subject counts as never sanctioned, and the row that says so."""
    if line.decided is None:
        return None
    return clean_from(line.decided.happened_on, line.completed_on, is_warning=line.decided.fact.is_warning, law=law)


def clean_from(
    decided_on: date, completed_on: date | None, *, is_warning: bool, law: Law
) -> tuple[date, Citation] | None:
    """Give the same from the days of a decision and of its having been carried out."""
    try:
        if completed_on is not None:
            name = clocks.CLEAN_AFTER_WARNING if is_warning else clocks.CLEAN_AFTER_SANCTION
            clock = set_clock(name, completed_on, law=law)
        else:
            limit = set_clock(clocks.EXECUTION_LIMIT, decided_on, law=law)
            clock = set_clock(clocks.CLEAN_AFTER_LIMIT, limit.due_on or decided_on, law=law)
    except NoClockInForce:
        return None
    return (clock.due_on, clock.citation) if clock.due_on else None


def same_subjects(subject_ids: Collection[UUID]) -> Sequence[UUID]:
    """Add those joined to some subjects as one and the same."""
    rows = CaseSubject.objects.filter(subject_id__in=subject_ids).values_list("subject_id", "subject__canonical_id")
    roots = {canonical or subject_id for subject_id, canonical in rows}
    joined = CaseSubject.objects.filter(Q(subject_id__in=roots) | Q(subject__canonical_id__in=roots))
    return list({*subject_ids, *joined.values_list("subject_id", flat=True)})


def _violator_cases(subject_ids: Collection[UUID], *, but: Case | None) -> QuerySet[Case]:
    links = CaseSubject.objects.filter(subject_id__in=same_subjects(subject_ids), role=SubjectRole.VIOLATOR)
    cases = Case.objects.filter(id__in=links.values("case_id")).select_related("owner_agency")
    return cases.exclude(id=but.id) if but else cases
