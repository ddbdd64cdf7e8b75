"""Who goes through a row of numbers, by whatever page, is slowed, and who reads the log reads of it"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from minhbach.domains.enquiries import selectors as enquiries
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.refusals import TooManyLooks
from minhbach.foundation import attempts
from minhbach.foundation.attempts import BUDGETS, Count
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.pages.work import said
from tests.interfaces.office.test_inference import signed_in
from tests.worlds import AT, World

FREE = 6
# Each looks one value up: the search, what it suggests, who uses a value, lists, a form that looks for the same.
WAYS = (
    ("office:search", "q"), ("office:suggest", "q"), ("subjects:value", "gia-tri"), ("subjects:list", "q"),
    ("cases:list", "q"), ("cases:pick_subject", "q"), ("subjects:duplicates", "phone"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BUDGETS, Count.LOOKED, replace(BUDGETS[Count.LOOKED], free=FREE))


def look(client: Client, way: tuple[str, str], value: str) -> Any:
    page, name = way
    asked = urlencode({name: value, **({"loai": "phone"} if name == "gia-tri" else {})})
    return client.get(f"{reverse(page)}?{asked}", headers={"HX-Request": "true"} if page == "office:suggest" else {})


@time_machine.travel(AT, tick=False)
def test_each_way_counts_and_the_next_waits_whichever_it_is(world: World) -> None:
    client = signed_in(world.inspector)
    for number, way in enumerate(WAYS):
        assert look(client, way, f"0912 345 {number:03}").status_code in (200, 302), way
    answer = look(client, WAYS[0], "0912 345 999")
    assert answer.status_code == 403
    assert "bạn đã tra rất nhiều số" in answer.content.decode()
    # Words are no row of numbers, and others are not kept waiting.
    assert look(client, WAYS[0], "Nam Quân Phát").status_code == 200
    assert look(signed_in(world.inspection_leader), WAYS[0], "0912 345 999").status_code == 200
    [denied] = AuditEntry.objects.filter(action="office.look.denied", data__code=TooManyLooks.code)
    assert denied.officer_id == world.inspector.id
    assert "0912" not in str(denied.data)
    with world.acting(world.auditor):
        assert [
            (item.what, item.about) for item in said(enquiries.work_items(world.auditor, at=AT))
        ] == [(
            f"Xem lại việc tra cứu của {world.inspector.full_name}",
            "đã tra nhiều số tới mức phải chờ 1 lần trong một ngày",
        )]  # fmt: skip


def test_a_list_weighs_what_its_length_comes_to_whether_or_not_anybody_is_known(world: World) -> None:
    def look_list_up(values: int) -> None:
        cells = [f"0912{number:06}" for number in range(values)]
        with world.acting(world.inspector):
            subjects.look_list_up(officer=world.inspector, at=AT, cells=cells, purpose="area")

    look_list_up(100)
    assert attempts.Attempt.objects.get(count=Count.LOOKED).failures == 4
    look_list_up(75)
    with pytest.raises(TooManyLooks):
        look_list_up(1)


def test_what_was_looked_up_yesterday_is_no_burden_today(world: World) -> None:
    evening, morning = AT.replace(hour=15), AT.replace(day=AT.day + 1, hour=0)
    for at in (evening, morning):
        for _ in range(FREE):
            assert isinstance(attempts.take_looks("x", values=1, at=at), attempts.Taken)
        assert attempts.Attempt.objects.get(count=Count.LOOKED).failures == FREE
    for day in range(3):
        for _ in range(BUDGETS[Count.ASKED].free // 2):
            assert isinstance(attempts.take_question("x", at=AT.replace(day=AT.day + day)), attempts.Taken)
