"""What can be done in a case: the table of acts, in the order of the line. A new act is a file, and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import OPEN, Act, Text, Who
from minhbach.domains.cases.acts.paper import CasePaper
from minhbach.domains.cases.matters import MATTERS
from minhbach.domains.cases.matters.matter import MatterKind
from minhbach.domains.cases.types.codes import Step

LINE = (
    "open",
    "verify",
    "propose",
    "order",
    "inspect",
    "record",
    "sanction_on_the_spot",
    "ask_to_explain",
    "extend_explanation",
    "invite_to_explain",
    "hear_explanation",
    "explain",
    "sanction",
    "go_up",
    "send_back",
    "decide",
    "deliver",
    "pay",
    "do_remedy",
    "enforce",
    "postpone",
    "relieve",
    "pay_in_parts",
    "propose_change",
    "correct_decision",
    "amend_decision",
    "revoke_decision",
    "close",
    "end_without_violation",
    "transfer",
    "refer",
    "investigate",
    "prosecute",
    "proceed",
    "take_back",
    "end_ownerless",
    "remove_listings",
    "assign",
    "urge",
    "join_agency",
    "add_subject",
    "remove_subject",
    "annul",
)


def _acts(module_name: str) -> list[Act[Any]]:
    """Return the acts that a module declares, in the order in which they are written there."""
    module = import_module(module_name)
    found = [one for one in vars(module).values() if isinstance(one, type) and issubclass(one, Act)]
    # What several acts of a module have in common is no act.
    return [one() for one in found if one.__module__ == module_name and hasattr(one, "code")]


_MODULES = [*(f"{__name__}.{name}" for name in LINE), *MATTERS]
ACTS: tuple[Act[Any], ...] = tuple(act for module in _MODULES for act in _acts(module))
BY_CODE: Mapping[str, Act[Any]] = {act.code: act for act in ACTS}
BY_SLUG: Mapping[str, Act[Any]] = {act.slug: act for act in ACTS if act.slug}
_BY_FACT: Mapping[type[Any], Act[Any]] = {act.fact: act for act in ACTS}
MATTER_KINDS: Mapping[str, MatterKind] = {kind.code: kind for kind in (import_module(one).KIND for one in MATTERS)}
PAPERS: Mapping[str, tuple[Act[Any], CasePaper]] = {paper.kind: (act, paper) for act in ACTS for paper in act.papers}


def act_of(fact: object) -> Act[Any]:
    """Return the act that a fact is of."""
    return _BY_FACT[type(fact)]


def next_act(step: Step) -> Text:
    """Return the words of what a line waits for at a step: the act that is done there, or the paper drafted."""
    here = [act for act in ACTS if step in act.at and not act.is_way_out and not act.is_beside and act.at != OPEN]
    handled = [act for act in here if act.who is Who.HANDLER]
    if len(handled) > 1:
        return _lazy("Ghi nhận %(step)s") % {"step": step.label}
    return handled[0].words.button if handled else next(act.papers[0].draft for act in here)
