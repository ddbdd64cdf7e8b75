"""What hangs on a record is seen by those who see the record, also when it has moved or is shared with others."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import services as cases
from minhbach.domains.cases.acts.add_subject import SubjectAdded
from minhbach.domains.cases.acts.join_agency import AgencyJoined
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.evidence import services as evidence
from minhbach.domains.evidence.models import CustodyEntry, EvidenceItem
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import StoryEntry, Subject
from minhbach.domains.subjects.types import Provenance
from minhbach.foundation.database.operations import ProtectByParent
from minhbach.foundation.scope import Access, ScopedModel, Sharing, acting_as, reach_changed
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import World

pytestmark = pytest.mark.django_db


def subject_of(world: World) -> Subject:
    with world.acting(world.inspector):
        subject = subjects.register_subject(
            officer=world.inspector, at=world.at, kind="household", name="Hộ Hoa Hồng", place=world.commune
        )
        proof(world, subject)
    return subject


def proof(world: World, target: ScopedModel) -> EvidenceItem:
    return evidence.add_evidence(
        officer=world.inspector, at=world.at, target=target, kind="document", title="Ảnh chụp",
        content=b"%PDF-1.7", file_name="anh.pdf",
    )  # fmt: skip


def seen(world: World, officer: Officer) -> tuple[int, int, int]:
    """How many items of evidence, custody entries and story entries an officer reaches, by either way of asking."""
    with world.acting(officer):
        found = (EvidenceItem.objects.count(), CustodyEntry.objects.count(), StoryEntry.objects.count())
        assert found[0] == EvidenceItem.unscoped.count()
        assert found[2] == StoryEntry.unscoped.count()
    return found


def test_evidence_and_story_move_with_their_subject(world: World) -> None:
    subject = subject_of(world)
    with world.acting(world.inspector):
        subjects.change_subject(
            officer=world.inspector, at=world.at, subject=subject, kind=subject.kind, place=world.other_commune
        )
    with acting_as(SYSTEM):
        places = {*EvidenceItem.unscoped.values_list("place_id"), *StoryEntry.unscoped.values_list("place_id")}
        assert places == {(world.other_commune.pk,)}


def test_who_a_record_is_shared_with_sees_what_hangs_on_it_until_it_is_taken_back(world: World) -> None:
    with world.acting(world.inspector):
        case = cases.open_case(
            officer=world.inspector, at=world.at, title="Kho hàng", agency=world.team, sharing=Sharing.AGENCY
        )
        subject = subjects.register_subject(
            officer=world.inspector,
            at=world.at,
            kind="household",
            name="Hộ Hoa Hồng",
            provenance=Provenance(sharing=Sharing.AGENCY),
        )
        fact = SubjectAdded(subject_id=str(subject.id), role="inspected")
        cases.do(officer=world.inspector, at=world.at, case=case, fact=fact)
        proof(world, case)
    assert seen(world, world.police_officer) == (0, 0, 0)
    with world.acting(world.inspection_leader):
        joined = cases.do(
            officer=world.inspection_leader, at=world.at, case=case, fact=AgencyJoined(agency_id=str(world.police.id))
        )
    assert seen(world, world.police_officer)[:2] == (1, 1)
    with world.acting(world.inspection_leader):
        cases.annul_entry(
            officer=world.inspection_leader, at=world.at, case=case, event_id=joined.event.id, reason="Thôi phối hợp"
        )
    assert seen(world, world.police_officer) == (0, 0, 0)


def test_a_paper_follows_the_place_and_sharing_of_its_record_and_stays_its_drafters(world: World) -> None:
    with world.acting(world.inspector):
        case = cases.open_case(officer=world.inspector, at=world.at, title="Kho hàng", place=world.commune)
        common = {"kind": "minutes", "title": "x", "content": {}, "target_type": "cases.case", "target_id": case.id}
        common |= {"drafted_by": world.inspector, "created_at": world.at, "place": world.commune}
        for owner in (world.team, world.branch):
            with acting_as(SYSTEM):
                OfficialDocument.unscoped.create(
                    owner_agency=owner, issuing_agency=owner, changed_at=world.at, **common
                )
    with acting_as(SYSTEM):
        case.place, case.sharing = world.other_commune, Sharing.AGENCY
        case.save(update_fields=["place", "sharing"])
        reach_changed(case)
        papers = OfficialDocument.unscoped.filter(target_id=case.id)
        rows = {paper.owner_agency_id: (paper.place_id, paper.sharing) for paper in papers}
    assert rows == {
        world.team.id: (world.other_commune.pk, "agency"),
        world.branch.id: (world.commune.pk, "area"),
    }


def children() -> list[tuple[str, str, str]]:
    """Every table whose rows are seen with their parent's: model, its table, its parent's."""
    found = []
    for migration in MigrationLoader(connection).disk_migrations.values():
        for operation in migration.operations:
            if isinstance(operation, ProtectByParent):
                model = apps.get_model(operation.app_label, operation.model_name)
                parent = model._meta.get_field(operation.parent_field).related_model
                found.append((model._meta.label, model._meta.db_table, parent._meta.db_table))  # type: ignore[union-attr]
    return sorted(found)


def test_every_row_that_belongs_to_a_scoped_one_is_guarded_by_it(world: World) -> None:
    subject_of(world)
    tables = children()
    assert ("cases.CountedRow", "cases_countedrow", "cases_case") in tables
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, c.relrowsecurity, p.qual, p.with_check from pg_class c"
            " join pg_policies p on p.tablename = c.relname and p.policyname = 'scope'"
        )
        policies = {table: (is_on, qual, check) for table, is_on, qual, check in cursor.fetchall()}
    for label, table, parent in tables:
        is_on, qual, check = policies[table]
        assert is_on, label
        assert qual == check, label
        assert f"{parent} parent" in qual, label
    with acting_as(Access()):
        assert {label for label, _, _ in tables if apps.get_model(label)._base_manager.exists()} == set()


def test_every_model_that_points_at_a_scoped_parent_alone_is_guarded() -> None:
    """A child without reach of its own must say whose it is."""
    guarded = {label for label, _, _ in children()}
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relrowsecurity")
        on = {name for (name,) in cursor.fetchall()}
    unguarded = [
        model._meta.label
        for model in apps.get_models()
        if not issubclass(model, ScopedModel)
        and model.__module__.startswith("minhbach.domains")
        and any(
            field.many_to_one and not field.null and issubclass(field.related_model, ScopedModel)  # type: ignore[arg-type]
            for field in model._meta.get_fields()
            if getattr(field, "related_model", None) and field.concrete
        )
        and model._meta.label not in guarded
        and model._meta.db_table not in on
    ]
    assert unguarded == []
