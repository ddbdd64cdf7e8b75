"""A scorecard as plain values, so that a lead keeps the numbers it was scored by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minhbach.engine.screening.score import LEAD, OTHER_GOODS, Scorecard


def plain_scorecard(card: Scorecard) -> dict[str, Any]:
    """Return every number of a scorecard, in values that JSON knows; ``read_scorecard`` takes them back."""
    # Mappings of plain values already; a deep copy would cost more than the explanation.
    return dict(vars(card))


def read_scorecard(values: Mapping[str, Any]) -> Scorecard:
    """Return the scorecard that was written down.

    Raises: KeyError, TypeError where the values are of another make.
    """
    card = Scorecard(**values)
    # Of the signs that it knew: others may have been listed since.
    for sign in {*card.prior, *card.calibration} - {LEAD}:
        _ = card.prior[sign], card.calibration[sign], card.harm[OTHER_GOODS][sign]
    _ = card.calibration[LEAD]
    return card
