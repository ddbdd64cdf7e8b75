"""A number that a failed commit drew in vain is accounted for with the installation's key, and never hidden."""

from __future__ import annotations

import pytest

from minhbach.foundation.audit import accounting, anchors, verification
from minhbach.foundation.audit.accounting import Gap
from minhbach.foundation.audit.models import AuditChain
from minhbach.foundation.clock import now
from tests.foundation.audit.conftest import Log


@pytest.fixture
def number(log: Log) -> int:
    """Draw a number that no row bears, as a commit does for whose receipt there is no room."""
    found: int = log.run("select nextval('foundation_audit_number')")[0][0]
    log.write("later")
    log.seal()
    return found


def test_it_is_a_finding_until_somebody_accounts_for_it(log: Log, number: int) -> None:
    assert log.faults() == [("gap", number)]
    accounting.account(Gap(number, number), reason="đầy ổ đĩa", at=now())
    log.seal()
    result = verification.verify(at=now())
    assert result.findings == ()
    assert result.accounted == (Gap(number, number, "đầy ổ đĩa"),)


def test_a_row_without_the_installations_mark_accounts_for_nothing(log: Log, number: int) -> None:
    chain = str(AuditChain.objects.get().id)
    accounting.account(Gap(number + 500, number + 500), reason="số khác", at=now())
    mark = anchors.mark_of(f"accounted {chain} {number + 500} {number + 500} số khác")
    log.run(
        "insert into foundation_auditentry (id, action, at, target_type, target_id, data, agencies)"
        " select gen_random_uuid(), action, at, target_type, target_id,"
        " jsonb_build_object('first', %s::int, 'last', %s::int, 'reason', 'số khác', 'mark', %s::text), agencies"
        " from foundation_auditentry where action = 'foundation.audit.accounted'",
        number,
        number,
        mark,
    )
    assert ("gap", number) in log.faults()


def test_it_accounts_for_no_number_beyond(log: Log, number: int) -> None:
    accounting.account(Gap(number, number), reason="đầy ổ đĩa", at=now())
    log.run("select nextval('foundation_audit_number'), nextval('foundation_audit_number')")
    log.write("last")
    log.seal()
    assert [kind for kind, _ in log.faults()] == ["gap"]
