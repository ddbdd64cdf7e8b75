"""What senders think of how they were answered"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from minhbach.domains.intake import receipts, services
from minhbach.domains.intake.models import Opinion, Report
from minhbach.domains.intake.types import Stage
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.custody.making import two_custodians
from tests.domains.intake.making import as_portal, opened, sent
from tests.domains.intake.naming import named
from tests.worlds import World

RATE = "portal.rate(%s, %s, %s)"


def ended(world: World, report: Report, outcome: str = "KIEM_TRA") -> Report:
    by: dict[str, Any] = {"officer": world.committee_officer, "at": now(), "report": report}
    with world.acting(world.committee_officer):
        services.answer(**by, text="Đã kiểm tra.")
        services.move(**by, stage=Stage.DONE, outcome=outcome)
    return report


def test_are_asked_once_when_it_has_ended(world: World) -> None:
    report = sent(opened(world))
    assert as_portal("portal.opinion_asked(%s)", report.receipt) is None
    assert as_portal(RATE, report.receipt, "good", "") == {"refused": "again"}
    ended(world, report)
    assert as_portal("portal.opinion_asked(%s)", report.receipt) == {"words": True}
    assert as_portal(RATE, report.receipt, "great", "") == {"refused": "shape"}
    assert as_portal(RATE, report.receipt, "good", "x" * 501) == {"refused": "shape"}
    assert as_portal(RATE, report.receipt, "poor", "Chờ lâu quá.") == {}
    assert as_portal("portal.opinion_asked(%s)", report.receipt) is None
    assert as_portal(RATE, report.receipt, "good", "") == {"refused": "again"}
    # Nor when it is begun again and ends once more.
    with world.acting(world.committee_officer):
        report.refresh_from_db()
        services.move(
            officer=world.committee_officer, at=now(), report=report, stage=Stage.IN_HAND, reason="Có tình tiết mới"
        )
    ended(world, report)
    assert as_portal("portal.opinion_asked(%s)", report.receipt) is None
    with acting_as(SYSTEM):
        [kept] = Opinion.objects.all()
    assert (kept.kind, kept.verdict, kept.words) == ("TIN_BAO", "poor", "Chờ lâu quá.")
    assert kept.month == local_date(now()).replace(day=1)


def test_are_kept_without_what_they_are_of(world: World) -> None:
    code = receipts.code_for(uuid4(), key=settings.PORTAL_KEY)
    report = ended(world, sent(opened(world), code=code))
    assert as_portal(RATE, report.receipt, "good", "") == {}
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("select o::text from intake_opinion o")
        [(row,)] = cursor.fetchall()
        for word in (str(report.pk), report.number, report.receipt, code):
            assert word not in row
        [kept] = Opinion.objects.all()
        assert local_date(kept.created_at) == kept.month
        # Not of an order that would tell when: drawn, and of no clock.
        assert kept.id.version == 4
        cursor.execute("select count(*) from foundation_auditentry where action like '%%opinion%%'")
        assert cursor.fetchone()[0] == 0


def test_of_a_secret_kind_no_word_is_asked_or_kept(world: World) -> None:
    two_custodians(world)
    report = ended(world, named(opened(world)), outcome="THU_LY")
    assert as_portal("portal.opinion_asked(%s)", report.receipt) == {"words": False}
    assert as_portal(RATE, report.receipt, "poor", "Tôi là Mai.") == {}
    with acting_as(SYSTEM):
        assert Opinion.objects.get().words == ""


@pytest.mark.parametrize("statement", ["insert into intake_opinion default values", "delete from intake_opinion"])
def test_are_written_by_nobody_else(world: World, statement: str) -> None:
    with acting_as(SYSTEM), pytest.raises(ProgrammingError, match="permission denied"):  # noqa: SIM117
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
