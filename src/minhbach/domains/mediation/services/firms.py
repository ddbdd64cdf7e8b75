"""The firm answers itself, through the account of its own body outside."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.mediation.models import Dispute, Step
from minhbach.domains.mediation.policies import require_firm
from minhbach.domains.mediation.services.steps import Given, take_step
from minhbach.domains.mediation.types import FIRM, StepKind, Way
from minhbach.foundation.clock import local_date


@transaction.atomic
def answer_as_firm(
    *,
    officer: Officer,
    at: datetime,
    dispute: Dispute,
    kind: StepKind | str,
    press: UUID,
    text: str = "",
    about: UUID | None = None,
    promise: UUID | None = None,
    digest: str = "",
) -> Step:
    """Take a step for the firm whose account an officer has; ABOUT and DIGEST are the offer and the text he read.

    Raises: NotOfFirm, and what `steps.take_step` raises.
    """
    require_firm(officer, dispute, at=at)
    given = Given(
        kind=StepKind(kind), side=FIRM, way=Way.ACCOUNT, happened_on=local_date(at), press=press, text=text,
        about=about, promise=promise, digest=digest,
    )  # fmt: skip
    return take_step(dispute, given, officer=officer, at=at, by_house=True)
