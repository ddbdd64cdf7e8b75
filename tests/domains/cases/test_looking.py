"""What was inspected is known to plans; before an inspection without notice its head alone asks who is at work"""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
import pytest
import time_machine
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.cases import services
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.refusals import NotAboutToBeInspected
from minhbach.domains.inspections.models import AdHocLook, Visit
from minhbach.domains.inspections.selectors import visits_of
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import Sharing, acting_as, reach_changed
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import World, as_officer, at, case_at, make_world, on
from tests.interfaces.office.test_inference import read, signed_in

BEFORE = import_module("minhbach.domains.cases.migrations.0009_looking").BEFORE


@pytest.fixture
def world(standing_case_world: World, files: Path) -> World:
    return standing_case_world


def elsewhere(world: World, sharing: Sharing = Sharing.AGENCY) -> Case:
    """An open case of the police on the same subject, out of reach."""
    with acting_as(SYSTEM):
        case = case_at(world, "opened")
        Case.unscoped.filter(pk=case.pk).update(owner_agency=world.police, sharing=sharing, place=None)
    return case


def what_others_read() -> list[str]:
    """A digest of the tables from which pages, lists and counts are made."""
    found = []
    with acting_as(SYSTEM), connection.cursor() as cursor:
        for table in (
            "cases_case",
            "cases_caseevent",
            "subjects_storyentry",
            "inspections_overlap",
            "inspections_visit",
        ):
            cursor.execute(f"select md5(string_agg(t::text, '|' order by t::text)) from {table} t")
            found.append(str(cursor.fetchone()[0]))
    return found


def test_visits_of_files_from_before_are_the_same(scratch_database: str, django_db_blocker: Any) -> None:
    """What the migration reads from the events is what the house works out."""

    def visits() -> list[tuple[Any, ...]]:
        with acting_as(SYSTEM):
            found = Visit.objects.order_by("source_id", "subject_id")
            return list(found.values_list("source_id", "subject_id", "on", "kind", "owner_agency_id", "sharing"))

    with django_db_blocker.unblock():
        world = make_world()
        case_at(world, "opened")
        for _each in range(2):
            case_at(world, "inspected")
        known = visits()
        assert len(known) == 2
        with acting_as(SYSTEM):
            Visit.objects.all().delete()
        with psycopg.connect(scratch_database, autocommit=True) as owner:
            owner.execute(BEFORE)
        assert visits() == known


def test_what_was_inspected_when_follows_the_case(world: World) -> None:
    case = case_at(world, "inspected")
    with as_officer(world.inspector) as officer:
        [visit] = visits_of([world.subject_id], on=on(30))[world.subject_id]
        event = CaseEvent.objects.get(case=case, kind="inspected")
        assert (visit.on, visit.source_id, visit.owner_agency) == (event.happened_on, case.id, world.team)
        case.sharing = Sharing.SILENT
        case.save(update_fields=["sharing"])
        reach_changed(case)
        services.annul_entry(officer=officer, at=at(20), case=case, event_id=event.id, reason="Ghi nhầm")
        assert not Visit.objects.exists()


def test_a_case_kept_to_its_unit_tells_no_other_of_its_inspection(world: World) -> None:
    case = case_at(world, "inspected")
    with as_officer(world.committee):
        assert Visit.objects.count() == 1
    with as_officer(world.inspector):
        case.sharing = Sharing.SILENT
        case.save(update_fields=["sharing"])
        reach_changed(case)
    with as_officer(world.committee):
        assert not Visit.objects.exists()


def test_the_head_alone_reads_who_is_at_work(world: World) -> None:
    case = case_at(world, "proposed")
    elsewhere(world)
    before = what_others_read()
    with as_officer(world.head) as officer:
        look = services.look_around(officer=officer, at=at(5), case=case)
        assert look.agencies == [world.police.id]
        client = Client()
        client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
        page = client.get(reverse("cases:case", args=[case.id])).content.decode()
        assert f"{world.police.name} đang có việc" in page
    for other in (world.deputy, world.inspector, world.policeman, world.committee):
        with as_officer(other):
            assert not AdHocLook.objects.exists()
    # Nothing that others read has changed, and the log's row is of the head's agency and the case's.
    assert what_others_read() == before
    [entry] = AuditEntry.objects.filter(action="cases.case.looked_around")
    assert (entry.data, set(entry.agencies)) == ({"known": 1}, {world.department.id, world.team.id})


@pytest.mark.parametrize("sharing", [Sharing.AGENCY, Sharing.SILENT])
def test_what_is_kept_silent_gives_no_answer(world: World, sharing: Sharing) -> None:
    case = case_at(world, "proposed")
    elsewhere(world, sharing)
    with as_officer(world.head) as officer:
        look = services.look_around(officer=officer, at=at(5), case=case)
    assert look.agencies == ([world.police.id] if sharing == Sharing.AGENCY else [])


def test_it_is_asked_by_the_head_and_only_before_an_inspection(world: World) -> None:
    case = case_at(world, "proposed")
    with as_officer(world.inspector) as officer, pytest.raises(RoleMissing):
        services.look_around(officer=officer, at=at(5), case=case)
    inspected = case_at(world, "inspected")
    with as_officer(world.head) as officer:
        with pytest.raises(NotAboutToBeInspected):
            services.look_around(officer=officer, at=at(5) + timedelta(days=1), case=inspected)
        look = services.look_around(officer=officer, at=at(5), case=case)
    # The database answers each question once, and its asker alone.
    for who in (world.head, world.inspector):
        with (
            as_officer(who),
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("select cases_who_is_at(%s, %s)", [look.id, look.id])


@time_machine.travel(at(30), tick=False)
def test_an_inspection_without_notice_that_is_kept_is_seen_by_nobody(world: World) -> None:
    before = {who: seen_by(world, who) for who in ("policeman", "committee", "neighbor")}
    case = case_at(world, "inspected", sharing=Sharing.SILENT)
    assert {who: seen_by(world, who) for who in before} == before
    # Not even another head who is about to inspect the same.
    own = case_at(world, "proposed")
    with acting_as(SYSTEM):
        Case.unscoped.filter(pk=case.pk).update(owner_agency=world.police)
    with as_officer(world.head) as officer:
        assert services.look_around(officer=officer, at=at(5), case=own).agencies == []


def seen_by(world: World, who: str) -> list[str]:
    """What somebody reads who looks for it: cases, the subject, plans, the desk."""
    client = signed_in(getattr(world, who).officer)
    pages = [
        reverse("cases:list"),
        reverse("cases:of_subject", args=[world.subject_id]),
        reverse("inspections:of_subject", args=[world.subject_id]),
        reverse("office:today"),
    ]
    return [read(client, page) for page in pages]


def test_who_sees_a_case_is_said_when_it_is_opened(world: World) -> None:
    client = Client()
    client.force_login(world.inspector.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    said = {"title": "Kho hàng", "origin": "own_knowledge", "happened_on": "02/11/2026"}
    for sharing in ({"sharing": "silent"}, {}):
        client.post(reverse("cases:open"), {**said, **sharing})
    with acting_as(SYSTEM):
        assert list(Case.unscoped.order_by("created_at", "id").values_list("sharing", flat=True)) == ["silent", "area"]
