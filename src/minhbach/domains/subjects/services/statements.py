"""What is known of a subject is stated, retracted and narrowed here; nothing stated is ever edited."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects.events import subjects_changed
from minhbach.domains.subjects.models import SearchToken, Statement, Subject
from minhbach.domains.subjects.policies import require_own_statement, writing_agency
from minhbach.domains.subjects.refusals import (
    LastName,
    ReasonMissing,
    StatementAlreadyRetracted,
)
from minhbach.domains.subjects.services.recording import Batch, story_word
from minhbach.domains.subjects.services.stories import tell_story
from minhbach.domains.subjects.types import OWN_WORD, Property, Provenance
from minhbach.domains.subjects.types.kinds import WORDED_PROPERTIES
from minhbach.engine.text.keys import sort_key
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold, wait_turn
from minhbach.foundation.scope import Sharing, reach_changed


@transaction.atomic
def state(
    *,
    officer: Officer,
    at: datetime,
    subject: Subject,
    property: Property | str,  # noqa: A002 (the word of the record)
    value: str,
    provenance: Provenance = OWN_WORD,
) -> Statement:
    """Record something said in words of a subject: a name, a representative, a registration, a note.

    The same thing said again by the same agency is recorded once.

    Raises: RoleMissing, ValueMissing, PeriodRunsBackward.
    """
    if Property(property) not in WORDED_PROPERTIES:
        raise ValueError(f"{property} points at a thing: use add_{property}")
    batch = Batch(officer, at, writing_agency(officer, at=at, agency=provenance.agency), provenance)
    statement, is_new = record_one(batch, batch.say(subject, Property(property), value=value))
    if is_new and statement.property == Property.NAME:
        refresh_name(subject)
    return statement


@transaction.atomic
def retract(*, officer: Officer, at: datetime, statement: Statement, reason: str) -> Statement:
    """Take one statement back: it stays readable as retracted, and no list or search uses it any more.

    Raises: RoleMissing, StatementOfAnotherAgency, StatementAlreadyRetracted, ReasonMissing, LastName.
    """
    if not reason.strip():
        raise ReasonMissing
    statement = _locked_own(officer, statement, at=at)
    if statement.retracted_at is not None:
        raise StatementAlreadyRetracted
    subject = statement.subject
    if statement.property == Property.NAME and not _shared_names(subject).exclude(pk=statement.pk).exists():
        raise LastName
    retract_all(Statement.objects.filter(pk=statement.pk), officer=officer, at=at, reason=reason)
    if statement.property == Property.NAME:
        refresh_name(subject)
    tell_story(
        subject=subject,
        at=at,
        kind="subjects.retracted",
        target=statement,
        params={"property": _story_word(statement)},
        officer=officer,
    )
    audit.record(
        "subjects.statement.retracted",
        officer_id=officer.id,
        at=at,
        target_type="subjects.statement",
        target_id=statement.id,
        data={"subject": str(statement.subject_id), "property": statement.property},
    )
    statement.refresh_from_db()
    subjects_changed([statement.subject_id])
    return statement


@transaction.atomic
def change_sharing(*, officer: Officer, at: datetime, statement: Statement, sharing: Sharing | str) -> Statement:
    """Narrow or widen who sees one statement, with the place or address it points at.

    Raises: RoleMissing, StatementOfAnotherAgency, LastName when the subject would be left without a shared name.
    """
    statement = _locked_own(officer, statement, at=at)
    old, new = statement.sharing, Sharing(sharing)
    if old == new:
        return statement
    subject = statement.subject
    is_narrower = not new.covers(Sharing(subject.sharing))
    is_name = statement.property == Property.NAME
    if is_name and is_narrower and not _shared_names(subject).exclude(pk=statement.pk).exists():
        raise LastName
    statement.sharing = new
    statement.save(update_fields=["sharing"])
    reach_changed(statement)
    SearchToken.objects.filter(statement=statement).update(sharing=new)
    things = {Property.PREMISES: statement.premises, Property.PRESENCE: statement.presence}
    thing = things.get(Property(statement.property))
    if thing is not None:
        thing.sharing = new
        thing.save(update_fields=["sharing"])
        reach_changed(thing)
    if is_name:
        refresh_name(subject)
    audit.record(
        "subjects.statement.sharing_changed",
        officer_id=officer.id,
        at=at,
        target_type="subjects.statement",
        target_id=statement.id,
        data={"sharing": [old, new.value]},
    )
    return statement


def _locked_own(officer: Officer, statement: Statement, *, at: datetime) -> Statement:
    # What is left of a subject is judged over all its statements, so one is changed after the other.
    require_own_statement(statement)
    hold(statement)
    wait_turn("subjects.subject", statement.subject_id)
    writing_agency(officer, at=at, agency=statement.owner_agency)
    return statement


def record_one(batch: Batch, said: UUID) -> tuple[Statement, bool]:
    """Write a batch of one statement with its audit row; False beside one that was already there."""
    recorded = batch.write()
    statement: Statement = Statement.objects.select_related("subject", "identifier", "premises", "presence").get(
        pk=recorded.statement_id(said)
    )
    if recorded.written:
        audit.record(
            "subjects.statement.recorded",
            officer_id=batch.officer.id,
            at=batch.at,
            target_type="subjects.statement",
            target_id=statement.id,
            data={"subject": str(statement.subject_id), "property": statement.property, **recorded.data},
        )
    return statement, bool(recorded.written)


def retract_all(rows: QuerySet[Any], *, officer: Officer, at: datetime, reason: str) -> int:
    """End many statements at once and take their words out of the search; the caller audits."""
    standing = rows.filter(retracted_at__isnull=True).order_by()
    SearchToken.objects.filter(statement_id__in=standing.values("pk")).delete()
    return standing.update(retracted_at=at, retracted_by=officer, retraction_reason=reason.strip()[:300])


def refresh_name(subject: Subject) -> None:
    """Let a subject be called by the latest name its owner shares as widely as the subject itself."""
    latest = _shared_names(subject).order_by("-valid_from", "-recorded_at", "-id").first()
    if latest is not None and latest.value != subject.name:
        subject.name, subject.sort_key = latest.value[:300], sort_key(latest.value)
        subject.save(update_fields=["name", "sort_key"])


def refresh_names(ids: Collection[UUID]) -> None:
    """Let many subjects be called by their latest names, as `refresh_name` does one."""
    if not ids:
        return
    wide_enough = Q(pk__in=[])
    for own in Sharing:
        wide_enough |= Q(subject__sharing=own, sharing__in=[level for level in Sharing if level.covers(own)])
    latest = (
        Statement.objects.filter(
            wide_enough,
            subject_id__in=ids,
            property=Property.NAME,
            owner_agency_id=F("subject__owner_agency_id"),
            retracted_at__isnull=True,
        )
        .order_by("subject_id", "-valid_from", "-recorded_at", "-id")
        .distinct("subject_id")
        .select_related("subject")
    )
    changed = []
    for statement in latest:
        subject = statement.subject
        if statement.value[:300] != subject.name:
            subject.name, subject.sort_key = statement.value[:300], sort_key(statement.value)
            changed.append(subject)
    Subject.objects.bulk_update(changed, ["name", "sort_key"], batch_size=1_000)


def _shared_names(subject: Subject) -> QuerySet[Any]:
    wide_enough = [level for level in Sharing if level.covers(Sharing(subject.sharing))]
    return Statement.objects.filter(
        subject=subject,
        property=Property.NAME,
        owner_agency_id=subject.owner_agency_id,
        sharing__in=wide_enough,
        retracted_at__isnull=True,
    )


def _story_word(statement: Statement) -> str:
    thing = {Property.PREMISES: statement.premises, Property.PRESENCE: statement.presence}
    kind = statement.identifier.kind if statement.identifier else ""
    return story_word(Property(statement.property), kind, thing.get(Property(statement.property)))
