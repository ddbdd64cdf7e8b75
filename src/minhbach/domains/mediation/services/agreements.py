"""What the two have agreed on becomes a text that nobody changes any more, with what is to be done by when."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.mediation.models import Dispute, Promise, Step
from minhbach.domains.mediation.policies import require_own
from minhbach.domains.mediation.refusals import PromiseMissing
from minhbach.domains.mediation.services.opening import refuse_what_tells
from minhbach.domains.mediation.services.steps import Given, held, take_step
from minhbach.domains.mediation.types import OFFICE, Side, StepKind, Way
from minhbach.foundation.clock import local_date


@dataclass(frozen=True)
class Promised:
    """What SIDE is to have done by DUE_ON."""

    side: str
    what: str
    due_on: date


@transaction.atomic
def write_agreement(
    *, officer: Officer, at: datetime, dispute: Dispute, text: str, promises: Sequence[Promised], press: UUID
) -> Step:
    """Write down what the two agreed on; each then signs this very text, known by its digest.

    Written anew while nobody has signed, the later one counts.

    Raises: RoleMissing, DisputeOfAnotherAgency, PromiseMissing, TellsWhoHeIs, SignedAlready, NoSuchStep, TextMissing,
            DisputeClosed.
    """
    require_own(officer, dispute, at=at)
    dispute = held(dispute)
    said = [Promised(Side(one.side), " ".join(one.what.split())[:500], one.due_on) for one in promises]
    if not said or not all(one.what for one in said):
        raise PromiseMissing
    refuse_what_tells(dispute, " ".join([text, *(one.what for one in said)]))
    text = text.strip()
    given = Given(
        kind=StepKind.WRITTEN, side=OFFICE, way=Way.OFFICE, happened_on=local_date(at), press=press, text=text,
        data={"digest": digest_of(text, said)},
    )  # fmt: skip
    made = take_step(dispute, given, officer=officer, at=at)
    Promise.objects.bulk_create(
        [
            Promise(step=made, position=position, side=one.side, what=one.what, due_on=one.due_on)
            for position, one in enumerate(said, start=1)
        ],
        # Pressed twice, they stand there already.
        ignore_conflicts=True,
    )
    return made


def digest_of(text: str, promises: Sequence[Promised]) -> str:
    """Return SHA-256 of an agreement, its promises among it, however a page shows them."""
    told = [{**asdict(one), "due_on": one.due_on.isoformat()} for one in promises]
    content = json.dumps({"text": text, "promises": told}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()
