"""A small province of its own: two communes, two agencies that do not see each other, and a national one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from minhbach.domains.agencies.models import Agency, AgencyArea, Officer, Place, Post
from minhbach.domains.agencies.selectors import access_of
from minhbach.domains.agencies.types import AgencyLevel, Force, PlaceLevel, Role
from minhbach.engine.text.keys import search_key, sort_key
from minhbach.foundation.scope import acting_as

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
SINCE = date(2025, 7, 1)


@dataclass
class World:
    """An inspector, a head and an auditor of one agency; an inspector of another; what they stand in."""

    commune: Place
    other_commune: Place
    agency: Agency
    other_agency: Agency
    inspector: Officer
    head: Officer
    auditor: Officer
    stranger: Officer
    chief: Officer


def make_place(key: str, name: str, level: PlaceLevel, parent: Place | None = None) -> Place:
    return Place.objects.create(
        key=key, code=key[-5:], name=name, kind="Xã", level=level, parent=parent, folded=search_key(name),
        sort_key=sort_key(name), valid_from=SINCE,
    )  # fmt: skip


def make_agency(key: str, name: str, area: Place, parent: Agency | None = None) -> Agency:
    agency = Agency.objects.create(
        key=key, name=name, short_name=name, symbol=key.upper(), force=Force.MARKET_SURVEILLANCE,
        level=AgencyLevel.TEAM, parent=parent, valid_from=SINCE, folded=search_key(name), sort_key=sort_key(name),
    )  # fmt: skip
    AgencyArea.objects.create(agency=agency, place=area)
    return agency


def make_officer(username: str, agency: Agency, *roles: Role, covers_area: bool = False) -> Officer:
    officer = Officer.objects.create_user(username, full_name=username.title())
    for role in roles:
        Post.objects.create(
            officer=officer, agency=agency, role=role, title_vi="Kiểm soát viên", covers_area=covers_area,
            valid_from=SINCE,
        )  # fmt: skip
    return officer


@pytest.fixture
def world(db: None) -> World:
    province = make_place("test:99", "Tỉnh Thử", PlaceLevel.PROVINCE)
    commune = make_place("test:99001", "Xã Một", PlaceLevel.COMMUNE, province)
    other_commune = make_place("test:99002", "Xã Hai", PlaceLevel.COMMUNE, province)
    agency = make_agency("test.one", "Đội Một", commune)
    other_agency = make_agency("test.two", "Đội Hai", other_commune)
    committee = make_agency("test.top", "Ban Chỉ đạo Thử", province)
    return World(
        commune=commune,
        other_commune=other_commune,
        agency=agency,
        other_agency=other_agency,
        inspector=make_officer("inspector-one", agency, Role.INSPECTOR),
        head=make_officer("head-one", agency, Role.HEAD, covers_area=True),
        auditor=make_officer("auditor-one", agency, Role.AUDITOR),
        stranger=make_officer("inspector-two", other_agency, Role.INSPECTOR, covers_area=True),
        chief=make_officer("chief", committee, Role.COMMITTEE_OFFICER, covers_area=True),
    )


@pytest.fixture
def reach(world: World) -> Callable[[Officer], Any]:
    """`with reach(officer):` acts within that officer's reach."""
    return lambda officer: acting_as(access_of(officer, at=AT))


@pytest.fixture
def as_inspector(world: World, reach: Callable[[Officer], Any]) -> Iterator[Officer]:
    with reach(world.inspector):
        yield world.inspector
