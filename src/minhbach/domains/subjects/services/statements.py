"""What is known of a subject is stated, retracted and narrowed here; nothing stated is ever edited."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from minhbach.domains.agencies.models import Agency, Officer, Place
from minhbach.domains.subjects.events import subjects_changed
from minhbach.domains.subjects.models import Identifier, Premises, Presence, SearchToken, Statement, Subject
from minhbach.domains.subjects.policies import require_own_statement, writing_agency
from minhbach.domains.subjects.refusals import (
    LastName,
    PeriodRunsBackward,
    ReasonMissing,
    StatementAlreadyRetracted,
    ValueMissing,
)
from minhbach.domains.subjects.services.stories import tell_story
from minhbach.domains.subjects.tokens import tokens_of
from minhbach.domains.subjects.types import OWN_WORD, Property, Provenance
from minhbach.domains.subjects.types.kinds import WORDED_PROPERTIES
from minhbach.engine.text.keys import sort_key
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold, wait_turn
from minhbach.foundation.scope import Sharing, reach_changed

# From the narrowest to the widest.
_WIDTH = {Sharing.AGENCY: 0, Sharing.AREA: 1, Sharing.NETWORK: 2}


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
    statement, is_new = record_statement(
        officer=officer,
        at=at,
        subject=subject,
        property=Property(property),
        value=value,
        owner=writing_agency(officer, at=at, agency=provenance.agency),
        provenance=provenance,
    )
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
    subjects_changed([statement.subject_id])
    statement.refresh_from_db()
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
    is_narrower = _WIDTH[new] < _WIDTH[Sharing(subject.sharing)]
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


def record_statement(
    *,
    officer: Officer,
    at: datetime,
    subject: Subject,
    property: Property,  # noqa: A002
    owner: Agency,
    provenance: Provenance,
    value: str = "",
    identifier: Identifier | None = None,
    premises: Premises | None = None,
    presence: Presence | None = None,
    holder: str = "",
    place: Place | None = None,
) -> tuple[Statement, bool]:
    """Write a statement with its search words, its story and its audit row; False beside one that was already there."""
    value = "\n".join(" ".join(line.split()) for line in value.strip().splitlines())
    if property in WORDED_PROPERTIES and not value:
        raise ValueMissing
    valid_from, valid_until = provenance.valid_from, provenance.valid_until
    if valid_from is not None and valid_until is not None and valid_until <= valid_from:
        raise PeriodRunsBackward
    said: dict[str, Any] = {
        "subject": subject,
        "property": property,
        "value": value,
        "identifier": identifier,
        "premises": premises,
        "presence": presence,
        "holder": holder,
        "owner_agency": owner,
        "valid_from": valid_from,
        "valid_until": valid_until,
    }
    same = Statement.objects.filter(**said, retracted_at__isnull=True).first()
    if same is not None:
        return same, False
    statement = Statement(
        **said,
        place=place or subject.place,
        sharing=Sharing(provenance.sharing or subject.sharing),
        source_kind=provenance.source.kind,
        source_note=provenance.source.note[:300],
        recorded_at=at,
        recorded_by=officer,
        taken_in=provenance.taken_in,
        created_at=at,
    )
    statement.save(force_insert=True)
    SearchToken.objects.bulk_create(tokens_of(statement))
    _tell(statement, officer=officer, at=at)
    audit.record(
        "subjects.statement.recorded",
        officer_id=officer.id,
        at=at,
        target_type="subjects.statement",
        target_id=statement.id,
        data={"subject": str(subject.id), "property": property.value},
    )
    subjects_changed([subject.id])
    return statement, True


def retract_all(rows: QuerySet[Any], *, officer: Officer, at: datetime, reason: str) -> int:
    """End many statements at once and take their words out of the search; the caller audits."""
    ids: list[UUID] = list(rows.filter(retracted_at__isnull=True).values_list("pk", flat=True))
    SearchToken.objects.filter(statement_id__in=ids).delete()
    Statement.objects.filter(pk__in=ids).update(
        retracted_at=at, retracted_by=officer, retraction_reason=reason.strip()[:300]
    )
    return len(ids)


def refresh_name(subject: Subject) -> None:
    """Let a subject be called by the latest name its owner shares as widely as the subject itself."""
    latest = _shared_names(subject).order_by("-valid_from", "-recorded_at", "-id").first()
    if latest is not None and latest.value != subject.name:
        subject.name, subject.sort_key = latest.value[:300], sort_key(latest.value)
        subject.save(update_fields=["name", "sort_key"])


def _shared_names(subject: Subject) -> QuerySet[Any]:
    wide_enough = [sharing for sharing, width in _WIDTH.items() if width >= _WIDTH[Sharing(subject.sharing)]]
    return Statement.objects.filter(
        subject=subject,
        property=Property.NAME,
        owner_agency_id=subject.owner_agency_id,
        sharing__in=wide_enough,
        retracted_at__isnull=True,
    )


def _tell(statement: Statement, *, officer: Officer, at: datetime) -> None:
    # What came with the registration is told by it.
    if at == statement.subject.created_at and statement.owner_agency_id == statement.subject.owner_agency_id:
        return
    tell_story(
        subject=statement.subject,
        at=at,
        kind="subjects.stated",
        target=statement,
        params={"property": _story_word(statement)},
        officer=officer,
    )


def _story_word(statement: Statement) -> str:
    """The property's code, or the kind of the thing it points at; the story page puts it into words."""
    if statement.property == Property.IDENTIFIER and statement.identifier is not None:
        return f"identifier.{statement.identifier.kind}"
    if statement.property == Property.PREMISES and statement.premises is not None:
        return f"premises.{statement.premises.kind}"
    if statement.property == Property.PRESENCE and statement.presence is not None:
        return f"presence.{statement.presence.kind}"
    return str(statement.property)
