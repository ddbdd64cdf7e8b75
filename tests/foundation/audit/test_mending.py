"""A spoiled chain goes on again with a reason, and nothing true is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from minhbach.config.settings.environment import database_settings
from minhbach.foundation.audit import mending, verification
from minhbach.foundation.audit.models import AuditEntry, AuditSeal
from minhbach.foundation.clock import now
from tests.foundation.audit.conftest import Log


@pytest.fixture
def as_owner(log: Log) -> Iterator[None]:
    """Mending is the command line's, with the role that owns the tables."""
    kept = {name: connection.settings_dict[name] for name in ("USER", "PASSWORD")}
    owner = database_settings(log.owner)
    connection.close()
    connection.settings_dict.update(USER=owner["USER"], PASSWORD=owner.get("PASSWORD", ""))
    yield
    connection.close()
    connection.settings_dict.update(kept)


def test_a_forged_seal_is_taken_out_and_the_chain_goes_on(log: Log, as_owner: None) -> None:
    last = log.last()
    log.run("insert into foundation_auditseal select 99999999, 99999999, gen_random_uuid(), 'x', 'x', now()")
    log.write("later")
    log.seal()
    assert "forged" in log.kinds()
    assert mending.mend(reason="mắt xích giả", at=now()) == mending.Mend(kept=last, removed=2)
    log.seal()
    result = verification.verify(at=now())
    assert result.findings == ()
    assert [line.sequence for line in result.mends] == [last]
    told = AuditEntry.objects.get(action="foundation.audit.mended")
    assert told.data["reason"] == "mắt xích giả"
    assert (told.data["removed"], told.data["findings"]) == (2, ["forged"])
    assert (log.sequence("later"), AuditSeal.objects.get(entry_id=told.id).sequence) == (last + 1, last + 2)


def test_a_row_taken_away_stays_a_finding_after_mending(log: Log, as_owner: None) -> None:
    link = log.sequence("b")
    log.run("delete from foundation_auditentry where target_id = 'b'")
    mending.mend(reason="thử", at=now())
    log.seal()
    assert log.faults() == [("missing", link)]


def test_lost_anchors_are_begun_anew(log: Log, as_owner: None) -> None:
    log.anchor_file.unlink()
    log.write("later")
    log.seal()
    assert log.kinds() == {"anchors_missing"}
    mending.mend(reason="hỏng ổ đĩa", at=now())
    log.seal()
    assert log.kinds() == set()


def test_a_log_brought_back_from_a_backup_goes_on(log: Log, as_owner: None) -> None:
    log.run("delete from foundation_auditseal where sequence > %s", log.last() - 3)
    log.run("delete from foundation_auditreceipt where number not in (select number from foundation_auditseal)")
    log.run("delete from foundation_auditentry where id not in (select entry_id from foundation_auditreceipt)")
    assert log.kinds() == {"cut", "gap"}
    mending.mend(reason="phục hồi từ bản sao lưu", at=now())
    log.write("later")
    log.seal()
    assert log.kinds() == set()


def test_what_is_touched_after_mending_is_found(log: Log, as_owner: None) -> None:
    mending.mend(reason="thử", at=now())
    log.write("x")
    log.seal()
    log.run("delete from foundation_auditseal where sequence = %s", log.last())
    assert "cut" in log.kinds()
