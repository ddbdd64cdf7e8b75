"""What one sees is not yet one's own: others' rows are changed as far as the work needs, whatever the code asks."""

from __future__ import annotations

from datetime import date
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from minhbach.domains.cases.models import Case
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.foundation.scope import ScopedModel, Sharing, acting_as, share_with
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.scope.models import Share
from tests.worlds import World, make_world

REFUSED = "row-level security"
# What others than its agency may do with a row they see, where the services need it.
OTHERS = {
    "areas_plan": "who carries a measure out moves the day by which the plan is due",
    "arrivals_arrival": "an officer of a unit below deals with what came in",
    "cases_case": "joined agencies write the case on and bring others in",
    "documents_officialdocument": "the issuing agency signs, numbers and returns",
    "inspections_overlap": "either unit speaks, agrees, withdraws",
    "reporting_report": "members lock the report they send figures for",
    "screening_lead": "whoever sees a lead takes it",
    "subjects_subject": "joined records follow",
}


@pytest.fixture
def case(world: World) -> Case:
    """A case of the team's that the committee sees too, since it lies in its area."""
    with acting_as(SYSTEM):
        made: Case = Case.unscoped.create(
            code="VV-1", title="Kho hàng", origin="patrol", opened_on=date(2026, 11, 1), entered_on=date(2026, 11, 1),
            opened_by=world.inspector, owner_agency=world.team, place=world.commune, sharing=Sharing.AREA,
            created_at=world.at, last_recorded_at=world.at,
        )  # fmt: skip
    return made


@pytest.fixture
def subject(world: World) -> Subject:
    with acting_as(SYSTEM):
        made: Subject = Subject.unscoped.create(
            kind="household", name="Hộ Một", sort_key="hộ một", owner_agency=world.team, place=world.commune,
            sharing=Sharing.AREA, created_at=world.at,
        )  # fmt: skip
    return made


@pytest.mark.parametrize(
    "change", [{"owner_agency": "committee"}, {"place": "other_commune"}, {"sharing": "network"}, {"code": "VV-2"}]
)
def test_others_do_not_take_a_row_over_or_open_it(world: World, case: Case, change: dict[str, str]) -> None:
    values = {name: getattr(world, value, value) for name, value in change.items()}
    with pytest.raises(ProgrammingError, match=REFUSED), world.acting(world.analyst):
        Case.unscoped.filter(pk=case.pk).update(**values)
    with world.acting(world.inspector):
        kept = Case.objects.get(pk=case.pk)
        assert (kept.owner_agency_id, kept.place_id, kept.sharing) == (world.team.id, world.commune.pk, "area")
        assert Case.unscoped.filter(pk=case.pk).update(place=world.other_commune, sharing="network") == 1


def test_others_write_what_the_work_needs(world: World, case: Case, subject: Subject) -> None:
    with world.acting(world.analyst):
        assert Case.unscoped.filter(pk=case.pk).update(step="inspection") == 1
        other = Subject.unscoped.create(
            kind="household", name="Hộ Hai", sort_key="hộ hai", owner_agency=world.committee, created_at=world.at
        )
        assert Subject.unscoped.filter(pk=subject.pk).update(canonical=other) == 1
    with pytest.raises(ProgrammingError, match=REFUSED), world.acting(world.analyst):
        Subject.unscoped.filter(pk=subject.pk).update(name="Hộ Khác")


def test_others_remove_nothing(world: World, case: Case) -> None:
    with world.acting(world.analyst), connection.cursor() as cursor:
        cursor.execute("delete from cases_case")
        assert cursor.rowcount == 0
    with world.acting(world.inspector):
        assert Case.objects.filter(pk=case.pk).exists()


def test_what_only_its_agency_changes_is_not_even_locked_by_others(world: World, subject: Subject) -> None:
    with world.acting(world.inspector):
        said: Statement = Statement.unscoped.create(
            subject=subject, property="note", value="Bán hàng giả", owner_agency=world.team, place=world.commune,
            sharing=Sharing.AREA, source_kind="own", recorded_at=world.at, created_at=world.at,
        )  # fmt: skip
    with world.acting(world.analyst):
        assert Statement.objects.get(pk=said.pk).value == "Bán hàng giả"
        assert Statement.unscoped.filter(pk=said.pk).update(sharing="network") == 0
        with pytest.raises(ObjectDoesNotExist):
            Statement.objects.select_for_update().get(pk=said.pk)


def test_shares_are_known_to_the_two_agencies_they_concern(world: World, subject: Subject) -> None:
    with world.acting(world.inspector):
        share_with(subject, world.police, officer_id=world.inspector.id, at=world.at)
        assert Share.objects.count() == 1
    for officer, known in ((world.police_officer, 1), (world.customs_officer, 0), (world.analyst, 0)):
        with world.acting(officer):
            assert Share.objects.count() == known
            assert Share.objects.all().delete()[0] == 0
    with world.acting(world.inspector):
        assert Share.objects.all().delete()[0] == 1
    with world.acting(world.police_officer):
        assert not Subject.objects.exists()


def test_a_record_is_opened_further_by_its_agency_alone(world: World, subject: Subject) -> None:
    # The committee sees it; the police do not.
    for officer in (world.analyst, world.police_officer):
        with pytest.raises(ProgrammingError, match=REFUSED), world.acting(officer):
            share_with(subject, world.police, officer_id=officer.id, at=world.at)
    with acting_as(SYSTEM):
        assert not Share.objects.exists()


def test_a_case_is_opened_further_by_those_who_see_it(world: World, case: Case) -> None:
    with world.acting(world.analyst):
        share_with(case, world.police, officer_id=world.analyst.id, at=world.at)
    with pytest.raises(ProgrammingError, match=REFUSED), world.acting(world.customs_officer):
        share_with(case, world.customs, officer_id=world.customs_officer.id, at=world.at)
    with world.acting(world.police_officer):
        assert Case.objects.filter(pk=case.pk).exists()


def test_a_share_follows_a_record_that_changes_hands(world: World, subject: Subject) -> None:
    with acting_as(SYSTEM):
        share_with(subject, world.police, officer_id=None, at=world.at)
        Subject.unscoped.filter(pk=subject.pk).update(owner_agency=world.other_team)
    for officer, known in ((world.inspector, 0), (world.outsider, 1)):
        with world.acting(officer):
            assert Share.objects.count() == known


def scoped() -> dict[str, str]:
    return {
        model._meta.db_table: model._meta.label_lower
        for model in apps.get_models()
        if issubclass(model, ScopedModel) and not model._meta.abstract
    }


def query(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def test_every_scoped_table_keeps_its_keys_and_its_guard(db: None) -> None:
    kept = dict(query("select name, record_type from foundation_scopedtable"))
    assert scoped().items() <= kept.items()
    assert set(kept) - set(scoped()) == {"subjects_searchtoken"}
    triggers = query(
        "select relname, tgname, pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = tgrelid"
    )
    policies = query("select tablename, policyname, cmd, permissive from pg_policies")
    for table in kept:
        (reach,) = [text for name, trigger, text in triggers if (name, trigger) == (table, "reach")]
        assert "BEFORE INSERT OR UPDATE OF owner_agency_id, place_id, sharing, seen_by" in reach, table
        own = {
            (policy, act, kind) for name, policy, act, kind in policies if name == table and policy.startswith("own")
        }
        acts = {"INSERT", "DELETE"} | ({"UPDATE"} if table not in OTHERS else set())
        assert own == {(f"own_{act.lower()}", act, "RESTRICTIVE") for act in acts}, table
        assert [name for name, trigger, _ in triggers if (name, trigger) == (table, "others")] == (
            [table] if table in OTHERS else []
        )


def test_every_guarded_table_guards_itself_against_its_owner_too(db: None) -> None:
    guarded = query("select relname, relforcerowsecurity from pg_class where relrowsecurity")
    assert [name for name, forced in guarded if not forced] == []
    assert {name for name, _ in guarded} >= set(scoped())


def test_the_owner_of_the_tables_sees_nothing_either(scratch_database: str, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        world = make_world()
        with acting_as(SYSTEM), transaction.atomic():
            subject = Subject.unscoped.create(
                kind="household", name="Hộ Một", sort_key="hộ một", owner_agency=world.team, created_at=world.at
            )
            share_with(subject, world.police, officer_id=None, at=world.at)
    with psycopg.connect(scratch_database) as owner:
        assert owner.execute("select current_user").fetchone() == ("minhbach_owner",)
        for table in ("subjects_subject", "subjects_statement", "foundation_share", "subjects_identifier"):
            assert owner.execute(f"select count(*) from {table}").fetchone() == (0,), table  # type: ignore[arg-type]
        assert owner.execute("update subjects_subject set name = 'x'").rowcount == 0
