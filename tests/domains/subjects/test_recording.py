"""However much is said at once, it is written in so many questions, as one's own, and leaves one row in the log."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects import events, services
from minhbach.domains.subjects.models import Statement, StoryEntry, Subject
from minhbach.domains.subjects.services.recording import Batch, digest_of_written
from minhbach.domains.subjects.types import OWN_WORD, MerchantFacts, Property, Provenance, SubjectKind
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.subjects.conftest import AT, World


def merchant(officer: Officer, name: str, numbers: range, **more: Any) -> Subject:
    phones = [("phone", f"09123{number:05}", "") for number in numbers]
    facts = MerchantFacts(kind=SubjectKind.HOUSEHOLD, name=name, identifiers=phones)
    return services.register_merchant(officer=officer, at=AT, facts=facts, **more)


def test_a_hundred_values_are_asked_for_as_one_is(world: World, as_inspector: Officer) -> None:
    merchant(as_inspector, "Hộ Không", range(1))
    with CaptureQueriesContext(connection) as one:
        merchant(as_inspector, "Hộ Một", range(1))
    with CaptureQueriesContext(connection) as hundred:
        subject = merchant(as_inspector, "Hộ Trăm", range(100))
    assert len(hundred) == len(one) <= 6
    written = Statement.objects.filter(subject=subject)
    assert written.count() == 101
    assert [entry.kind for entry in StoryEntry.objects.filter(subject=subject)] == ["subjects.registered"]
    (entry,) = AuditEntry.objects.filter(target_id=str(subject.id))
    assert entry.data["statements"] == 101
    assert entry.data["digest"] == digest_of_written(written.values_list("id", flat=True))


@pytest.mark.parametrize("sharing", list(Sharing))
def test_who_sees_what_a_batch_wrote_is_what_the_rows_own_rule_says(
    world: World, as_inspector: Officer, sharing: Sharing
) -> None:
    facts = MerchantFacts(
        kind=SubjectKind.HOUSEHOLD, name="Hộ Hoa", place=world.commune, address="12 Bắc Sơn",
        identifiers=[("phone", "0912345678", "")], urls=["https://hoa.example.vn"],
    )  # fmt: skip
    services.register_merchant(officer=as_inspector, at=AT, facts=facts, provenance=Provenance(sharing=sharing))
    tables = ("subject", "premises", "presence", "statement", "searchtoken", "storyentry")
    with acting_as(SYSTEM), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"select id, owned_by, seen_by from subjects_{table}")
            written = {row[0]: row[1:] for row in cursor.fetchall()}
            cursor.execute(f"update subjects_{table} set sharing = sharing")
            cursor.execute(f"select id, owned_by, seen_by from subjects_{table}")
            assert {row[0]: row[1:] for row in cursor.fetchall()} == written != {}, table


def test_nobody_writes_in_the_name_of_another_agency_or_of_what_is_out_of_reach(
    world: World, reach: Callable[[Officer], Any]
) -> None:
    with reach(world.inspector):
        hidden = merchant(world.inspector, "Hộ Kín", range(1), provenance=Provenance(sharing=Sharing.AGENCY))
    with reach(world.stranger):
        of_another = Batch(world.stranger, AT, world.agency, OWN_WORD)
        beyond = Batch(world.stranger, AT, world.other_agency, OWN_WORD)
        for batch in (of_another, beyond):
            batch.say(hidden, Property.NOTE, value="x")
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                batch.write()
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            of_another.standing()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute("insert into subjects_searchtoken default values")
    with acting_as(SYSTEM):
        assert Statement.objects.count() == 2


def test_nothing_is_said_of_a_subject_that_a_batch_neither_makes_nor_holds(world: World, as_inspector: Officer) -> None:
    """A statement proves its subject by no foreign key: the function that writes it does."""
    subject = merchant(as_inspector, "Hộ Hoa", range(1))
    for one in (subject.id, new_id()):
        said = {
            "id": str(new_id()),
            "subject": str(one),
            "property": "note",
            "value": "x",
            "sharing": "area",
            "tokens": [],
        }
        facts = json.dumps({"standing": [], "subjects": [], "statements": [said]})
        with pytest.raises(IntegrityError, match="subject_id"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select said from subjects_record(%s::jsonb, %s, %s, %s, 'officer', null, null, null)",
                [facts, world.agency.id, as_inspector.id, AT],
            )
    assert Statement.objects.count() == 2


def test_rooms_above_are_told_of_whom_something_is_said(
    world: World, as_inspector: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[set[Any]] = []
    monkeypatch.setattr(events, "_listeners", [lambda ids: told.append(set(ids))])
    subject = merchant(as_inspector, "Hộ Hoa", range(1))
    for _ in range(2):
        statement = services.state(officer=as_inspector, at=AT, subject=subject, property="note", value="Đã gặp")
    services.retract(officer=as_inspector, at=AT, statement=statement, reason="Nhầm")
    assert told == [{subject.id}] * 3
