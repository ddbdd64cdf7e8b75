"""The list of an area: merchants put on it, changed, taken off; looks; licences; who keeps which place."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from minhbach.domains.agencies.models import Agency, Officer, Place, Post
from minhbach.domains.agencies.selectors import posts_of, with_descendant_ids
from minhbach.domains.areas.house import identifier_of, next_look
from minhbach.domains.areas.models import AreaKeeper, Keeping, Licence, Visit
from minhbach.domains.areas.policies import assigning_agency, keeping_agency, require_own
from minhbach.domains.areas.refusals import (
    EndedAlready,
    InTheFuture,
    KeptAlready,
    NotAfter,
    OfficerElsewhere,
    PlaceMissing,
    TermBackward,
)
from minhbach.domains.areas.selectors import is_remembered
from minhbach.domains.areas.services.reach import owned, tell
from minhbach.domains.areas.types import KeepingEnd, LicenceEnd
from minhbach.domains.inspections.services import forget_visit, note_visit
from minhbach.domains.inspections.types import VisitKind
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.refusals import IdentifierInvalid
from minhbach.domains.subjects.selectors import members_of
from minhbach.domains.subjects.services import add_identifier
from minhbach.domains.subjects.types import Provenance, Source, SourceKind
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold, wait_turn
from minhbach.foundation.scope import Sharing
from minhbach.foundation.writing import write_day


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What the list says of a merchant."""

    group: str
    goods: str = ""
    brands: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Held:
    """A licence as it stands on paper. LAST_DAY: the last one on which it holds; None without a term."""

    kind: str
    number: str
    issued_by: str = ""
    issued_on: date | None = None
    last_day: date | None = None
    note: str = ""


@transaction.atomic
def keep(*, officer: Officer, at: datetime, subject: Subject, kept: Kept, place: Place | None = None) -> Keeping:
    """Put a merchant on the list of the officer's agency, under a commune.

    Raises: RoleMissing, PlaceMissing, KeptAlready.
    """
    agency = keeping_agency(officer, at=at)
    today = local_date(at)
    if place is None and subject.place is None:
        raise PlaceMissing
    last = Visit.objects.filter(
        subject__in=members_of(subject), owner_agency=agency, taken_back_at__isnull=True
    ).order_by("-made_on").first()  # fmt: skip
    try:
        with transaction.atomic():
            made: Keeping = Keeping.unscoped.create(
                **owned(subject, agency, at=at, place=place),
                **asdict(kept),
                added_on=today,
                added_by=officer,
                looked_on=last.made_on if last else None,
                next_look_on=last.next_look_on if last else _next_look(subject, kept.group, today),
            )
    except IntegrityError:
        raise KeptAlready(name=subject.name, agency=agency.short_name) from None
    tell("areas.keeping.added", made, officer=officer, at=at, story="kept", data={"group": kept.group})
    return made


@transaction.atomic
def keep_many(*, officer: Officer, at: datetime, subjects: Sequence[Subject], kept: Kept, place: Place) -> int:
    """Put several merchants on the list under one commune and group; those who stand there already are left alone.

    Raises: RoleMissing.
    """
    agency = keeping_agency(officer, at=at)
    known = set(
        Keeping.objects.filter(owner_agency=agency, ended_on__isnull=True, subject__in=subjects).values_list(
            "subject_id", flat=True
        )
    )
    new = [one for one in subjects if one.pk not in known]
    for one in new:
        keep(officer=officer, at=at, subject=one, kept=kept, place=place)
    return len(new)


@transaction.atomic
def change_keeping(
    *, officer: Officer, at: datetime, keeping: Keeping, kept: Kept, place: Place | None = None
) -> Keeping:
    """Change what the list says of a merchant, and under which PLACE; with the group the next look changes.

    Raises: RoleMissing, OfAnotherAgency, EndedAlready.
    """
    require_own(officer, keeping, at=at)
    held: Keeping = hold(keeping)
    _require_open(held.ended_on)
    values = {**asdict(kept), "place_id": place.pk if place else held.place_id}
    changed = sorted(name for name, value in values.items() if getattr(held, name) != value)
    if not changed:
        return held
    for name in changed:
        setattr(held, name, values[name])
    if "group" in changed:
        held.next_look_on = _next_look(held.subject, held.group, held.looked_on or held.added_on)
    held.save()
    tell("areas.keeping.changed", held, officer=officer, at=at, data={"fields": changed})
    return held


@transaction.atomic
def end_keeping(*, officer: Officer, at: datetime, keeping: Keeping, reason: KeepingEnd | str) -> Keeping:
    """Take a merchant off the list.

    Raises: RoleMissing, OfAnotherAgency, EndedAlready.
    """
    require_own(officer, keeping, at=at)
    held: Keeping = hold(keeping)
    _require_open(held.ended_on)
    held.ended_on, held.end_reason = local_date(at), KeepingEnd(reason).value
    held.save(update_fields=["ended_on", "end_reason"])
    tell("areas.keeping.ended", held, officer=officer, at=at, data={"reason": held.end_reason})
    return held


@transaction.atomic
def record_visit(
    *,
    officer: Officer,
    at: datetime,
    subject: Subject,
    made_on: date,
    seen: str,
    met: str = "",
    next_look_on: date | None = None,
) -> Visit:
    """Write down a look at a merchant; without a day of one's own the house's rule says when the next one is due.

    Raises: RoleMissing, InTheFuture, NotAfter.
    """
    agency, today = keeping_agency(officer, at=at), local_date(at)
    if made_on > today:
        raise InTheFuture(today=write_day(today))
    if next_look_on is not None and next_look_on <= made_on:
        raise NotAfter(day=write_day(made_on))
    kept = _kept(subject, agency)
    one = kept.order_by("added_on", "id").first()
    due = next_look_on or _next_look(subject, one.group if one else "", made_on)
    visit: Visit = Visit.unscoped.create(
        **owned(subject, agency, at=at), officer=officer, made_on=made_on, met=met, seen=seen, next_look_on=due
    )
    # An older look, written down late, sets back nothing.
    kept.filter(Q(looked_on__isnull=True) | Q(looked_on__lte=made_on)).update(looked_on=made_on, next_look_on=due)
    note_visit(source=visit, subject_ids=[subject.pk], on=made_on, kind=VisitKind.VISITED)
    tell("areas.visit.recorded", visit, officer=officer, at=at, story="visited")
    return visit


@transaction.atomic
def take_back_visit(*, officer: Officer, at: datetime, visit: Visit, why: str) -> Visit:
    """Take back a look that was written down in error; it stays to be read, with why.

    Raises: RoleMissing, OfAnotherAgency, EndedAlready.
    """
    require_own(officer, visit, at=at)
    held: Visit = hold(visit)
    _require_open(held.taken_back_at)
    held.taken_back_at, held.taken_back_by, held.taken_back_why = at, officer, why
    held.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    forget_visit(source=held, kind=VisitKind.VISITED)
    agency, subject = held.owner_agency, held.subject
    last = Visit.objects.filter(subject=subject, owner_agency=agency, taken_back_at__isnull=True).order_by(
        "-made_on", "-created_at"
    ).first()  # fmt: skip
    for keeping in _kept(subject, agency):
        keeping.looked_on = last.made_on if last else None
        keeping.next_look_on = last.next_look_on if last else _next_look(subject, keeping.group, keeping.added_on)
        keeping.save(update_fields=["looked_on", "next_look_on"])
    tell("areas.visit.taken_back", held, officer=officer, at=at)
    return held


@transaction.atomic
def record_licence(*, officer: Officer, at: datetime, subject: Subject, held: Held) -> Licence:
    """Write down what a merchant holds, and until when; a number that the register reads is its identifier, too.

    Raises: RoleMissing, TermBackward.
    """
    agency = keeping_agency(officer, at=at)
    if held.issued_on and held.last_day and held.last_day < held.issued_on:
        raise TermBackward
    made: Licence = Licence.unscoped.create(**owned(subject, agency, at=at), **asdict(held), recorded_by=officer)
    if kind := identifier_of(held.kind):
        with suppress(IdentifierInvalid):
            provenance = Provenance(agency=agency, sharing=Sharing(made.sharing), source=Source(SourceKind.DECLARED))
            add_identifier(officer=officer, at=at, subject=subject, kind=kind, value=held.number, provenance=provenance)
    tell("areas.licence.recorded", made, officer=officer, at=at, data={"kind": held.kind})
    return made


@transaction.atomic
def end_licence(*, officer: Officer, at: datetime, licence: Licence, reason: LicenceEnd | str) -> Licence:
    """Say why a licence holds no more.

    Raises: RoleMissing, OfAnotherAgency, EndedAlready.
    """
    require_own(officer, licence, at=at)
    held: Licence = hold(licence)
    _require_open(held.ended_on)
    held.ended_on, held.end_reason = local_date(at), LicenceEnd(reason).value
    held.save(update_fields=["ended_on", "end_reason"])
    tell("areas.licence.ended", held, officer=officer, at=at, data={"reason": held.end_reason})
    return held


@transaction.atomic
def assign_area(
    *, officer: Officer, at: datetime, place: Place, keeper: Officer | None, agency: Agency | None = None
) -> AreaKeeper | None:
    """Say who keeps a place from today on, for AGENCY or else the officer's own; None: nobody in particular.

    Raises: RoleMissing, OfficerElsewhere.
    """
    agency, today = assigning_agency(officer, at=at, agency=agency), local_date(at)
    if keeper is not None:
        require_of_agency(keeper, agency, on=today)
    wait_turn("areas.keeper", agency.pk, place.pk)
    in_force = AreaKeeper.objects.filter(owner_agency=agency, place=place, valid_until__isnull=True)
    now: AreaKeeper | None = in_force.first()
    if now is not None and keeper is not None and now.officer_id == keeper.pk:
        return now
    if now is not None and now.valid_from == today:
        # Set and changed on one day: it was never so.
        now.delete()
    elif now is not None:
        now.valid_until = today
        now.save(update_fields=["valid_until"])
    made: AreaKeeper | None = None
    if keeper is not None:
        made = AreaKeeper.unscoped.create(
            owner_agency=agency, place=place, sharing=Sharing.AREA, created_at=at, officer=keeper, assigned_by=officer,
            valid_from=today,
        )  # fmt: skip
    audit.record(
        "areas.keeper.assigned",
        officer_id=officer.id,
        at=at,
        target_type="agencies.place",
        target_id=str(place.pk),
        data={
            "agency": str(agency.pk),
            "keeper": [str(now.officer_id) if now else "", str(keeper.pk) if keeper else ""],
        },
    )
    return made


def require_of_agency(person: Officer, agency: Agency, *, on: date) -> Post:
    """Return the post that somebody holds in an agency or in a unit below it. Raises: OfficerElsewhere."""
    held = [post for post in posts_of(person, on=on) if post.agency_id in with_descendant_ids({agency.pk})]
    if not held:
        raise OfficerElsewhere(name=person.full_name, agency=agency.short_name)
    return next((post for post in held if post.agency_id == agency.pk), held[0])


def _kept(subject: Subject, agency: Agency) -> QuerySet[Any]:
    rows: QuerySet[Any] = Keeping.objects.filter(owner_agency=agency, ended_on__isnull=True)
    return rows.filter(subject__in=members_of(subject))


def _next_look(subject: Subject, group: str, looked_on: date) -> date:
    remembered = is_remembered(subject.canonical_id or subject.pk, on=looked_on)
    return next_look(group, looked_on, is_sanctioned=remembered)


def _require_open(ended: date | datetime | None) -> None:
    if ended is not None:
        raise EndedAlready
