"""What an act or a paper needs, each thing with its weight; every gate asks the same list.

    def requirements(case: Case) -> Iterator[Unmet]:
        if not case.violator.identity:
            yield must("identity", _("Chưa biết người vi phạm là ai."), url=…)

    require(requirements(case), confirmed=confirmed)

A page shows the list beforehand, with a link to where each thing is mended; the service asks it again and refuses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import Refusal

# The name under which a form sends back the codes of what its sender was asked and goes on without.
CONFIRMED = "confirmed"


class Weight(StrEnum):
    """What comes of a thing that is not there: nothing is done, or one is asked once, or one is told."""

    MUST = "must"
    SHOULD = "should"
    INFORM = "inform"


@dataclass(frozen=True)
class Unmet:
    """One thing that is not there, or does not agree: its sentence, and the page where it is mended.

    CODE names this thing and no other, so that to go on without it is not to go on without the next.
    """

    weight: Weight
    code: str
    sentence: str | Promise
    url: str = ""


def must(code: str, sentence: str | Promise, *, url: str = "") -> Unmet:
    """Phải có: the act is refused without it."""
    return Unmet(Weight.MUST, code, sentence, url)


def should(code: str, sentence: str | Promise, *, url: str = "") -> Unmet:
    """Nên có: the act asks once whether to go on without it."""
    return Unmet(Weight.SHOULD, code, sentence, url)


def inform(code: str, sentence: str | Promise, *, url: str = "") -> Unmet:
    """Thông tin: the act goes on."""
    return Unmet(Weight.INFORM, code, sentence, url)


class RequirementsUnmet(Refusal):
    """Something that must be there is not; UNMET names all of it, what one is asked about too."""

    code = "foundation.requirements_unmet"
    sentence = _lazy("Chưa làm được, vì còn thiếu những điều phải có.")
    status = 422

    def __init__(self, unmet: Iterable[Unmet]) -> None:
        super().__init__()
        self.unmet = tuple(unmet)


class NotConfirmed(RequirementsUnmet):
    """Nothing stands in the way, but the officer has not yet said that it is to be done without these."""

    code = "foundation.not_confirmed"
    sentence = _lazy("Còn những điều nên có. Vẫn tiếp tục?")


def require(unmet: Iterable[Unmet], *, confirmed: Collection[str] = ()) -> None:
    """Refuse while something is missing that must be there, or that nobody was asked about.

    Raises: RequirementsUnmet, NotConfirmed.
    """
    found = tuple(unmet)
    if any(one.weight is Weight.MUST for one in found):
        raise RequirementsUnmet(one for one in found if one.weight is not Weight.INFORM)
    if asked := [one for one in found if one.weight is Weight.SHOULD and one.code not in confirmed]:
        raise NotConfirmed(asked)
