"""Writes: what an administrator or a head does with agencies, officers, posts and delegations.

OFFICER is who acts; None stands for the system itself (installation, the demo world) and needs its access.
"""

from minhbach.domains.agencies.services.agencies import amend_agency, create_agency, end_agency
from minhbach.domains.agencies.services.delegations import delegate, revoke_delegation
from minhbach.domains.agencies.services.disclosures import (
    decline_reply,
    end_disclosure,
    open_record,
    read_disclosure,
    take_reply,
    write_reply,
)
from minhbach.domains.agencies.services.enrolling import Enrolled, enrol
from minhbach.domains.agencies.services.identity import (
    ProviderTerms,
    bind_guest,
    close_secrets_anew,
    confirm_provider,
    end_provider,
    invite_guest,
    propose_provider,
)
from minhbach.domains.agencies.services.officers import create_officer, give_password, remove_codes, set_active
from minhbach.domains.agencies.services.outside import (
    GuestTerms,
    close_body,
    close_guest,
    open_guest,
    propose_guest,
)
from minhbach.domains.agencies.services.posts import PostTerms, appoint, end_post
from minhbach.domains.agencies.services.proposals import (
    confirm_post,
    decide,
    give_post,
    refuse_proposal,
    require_waiting,
    withdraw_proposal,
)
from minhbach.domains.agencies.services.reference import load_demo_province, load_reference
from minhbach.domains.agencies.services.rota import Turn, set_rota
from minhbach.domains.agencies.services.sharing import change_sharing, undo_sharing
from minhbach.domains.agencies.services.task_forces import (
    end_task_force,
    make_task_force,
    prolong_task_force,
    recall,
    send,
)

__all__ = [
    "Enrolled",
    "GuestTerms",
    "PostTerms",
    "ProviderTerms",
    "Turn",
    "amend_agency",
    "appoint",
    "bind_guest",
    "change_sharing",
    "close_body",
    "close_guest",
    "close_secrets_anew",
    "confirm_post",
    "confirm_provider",
    "create_agency",
    "create_officer",
    "decide",
    "decline_reply",
    "delegate",
    "end_agency",
    "end_disclosure",
    "end_post",
    "end_provider",
    "end_task_force",
    "enrol",
    "give_password",
    "give_post",
    "invite_guest",
    "load_demo_province",
    "load_reference",
    "make_task_force",
    "open_guest",
    "open_record",
    "prolong_task_force",
    "propose_guest",
    "propose_provider",
    "read_disclosure",
    "recall",
    "refuse_proposal",
    "remove_codes",
    "require_waiting",
    "revoke_delegation",
    "send",
    "set_active",
    "set_rota",
    "take_reply",
    "undo_sharing",
    "withdraw_proposal",
    "write_reply",
]
