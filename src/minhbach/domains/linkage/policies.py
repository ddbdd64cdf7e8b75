"""Who may judge whether two records are one: whoever writes to the shared record, of records he sees both."""

from __future__ import annotations

from minhbach.domains.agencies.types import Rule, Whose
from minhbach.domains.subjects.policies import WRITERS

RULES = (
    Rule("find the pairs to judge", ("list",), WRITERS),
    Rule("read a pair, judge it", ("pair", "judge"), WRITERS, Whose.SEEN),
    Rule("take a judgement back", ("take_back",), WRITERS, Whose.SEEN),
    Rule("see what may be one with a subject", ("of_subject",), whose=Whose.SEEN),
)
