"""What was done to decisions after they were issued: asked by the papers, and told of a line as of a day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext as _

from minhbach.domains.cases.acts.change import CHANGE_CODES, Change
from minhbach.domains.cases.codec import read_fact
from minhbach.domains.cases.models import CaseEvent
from minhbach.domains.cases.types.state import Entry, Line
from minhbach.domains.documents.models import OfficialDocument
from minhbach.foundation.money import format_vnd


@dataclass(frozen=True)
class ChangeTold:
    """One change of a decision, as the file says it."""

    number: str
    dated: date
    fact: Any
    is_revocation: bool

    @property
    def amounts(self) -> str:
        """What was done, and what it comes to; without the words in which the paper says it."""
        said = [str(Change(self.fact.change).label)]
        if self.fact.fine_vnd is not None:
            said.append(_("tiền phạt còn %(fine)s") % {"fine": format_vnd(self.fact.fine_vnd)})
        return "; ".join(said)


@dataclass(frozen=True)
class Stood:
    """A decision as it stood from a day on: which paper made it so. UNTIL None: it stands. No fine: it was revoked."""

    since: date
    until: date | None
    number: str
    words: str
    fine_vnd: int | None


def changing_events() -> QuerySet[Any]:
    """List the entries in account that change decisions, each with the paper OF the decision by its id."""
    of = KeyTextTransform("document_id", KeyTextTransform("decision", "data"))
    rows: QuerySet[Any] = CaseEvent.objects.filter(kind__in=CHANGE_CODES, replaced_by=None).annotate(of=of)
    return rows


def changes_of(document_ids: Collection[UUID]) -> dict[UUID, list[ChangeTold]]:
    """Tell what changed each of some issued decisions since, oldest first."""
    cases = OfficialDocument.objects.filter(id__in=document_ids).values("target_id")
    rows = changing_events().filter(case_id__in=cases, of__in=[str(one) for one in document_ids])
    found: dict[UUID, list[ChangeTold]] = {}
    for event in rows.order_by("happened_on", "sequence"):
        fact = read_fact(event.kind, event.data)
        told = ChangeTold(fact.paper.number, event.happened_on, fact, fact.change == Change.REVOKED)
        found.setdefault(UUID(event.of), []).append(told)
    return found


def decisions_through_time(line: Line) -> list[Stood]:
    """Tell which decision stood on a violator from which day to which, oldest first; none where nothing was decided."""
    steps = [step for one in line.revoked for step in _steps(one.decided, one.changes, one.by)]
    if line.decided is not None:
        steps += _steps(line.decided, line.changes, None)
    ends = [*(day for day, *_rest in steps[1:]), None]
    return [Stood(day, end, number, words, fine) for (day, number, words, fine), end in zip(steps, ends, strict=False)]


def decision_on(line: Line, day: date) -> Stood | None:
    """Say which decision stood on a violator at the end of a day; None where none did."""
    stood = [one for one in decisions_through_time(line) if one.since <= day]
    return stood[-1] if stood and stood[-1].fine_vnd is not None else None


def _steps(
    decided: Entry[Any], changes: Collection[Entry[Any]], gone: Entry[Any] | None
) -> Iterator[tuple[date, str, str, int | None]]:
    fine = decided.fact.fine_vnd
    yield decided.happened_on, decided.fact.paper.number, _("quyết định xử phạt"), fine
    for one in changes:
        fine = fine if one.fact.fine_vnd is None else one.fact.fine_vnd
        yield one.happened_on, one.fact.paper.number, str(Change(one.fact.change).label), fine
    if gone is not None:
        yield gone.happened_on, gone.fact.paper.number, str(Change(gone.fact.change).label), None
