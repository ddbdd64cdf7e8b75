"""Who may open the shell's own pages."""

from __future__ import annotations

from minhbach.domains.agencies.types import Role, Rule, Whose

READERS_OF_THE_LOG = (Role.AUDITOR, Role.ADMINISTRATOR)

RULES = (
    Rule("see one's work", ("today",), guests=True),
    Rule("see what there is, and search", ("at_hand", "search", "suggest")),
    Rule("arrange one's own lists", ("choose_columns", "keep_view", "forget_view")),
    Rule("read the audit log", ("audit", "audit_head", "prove_log", "log_proof"), READERS_OF_THE_LOG),
    Rule("see how the installation is, and have it looked at", ("health", "look_again"), (Role.ADMINISTRATOR,),
         Whose.INSTALLATION),
)  # fmt: skip
# For whoever watches the server, and for whoever tries the invented province: nobody has signed in.
OPEN = ("alive", "metrics", "demo", "demo_sample", "demo_key", "demo_enter")
