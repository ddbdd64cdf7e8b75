"""Reads, each within the reach of whoever asks."""

from __future__ import annotations

from minhbach.domains.mediation.selectors.disputes import (
    consent_of,
    dispute_of_report,
    disputes_of_report,
    get_dispute,
    get_step,
    is_kept,
    last_of,
    open_offer,
    person_told,
    promises_of,
    steps_of,
    visible_disputes,
    with_words,
)
from minhbach.domains.mediation.selectors.figures import FIGURES, figures_of
from minhbach.domains.mediation.selectors.signs import Sign, signs_of
from minhbach.domains.mediation.selectors.terms import Terms, terms_of
from minhbach.domains.mediation.selectors.work import work_items

__all__ = [
    "FIGURES",
    "Sign",
    "Terms",
    "consent_of",
    "dispute_of_report",
    "disputes_of_report",
    "figures_of",
    "get_dispute",
    "get_step",
    "is_kept",
    "last_of",
    "open_offer",
    "person_told",
    "promises_of",
    "signs_of",
    "steps_of",
    "terms_of",
    "visible_disputes",
    "with_words",
    "work_items",
]
