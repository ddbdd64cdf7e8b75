"""Whether words that a firm will read tell who the consumer is, beyond what he allows."""

from __future__ import annotations

from collections.abc import Collection

from minhbach.domains.intake.models import Report
from minhbach.domains.intake.selectors import person_of
from minhbach.domains.mediation.types import Told
from minhbach.engine.text.keys import search_key
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

# Fewer digits than these stand in any text.
LEAST_DIGITS = 7


def tells_of(report: Report, text: str, *, allowed: Collection[str]) -> list[str]:
    """List what of the sender, as he told it, stands in a text though he has not allowed it.

    However it is written: without accents, in capitals, a number with points or spaces. What he is called in other
    words (a nickname, the name of his shop) no machine finds: whoever passes it on reads it.
    """
    with acting_as(SYSTEM):
        person = person_of(report)
    if person is None:
        return []
    words, digits = f" {search_key(text)} ", "".join(sign for sign in text if sign.isdecimal())
    found = []
    for told in Told:
        value = getattr(person, told.value)
        if told.value in allowed or not value:
            continue
        if told is Told.PHONE:
            number = "".join(sign for sign in value if sign.isdecimal()).removeprefix("84").lstrip("0")
            is_told = len(number) >= LEAST_DIGITS and number in digits
        else:
            is_told = f" {search_key(value)} " in words
        if is_told:
            found.append(told.value)
    return found
