"""What a person says of two pictures that met."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.pictures import policies
from minhbach.domains.pictures.models import PictureMatch
from minhbach.domains.pictures.refusals import ReasonMissing
from minhbach.domains.pictures.types import Verdict
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold


@transaction.atomic
def judge_match(*, officer: Officer, at: datetime, match: PictureMatch, is_same: bool, why: str) -> PictureMatch:
    """Say whether two pictures are one, and why. Said anew, the last word counts; the log keeps each.

    Raises: RoleMissing, ReasonMissing.
    """
    policies.require_judge(officer, at=at)
    if not why.strip():
        raise ReasonMissing
    hold(match)
    match.verdict = Verdict.SAME if is_same else Verdict.DIFFERENT
    match.why, match.judged_by, match.judged_at = why.strip(), officer, at
    match.save(update_fields=["verdict", "why", "judged_by", "judged_at"])
    audit.record(
        "pictures.match.judged",
        officer_id=officer.id,
        at=at,
        target_type="screening.lead",
        target_id=match.lead_id,
        data={"match": str(match.id), "verdict": str(match.verdict), "why": match.why},
    )
    return match
