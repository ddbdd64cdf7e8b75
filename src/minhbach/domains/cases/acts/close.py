"""Kết thúc: the decision has been carried out in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, Of, Told, Words
from minhbach.domains.cases.matters.restriction import RESTRICTION, begun_of, not_begun, until_of
from minhbach.domains.cases.types.codes import Outcome, Step
from minhbach.domains.cases.types.panels import unmet_to_close
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, should
from minhbach.foundation.writing import write_day


@dataclass(frozen=True, kw_only=True)
class Closed:
    note: Annotated[str, ask(_lazy("Ghi chú"), rows=2, longest=2000)] = ""


class Close(Act[Closed]):
    """Closes the line of a violator whose decision has been carried out in full; the case, when all are closed."""

    code, slug, at = "closed", "ket-thuc", (Step.EXECUTION,)
    words = Words(event=_lazy("kết thúc vụ việc"), button=_lazy("Kết thúc vụ việc"), done=_lazy("Vụ việc đã kết thúc."))
    told = Told(_lazy("Vụ việc %(case)s: đã thi hành xong, kết thúc"), "circle-check")
    of, ends_as = Of.VIOLATOR, Outcome.EXECUTED

    def check(self, state: CaseState, line: Line, entry: Entry[Closed]) -> None:
        if line.unpaid_vnd:
            raise refusals.FineNotPaid(amount=format_vnd(line.unpaid_vnd))
        if line.undone_remedies:
            raise refusals.RemediesNotDone(count=len(line.undone_remedies))

    def requirements(self, fact: Closed | None, door: Door) -> Iterator[Unmet]:
        yield from _terms(door)
        # The line of one violator may end while those of others go on: the goods are the case's.
        if set(door.state.living) <= {door.part}:
            yield from unmet_to_close(door.case)

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return bool(line.unpaid_vnd or line.undone_remedies)

    def is_first_choice(self, state: CaseState, line: Line) -> bool:
        return line.delivered is not None and not self.is_pointless(state, line)


def _terms(door: Door) -> Iterator[Unmet]:
    """Ask about a licence or work that is taken away for a time and not yet given back."""
    for part, one in not_begun(door.state).values():
        if part == door.part:
            yield should("restriction.missing", _("Chưa ghi thời hạn: %(measure)s.") % {"measure": one.text})
    for matter in door.state.matters.values():
        if matter.kind == RESTRICTION and not matter.is_ended and begun_of(matter).holder_id == door.part:
            told = {"what": begun_of(matter).what, "day": write_day(until_of(matter))}
            sentence = _("%(what)s: thời hạn tước quyền, đình chỉ còn đến hết ngày %(day)s. Vẫn kết thúc vụ việc?")
            yield should(f"restriction.runs.{matter.id}", sentence % told)
