"""What stands around a content: the agency, its superior, its place, who signs."""

from __future__ import annotations

from datetime import date

import pytest

from minhbach.domains.agencies.models import Agency, AgencyArea, Place
from minhbach.domains.agencies.types import AgencyLevel, Force, PlaceLevel
from minhbach.domains.documents.envelopes import letterhead_of, symbol_of
from minhbach.domains.documents.types import PAPERS, Kind
from tests.domains.documents.world import TODAY, World


def make_commune(name: str, kind: str, parent: Place) -> Place:
    place: Place = Place.objects.create(
        key=f"test:{name}", code="99999", name=name, kind=kind, level=PlaceLevel.COMMUNE, parent=parent, folded=name,
        sort_key=name, valid_from=date(2025, 7, 1),
    )  # fmt: skip
    return place


def make_committee(commune: Place) -> Agency:
    agency: Agency = Agency.objects.create(
        key=f"test.ubnd.{commune.name}", name=f"Ủy ban nhân dân {commune.name}", short_name="UBND", symbol="UBND",
        force=Force.PEOPLES_COMMITTEE, level=AgencyLevel.COMMUNE, folded="ubnd", sort_key="ubnd",
    )  # fmt: skip
    AgencyArea.objects.create(agency=agency, place=commune)
    return agency


def test_a_provincial_agency_writes_its_superior_and_its_province(world: World) -> None:
    head = letterhead_of(world.department)
    assert (head.superior, head.place) == ("Sở Công Thương tỉnh Lạng Sơn", "Lạng Sơn")


def test_a_team_without_an_area_of_its_own_writes_its_agencys_province(world: World) -> None:
    assert letterhead_of(world.team).place == "Lạng Sơn"


@pytest.mark.parametrize(
    ("name", "kind", "place"), [("Xã Đồng Đăng", "Xã", "Đồng Đăng"), ("Phường 4", "Phường", "Phường 4")]
)
def test_a_communal_agency_writes_its_commune(world: World, name: str, kind: str, place: str) -> None:
    province = Place.objects.get(key="2025:20")
    assert letterhead_of(make_committee(make_commune(name, kind, province))).place == place


def test_a_peoples_committee_above_is_abbreviated(world: World) -> None:
    commune = make_commune("Xã Đồng Đăng", "Xã", Place.objects.get(key="2025:20"))
    world.team.parent = make_committee(commune)
    assert letterhead_of(world.team).superior == "UBND Xã Đồng Đăng"


def test_the_symbol_of_a_form_is_kept_and_a_reports_carries_the_agency(world: World) -> None:
    assert symbol_of(PAPERS[Kind.SANCTION_DECISION], world.department, on=TODAY) == "QĐ-XPHC"
    assert symbol_of(PAPERS[Kind.REPORT], world.department, on=TODAY) == "BC-CCQLTT"
