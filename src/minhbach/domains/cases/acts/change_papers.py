"""What the three papers that change a decision are filled from: the proposal, and the decision it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from minhbach.domains.cases.acts.change import Change
from minhbach.domains.cases.acts.paper import Drawn, Known
from minhbach.domains.cases.acts.record import party_of
from minhbach.domains.cases.types.state import CaseState, Line
from minhbach.domains.documents.papers.decision_amendment import DecisionAmendmentContent
from minhbach.domains.documents.papers.decision_correction import DecisionCorrectionContent
from minhbach.domains.documents.papers.decision_revocation import DecisionRevocationContent
from minhbach.domains.documents.types import CitedDocument
from minhbach.foundation.requirements import Unmet, must


def waits_for(*changes: Change) -> Callable[[Line], bool]:
    """Say of a line whether one of these changes was proposed and waits for its paper."""

    def is_due(line: Line) -> bool:
        return line.change_proposed is not None and line.change_proposed.fact.change in changes

    return is_due


def fill_correction(state: CaseState, part: str, known: Known) -> DecisionCorrectionContent | None:
    """Draw the decision that corrects another."""
    said = _said(state, part, known, Change.CORRECTED)
    return DecisionCorrectionContent(**said) if said else None


def fill_amendment(state: CaseState, part: str, known: Known) -> DecisionAmendmentContent | None:
    """Draw the decision that amends another, or revokes a part of it."""
    said = _said(state, part, known, Change.AMENDED, Change.PART_REVOKED)
    asked = state.of(part).change_proposed
    if said is None or asked is None:
        return None
    remedies = state.of(part).sanction
    return DecisionAmendmentContent(
        **said,
        is_part_revoked=asked.fact.change == Change.PART_REVOKED,
        fine_vnd=asked.fact.fine_vnd,
        dropped_remedies=tuple(remedies.fact.remedies[one].text for one in asked.fact.dropped) if remedies else (),
    )


def fill_revocation(state: CaseState, part: str, known: Known) -> DecisionRevocationContent | None:
    """Draw the decision that revokes another as a whole."""
    said = _said(state, part, known, Change.REVOKED)
    return DecisionRevocationContent(**said) if said else None


def change_needs(drawn: Drawn) -> Iterator[Unmet]:
    """Name what such a decision never leaves without: the number and day of the one it changes, and why."""
    if not (drawn.content.decision.number and drawn.content.decision.dated):
        yield must("change.decision", _("Quyết định xử phạt chưa có số, ngày."))
    if not drawn.content.reason:
        yield must("change.reason", _("Chưa ghi căn cứ, lý do."))


def _said(state: CaseState, part: str, known: Known, *changes: Change) -> dict[str, Any] | None:
    line = state.of(part)
    asked, decided, violation = line.change_proposed, line.decided, line.violation
    if asked is None or decided is None or violation is None or asked.fact.change not in changes:
        return None
    paper = decided.fact.paper
    return {
        "party": party_of(violation.fact, known),
        "decision": CitedDocument(number=paper.number or None, dated=paper.dated),
        "decided_by": paper.agency or known.agency.name,
        "reason": asked.fact.reason,
        "changes": asked.fact.content,
        "executing": known.agency.name,
    }
