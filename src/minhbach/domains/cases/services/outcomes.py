"""What a case came to for whom, told to networks: risk flows from it, and new shops of the same person are found."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types.state import CaseState
from minhbach.domains.networks.services import note_outcomes
from minhbach.domains.networks.types import OutcomeKind


def tell_outcomes(case: Case, state: CaseState, *, at: datetime) -> None:
    """Say what the file, as it stands, came to for each violator; what was annulled or corrected is taken back."""
    found = {}
    for part, line in state.lines.items():
        if line.decided is not None:
            found[UUID(part), OutcomeKind.SANCTIONED] = line.decided.happened_on
        if line.prosecuted is not None:
            found[UUID(part), OutcomeKind.PROSECUTED] = line.prosecuted.happened_on
    note_outcomes(target=case, outcomes=found, at=at)
