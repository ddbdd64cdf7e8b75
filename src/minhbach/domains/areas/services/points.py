"""Gathering points, and informants by their alias."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from minhbach.domains.agencies.models import Officer, Place
from minhbach.domains.areas.models import GatheringPoint, PointNote, Source, SourceNote
from minhbach.domains.areas.policies import keeping_agency, require_own
from minhbach.domains.areas.refusals import AliasTaken, AliasTellsWho, EndedAlready
from minhbach.engine.identifiers import recognise
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import Sharing

POINT, SOURCE = "areas.gatheringpoint", "areas.source"


@transaction.atomic
def add_point(
    *,
    officer: Officer,
    at: datetime,
    kind: str,
    name: str,
    place: Place,
    address: str = "",
    goods: str = "",
    note: str = "",
    sharing: Sharing | str = Sharing.AREA,
) -> GatheringPoint:
    """Write down a place where goods are gathered. Raises: RoleMissing."""
    point: GatheringPoint = GatheringPoint.unscoped.create(
        owner_agency=keeping_agency(officer, at=at), place=place, sharing=Sharing(sharing), created_at=at, kind=kind,
        name=name, address=address, goods=goods, recorded_by=officer, noted_at=at,
    )  # fmt: skip
    if note:
        PointNote.objects.create(point=point, at=at, officer=officer, words=note)
    audit.record("areas.point.added", officer_id=officer.id, at=at, target_type=POINT, target_id=point.id)
    return point


@transaction.atomic
def note_point(*, officer: Officer, at: datetime, point: GatheringPoint, words: str) -> PointNote:
    """Add what was seen at a gathering point. Raises: RoleMissing, OfAnotherAgency, EndedAlready."""
    require_own(officer, point, at=at)
    held: GatheringPoint = hold(point)
    if held.ended_on is not None:
        raise EndedAlready
    note: PointNote = PointNote.objects.create(point=held, at=at, officer=officer, words=words)
    held.noted_at = at
    held.save(update_fields=["noted_at"])
    audit.record("areas.point.noted", officer_id=officer.id, at=at, target_type=POINT, target_id=held.id)
    return note


@transaction.atomic
def end_point(*, officer: Officer, at: datetime, point: GatheringPoint, why: str) -> GatheringPoint:
    """Say that nothing is gathered there any more. Raises: RoleMissing, OfAnotherAgency, EndedAlready."""
    require_own(officer, point, at=at)
    held: GatheringPoint = hold(point)
    if held.ended_on is not None:
        raise EndedAlready
    held.ended_on, held.ended_why = local_date(at), why
    held.save(update_fields=["ended_on", "ended_why"])
    audit.record("areas.point.ended", officer_id=officer.id, at=at, target_type=POINT, target_id=held.id)
    return held


@transaction.atomic
def open_source(*, officer: Officer, at: datetime, alias: str) -> Source:
    """Begin to keep an informant's words under an alias; who that is stays on paper with the officer.

    Neither the alias nor the words stand in the log. Raises: RoleMissing, AliasTellsWho, AliasTaken.
    """
    agency = keeping_agency(officer, at=at)
    if any(recognise(alias)):
        raise AliasTellsWho
    try:
        with transaction.atomic():
            source: Source = Source.unscoped.create(
                owner_agency=agency, place=None, sharing=Sharing.SILENT, created_at=at, alias=alias, run_by=officer
            )
    except IntegrityError:
        raise AliasTaken from None
    audit.record("areas.source.opened", officer_id=officer.id, at=at, target_type=SOURCE, target_id=source.id)
    return source


@transaction.atomic
def note_source(*, officer: Officer, at: datetime, source: Source, words: str) -> SourceNote:
    """Write down what an informant said. Raises: RoleMissing, EndedAlready."""
    held: Source = hold(source)
    keeping_agency(officer, at=at)
    if held.ended_on is not None:
        raise EndedAlready
    note: SourceNote = SourceNote.objects.create(source=held, at=at, officer=officer, words=words)
    audit.record("areas.source.noted", officer_id=officer.id, at=at, target_type=SOURCE, target_id=held.id)
    return note


@transaction.atomic
def end_source(*, officer: Officer, at: datetime, source: Source) -> Source:
    """Say that an informant is run no more; what was noted stays. Raises: RoleMissing, EndedAlready."""
    held: Source = hold(source)
    keeping_agency(officer, at=at)
    if held.ended_on is not None:
        raise EndedAlready
    held.ended_on = local_date(at)
    held.save(update_fields=["ended_on"])
    audit.record("areas.source.ended", officer_id=officer.id, at=at, target_type=SOURCE, target_id=held.id)
    return held
