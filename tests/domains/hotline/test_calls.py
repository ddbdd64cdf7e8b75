"""A call"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.hotline import codes, refusals, selectors, services
from minhbach.domains.hotline.models import Call
from minhbach.domains.hotline.types import CallState, TryResult
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.hotline.making import CALLER, entered, line, missed
from tests.worlds import World

PRESS = UUID(int=3_890)


def all_of_calls() -> str:
    """Everything that the tables of calls hold, as text."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(string_agg(c::text, ' '), '') from hotline_call c")
        return str(cursor.fetchone()[0])


def test_becomes_a_report_of_its_kind_that_came_by_telephone_once(world: World) -> None:
    at_line = line(world)
    report = entered(world, at_line, press=PRESS)
    assert entered(world, at_line, press=PRESS) == report
    assert (report.kind, report.channel, report.what, report.where_said, report.owner_agency) == (
        "TIN_BAO", "phone", "Bán thuốc giả ở quầy cuối chợ.", "Chợ Kỳ Lừa", world.committee,
    )  # fmt: skip
    with acting_as(SYSTEM):
        call = Call.objects.get()
    assert (call.state, call.report_id, call.officer, call.caller) == (
        CallState.ANSWERED, report.pk, world.committee_officer, "",
    )  # fmt: skip


def test_gives_a_receipt_that_follows_from_the_press_and_stands_nowhere(world: World) -> None:
    report = entered(world, line(world), press=PRESS)
    code = codes.code_of(PRESS)
    assert len(code) == 27
    with world.acting(world.committee_officer):
        assert selectors.report_of_press(PRESS) == report
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(r::text, ' ') from intake_report r")
        assert code not in cursor.fetchone()[0] + all_of_calls()


def test_is_written_down_by_the_line_s_own_agency_alone(world: World) -> None:
    at_line = line(world)
    with world.acting(world.auditor), pytest.raises(RoleMissing):
        services.enter_call(
            officer=world.auditor, at=now(), line=at_line, kind="TIN_BAO", what="x", where="", press=PRESS
        )
    with world.acting(world.inspector), pytest.raises(refusals.NotHere):
        selectors.get_line(at_line.pk)
    with acting_as(SYSTEM):
        assert not Call.objects.exists()


def test_that_was_missed_keeps_its_number_closed_until_it_is_returned(world: World) -> None:
    call = missed(world, line(world))
    assert "912000345" not in all_of_calls()
    officer, head = world.committee_officer, world.committee_head
    with world.acting(officer):
        assert selectors.caller_of(call) == "••••345"
        call = services.take_on(officer=officer, at=now(), call=call)
        assert selectors.caller_of(call) == CALLER.replace(" ", "")
    assert AuditEntry.objects.filter(action="hotline.call.taken_on", target_id=str(call.pk)).count() == 1
    with world.acting(head):
        assert selectors.caller_of(selectors.get_call(call.pk)) == "••••345"
    with world.acting(officer):
        services.try_back(officer=officer, at=now(), call=call, result=TryResult.NO_ANSWER)
        assert selectors.waiting_calls() == [call]
        services.try_back(officer=officer, at=now(), call=call, result=TryResult.REACHED, note="hẹn gặp")
        assert selectors.waiting_calls() == []
        settled = selectors.get_call(call.pk)
        assert (settled.state, settled.caller, settled.caller_end) == (CallState.CALLED_BACK, "", "")
        assert [one.result for one in selectors.tries_of(call)] == ["no_answer", "reached"]
        with pytest.raises(refusals.CallSettled):
            services.try_back(officer=officer, at=now(), call=call, result=TryResult.REACHED)


def test_that_is_returned_becomes_a_report_and_its_number_goes(world: World) -> None:
    at_line = line(world)
    call = missed(world, at_line)
    report = entered(world, at_line, call=call)
    call.refresh_from_db()
    assert (call.state, call.report_id, call.caller) == (CallState.CALLED_BACK, report.pk, "")
    assert (call.answered_at, call.settled_at is not None) == (None, True)


def test_nobody_reached_in_time_is_forgotten(world: World) -> None:
    with time_machine.travel(now() - timedelta(days=29)):
        at_line = line(world)
        young = missed(world, at_line)
    assert services.forget_callers(at=now()) == 0
    assert services.forget_callers(at=now() + timedelta(days=2)) == 1
    assert services.forget_callers(at=now() + timedelta(days=2)) == 0
    young.refresh_from_db()
    assert (young.state, young.caller, young.caller_end) == (CallState.GIVEN_UP, "", "")


def test_waiting_to_be_returned_is_read_by_a_new_secret_key_once_it_is_closed_anew(world: World, settings: Any) -> None:
    call = missed(world, line(world))
    settings.FORMER_SECRET_KEY, settings.SECRET_KEY = settings.SECRET_KEY, "k" * 50
    assert services.close_anew() == (1, 0)
    settings.FORMER_SECRET_KEY = ""
    with world.acting(world.committee_officer):
        call = services.take_on(officer=world.committee_officer, at=now(), call=selectors.get_call(call.pk))
        assert selectors.caller_of(call) == CALLER.replace(" ", "")


def test_on_the_way_shows_what_is_known_of_the_same_place_and_number(world: World) -> None:
    at_line = line(world)
    same = entered(world, at_line, where="Chợ Kỳ Lừa, quầy 12", what="Gọi 0912 345 678 để mua.")
    entered(world, at_line, where="Bến xe", what="Chuyện khác.")
    with world.acting(world.committee_officer):
        assert selectors.open_reports("", "quầy 12") == [same]
        assert selectors.open_reports("số 0912 345 678 rao", "") == [same]
        assert selectors.open_reports("không có gì", "") == []
    with world.acting(world.stranger):
        assert selectors.open_reports("", "quầy 12") == []
