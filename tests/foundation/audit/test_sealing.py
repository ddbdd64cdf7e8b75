"""The sealer chains what is committed, with a role of its own, and keeps the heads outside."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from minhbach.foundation import audit, trusted_clock
from minhbach.foundation.audit import anchors, sealing, verification
from minhbach.foundation.audit.models import AuditChain, AuditEntry, AuditSeal
from minhbach.foundation.clock import now
from minhbach.foundation.database import embedded, roles
from minhbach.foundation.scope import Access, acting_as
from minhbach.interfaces.cli import installation
from tests.foundation.audit.conftest import SOMEBODY, Log


def application() -> psycopg.Connection:
    """Another connection of the application's role."""
    parts = connection.settings_dict
    return psycopg.connect(host=parts["HOST"], port=parts["PORT"] or None, dbname=parts["NAME"], user=parts["USER"])


def test_a_chain_nobody_touched_is_clean(log: Log) -> None:
    result = verification.verify(at=now())
    assert result.findings == ()
    assert (result.unsealed, result.sealed) == (0, AuditEntry.objects.count())
    assert result.head == AuditSeal.objects.get(sequence=log.last()).digest


def test_a_log_not_sealed_yet_is_whole_but_overdue(log: Log) -> None:
    log.run("delete from foundation_auditseal")
    log.anchor_file.unlink()
    assert log.faults(at=now() + verification.OVERDUE) == [("overdue", 1)]


def test_the_heads_stand_outside_with_the_name_of_the_chain_and_a_key_of_their_own(log: Log) -> None:
    kept = anchors.read_anchors()
    assert [line.kind for line in kept.lines] == ["begin", "seal", "seal", "seal"]
    assert {line.chain for line in kept.lines} == {str(AuditChain.objects.get().id)}
    assert all(line.is_bound for line in kept.lines)
    assert [line.sequence for line in kept.lines] == [0, log.last() - 6, log.last() - 3, log.last()]
    assert stat.S_IMODE(log.key_file.stat().st_mode) == 0o600


def test_sealing_twice_adds_nothing(log: Log) -> None:
    assert log.seal() == 0
    assert log.kinds() == set()


def test_four_sealers_at_once_make_one_chain(log: Log) -> None:
    log.write(*(f"one-{number}" for number in range(20)))
    with ThreadPoolExecutor(4) as together:
        sealed = [one.result() for one in [together.submit(log.seal) for _ in range(4)]]
    assert sum(sealed) == 20
    assert log.kinds() == set()


def test_a_row_of_an_unfinished_transaction_is_sealed_when_it_ends_and_holds_nobody_up(log: Log) -> None:
    with application() as slow:
        slow.execute(
            "insert into foundation_auditentry (id, action, at, target_type, target_id, data)"
            " values (gen_random_uuid(), 'office.door.slow', now(), 'test', 'slow', '{}')"
        )
        log.write("quick")
        assert log.seal() == 1
        slow.commit()
    assert log.seal() == 1
    assert log.sequence("slow") == log.sequence("quick") + 1
    assert log.kinds() == set()


def test_an_act_that_is_undone_draws_no_number(log: Log) -> None:
    with acting_as(Access(officer_id=SOMEBODY)):
        audit.record("test.acted", officer_id=SOMEBODY, at=now(), target_type="test", target_id="undone")
        transaction.set_rollback(True)
    log.write("after")
    log.seal()
    assert log.kinds() == set()


def test_a_head_that_a_crash_left_unwritten_is_written_by_the_next_sealing(log: Log) -> None:
    log.edit_anchors(lambda lines: lines[:-1])
    assert log.faults() == [("anchors_old", log.last() - 3)]
    log.seal()
    assert log.kinds() == set()


def test_without_the_role_of_the_sealer_nothing_is_sealed(log: Log, settings: Any) -> None:
    settings.SEALER_DATABASE_URL = ""
    with pytest.raises(sealing.SealerMissing):
        log.seal()


@pytest.mark.parametrize(
    "statement",
    [
        "update foundation_auditentry set action = 'x'",
        "delete from foundation_auditentry",
        "truncate foundation_auditentry",
        "update foundation_auditseal set digest = 'x'",
        "insert into foundation_auditseal select 99999999, 99999999, gen_random_uuid(), '', '', now()",
        "insert into foundation_auditreceipt select 99999999, gen_random_uuid(), '', now(), now()",
        "delete from foundation_auditreceipt",
        "insert into foundation_auditchain select gen_random_uuid(), now()",
        "update foundation_auditchain set made_at = now()",
        "select nextval('foundation_audit_number')",
        "select setval('foundation_audit_number', 1)",
        "alter table foundation_auditentry disable trigger all",
    ],
)
def test_the_application_can_do_nothing_to_the_log_but_add_to_it(db: None, statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "update foundation_auditseal set digest = 'x'",
        "delete from foundation_auditseal",
        "insert into foundation_auditentry (id, action, at, target_type, target_id, data)"
        " values (gen_random_uuid(), 'x', now(), '', '', '{}')",
        "select * from agencies_officer",
    ],
)
def test_the_sealer_can_do_nothing_but_seal(log: Log, statement: str) -> None:
    name = connection.settings_dict["NAME"]
    with (
        psycopg.connect(django_settings.SEALER_DATABASE_URL, dbname=name) as sealer,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        sealer.execute(statement)


def test_a_sealer_made_after_the_tables_is_granted_its_rights(log: Log) -> None:
    server = embedded.start(installation.home())
    if str(connection.settings_dict["HOST"]) != str(server.socket_folder):
        pytest.skip("only of the server that comes with the packages do tests know the administrator")
    may = "select has_table_privilege('minhbach_sealer', 'foundation_auditseal', 'insert')"
    with psycopg.connect(server.admin_conninfo, dbname=connection.settings_dict["NAME"], autocommit=True) as admin:
        admin.execute("revoke all on foundation_auditseal from minhbach_sealer")
        assert admin.execute(may).fetchone() == (False,)
        for _ in range(2):
            roles.grant_to_sealer(admin)
        assert admin.execute(may).fetchone() == (True,)


def test_a_row_outside_the_transaction_of_its_act_is_refused(log: Log) -> None:
    with pytest.raises(RuntimeError, match="transaction of the act"):
        audit.record("test.acted", officer_id=None, at=now(), target_type="test", target_id="1")


def test_the_heads_are_copied_to_a_second_place(log: Log, settings: Any, tmp_path: Path) -> None:
    settings.AUDIT_SECOND_PLACE = str(tmp_path / "share")
    log.seal()
    assert log.faults() == [("second_place", 1)]
    (tmp_path / "share").mkdir()
    assert log.seal() == 0
    copy = tmp_path / "share" / f"audit-anchors-{AuditChain.objects.get().id}.txt"
    assert copy.read_text() == log.anchor_file.read_text()
    assert log.kinds() == set()


def test_a_clock_set_back_before_the_last_seal_is_noticed(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = now() - timedelta(days=30)
    monkeypatch.setattr(trusted_clock, "readings", lambda: trusted_clock.Readings(earlier, None))
    with pytest.raises(trusted_clock.ClockJumped):
        trusted_clock.require_true_clock(earlier)
