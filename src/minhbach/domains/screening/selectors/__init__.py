"""Reads: leads, sweeps, and what of them waits for an officer."""

from minhbach.domains.screening.selectors.leads import (
    LeadPage,
    access_lead,
    access_leads,
    open_lead_counts,
    read_lead_page,
    visible_leads,
    with_words,
)
from minhbach.domains.screening.selectors.recipients import inspecting_units, recipients
from minhbach.domains.screening.selectors.sweeps import access_export, access_sweep, visible_sweeps
from minhbach.domains.screening.selectors.work import work_items

__all__ = [
    "LeadPage",
    "access_export",
    "access_lead",
    "access_leads",
    "access_sweep",
    "inspecting_units",
    "open_lead_counts",
    "read_lead_page",
    "recipients",
    "visible_leads",
    "visible_sweeps",
    "with_words",
    "work_items",
]
