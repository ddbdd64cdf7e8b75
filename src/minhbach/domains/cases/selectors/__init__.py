"""Reads."""

from __future__ import annotations

from minhbach.domains.cases.goods_lines import goods_of
from minhbach.domains.cases.selectors.above import cases_before, deciding_for
from minhbach.domains.cases.selectors.access import (
    access_case,
    agencies_taking_part,
    case_in_reach,
    case_seen,
    case_state,
    entries_of,
    visible_cases,
)
from minhbach.domains.cases.selectors.counts import counted_rows, last_count_check
from minhbach.domains.cases.selectors.decisions import decision_on, decisions_through_time
from minhbach.domains.cases.selectors.goods import PlanOf, SealOf, plans_of_lines, seals_of
from minhbach.domains.cases.selectors.handling import require_works_on, works_on
from minhbach.domains.cases.selectors.looking import around_of, case_by_code, code_of
from minhbach.domains.cases.selectors.month import decided_between, month_figures
from minhbach.domains.cases.selectors.overlaps import cases_of_subject, cases_on_subjects, overlaps_of, related_cases
from minhbach.domains.cases.selectors.own import own_case_about
from minhbach.domains.cases.selectors.papers import papers_of
from minhbach.domains.cases.selectors.reoffending import (
    NOTHING,
    Record,
    Reoffence,
    Sanctioned,
    in_several_cases,
    records_of,
    sanctions,
)
from minhbach.domains.cases.selectors.repeats import RepeatOffence, repeat_offences, several_times
from minhbach.domains.cases.selectors.search import TOKENS, about_whom, find_cases, matching
from minhbach.domains.cases.selectors.summary import due_of_cases, facts_for_signer
from minhbach.domains.cases.selectors.work import open_case_counts, work_items

__all__ = [
    "NOTHING",
    "TOKENS",
    "PlanOf",
    "Record",
    "Reoffence",
    "RepeatOffence",
    "Sanctioned",
    "SealOf",
    "about_whom",
    "access_case",
    "agencies_taking_part",
    "around_of",
    "case_by_code",
    "case_in_reach",
    "case_seen",
    "case_state",
    "cases_before",
    "cases_of_subject",
    "cases_on_subjects",
    "code_of",
    "counted_rows",
    "decided_between",
    "deciding_for",
    "decision_on",
    "decisions_through_time",
    "due_of_cases",
    "entries_of",
    "facts_for_signer",
    "find_cases",
    "goods_of",
    "in_several_cases",
    "last_count_check",
    "matching",
    "month_figures",
    "open_case_counts",
    "overlaps_of",
    "own_case_about",
    "papers_of",
    "plans_of_lines",
    "records_of",
    "related_cases",
    "repeat_offences",
    "require_works_on",
    "sanctions",
    "seals_of",
    "several_times",
    "visible_cases",
    "work_items",
    "works_on",
]
