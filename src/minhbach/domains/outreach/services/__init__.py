"""Writes. A publication goes dự thảo → trình → duyệt → đăng → gỡ, and each step is one function here."""

from minhbach.domains.outreach.services.drafting import discard, draft, draft_correction, draft_from_decision, edit
from minhbach.domains.outreach.services.moving import approve, follow_clock, give_back, recall, retract, submit
from minhbach.domains.outreach.services.partners import confirm_key, propose_key, refuse_key, revoke_key, take_key
from minhbach.domains.outreach.services.replies import add_reply, withdraw_reply

__all__ = [
    "add_reply",
    "approve",
    "confirm_key",
    "discard",
    "draft",
    "draft_correction",
    "draft_from_decision",
    "edit",
    "follow_clock",
    "give_back",
    "propose_key",
    "recall",
    "refuse_key",
    "retract",
    "revoke_key",
    "submit",
    "take_key",
    "withdraw_reply",
]
