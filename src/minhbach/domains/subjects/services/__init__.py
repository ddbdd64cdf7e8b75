"""Writes to the shared record."""

from minhbach.domains.subjects.services.imports import (
    check_list,
    receive_list,
    start_import,
    stop_import,
    undo_import,
)
from minhbach.domains.subjects.services.keeping import assign_keeper
from minhbach.domains.subjects.services.known import look_list_up
from minhbach.domains.subjects.services.looking import count_looks, look_whole, require_purpose
from minhbach.domains.subjects.services.merchants import record_merchants, register_merchant
from minhbach.domains.subjects.services.merging import merge, separate
from minhbach.domains.subjects.services.reach import change_reach, change_seen_by, open_to
from minhbach.domains.subjects.services.reclosing import close_values_anew
from minhbach.domains.subjects.services.registration import change_subject, register_subject, share_subject, withdraw
from minhbach.domains.subjects.services.statements import change_sharing, retract, state
from minhbach.domains.subjects.services.stories import (
    reach_with_subject,
    rescope_of_subject,
    rescope_story,
    rescope_with_subject,
    tell_story,
)
from minhbach.domains.subjects.services.things import add_identifier, add_premises, add_presence

__all__ = [
    "add_identifier",
    "add_premises",
    "add_presence",
    "assign_keeper",
    "change_reach",
    "change_seen_by",
    "change_sharing",
    "change_subject",
    "check_list",
    "close_values_anew",
    "count_looks",
    "look_list_up",
    "look_whole",
    "merge",
    "open_to",
    "reach_with_subject",
    "receive_list",
    "record_merchants",
    "register_merchant",
    "register_subject",
    "require_purpose",
    "rescope_of_subject",
    "rescope_story",
    "rescope_with_subject",
    "retract",
    "separate",
    "share_subject",
    "start_import",
    "state",
    "stop_import",
    "tell_story",
    "undo_import",
    "withdraw",
]
