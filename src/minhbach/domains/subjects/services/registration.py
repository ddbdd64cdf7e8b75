"""Subjects enter the record, change their kind or area, are shared and withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, transaction

from minhbach.domains.agencies.models import Agency, Officer, Place
from minhbach.domains.subjects.events import subjects_changed
from minhbach.domains.subjects.models import ListKey, Statement, Subject
from minhbach.domains.subjects.policies import require_own_subject, writing_agency
from minhbach.domains.subjects.refusals import NameMissing, ReasonMissing
from minhbach.domains.subjects.services import statements
from minhbach.domains.subjects.services.recording import Batch
from minhbach.domains.subjects.services.stories import tell_story
from minhbach.domains.subjects.types import OWN_WORD, Property, Provenance, SubjectKind
from minhbach.engine.text.keys import sort_key
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold
from minhbach.foundation.database.together import atomic_together
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import Sharing, reach_changed, share_with


@atomic_together()
def register_subject(
    *,
    officer: Officer,
    at: datetime,
    kind: SubjectKind | str,
    name: str,
    place: Place | None = None,
    provenance: Provenance = OWN_WORD,
) -> Subject:
    """Enter a subject into the record under a name; it is shared with its area unless said otherwise.

    Duplicates are for the caller to look for first (selectors.possible_duplicates): two agencies may know
    the same merchant without seeing each other's record.

    Raises: RoleMissing, NameMissing.
    """
    owner = writing_agency(officer, at=at, agency=provenance.agency)
    batch = Batch(officer, at, owner, provenance)
    subject = new_subject(batch, kind=kind, name=name, place=place)
    record_new(batch, subject)
    return subject


def new_subject(
    batch: Batch,
    *,
    kind: SubjectKind | str,
    name: str,
    place: Place | None,
    note: str = "",
    id: UUID | None = None,  # noqa: A002
) -> Subject:
    """Return a subject that enters the record with a batch, its name said. Raises: NameMissing."""
    name = " ".join(name.split())
    if not name:
        raise NameMissing
    subject = Subject(
        id=id or new_id(),
        kind=SubjectKind(kind).value,
        name=name[:300],
        sort_key=sort_key(name),
        owner_agency=batch.owner,
        place=place,
        sharing=Sharing(batch.provenance.sharing or Sharing.AREA).value,
        registered_by=batch.officer,
        created_at=batch.at,
    )
    batch.register(subject)
    batch.say(subject, Property.NAME, value=name, note=note)
    return subject


def record_new(batch: Batch, subject: Subject) -> None:
    """Write a new subject with all that the batch says of it, and one audit row."""
    entered(batch, subject, **batch.write().data)


def entered(batch: Batch, subject: Subject, **recorded: Any) -> None:
    """Tell the log of a new subject that a batch has written, with what was RECORDED of it."""
    subject._state.adding = False
    subject._state.db = DEFAULT_DB_ALIAS
    taken_in = batch.provenance.taken_in
    audit.record(
        "subjects.subject.registered",
        officer_id=batch.officer.id,
        at=batch.at,
        target_type="subjects.subject",
        target_id=subject.id,
        data={"kind": subject.kind, "import": str(taken_in.id) if taken_in else "", **recorded},
    )


@transaction.atomic
def change_subject(
    *, officer: Officer, at: datetime, subject: Subject, kind: SubjectKind | str, place: Place | None
) -> Subject:
    """Change a subject's kind or area: an unknown seller was traced, a merchant has moved.

    Raises: RoleMissing, SubjectOfAnotherAgency.
    """
    subject = _locked_own(officer, subject, at=at)
    old_kind, old_place_id = subject.kind, subject.place_id
    kind = SubjectKind(kind)
    if (old_kind, old_place_id) == (kind, place.pk if place else None):
        return subject
    subject.kind, subject.place = kind, place
    subject.save(update_fields=["kind", "place"])
    if subject.place_id != old_place_id:
        reach_changed(subject)
    if old_kind == SubjectKind.UNKNOWN and kind != SubjectKind.UNKNOWN:
        tell_story(subject=subject, at=at, kind="subjects.identified", params={"kind": kind.value}, officer=officer)
    audit.record(
        "subjects.subject.changed",
        officer_id=officer.id,
        at=at,
        target_type="subjects.subject",
        target_id=subject.id,
        data={"kind": [old_kind, kind.value], "place": [old_place_id, subject.place_id]},
    )
    subjects_changed([subject.id])
    return subject


@transaction.atomic
def share_subject(*, officer: Officer, at: datetime, subject: Subject, with_agency: Agency) -> None:
    """Open a subject to one more agency, with what the officer's own agencies have stated of it.

    Raises: RoleMissing, SubjectOfAnotherAgency.
    """
    subject = _locked_own(officer, subject, at=at)
    share_with(subject, with_agency, officer_id=officer.id, at=at)
    own = Statement.objects.filter(
        subject=subject, owner_agency_id=subject.owner_agency_id, retracted_at__isnull=True
    ).exclude(sharing=Sharing.AGENCY)
    for statement in own.select_related("premises", "presence"):
        for record in (statement, statement.premises, statement.presence):
            if record is not None:
                share_with(record, with_agency, officer_id=officer.id, at=at)
    audit.record(
        "subjects.subject.shared",
        officer_id=officer.id,
        at=at,
        target_type="subjects.subject",
        target_id=subject.id,
        data={"agency": str(with_agency.id)},
    )


@transaction.atomic
def withdraw(*, officer: Officer, at: datetime, subject: Subject, reason: str) -> None:
    """Take a subject that was registered in error out of lists and searches, with its own statements.

    Raises: RoleMissing, SubjectOfAnotherAgency, ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    require_own_subject(subject)
    # No later row of a list is taken for one that was withdrawn. Keys before subjects, as those do who take lists in.
    ListKey.objects.filter(subject=subject).delete()
    subject = _locked_own(officer, subject, at=at)
    if subject.withdrawn_at is not None:
        return
    own = Statement.objects.filter(subject=subject, owner_agency_id=subject.owner_agency_id, retracted_at__isnull=True)
    count = statements.retract_all(own, officer=officer, at=at, reason=reason)
    subject.withdrawn_at = at
    subject.save(update_fields=["withdrawn_at"])
    audit.record(
        "subjects.subject.withdrawn",
        officer_id=officer.id,
        at=at,
        target_type="subjects.subject",
        target_id=subject.id,
        data={"statements": count},
    )
    subjects_changed([subject.id])


def _locked_own(officer: Officer, subject: Subject, *, at: datetime) -> Subject:
    require_own_subject(subject)
    hold(subject)
    writing_agency(officer, at=at, agency=subject.owner_agency)
    return subject
