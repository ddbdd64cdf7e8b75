"""Writes."""

from minhbach.domains.taskforces.services.calls import answer_call, call_out, close_call
from minhbach.domains.taskforces.services.forces import dissolve, invite, prolong, set_up
from minhbach.domains.taskforces.services.members import name_head, recall_member, send_people
from minhbach.domains.taskforces.services.room import assign, end_mark, finish, give_record, mark, write

__all__ = [
    "answer_call",
    "assign",
    "call_out",
    "close_call",
    "dissolve",
    "end_mark",
    "finish",
    "give_record",
    "invite",
    "mark",
    "name_head",
    "prolong",
    "recall_member",
    "send_people",
    "set_up",
    "write",
]
