"""Disputes, their steps, and what the consumer has allowed the firm to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from minhbach.domains.intake.models import Report
from minhbach.domains.intake.selectors import person_of
from minhbach.domains.mediation.models import Dispute, Promise, Step
from minhbach.domains.mediation.refusals import DisputeNotFound
from minhbach.domains.mediation.types import StepKind, Told
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

STANDING = (StepKind.TOOK, StepKind.DECLINED)


def visible_disputes() -> QuerySet[Any]:
    """List what the access in force reaches: what is due first."""
    rows: QuerySet[Any] = Dispute.objects.select_related("owner_agency", "opened_by", "account")
    return rows.order_by("due_on", "id")


def get_dispute(dispute_id: UUID) -> Dispute:
    """Raises: DisputeNotFound."""
    found: Dispute | None = visible_disputes().filter(pk=dispute_id).first()
    if found is None:
        raise DisputeNotFound
    return found


def with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(Q(number=text.strip()) | Q(firm__icontains=text))


def disputes_of_report(report: Report) -> list[Dispute]:
    return list(visible_disputes().filter(report=report).order_by("created_at", "id"))


def dispute_of_report(report: Report) -> Dispute | None:
    """Return the one that is not ended."""
    return next((one for one in disputes_of_report(report) if one.closed_at is None), None)


def steps_of(dispute: Dispute) -> list[Step]:
    """List what happened, in the order in which it was entered."""
    return list(dispute.steps.select_related("officer", "promise").order_by("entered_at", "id"))


def get_step(dispute: Dispute, step_id: UUID) -> Step:
    """Raises: DisputeNotFound."""
    found: Step | None = dispute.steps.filter(pk=step_id).first()
    if found is None:
        raise DisputeNotFound
    return found


def last_of(steps: Sequence[Step], *kinds: StepKind) -> Step | None:
    return next((one for one in reversed(steps) if one.kind in kinds), None)


def open_offer(steps: Sequence[Step]) -> Step | None:
    """Return the last offer, unless it was answered; a later one has taken the place of each before it."""
    offer = last_of(steps, StepKind.OFFERED)
    if offer is None or any(one.about_id == offer.pk and one.kind in STANDING for one in steps):
        return None
    return offer


def consent_of(steps: Sequence[Step]) -> frozenset[str]:
    """Say what the consumer allows the firm to know now; nothing until he has said so."""
    last = last_of(steps, StepKind.CONSENTED, StepKind.NOT_CONSENTED)
    return frozenset(last.data.get("told", ())) if last and last.kind == StepKind.CONSENTED else frozenset()


@dataclass(frozen=True)
class TellableFact:
    """One thing of who the consumer is, in words and as he told it."""

    label: str
    value: str


def person_told(dispute: Dispute, steps: Sequence[Step]) -> list[TellableFact]:
    """Read from where it is kept what the firm may know of the consumer now; kept nowhere else, gone when he says so.

    The firm reaches neither the report nor its sender: who may is asked by what was consented to, then the house reads.
    """
    allowed = consent_of(steps)
    if not allowed:
        return []
    with acting_as(SYSTEM):
        report = Report.objects.get(pk=dispute.report_id)
        person = person_of(report)
    # Sealed for custodians, blanked, or never said: then there is nothing to tell.
    if person is None:
        return []
    return [
        TellableFact(str(told.label), getattr(person, told.value))
        for told in Told
        if told.value in allowed and getattr(person, told.value)
    ]


def promises_of(written: Step | None) -> list[Promise]:
    """List what a written agreement has the two do, in its order."""
    if written is None:
        return []
    return list(written.promises.order_by("position"))


def is_kept(promise: Promise, told: Sequence[Step]) -> bool:
    """Whether whoever it was to be done for, or the office, said last that it is done; one's own word is none.

    TOLD is what was said of it, in the order in which it was entered.
    """
    said = [one for one in told if one.side != promise.side]
    return bool(said) and said[-1].kind == StepKind.KEPT
