"""What could not be checked of a lead, so that silence is not taken for a clean bill."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minhbach.engine.screening.knowledge import Knowledge

CODES = (
    "seller_absent",
    "price_absent",
    "authorised_sellers_absent",
    "medians_absent",
    "registrations_absent",
    "outcomes_absent",
    "seller_history_absent",
)
"""In the order in which they are shown. Sentences: telling/sentences.toml [unchecked]."""

_BY_MARK = ("counterfeit",)
_REGISTERED_GOODS = ("cosmetic", "supplement", "medicine", "food")
_BY_REGISTER = ("unknown_origin", "prohibited", "misleading")


def unchecked(lead: Mapping[str, Any], knowledge: Knowledge) -> tuple[str, ...]:
    """Return which checks that bear on a lead were not possible, as codes in their order.

    Shape: a row of LEADS; only its signs, goods, price_vnd, seller_id and seller_name are read.
    """
    signs, goods = frozenset(lead["signs"]), frozenset(lead["goods"])
    about_marks = bool(signs.intersection(_BY_MARK))
    registered = bool(goods.intersection(_REGISTERED_GOODS) and signs.intersection(_BY_REGISTER))
    nobody = not lead["seller_id"] and not lead["seller_name"]
    absent = {
        "seller_absent": nobody,
        "price_absent": about_marks and not lead["price_vnd"],
        # Without a seller the tables of sellers could not have helped: the first code says it.
        "authorised_sellers_absent": about_marks and not nobody and not knowledge.has("authorised_sellers"),
        "medians_absent": about_marks and bool(lead["price_vnd"]) and not knowledge.has("medians"),
        "registrations_absent": registered and not knowledge.has("registrations"),
        "outcomes_absent": not knowledge.has("outcomes"),
        "seller_history_absent": not nobody and not knowledge.has("sellers"),
    }
    return tuple(code for code in CODES if absent[code])
