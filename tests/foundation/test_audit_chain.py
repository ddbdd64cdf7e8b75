"""The chain names the row that was edited, removed or moved."""

from __future__ import annotations

import time
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from minhbach.foundation import audit
from minhbach.foundation.audit import chain
from minhbach.foundation.audit.models import AuditEntry, AuditSeal
from minhbach.foundation.clock import now


def write(count: int) -> None:
    for number in range(count):
        with transaction.atomic():
            audit.record("test.acted", officer_id=None, at=now(), target_type="test", target_id=str(number))


def seal_down_to(unsealed: int) -> None:
    """Seals until so many rows are left. Transaction ids are the whole server's: a test beside this one, in another
    database, may hold the sealer back for as long as its own transaction is open."""
    limit = time.monotonic() + 600
    while True:
        chain.seal(at=now())
        if chain.verify().unsealed <= unsealed or time.monotonic() > limit:
            return
        time.sleep(0.1)


@pytest.fixture
def sealed(scratch_database: str, files: Path) -> str:
    write(6)
    seal_down_to(0)
    assert AuditSeal.objects.count() >= 6
    return scratch_database


def faults() -> list[tuple[str, int]]:
    return [(finding.fault.value, finding.sequence) for finding in chain.verify().findings]


def sequence_of(target_id: str) -> int:
    entry = AuditEntry.objects.get(target_type="test", target_id=target_id)
    return AuditSeal.objects.get(entry_id=entry.id).sequence


def test_a_chain_nobody_touched_is_clean(sealed: str) -> None:
    assert faults() == []
    assert chain.verify().unsealed == 0


def test_an_edited_row_is_named(sealed: str) -> None:
    with psycopg.connect(sealed) as owner:
        owner.execute(
            "update foundation_auditentry set action = 'test.other' where target_id = '3' and target_type = 'test'"
        )
    assert faults() == [("edited", sequence_of("3"))]


def test_a_missing_row_is_named(sealed: str) -> None:
    sequence = sequence_of("2")
    with psycopg.connect(sealed) as owner:
        owner.execute("delete from foundation_auditentry where target_id = '2' and target_type = 'test'")
    assert faults() == [("missing", sequence)]


def test_two_rows_that_changed_places_are_named(sealed: str) -> None:
    first, second = sequence_of("1"), sequence_of("2")
    with psycopg.connect(sealed) as owner:
        one, two = (
            owner.execute("select entry_id from foundation_auditseal where sequence = %s", [n]).fetchone()[0]
            for n in (first, second)
        )
        owner.execute("update foundation_auditseal set entry_id = gen_random_uuid() where sequence = %s", [first])
        owner.execute("update foundation_auditseal set entry_id = %s where sequence = %s", [one, second])
        owner.execute("update foundation_auditseal set entry_id = %s where sequence = %s", [two, first])
    assert [(fault, sequence) for fault, sequence in faults()] == [("reordered", first), ("reordered", second)]


def test_a_chain_whose_tail_was_cut_is_named(sealed: str) -> None:
    with psycopg.connect(sealed) as owner:
        last = owner.execute("select max(sequence) from foundation_auditseal").fetchone()[0]
        owner.execute("delete from foundation_auditseal where sequence = %s", [last])
    assert ("cut", last) in faults()


def test_the_application_can_neither_change_nor_remove_a_row(sealed: str) -> None:
    for statement in (
        "update foundation_auditentry set action = 'x'",
        "delete from foundation_auditentry",
        "truncate foundation_auditentry",
        "update foundation_auditseal set digest = 'x'",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_row_of_an_unfinished_transaction_waits_and_nothing_passes_it(scratch_database: str, files: Path) -> None:
    from minhbach.config.settings.environment import database_settings

    write(1)
    application = {**database_settings(scratch_database), "USER": connection.settings_dict["USER"]}
    with psycopg.connect(
        host=application["HOST"],
        dbname=application["NAME"],
        user=application["USER"],
        password=application.get("PASSWORD"),
        port=application.get("PORT"),
    ) as slow:
        slow.execute(
            "insert into foundation_auditentry (id, action, at, target_type, target_id, data)"
            " values (gen_random_uuid(), 'test.slow', now(), 'test', 'slow', '{}')"
        )
        write(1)
        seal_down_to(1)
        assert chain.verify().unsealed == 1
        slow.commit()
    seal_down_to(0)
    assert chain.verify().unsealed == 0
    assert faults() == []


def test_a_row_outside_the_transaction_of_its_act_is_refused(scratch_database: str) -> None:
    with pytest.raises(RuntimeError, match="transaction of the act"):
        audit.record("test.acted", officer_id=None, at=now(), target_type="test", target_id="1")
