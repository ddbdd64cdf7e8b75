"""Reads."""

from __future__ import annotations

from minhbach.domains.cases.selectors.access import access_case, case_state, entries_of, visible_cases
from minhbach.domains.cases.selectors.facts import case_facts
from minhbach.domains.cases.selectors.overlaps import cases_on_subjects, overlaps_of, related_cases
from minhbach.domains.cases.types.reporting import CaseFacts, Payment, Removal

__all__ = [
    "CaseFacts",
    "Payment",
    "Removal",
    "access_case",
    "case_facts",
    "case_state",
    "cases_on_subjects",
    "entries_of",
    "overlaps_of",
    "related_cases",
    "visible_cases",
]
