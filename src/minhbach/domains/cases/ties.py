"""Cases that a report of the public may belong to: those about who is known by what it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import selectors
from minhbach.domains.cases.types import Step
from minhbach.domains.intake.types import Seen, TieDoor, TieKind
from minhbach.engine.identifiers import Identity
from minhbach.foundation.clock import local_date, now

OF_EACH = 3


def _find(_identities: Sequence[Identity], subject_ids: Sequence[UUID]) -> Iterator[tuple[UUID, str]]:
    for one in selectors.cases_on_subjects(list(subject_ids), on=local_date(now()))[:OF_EACH]:
        yield one.case.pk, _("về đối tượng nêu trong tin")


def _seen(case_id: UUID, _officer: Officer, _at: datetime) -> Seen | None:
    found = selectors.case_seen(case_id)
    return Seen(found.code, reverse("cases:case", args=[case_id]), str(Step(found.step).label)) if found else None


DOOR = TieDoor(TieKind.CASE, _find, _seen)
