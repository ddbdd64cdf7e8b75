"""Kết thúc vụ vô chủ: nobody was found, what was found is confiscated; the case ends without a violator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import BEFORE_EXECUTION, Act, Door, Told, Words
from minhbach.domains.cases.matters.ownerless import is_only_ownerless
from minhbach.domains.cases.types.codes import Outcome
from minhbach.domains.cases.types.panels import unmet_to_close
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet


@dataclass(frozen=True, kw_only=True)
class OwnerlessEnded:
    note: Annotated[str, ask(_lazy("Ghi chú"), rows=2, longest=2000)] = ""


class EndOwnerless(Act[OwnerlessEnded]):
    code, slug, at = "ownerless_ended", "ket-thuc-vu-vo-chu", BEFORE_EXECUTION
    words = Words(
        event=_lazy("kết thúc vụ vô chủ"),
        button=_lazy("Kết thúc vụ vô chủ"),
        done=_lazy("Vụ việc đã kết thúc: tang vật vô chủ đã tịch thu."),
    )
    told = Told(_lazy("Vụ việc %(case)s: tang vật vô chủ, đã tịch thu"), "circle-check")
    ends_as, is_way_out = Outcome.EXECUTED, True

    def check(self, state: CaseState, line: Line, entry: Entry[OwnerlessEnded]) -> None:
        if not is_only_ownerless(state, line):
            raise refusals.NotEndedAsOwnerless

    def requirements(self, fact: OwnerlessEnded | None, door: Door) -> Iterator[Unmet]:
        yield from unmet_to_close(door.case)

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return not is_only_ownerless(state, line)
