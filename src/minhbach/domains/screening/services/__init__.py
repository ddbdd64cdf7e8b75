"""Writes: exports and sweeps, the leads they bring, and what officers do with a lead."""

from minhbach.domains.screening.lexicon_file import Wording
from minhbach.domains.screening.services.assigning import assign_lead, assign_leads, recall_lead, recall_leads
from minhbach.domains.screening.services.attaching import attach_lead, detach_lead, register_seller
from minhbach.domains.screening.services.bulk import begin_bulk, choose_leads, stop_bulk, undo_bulk
from minhbach.domains.screening.services.exports import confirm_mapping, read_anew, receive_export
from minhbach.domains.screening.services.findings import hear_network
from minhbach.domains.screening.services.importing import import_run
from minhbach.domains.screening.services.leads import (
    dismiss_lead,
    dismiss_leads,
    link_case,
    pass_on_leads,
    release_lead,
    release_leads,
    restore_lead,
    restore_leads,
    take_lead,
    take_leads,
)
from minhbach.domains.screening.services.lexicon import (
    change_entry,
    check_wording,
    delete_draft,
    lend_lexicon,
    restore_draft,
    write_entry,
)
from minhbach.domains.screening.services.lexicon_approval import (
    approve_entry,
    propose_entry,
    return_entry,
    switch_entry_off,
)
from minhbach.domains.screening.services.notices import hear_notice
from minhbach.domains.screening.services.sharing import change_lead_readers, follow_lead
from minhbach.domains.screening.services.sweeps import cancel_sweep, start_sweep
from minhbach.domains.screening.services.trials import cancel_trial, judge_trial_lead, start_trial, try_here

__all__ = [
    "Wording",
    "approve_entry",
    "assign_lead",
    "assign_leads",
    "attach_lead",
    "begin_bulk",
    "cancel_sweep",
    "cancel_trial",
    "change_entry",
    "change_lead_readers",
    "check_wording",
    "choose_leads",
    "confirm_mapping",
    "delete_draft",
    "detach_lead",
    "dismiss_lead",
    "dismiss_leads",
    "follow_lead",
    "hear_network",
    "hear_notice",
    "import_run",
    "judge_trial_lead",
    "lend_lexicon",
    "link_case",
    "pass_on_leads",
    "propose_entry",
    "read_anew",
    "recall_lead",
    "recall_leads",
    "receive_export",
    "register_seller",
    "release_lead",
    "release_leads",
    "restore_draft",
    "restore_lead",
    "restore_leads",
    "return_entry",
    "start_sweep",
    "start_trial",
    "stop_bulk",
    "switch_entry_off",
    "take_lead",
    "take_leads",
    "try_here",
    "undo_bulk",
    "write_entry",
]
