"""Each way to tamper with the log is found, and named for what it is.

The table in docs/operations/audit-log.md lists them in this order. All start from one log of nine acts in three
sealings, and what each one did is undone after it.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from minhbach.foundation.audit.links import COLUMNS, Link, Row, digest_of
from minhbach.foundation.audit.models import AuditChain
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.foundation.audit.conftest import ANOTHER, Log


def entry(name: str) -> str:
    return f"(select id from foundation_auditentry where target_id = '{name}' and target_type = 'test')"


def reseal(log: Log, first: int) -> None:
    """Compute every digest anew from a link on, as one does who knows how the chain is made."""
    chain = str(AuditChain.objects.get().id)
    before = log.run("select digest from foundation_auditseal where sequence = %s", first - 1)
    digest = before[0][0] if before else chain
    with psycopg.connect(log.owner) as database:
        rows = database.execute(
            f"select seal.sequence, seal.number, seal.anchor, seal.sealed_at, {COLUMNS} from foundation_auditseal seal"
            " join foundation_auditentry entry on entry.id = seal.entry_id where sequence >= %s order by sequence",
            [first],
        ).fetchall()
        for row in rows:
            digest = digest_of(Row(*row[4:]), Link(*row[:4]), digest)
            database.execute("update foundation_auditseal set digest = %s where sequence = %s", [digest, row[0]])


def test_an_edited_row(log: Log) -> None:
    log.run(f"update foundation_auditentry set action = 'test.other' where id = {entry('e')}")
    assert log.faults() == [("edited", log.sequence("e"))]


def test_a_row_taken_away(log: Log) -> None:
    link = log.sequence("e")
    log.run(f"delete from foundation_auditentry where id = {entry('e')}")
    assert log.faults() == [("missing", link)]


def test_a_row_taken_away_with_its_seal(log: Log) -> None:
    link = log.sequence("e")
    log.run(f"delete from foundation_auditseal where entry_id = {entry('e')}")
    log.run(f"delete from foundation_auditentry where id = {entry('e')}")
    # The link, what followed it, and the receipt that still tells of the row.
    assert log.faults()[0] == ("missing", link)
    assert ("edited", link + 1) in log.faults()
    assert len([one for one in log.faults() if one[0] == "missing"]) == 2


def test_two_rows_that_changed_places(log: Log) -> None:
    first, second = log.sequence("d"), log.sequence("e")
    log.run("alter table foundation_auditseal drop constraint foundation_auditseal_entry_id_key")
    log.run(
        "update foundation_auditseal one set entry_id = other.entry_id from foundation_auditseal other"
        " where one.sequence in (%s, %s) and other.sequence in (%s, %s) and one.sequence <> other.sequence",
        first, second, first, second,
    )  # fmt: skip
    log.run("alter table foundation_auditseal add constraint foundation_auditseal_entry_id_key unique (entry_id)")
    assert log.faults() == [("reordered", first), ("reordered", second)]


def test_a_tail_cut_off(log: Log) -> None:
    last = log.last()
    log.run("delete from foundation_auditseal where sequence = %s", last)
    assert log.faults() == [("cut", last)]


def test_a_forged_seal(log: Log) -> None:
    log.run("insert into foundation_auditseal select 99999999, 99999999, gen_random_uuid(), 'x', 'x', now()")
    faults = log.faults()
    assert faults[0] == ("forged", 99999999)
    log.write("later")
    log.seal()
    assert log.faults()[0] == ("forged", 99999999)


def test_a_chain_rewritten_from_a_row_on(log: Log) -> None:
    link = log.sequence("f")
    log.run(f"update foundation_auditentry set action = 'test.other' where id = {entry('f')}")
    reseal(log, link)
    assert log.faults() == [("cut", log.last() - 3), ("cut", log.last())]


def test_a_chain_rewritten_from_its_first_row(log: Log) -> None:
    log.run(
        "update foundation_auditentry set action = 'test.other'"
        " where id = (select entry_id from foundation_auditseal where sequence = 1)"
    )
    reseal(log, 1)
    assert log.faults() == [("cut", log.last() - 6), ("cut", log.last() - 3), ("cut", log.last())]


def test_a_log_emptied(log: Log) -> None:
    last = log.last()
    log.run("truncate foundation_auditentry, foundation_auditseal, foundation_auditreceipt")
    assert log.kinds() == {"emptied", "gap"}
    log.run("alter sequence foundation_audit_number restart")
    assert log.faults() == [("emptied", last)]
    log.write("new")
    log.seal()
    assert ("cut", last) in log.faults()


def test_a_row_taken_away_before_it_was_sealed(log: Log) -> None:
    log.write("x", "y")
    number = log.run(f"select number from foundation_auditreceipt where entry_id = {entry('x')}")[0][0]
    log.run(f"delete from foundation_auditentry where id = {entry('x')}")
    assert log.faults() == [("missing", number)]
    log.seal()
    assert log.faults() == [("missing", number)]


def test_another_transaction_in_a_row(log: Log) -> None:
    log.run(f"update foundation_auditentry set transaction_id = 7 where id = {entry('e')}")
    assert log.faults() == [("edited", log.sequence("e"))]


def test_another_moment_in_a_seal(log: Log) -> None:
    link = log.sequence("e")
    log.run("update foundation_auditseal set sealed_at = sealed_at - interval '1 hour' where sequence = %s", link)
    assert log.faults() == [("edited", link)]


def test_a_row_that_the_application_forged_and_dated_back(log: Log) -> None:
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "insert into foundation_auditentry"
            " (id, action, officer_id, at, target_type, target_id, data, transaction_id, recorded_at, vouched_by)"
            " values (gen_random_uuid(), 'test.forged', %s, now() - interval '9 days', 'test', 'forged', '{}', 7,"
            " now() - interval '9 days', 'scope')",
            [ANOTHER],
        )
    log.seal()
    assert log.kinds() == {"backdated"}
    found = log.run("select transaction_id <> 7, recorded_at > now() - interval '1 hour', vouched_by"
                    " from foundation_auditentry where target_id = 'forged'")  # fmt: skip
    assert found == [(True, True, "system")]


def test_the_anchors_removed_and_the_tail_cut(log: Log) -> None:
    log.run("delete from foundation_auditseal where sequence > %s", log.last() - 4)
    log.run("delete from foundation_auditreceipt where number not in (select number from foundation_auditseal)")
    log.unguarded("delete from foundation_auditentry where id not in (select entry_id from foundation_auditseal)")
    log.run("select setval('foundation_audit_number', max(number)) from foundation_auditreceipt")
    log.anchor_file.unlink()
    assert log.faults() == [("anchors_missing", 0)]
    log.write("later")
    log.seal()
    assert log.kinds() == {"anchors_missing"}


# The ten of our own, and some more.


def test_an_anchor_edited(log: Log) -> None:
    log.edit_anchors(lambda lines: [*lines[:2], _with_digest(lines[2], "0" * 64), *lines[3:]])
    assert log.kinds() == {"anchors_edited", "cut"}


def _with_digest(line: str, digest: str) -> str:
    parts = line.split(" ")
    parts[3] = digest
    return " ".join(parts)


def test_an_anchor_taken_out_of_the_middle(log: Log) -> None:
    log.edit_anchors(lambda lines: [*lines[:2], *lines[3:]])
    assert log.kinds() == {"anchors_edited", "anchors_missing"}


def test_the_end_of_the_anchors_cut_off_and_the_chain_gone_on(log: Log) -> None:
    log.edit_anchors(lambda lines: lines[:2])
    log.write("later")
    log.seal()
    assert log.kinds() == {"anchors_missing"}


def test_a_line_that_is_no_anchor(log: Log) -> None:
    log.edit_anchors(lambda lines: [*lines[:2], "xin chào", *lines[2:]])
    assert log.faults() == [("anchors_edited", 3)]


def test_anchors_of_another_installation(log: Log) -> None:
    log.edit_anchors(lambda lines: [line.replace(line.split(" ")[1], str(uuid4())) for line in lines])
    assert log.kinds() == {"anchors_edited", "anchors_foreign"}


def test_the_key_of_the_anchors_taken_away(log: Log) -> None:
    log.key_file.unlink()
    assert log.faults() == [("key_missing", 0)]
    log.write("later")
    log.seal()
    assert log.kinds() == {"anchors_edited"}


def test_another_name_of_the_chain(log: Log) -> None:
    log.run("update foundation_auditchain set id = gen_random_uuid()")
    assert log.kinds() >= {"anchors_foreign", "edited"}


def test_no_name_of_the_chain(log: Log) -> None:
    log.run("delete from foundation_auditchain")
    assert "nameless" in log.kinds()


def test_a_row_put_in_past_the_triggers(log: Log) -> None:
    log.unguarded(
        "insert into foundation_auditentry"
        " (id, action, officer_id, at, target_type, target_id, data, transaction_id, recorded_at, vouched_by,"
        " agencies)"
        f" select gen_random_uuid(), action, officer_id, at, target_type, 'forged', data, transaction_id, recorded_at,"
        f" vouched_by, agencies from foundation_auditentry where id = {entry('a')}"
    )
    assert log.faults() == [("inserted", 0)]
    assert log.seal() == 0
    assert log.faults() == [("inserted", 0)]


def test_a_row_and_its_receipt_taken_away_before_it_was_sealed(log: Log) -> None:
    log.write("x", "y")
    number = log.run(f"select number from foundation_auditreceipt where entry_id = {entry('x')}")[0][0]
    log.run(f"delete from foundation_auditreceipt where entry_id = {entry('x')}")
    log.run(f"delete from foundation_auditentry where id = {entry('x')}")
    assert log.faults() == [("gap", number)]
    log.seal()
    assert log.faults() == [("gap", number)]


def test_the_last_row_and_its_receipt_taken_away_before_it_was_sealed(log: Log) -> None:
    log.write("x")
    number = log.run(f"delete from foundation_auditreceipt where entry_id = {entry('x')} returning number")[0][0]
    log.run(f"delete from foundation_auditentry where id = {entry('x')}")
    assert log.faults() == [("gap", number)]


def test_a_row_edited_before_it_was_sealed(log: Log) -> None:
    log.write("x")
    number = log.run(f"select number from foundation_auditreceipt where entry_id = {entry('x')}")[0][0]
    log.run(f"update foundation_auditentry set officer_id = '{ANOTHER}' where id = {entry('x')}")
    assert log.faults() == [("edited", number)]
    log.seal()
    assert log.kinds() == {"edited"}


def test_an_act_that_names_somebody_without_a_scope(log: Log) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into foundation_auditentry (id, action, officer_id, at, target_type, target_id, data)"
            " values (gen_random_uuid(), 'test.forged', %s, now(), 'test', 'forged', '{}')",
            [ANOTHER],
        )
    assert log.faults() == [("unvouched", 0)]
    assert log.run("select officer_id from foundation_auditentry where target_id = 'forged'") == [(None,)]


def test_an_act_in_the_name_of_another_in_ones_own_scope(log: Log) -> None:
    log.write("own", officer=ANOTHER)
    found = log.run("select officer_id, vouched_by from foundation_auditentry where target_id = 'own'")
    assert found == [(ANOTHER, "scope")]


@pytest.mark.parametrize("trigger", ["stamp", "receipt"])
def test_a_guard_switched_off(log: Log, trigger: str) -> None:
    log.run(f"alter table foundation_auditentry disable trigger foundation_audit_{trigger}")
    assert log.faults() == [("unguarded", 0)]


@pytest.mark.parametrize("function", ["stamp", "receipt"])
def test_a_guard_that_does_something_else(log: Log, function: str) -> None:
    definition = log.run(f"select pg_get_functiondef('foundation_audit_{function}'::regproc)")[0][0]
    log.run(
        f"create or replace function foundation_audit_{function}() returns trigger language plpgsql"
        " as $$ begin return new; end $$"
    )
    assert log.faults() == [("unguarded", 0)]
    log.run(definition.replace("%", "%%"))
    assert log.faults() == []


def test_a_sealer_that_was_stopped(log: Log) -> None:
    log.write("x")
    number = log.run("select max(number) from foundation_auditreceipt")[0][0]
    assert log.faults() == []
    assert log.faults(at=now() + timedelta(minutes=11)) == [("overdue", number)]


def test_an_old_copy_of_everything_put_back(log: Log) -> None:
    last = log.last()
    for table in ("auditseal", "auditreceipt"):
        log.run(f"delete from foundation_{table} where number > (select max(number) - 3 from kept.auditseal)")
    log.run("delete from foundation_auditentry where id not in (select entry_id from foundation_auditreceipt)")
    log.run("select setval('foundation_audit_number', max(number)) from foundation_auditreceipt")
    assert log.faults() == [("cut", last)]


def test_the_second_place_differs(log: Log, settings: Any, tmp_path: Path) -> None:
    settings.AUDIT_SECOND_PLACE = str(tmp_path)
    log.write("x")
    log.seal()
    assert log.faults() == []
    copy = tmp_path / f"audit-anchors-{AuditChain.objects.get().id}.txt"
    # Somebody who holds the database, the folder of the installation and the key, but not the share.
    reseal(log, log.sequence("f"))
    log.edit_anchors(lambda lines: lines[:-1])
    log.seal()
    assert ("second_place", 5) in log.faults()
    assert copy.exists()
