"""Nhận lại hồ sơ: a referred file comes back for administrative handling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import Act, Door, Of, Told, Words
from minhbach.domains.cases.acts.refer import lines_away
from minhbach.domains.cases.types.codes import Outcome, ReferralState, Step
from minhbach.domains.cases.types.state import Entry, Line
from minhbach.domains.cases.types.values import NO_PAPER, OUTSIDE_PAPER, Cited
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, should


@dataclass(frozen=True, kw_only=True)
class Returned:
    reason: Annotated[str, ask(_lazy("Lý do trả hồ sơ"), rows=3, longest=2000)]
    paper: Annotated[Cited, ask("", only=OUTSIDE_PAPER)] = NO_PAPER


class TakeBack(Act[Returned]):
    """A referred file comes back for administrative handling, at the step it left."""

    code, slug, at = "returned", "nhan-lai", (Step.CLOSED,)
    words = Words(
        event=_lazy("nhận lại hồ sơ để xử lý hành chính"),
        button=_lazy("Nhận lại hồ sơ"),
        done=_lazy("Vụ việc được tiếp tục xử lý."),
    )
    told = Told(_lazy("Vụ việc %(case)s: nhận lại hồ sơ để xử lý hành chính"), "arrow-back-up")
    reasons = ("reason",)
    of, after = Of.EITHER, Outcome.REFERRED

    def requirements(self, fact: Returned | None, door: Door) -> Iterator[Unmet]:
        """A case that was opened, and not stopped, is not given back as a rule."""
        from minhbach.domains.cases.referrals import course_of

        courses = [course_of(one) for one in lines_away(door.state, door.line)]
        if any(one and one.state in (ReferralState.PROSECUTED, ReferralState.TRIED) for one in courses):
            yield should("referral.prosecuted", _("Vụ án đã khởi tố, chưa ghi việc đình chỉ. Vẫn nhận lại hồ sơ?"))

    def reopen(self, line: Line, entry: Entry[Returned]) -> None:
        """Set a line back to the step it left."""
        line.outcome, line.step = None, line.step_before_end or Step.DECISION
        line.entered_on = entry.happened_on
