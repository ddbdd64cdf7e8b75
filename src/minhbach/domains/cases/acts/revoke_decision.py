"""Quyết định hủy bỏ quyết định xử phạt (MQĐ40): nothing of it stands; the file waits for a new one, or ends.

What was done under it leaves the account of the line; money that was paid stays written down, and is counted towards a
new decision. What is to be given back stands in no table.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import IssuedAct, Told, Words
from minhbach.domains.cases.acts.change import REVOKED, UNCHECKED, Change, DecisionChange, IssuedChange
from minhbach.domains.cases.acts.change_papers import change_needs, fill_revocation, waits_for
from minhbach.domains.cases.acts.paper import CasePaper
from minhbach.domains.cases.acts.propose_change import ChangeProposed
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.types.state import ORDER, Entry, Line, RevokedDecision
from minhbach.domains.documents.types import Kind

# What a decision that is gone takes along: what was decided, handed over, let off or carried out under it.
_UNDER = ("Decided", "Delivered", "Relieved", "Postponed", "PartsGranted", "RemedyDone", "Enforced")


@dataclass(frozen=True, kw_only=True)
class DecisionRevoked(DecisionChange):
    pass


class RevokeDecision(IssuedChange, IssuedAct[DecisionRevoked]):
    code, slug = REVOKED, "nhap-quyet-dinh-huy-bo"
    words = Words(
        event=_lazy("quyết định hủy bỏ quyết định xử phạt"),
        button=_lazy("Nhập quyết định hủy bỏ đã ban hành trên giấy"),
        done=_lazy("Đã nhập quyết định hủy bỏ. Hồ sơ trở lại bước ra quyết định."),
        caution=UNCHECKED,
    )
    told = Told(_lazy("Vụ việc %(case)s: quyết định xử phạt bị hủy bỏ"), "ban")
    changes = (Change.REVOKED,)
    papers = (
        CasePaper(
            Kind.DECISION_REVOCATION,
            fill_revocation,
            drawn_from=(ChangeProposed,),
            needs=change_needs,
            enters=True,
            draft=_lazy("Dự thảo quyết định hủy bỏ quyết định"),
            is_repeated=True,
            is_due=waits_for(Change.REVOKED),
        ),
    )

    def mark(self, line: Line, entry: Entry[DecisionRevoked]) -> None:
        """Set the line back to where it was decided."""
        if line.decided is None:
            raise LookupError("nothing was decided")  # `check` refuses it with its own sentence
        under = {name: line.kept.pop(name) for name in _UNDER if name in line.kept}
        decided, delivered = under["Decided"][-1], under.get("Delivered", [])
        line.revoked.append(
            RevokedDecision(decided, delivered[-1] if delivered else None, tuple(line.changes), entry, under)
        )
        line.changes, line.unserved, line.change_proposed = [], [], None
        line.outcome, line.step, line.entered_on = None, Step.DECISION, entry.happened_on
        line.passed = [one for one in line.passed if ORDER[one.step] < ORDER[Step.DECISION]]
