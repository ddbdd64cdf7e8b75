"""Agencies: made, amended, ended."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from minhbach.domains.agencies.events import unit_joined
from minhbach.domains.agencies.models import Agency, AgencyArea, Officer, Place, Post
from minhbach.domains.agencies.refusals import (
    ActsOnOneself,
    AgencyEnded,
    AreaOfUnit,
    AreaOutside,
    KeyTaken,
    NameMissing,
    ParentUnfit,
    PeriodRunsBackward,
    SuccessorUnfit,
    TaskForceEndsByDecision,
)
from minhbach.domains.agencies.selectors.reach import ancestor_ids, place_ids_within
from minhbach.domains.agencies.services.authority import (
    require_administrator,
    require_administrator_above,
    require_system,
)
from minhbach.domains.agencies.types import AgencyLevel, Confidence, Force, Role
from minhbach.engine.text.keys import search_key, sort_key
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold, wait_turn
from minhbach.foundation.writing import write_day


@transaction.atomic
def create_agency(
    *,
    key: str,
    name: str,
    short_name: str,
    symbol: str,
    force: Force | str,
    level: AgencyLevel | str,
    areas: Collection[Place],
    officer: Officer | None,
    at: datetime,
    parent: Agency | None = None,
    valid_from: date | None = None,
    works_in_system: bool = False,
    source: str = "",
    confidence: Confidence = Confidence.SEEN,
) -> Agency:
    """Add a unit under PARENT, with at most its area. One under none is the installation's to add.

    Raises: RoleMissing, AdministratorElsewhere, NameMissing, KeyTaken, AreaOutside.
    """
    if parent is None:
        require_system(Role.ADMINISTRATOR)
    else:
        require_administrator(officer, at=at, agency=parent)
    key, name, short_name, symbol = (" ".join(text.split()) for text in (key, name, short_name, symbol))
    if not (key and name and symbol):
        raise NameMissing
    wait_turn("agencies.key", key)
    if Agency.objects.filter(key=key).exists():
        raise KeyTaken(key=key)
    if officer is not None and parent is not None:
        _require_within(parent, areas)
    agency: Agency = Agency.objects.create(
        key=key,
        name=name,
        short_name=short_name or name,
        symbol=symbol,
        force=Force(force),
        level=AgencyLevel(level),
        parent=parent,
        works_in_system=works_in_system,
        folded=search_key(name),
        sort_key=sort_key(name),
        source=source,
        confidence=confidence,
        valid_from=valid_from,
    )
    set_areas(agency, areas)
    record("agencies.agency.created", agency, officer, at)
    if works_in_system:
        unit_joined(agency, officer, at=at)
    return agency


@transaction.atomic
def amend_agency(
    *,
    agency: Agency,
    officer: Officer | None,
    at: datetime,
    name: str | None = None,
    short_name: str | None = None,
    symbol: str | None = None,
    parent: Agency | None = None,
    works_in_system: bool | None = None,
    areas: Collection[Place] | None = None,
    source: str | None = None,
) -> None:
    """Mend what is recorded of an agency; None leaves a thing as it is.

    A new name by law is not a mend: end the agency with its successor. Its own administrator may narrow its area;
    widening and moving it are for the agencies above.

    Raises: RoleMissing, AdministratorElsewhere, NameMissing, ParentUnfit, AreaOutside, AreaOfUnit, ActsOnOneself.
    """
    agency = _locked_in_tree(agency)
    require_administrator(officer, at=at, agency=agency)
    changes: dict[str, Any] = {}
    for field, text in (("name", name), ("short_name", short_name), ("symbol", symbol), ("source", source)):
        if text is not None:
            changes[field] = " ".join(text.split())
            if not changes[field] and field != "source":
                raise NameMissing
    if "name" in changes:
        changes |= {"folded": search_key(changes["name"]), "sort_key": sort_key(changes["name"])}
    if parent is not None:
        if parent.pk == agency.pk or agency.pk in ancestor_ids(parent):
            raise ParentUnfit
        if officer is not None and parent.pk != agency.parent_id:
            require_administrator_above(officer, agency, at=at)
            require_administrator(officer, at=at, agency=parent)
            _require_within(parent, list(agency.areas.all()) if areas is None else areas)
        changes["parent"] = parent
    if works_in_system is not None:
        changes["works_in_system"] = works_in_system
    if areas is not None and officer is not None:
        _require_may_set_areas(agency, parent or agency.parent, areas, officer=officer, at=at)
    changed = sorted(field for field, value in changes.items() if getattr(agency, field) != value)
    for field in changed:
        setattr(agency, field, changes[field])
    if changed:
        agency.save(update_fields=changed)
    if areas is not None and set_areas(agency, areas):
        changed.append("areas")
    if changed:
        record("agencies.agency.amended", agency, officer, at, fields=changed)
    if "works_in_system" in changed and agency.works_in_system:
        unit_joined(agency, officer, at=at)


@transaction.atomic
def end_agency(
    *, agency: Agency, valid_until: date, officer: Officer | None, at: datetime, successor: Agency | None = None
) -> None:
    """End an agency, naming the one that takes over its records. VALID_UNTIL is the first day no more.

    Whoever ends it answers for both: for the one that ends from above, for the one that gains its records.

    Raises: RoleMissing, AdministratorElsewhere, TaskForceEndsByDecision, PeriodRunsBackward, SuccessorUnfit,
            AgencyEnded.
    """
    agency = _locked_in_tree(agency)
    require_administrator_above(officer, agency, at=at)
    if agency.level == AgencyLevel.TASK_FORCE:
        raise TaskForceEndsByDecision
    if successor is not None:
        require_administrator(officer, at=at, agency=successor)
    if agency.valid_from is not None and valid_until <= agency.valid_from:
        raise PeriodRunsBackward
    if successor is not None:
        successor.refresh_from_db()
        if agency.pk in {successor.pk, *_followers(successor)}:
            raise SuccessorUnfit
        if not successor.holds_on(valid_until):
            raise AgencyEnded(agency=successor.name, day=write_day(valid_until))
    agency.valid_until, agency.successor = valid_until, successor
    agency.save(update_fields=["valid_until", "successor"])
    record("agencies.agency.ended", agency, officer, at, until=valid_until.isoformat())


def _locked_in_tree(agency: Agency) -> Agency:
    # Whether two agencies would end up above, or after, each other is judged over the whole tree.
    hold(agency)
    wait_turn("agencies.tree")
    return agency


def _followers(agency: Agency) -> set[Any]:
    found: set[Any] = set()
    following = agency.successor
    while following is not None and following.pk not in found:
        found.add(following.pk)
        following = following.successor
    return found


def _require_may_set_areas(
    agency: Agency, parent: Agency | None, areas: Collection[Place], *, officer: Officer, at: datetime
) -> None:
    """Narrowing is the agency's own; what is added comes from above, within the area there, and not for oneself."""
    held = {place.pk for place in agency.areas.all()}
    covered = place_ids_within(held)
    added = [place for place in areas if place.pk not in covered]
    if added:
        if parent is None:
            require_system(Role.ADMINISTRATOR)
        else:
            require_administrator(officer, at=at, agency=parent)
            _require_within(parent, added)
        _require_gain_of_others(agency, officer, at)
    left = place_ids_within({place.pk for place in areas})
    for unit in Agency.objects.on(local_date(at)).filter(parent=agency).prefetch_related("areas"):
        lost = [place for place in unit.areas.all() if place.pk in covered and place.pk not in left]
        if lost:
            raise AreaOfUnit(unit=unit.name, places=_names(lost))


def _require_within(parent: Agency, areas: Collection[Place]) -> None:
    within = place_ids_within({place.pk for place in parent.areas.all()})
    outside = [place for place in areas if place.pk not in within]
    if outside:
        raise AreaOutside(places=_names(outside), agency=parent.name)


def _require_gain_of_others(agency: Agency, officer: Officer, at: datetime) -> None:
    """A wider area shows more to those whose posts cover it; it is not widened by the only one of them."""
    holders = set(
        Post.objects.on(local_date(at)).filter(agency=agency, covers_area=True).values_list("officer_id", flat=True)
    )
    if holders == {officer.pk}:
        raise ActsOnOneself


def _names(places: Collection[Place]) -> str:
    return ", ".join(sorted(place.name for place in places)[:5])


def set_areas(agency: Agency, areas: Collection[Place]) -> bool:
    wanted = {place.pk for place in areas}
    held = set(AgencyArea.objects.filter(agency=agency).values_list("place_id", flat=True))
    AgencyArea.objects.filter(agency=agency, place_id__in=held - wanted).delete()
    AgencyArea.objects.bulk_create(AgencyArea(agency=agency, place_id=place) for place in sorted(wanted - held))
    return wanted != held


def record(action: str, agency: Agency, officer: Officer | None, at: datetime, **data: Any) -> None:
    audit.record(
        action,
        officer_id=officer.pk if officer else None,
        at=at,
        target_type="agencies.agency",
        target_id=agency.id,
        data=data,
    )
