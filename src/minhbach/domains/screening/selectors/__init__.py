"""Reads: leads, sweeps, and what of them waits for an officer."""

from minhbach.domains.screening.policies import READERS
from minhbach.domains.screening.selectors.findings import FoundPage, about_of, read_found_page
from minhbach.domains.screening.selectors.leads import (
    TOKENS,
    LeadPage,
    access_lead,
    access_leads,
    doer_of,
    explanation_of,
    folded,
    folded_count,
    has_listing,
    lead_in_reach,
    open_lead_counts,
    read_lead_page,
    visible_leads,
    with_number,
    with_words,
)
from minhbach.domains.screening.selectors.lexicon import (
    access_entry,
    entries_with_words,
    in_force_for,
    read_entry_page,
    visible_entries,
)
from minhbach.domains.screening.selectors.neighbors import Neighbors, neighbors
from minhbach.domains.screening.selectors.recipients import agencies_at_work, inspecting_units, recipients
from minhbach.domains.screening.selectors.sweeps import access_export, access_sweep, visible_sweeps
from minhbach.domains.screening.selectors.trials import access_trial, exports_to_try_on, read_trial_page
from minhbach.domains.screening.selectors.work import month_figures, taken_about, work_items

__all__ = [
    "READERS",
    "TOKENS",
    "FoundPage",
    "LeadPage",
    "Neighbors",
    "about_of",
    "access_entry",
    "access_export",
    "access_lead",
    "access_leads",
    "access_sweep",
    "access_trial",
    "agencies_at_work",
    "doer_of",
    "entries_with_words",
    "explanation_of",
    "exports_to_try_on",
    "folded",
    "folded_count",
    "has_listing",
    "in_force_for",
    "inspecting_units",
    "lead_in_reach",
    "month_figures",
    "neighbors",
    "open_lead_counts",
    "read_entry_page",
    "read_found_page",
    "read_lead_page",
    "read_trial_page",
    "recipients",
    "taken_about",
    "visible_entries",
    "visible_leads",
    "visible_sweeps",
    "with_number",
    "with_words",
    "work_items",
]
