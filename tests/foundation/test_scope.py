"""Who sees which rows, for every kind of reader; and that nobody gets round it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from minhbach.domains.agencies.models import Agency, Officer, Place
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types.codes import Origin
from minhbach.foundation.scope import (
    Access,
    ScopedModel,
    ScopeMissing,
    Sharing,
    acting_as,
    share_with,
    stop_sharing_with,
)
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import World

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Records:
    """Cases by name: whose, where, how widely shared."""

    world: World
    cases: dict[str, Case]

    def seen_by(self, access: Access) -> set[str]:
        """The names an access reaches, by either manager."""
        names = {case.pk: name for name, case in self.cases.items()}
        with acting_as(access):
            filtered = {names[pk] for pk in Case.objects.values_list("pk", flat=True) if pk in names}
            unfiltered = {names[pk] for pk in Case.unscoped.values_list("pk", flat=True) if pk in names}
        assert filtered == unfiltered
        return filtered


def make_case(world: World, name: str, owner: Agency, place: Place | None, sharing: Sharing, opener: Officer) -> Case:
    case: Case = Case.unscoped.create(
        code=f"VV-{name}",
        title=name,
        origin=Origin.choices[0][0],
        opened_on=date(2026, 11, 1),
        entered_on=date(2026, 11, 1),
        opened_by=opener,
        owner_agency=owner,
        place=place,
        sharing=sharing,
        created_at=world.at,
        last_recorded_at=world.at,
    )
    return case


@pytest.fixture
def records(world: World) -> Records:
    rows: dict[str, tuple[Agency, Place | None, Sharing]] = {
        "team": (world.team, world.commune, Sharing.AREA),
        "team, kept to itself": (world.team, world.commune, Sharing.AGENCY),
        "team, for all": (world.team, world.commune, Sharing.NETWORK),
        "team, divided ward": (world.team, world.divided_ward, Sharing.AREA),
        "team, nowhere": (world.team, None, Sharing.AREA),
        "other team": (world.other_team, world.other_commune, Sharing.AREA),
        "neighbor": (world.neighbor, Place.objects.get(key="2025:04"), Sharing.AREA),
        "neighbor, for all": (world.neighbor, Place.objects.get(key="2025:04"), Sharing.NETWORK),
        "before the merger": (Agency.objects.get(key="cuc-qltt.2024:20"), None, Sharing.AGENCY),
    }
    with acting_as(SYSTEM):
        cases = {name: make_case(world, name, *row, world.inspector) for name, row in rows.items()}
    return Records(world, cases)


FOR_ALL = {"team, for all", "neighbor, for all"}
TEAMS_OWN = {"team", "team, kept to itself", "team, for all", "team, divided ward", "team, nowhere"}


def test_nobody_sees_nothing(records: Records) -> None:
    assert records.seen_by(Access()) == set()


def test_a_list_read_for_nobody_in_particular_fails(records: Records) -> None:
    with pytest.raises(ScopeMissing):
        Case.objects.count()


def test_with_no_access_at_all_the_database_shows_nothing(records: Records) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for name in ("officer", "keys", "signature"):
            cursor.execute(f"select set_config('minhbach.{name}', '', true)")
        assert Case.unscoped.count() == 0
        cursor.execute("select count(*) from cases_case")
        assert cursor.fetchone() == (0,)


def test_an_officer_sees_what_belongs_to_their_agency_and_what_all_share(records: Records) -> None:
    world = records.world
    assert records.seen_by(world.access(world.inspector)) == TEAMS_OWN | FOR_ALL


def test_an_officer_of_another_agency_sees_their_own_only(records: Records) -> None:
    world = records.world
    assert records.seen_by(world.access(world.outsider)) == {"other team"} | FOR_ALL
    assert records.seen_by(world.access(world.stranger)) == {"neighbor"} | FOR_ALL
    assert records.seen_by(world.access(world.police_officer)) == FOR_ALL


def test_an_agency_sees_what_its_units_and_its_predecessors_own(records: Records) -> None:
    world = records.world
    own = TEAMS_OWN | {"other team", "before the merger"}
    assert records.seen_by(world.access(world.legal_officer)) == own | FOR_ALL


def test_who_answers_for_an_area_sees_what_lies_in_it_unless_it_is_kept(records: Records) -> None:
    world = records.world
    in_province = {"team", "team, for all", "team, divided ward", "other team"}
    assert records.seen_by(world.access(world.analyst)) == in_province | FOR_ALL
    assert records.seen_by(world.access(world.commune_officer)) == {"team"} | FOR_ALL


def test_what_is_shared_with_an_agency_is_seen_by_it_until_it_is_taken_back(records: Records) -> None:
    world, case = records.world, records.cases["team, kept to itself"]
    with world.acting(world.inspector):
        share_with(case, world.police, officer_id=world.inspector.pk, at=world.at)
    assert records.seen_by(world.access(world.police_officer)) == {"team, kept to itself"} | FOR_ALL
    assert records.seen_by(world.access(world.customs_officer)) == FOR_ALL
    with world.acting(world.inspector):
        stop_sharing_with(case, world.police)
    assert records.seen_by(world.access(world.police_officer)) == FOR_ALL


def test_the_system_sees_everything(records: Records) -> None:
    assert records.seen_by(SYSTEM) == set(records.cases)


def test_a_post_that_has_ended_shows_nothing_more(records: Records) -> None:
    from minhbach.domains.agencies.models import Post

    world = records.world
    Post.objects.filter(officer=world.inspector).update(valid_until=world.at.date())
    assert records.seen_by(world.access(world.inspector)) == FOR_ALL


def test_reach_ends_with_its_block(records: Records) -> None:
    world = records.world
    with world.acting(world.outsider):
        with acting_as(SYSTEM):
            assert Case.unscoped.count() == Case.objects.count() >= len(records.cases)
        assert set(Case.unscoped.values_list("title", flat=True)) == {"other team"} | FOR_ALL


@pytest.mark.parametrize("sharing", list(Sharing))
def test_the_database_refuses_a_row_for_an_agency_that_is_not_ones_own(records: Records, sharing: Sharing) -> None:
    world = records.world
    with pytest.raises(ProgrammingError, match="row-level security"), world.acting(world.outsider):
        make_case(world, "forged", world.team, world.commune, sharing, world.outsider)
    with pytest.raises(ProgrammingError, match="row-level security"), world.acting(world.analyst):
        make_case(world, "forged", world.team, world.commune, sharing, world.analyst)
    with acting_as(SYSTEM):
        assert not Case.unscoped.filter(title="forged").exists()


def test_a_row_cannot_be_given_away_to_an_agency_out_of_reach(records: Records) -> None:
    world, case = records.world, records.cases["team, kept to itself"]
    with pytest.raises(ProgrammingError, match="row-level security"), world.acting(world.inspector):
        Case.unscoped.filter(pk=case.pk).update(owner_agency=world.neighbor)


def test_what_cannot_be_seen_cannot_be_changed(records: Records) -> None:
    world = records.world
    with world.acting(world.outsider):
        assert Case.unscoped.filter(pk=records.cases["team"].pk).update(title="changed") == 0
    with acting_as(SYSTEM):
        assert Case.unscoped.get(pk=records.cases["team"].pk).title == "team"


def scoped_tables() -> list[str]:
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, ScopedModel) and not model._meta.abstract
    )


def test_every_scoped_table_is_guarded_by_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relrowsecurity and relkind in ('r', 'p')")
        guarded = {row[0] for row in cursor.fetchall()}
    tables = scoped_tables()
    assert tables
    assert [table for table in tables if table not in guarded] == []


def test_the_application_cannot_step_round_the_guard() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == ("minhbach_app", False, False)
        cursor.execute("select count(*) from pg_tables where tableowner = current_user and schemaname = 'public'")
        assert cursor.fetchone() == (0,)
