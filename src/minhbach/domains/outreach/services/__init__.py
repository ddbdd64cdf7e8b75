"""Writes. A publication goes dự thảo → trình → duyệt → đăng → gỡ, and each step is one function here."""

from minhbach.domains.outreach.services.announcing import announce, send_mailings
from minhbach.domains.outreach.services.drafting import (
    discard,
    draft,
    draft_correction,
    draft_from_decision,
    draft_from_site,
    edit,
)
from minhbach.domains.outreach.services.moving import approve, follow_clock, give_back, recall, retract, submit
from minhbach.domains.outreach.services.partners import confirm_key, propose_key, refuse_key, revoke_key, take_key
from minhbach.domains.outreach.services.pictures import add_pair, drop_pair
from minhbach.domains.outreach.services.replies import add_reply, withdraw_reply
from minhbach.domains.outreach.services.subscribing import ask_back_all, close_addresses_anew, forget_asks

__all__ = [
    "add_pair",
    "add_reply",
    "announce",
    "approve",
    "ask_back_all",
    "close_addresses_anew",
    "confirm_key",
    "discard",
    "draft",
    "draft_correction",
    "draft_from_decision",
    "draft_from_site",
    "drop_pair",
    "edit",
    "follow_clock",
    "forget_asks",
    "give_back",
    "propose_key",
    "recall",
    "refuse_key",
    "retract",
    "revoke_key",
    "send_mailings",
    "submit",
    "take_key",
    "withdraw_reply",
]
