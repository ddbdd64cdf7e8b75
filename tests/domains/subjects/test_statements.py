"""What is known of a subject is stated once, taken back alone, and never edited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.subjects import selectors, services
from minhbach.domains.subjects.models import Identifier, Statement, StoryEntry, Subject
from minhbach.domains.subjects.refusals import (
    IdentifierInvalid,
    LastName,
    NameMissing,
    PeriodRunsBackward,
    ReasonMissing,
    StatementAlreadyRetracted,
    StatementOfAnotherAgency,
)
from minhbach.domains.subjects.types import Provenance, Source, SourceKind
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import Sharing
from tests.domains.subjects.conftest import AT, World

LATER = AT + timedelta(hours=1)


def register(officer: Officer, name: str = "Hộ kinh doanh Hoa Hồng", **more: Any) -> Subject:
    return services.register_subject(officer=officer, at=AT, kind="household", name=name, **more)


def test_a_subject_is_registered_with_its_name_as_a_statement(world: World, as_inspector: Officer) -> None:
    subject = register(
        as_inspector,
        "  Hộ kinh doanh   Hoa Hồng ",
        place=world.commune,
        provenance=Provenance(source=Source(SourceKind.REGISTER, "14A8")),
    )
    assert (subject.name, subject.owner_agency, subject.sharing) == ("Hộ kinh doanh Hoa Hồng", world.agency, "area")
    name = Statement.objects.get(subject=subject)
    assert (name.property, name.value, name.source_kind, name.source_note) == (
        "name",
        "Hộ kinh doanh Hoa Hồng",
        "register",
        "14A8",
    )
    assert [entry.kind for entry in StoryEntry.objects.filter(subject=subject)] == ["subjects.registered"]
    assert AuditEntry.objects.filter(action="subjects.subject.registered", target_id=str(subject.id)).count() == 1


def test_one_who_may_not_write_registers_nothing(world: World, reach: Callable[[Officer], Any]) -> None:
    with reach(world.auditor):
        with pytest.raises(RoleMissing):
            register(world.auditor)
        assert not Subject.objects.exists()


def test_a_subject_without_a_name_is_refused(world: World, as_inspector: Officer) -> None:
    with pytest.raises(NameMissing):
        register(as_inspector, "  ")
    assert not Subject.objects.exists()


def test_saying_the_same_again_changes_nothing(world: World, as_inspector: Officer) -> None:
    subject = register(as_inspector)
    said = [
        services.add_identifier(officer=as_inspector, at=at, subject=subject, kind="phone", value=written)
        for at, written in ((AT, "0912 345 678"), (LATER, "+84912345678"))
    ]
    assert said[0] == said[1]
    for at in (AT, LATER):
        services.add_premises(officer=as_inspector, at=at, subject=subject, kind="shop", address="12 Trần Đăng Ninh")
        services.add_presence(
            officer=as_inspector, at=at, subject=subject, kind="shop", name="Hoa", platform="ChoVui", account="hoa1"
        )
    assert Statement.objects.filter(subject=subject).count() == 4


def test_a_wrong_identifier_is_refused_in_words_and_nothing_is_kept(world: World, as_inspector: Officer) -> None:
    subject = register(as_inspector)
    with pytest.raises(IdentifierInvalid) as refused:
        services.add_identifier(officer=as_inspector, at=AT, subject=subject, kind="tax_code", value="0100233489")
    assert "0100233489" in str(refused.value)
    assert Statement.objects.filter(subject=subject).count() == 1


def test_a_period_that_runs_backward_is_refused(world: World, as_inspector: Officer) -> None:
    subject = register(as_inspector)
    with pytest.raises(PeriodRunsBackward):
        services.state(
            officer=as_inspector, at=AT, subject=subject, property="trade", value="mỹ phẩm",
            provenance=Provenance(valid_from=AT.date(), valid_until=AT.date()),
        )  # fmt: skip


def test_a_retracted_statement_leaves_the_card_and_the_search_but_not_the_record(
    world: World, as_inspector: Officer
) -> None:
    subject = register(as_inspector)
    phone = services.add_identifier(officer=as_inspector, at=AT, subject=subject, kind="phone", value="0912345678")
    assert list(selectors.find_subjects("0912345678")) == [subject]
    services.retract(officer=as_inspector, at=LATER, statement=phone, reason="Nhầm số")
    card = selectors.subject_card(subject)
    assert card.identifiers == []
    assert [(row.id, row.retraction_reason) for row in card.retracted] == [(phone.id, "Nhầm số")]
    assert list(selectors.find_subjects("0912345678")) == []
    with pytest.raises(StatementAlreadyRetracted):
        services.retract(officer=as_inspector, at=LATER, statement=phone, reason="Nhầm số")


def test_a_retraction_needs_a_reason_and_the_last_name_stays(world: World, as_inspector: Officer) -> None:
    subject = register(as_inspector)
    name = Statement.objects.get(subject=subject)
    with pytest.raises(ReasonMissing):
        services.retract(officer=as_inspector, at=LATER, statement=name, reason=" ")
    with pytest.raises(LastName):
        services.retract(officer=as_inspector, at=LATER, statement=name, reason="Sai tên")
    services.state(officer=as_inspector, at=LATER, subject=subject, property="name", value="Hộ kinh doanh Hoa Huệ")
    subject.refresh_from_db()
    assert subject.name == "Hộ kinh doanh Hoa Huệ"
    services.retract(officer=as_inspector, at=LATER, statement=name, reason="Sai tên")
    assert list(selectors.find_subjects("Hoa Hồng")) == []
    assert list(selectors.find_subjects("Hoa Huệ")) == [subject]


def test_one_agency_cannot_take_back_what_another_stated(world: World, reach: Callable[[Officer], Any]) -> None:
    with reach(world.inspector):
        subject = register(world.inspector, provenance=Provenance(sharing=Sharing.NETWORK))
        phone = services.add_identifier(
            officer=world.inspector, at=AT, subject=subject, kind="phone", value="0912345678"
        )
    with reach(world.stranger):
        with pytest.raises((StatementOfAnotherAgency, RoleMissing)):
            services.retract(officer=world.stranger, at=AT, statement=phone, reason="Không đúng")
        assert Statement.objects.get(pk=phone.pk).retracted_at is None


def test_a_name_shared_more_narrowly_than_the_subject_never_shows_as_its_name(
    world: World, as_inspector: Officer
) -> None:
    subject = register(as_inspector, provenance=Provenance(sharing=Sharing.NETWORK))
    services.state(
        officer=as_inspector,
        at=LATER,
        subject=subject,
        property="name",
        value="Tên mật báo",
        provenance=Provenance(sharing=Sharing.AGENCY),
    )
    subject.refresh_from_db()
    assert subject.name == "Hộ kinh doanh Hoa Hồng"


def test_the_database_lets_nobody_edit_or_remove_a_statement(world: World, as_inspector: Officer) -> None:
    register(as_inspector)
    for command in (
        "update subjects_statement set value = 'khác'",
        "delete from subjects_statement",
        "update subjects_storyentry set kind = 'x'",
        "delete from subjects_subject",
        "insert into subjects_identifier (id, kind, canonical) values (gen_random_uuid(), 'phone', '+84912345678')",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(command)


def test_two_agencies_meet_at_one_node_without_seeing_each_other(world: World, reach: Callable[[Officer], Any]) -> None:
    with reach(world.inspector):
        mine = register(world.inspector, provenance=Provenance(sharing=Sharing.AGENCY))
        first = services.add_identifier(officer=world.inspector, at=AT, subject=mine, kind="phone", value="0912345678")
    with reach(world.stranger):
        assert not Identifier.objects.exists()
        theirs = register(world.stranger, "Cửa hàng Hai", provenance=Provenance(sharing=Sharing.AGENCY))
        second = services.add_identifier(
            officer=world.stranger, at=AT, subject=theirs, kind="phone", value="0912.345.678"
        )
        assert second.identifier_id == first.identifier_id
        line = selectors.subject_card(theirs).identifiers[0]
        assert (line.other_subjects, line.other_presences) == (0, 0)
        assert list(selectors.find_subjects("0912345678")) == [theirs]


def test_a_node_tells_nobody_whether_somebody_carries_its_value(world: World, reach: Callable[[Officer], Any]) -> None:
    def node(officer: Officer) -> UUID | None:
        only_here = Provenance(sharing=Sharing.AGENCY)
        subject = register(officer, provenance=only_here)
        asked: dict[str, Any] = {"subject": subject, "kind": "phone", "value": "0912 345 678", "provenance": only_here}
        return services.add_identifier(officer=officer, at=AT, **asked).identifier_id

    with reach(world.stranger), transaction.atomic():
        before = node(world.stranger)
        transaction.set_rollback(True)
    with reach(world.inspector):
        assert node(world.inspector) == before
    with reach(world.stranger):
        assert not Identifier.objects.filter(pk=before).exists()
        assert node(world.stranger) == before
        assert Identifier.objects.get(pk=before).canonical == "+84912345678"


def test_a_node_is_made_with_what_is_said_and_never_alone(world: World, reach: Callable[[Officer], Any]) -> None:
    with reach(world.stranger), pytest.raises(ProgrammingError), transaction.atomic():
        Identifier.objects.create(kind="phone", canonical="+84987654321")
    with connection.cursor() as cursor:
        cursor.execute("select proname from pg_proc where proname like 'subjects_identifier%'")
        assert cursor.fetchall() == []
