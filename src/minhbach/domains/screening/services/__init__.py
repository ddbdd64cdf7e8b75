"""Writes: exports and sweeps, the leads they bring, and what officers do with a lead."""

from minhbach.domains.screening.services.attaching import attach_lead, detach_lead, register_seller
from minhbach.domains.screening.services.exports import confirm_mapping, receive_export
from minhbach.domains.screening.services.importing import import_run
from minhbach.domains.screening.services.leads import (
    dismiss_lead,
    dismiss_leads,
    link_case,
    pass_on_leads,
    release_lead,
    restore_lead,
    restore_leads,
    take_lead,
    take_leads,
)
from minhbach.domains.screening.services.sweeps import cancel_sweep, start_sweep

__all__ = [
    "attach_lead",
    "cancel_sweep",
    "confirm_mapping",
    "detach_lead",
    "dismiss_lead",
    "dismiss_leads",
    "import_run",
    "link_case",
    "pass_on_leads",
    "receive_export",
    "register_seller",
    "release_lead",
    "restore_lead",
    "restore_leads",
    "start_sweep",
    "take_lead",
    "take_leads",
]
