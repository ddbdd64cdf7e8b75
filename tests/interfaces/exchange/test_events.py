"""What a telephone exchange posts"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client

from minhbach.domains.hotline import services
from minhbach.domains.hotline.models import Call, CallEvent
from minhbach.domains.hotline.types import CallState
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.interfaces.exchange.views import SIGNATURE, TIMESTAMP, sign
from tests.domains.hotline.making import line
from tests.worlds import AT, World

SECRET = "khóa của tổng đài, dài và ngẫu nhiên"
RANG, HEARD, ENDED = "2026-11-20T08:00:00+07:00", "2026-11-20T08:00:12+07:00", "2026-11-20T08:03:00+07:00"


@pytest.fixture(autouse=True)
def with_secret(settings: Any) -> None:
    settings.EXCHANGE_SECRET = SECRET


def told(event: str, at: str, *, name: str = "", **more: str) -> dict[str, str]:
    return {
        "id": name or f"e-{event}", "call": "c-1", "event": event, "at": at, "called": "+84 205 3000 389", **more
    }  # fmt: skip


def post(*events: dict[str, str], secret: str = SECRET, sent_at: str = "", body: bytes = b"") -> Any:
    body = body or json.dumps({"events": list(events)}).encode()
    sent_at = sent_at or str(int(now().timestamp()))
    headers = {TIMESTAMP: sent_at, SIGNATURE: sign(sent_at, body, secret=secret)}
    return Client().post("/tong-dai/", body, content_type="application/json", headers=headers)


def the_call() -> Call:
    with acting_as(SYSTEM):
        found: Call = Call.objects.get()
        return found


@time_machine.travel(AT)
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_comes_in_any_order_and_tells_the_same_call(world: World, order: tuple[int, ...]) -> None:
    line(world)
    events = [told("ringing", RANG, caller="0912 000 345"), told("answered", HEARD), told("ended", ENDED)]
    for place in order:
        assert post(events[place]).json() == {"new": 1, "known": 0}
    call = the_call()
    assert (call.state, call.answered_at and call.answered_at - call.came_at) == (
        CallState.ANSWERED, timedelta(seconds=12),
    )  # fmt: skip
    # Who was answered leaves no number.
    assert (call.caller, call.caller_end) == ("", "")


@time_machine.travel(AT)
def test_told_again_changes_nothing(world: World) -> None:
    line(world)
    events = [told("ringing", RANG, caller="0912000345"), told("ended", ENDED)]
    assert post(*events).json() == {"new": 2, "known": 0}
    before = the_call()
    assert post(*events).json() == {"new": 0, "known": 2}
    assert post(told("ringing", HEARD, name="e-ringing")).json() == {"new": 0, "known": 1}
    after = the_call()
    assert (after.state, after.came_at, after.caller) == (CallState.MISSED, before.came_at, before.caller)
    assert CallEvent.objects.count() == 2
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(c::text, ' ') from hotline_call c")
        assert "912000345" not in cursor.fetchone()[0]


@time_machine.travel(AT)
def test_is_taken_from_who_holds_the_secret_and_only_for_a_while(world: World) -> None:
    line(world)
    event, late = told("ringing", RANG), str(int(now().timestamp()) - 301)
    assert post(event, secret="khác").status_code == 401
    assert post(event, sent_at=late).status_code == 401
    assert Client().post("/tong-dai/", b"{}", content_type="application/json").status_code == 401
    with acting_as(SYSTEM):
        assert not Call.objects.exists()


def test_is_no_page_where_no_secret_is_set(settings: Any) -> None:
    settings.EXCHANGE_SECRET = ""
    assert post(told("ringing", RANG)).status_code == 404


@time_machine.travel(AT)
@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b'{"events": []}', b'{"events": [1]}', b'{"events": [{"id": 1}]}', b"[" * 3_000,
     json.dumps({"events": [told("danced", RANG)]}).encode(),
     json.dumps({"events": [told("ringing", RANG)] * 201}).encode()],
)  # fmt: skip
def test_without_a_shape_is_refused(world: World, body: bytes) -> None:
    assert post(body=body or b"{").status_code == 400


@time_machine.travel(AT)
@pytest.mark.parametrize(
    "wrong",
    [{"at": "2026-11-20T08:00:00"}, {"at": "hôm qua"}, {"at": "2026-11-21T08:00:00+07:00"}, {"called": "0999"}],
)
def test_that_cannot_be_is_refused_with_all_that_came_with_it(world: World, wrong: dict[str, str]) -> None:
    line(world)
    answer = post(told("ringing", RANG), {**told("ended", ENDED), **wrong})
    assert (answer.status_code, answer.json()["refused"]) == (422, "event")
    with acting_as(SYSTEM):
        assert not Call.objects.exists()


@time_machine.travel(AT)
def test_never_told_of_its_end_was_missed(world: World) -> None:
    line(world)
    post(told("ringing", RANG))
    assert services.settle_unended(at=now()) == 1
    assert the_call().state == CallState.MISSED
    # The exchange says late that somebody heard it.
    post(told("answered", HEARD))
    assert the_call().state == CallState.ANSWERED
