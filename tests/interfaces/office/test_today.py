"""The desk: lines in order of time, true counts, and for which post each is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minhbach.domains.agencies.models import Post
from minhbach.domains.agencies.selectors import keep_posts
from minhbach.domains.law.selectors import open_law
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import Card, Kind, WorkItem, say_left
from minhbach.interfaces.office import work
from minhbach.interfaces.office.work import Desk, desk_of
from tests.worlds import AT, World

# 20 November 2026 is a Friday.
FRIDAY, MONDAY, WEDNESDAY, THURSDAY, NEXT_FRIDAY = (date(2026, 11, day) for day in (20, 23, 25, 26, 27))


def item(what: str, *, kind: Kind = Kind.CASE, **more: Any) -> WorkItem:
    return WorkItem(kind, what, "Đối tượng", "/", "Mở", **more)


def laid(world: World, monkeypatch: pytest.MonkeyPatch, said: Iterable[WorkItem | Card], officer: Any = None) -> Desk:
    office = SimpleNamespace(work=lambda officer, *, at: said)
    monkeypatch.setattr(work, "offices", lambda: (office,))
    return desk_of(officer or world.inspector, at=AT)


def test_lines_stand_in_groups_of_time_and_in_order(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = laid(
        world,
        monkeypatch,
        [
            item("mới", is_new=True),
            item("thứ sáu", due_on=NEXT_FRIDAY),
            item("thứ tư", due_on=WEDNESDAY),
            item("hôm nay", due_on=FRIDAY),
            item("không hạn"),
            item("ký", kind=Kind.SIGN),
            item("quá hạn", due_on=date(2026, 11, 19)),
        ],
    )
    assert [[line.item.what for line in group.lines] for group in desk.groups] == [
        ["quá hạn"],
        ["hôm nay", "thứ tư"],
        ["thứ sáu", "ký", "không hạn"],
        ["mới"],
    ]


def test_holidays_are_no_working_days_on_the_desk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    # Tuesday 24 November is a day off since 2026.
    desk = laid(world, monkeypatch, [item("thứ năm", due_on=THURSDAY), item("thứ sáu", due_on=NEXT_FRIDAY)])
    assert [line.left for line in desk.due.lines] == ["còn 3 ngày làm việc · 26/11"]
    assert [line.left for line in desk.waiting.lines] == ["còn 4 ngày làm việc · 27/11"]


def test_a_group_counts_what_its_lines_stand_for(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = laid(world, monkeypatch, [item("1.240 thông tin mới", is_new=True, count=1_240), item("một", is_new=True)])
    assert desk.new.count == "1.241"
    desk = laid(world, monkeypatch, [item("nhiều", is_new=True, count=10_001)])
    assert desk.new.count == "10.000+"


def test_who_holds_several_posts_reads_which_one_a_line_is_for(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    head = world.post(world.team_head, "head")
    Post.objects.create(
        officer=world.team_head, agency=world.commune_committee, role="head", title_vi="Phó Trưởng ban thường trực",
        valid_from=date(2026, 1, 9),
    )  # fmt: skip
    said = [item("a", agency_id=world.team.id), item("b", agency_id=world.commune_committee.id), item("c")]
    desk = laid(world, monkeypatch, said, world.team_head)
    committee = f"Phó Trưởng ban thường trực, {world.commune_committee.short_name}"
    assert [line.post for line in desk.waiting.lines] == [str(head), committee, ""]
    desk = laid(world, monkeypatch, said[:2])
    assert [line.post for line in desk.waiting.lines] == ["", ""]


@pytest.mark.parametrize(
    ("days", "due_on", "said"),
    [
        (0, FRIDAY, "hôm nay là ngày cuối"),
        (1, MONDAY, "còn 1 ngày làm việc"),
        (-2, date(2026, 11, 18), "quá hạn 2 ngày làm việc"),
    ],
)
def test_what_is_left_is_said_in_working_days(days: int, due_on: date, said: str) -> None:
    assert say_left(days, due_on, FRIDAY) == said


@pytest.mark.parametrize(
    "who",
    [
        "inspector", "inspection_leader", "team_head", "head", "deputy", "analyst", "committee_officer",
        "committee_head", "commune_officer", "records_clerk", "legal_officer", "auditor",
    ],
)  # fmt: skip
def test_the_desk_keeps_its_query_budget(world: World, who: str) -> None:
    officer = getattr(world, who)
    keep_posts(officer, on=local_date(AT))
    open_law()  # read once a process
    with world.acting(officer), CaptureQueriesContext(connection) as asked:
        desk_of(officer, at=AT)
    assert len(asked) <= 16, "\n".join(one["sql"][:160] for one in asked)


def test_every_role_finds_a_desk_with_its_own_first(world: World) -> None:
    """Nobody sees empty boxes: who has no line and no piece reads that nothing waits."""
    first = {
        "auditor": "Đã niêm phong|Chưa có dòng nào được niêm phong",
        "administrator": "chưa có lớp thứ hai",
        "head": "chưa đặt lịch trực hôm nay",
        "inspector": "Không có việc quá hạn, đến hạn hay chờ bạn.",
    }
    for who, words in first.items():
        client = Client()
        client.force_login(getattr(world, who), backend="allauth.account.auth_backends.AuthenticationBackend")
        page = client.get("/", follow=True).content.decode()
        assert any(one in page for one in words.split("|")), who
        if who != "administrator":
            assert "desk-group" not in page, who


def test_what_there_is_now_is_asked_for_by_who_opens_it(world: World) -> None:
    client = Client()
    client.force_login(world.inspector, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("office:at_hand"))
    part = client.get(reverse("office:at_hand"), headers={"HX-Request": "true"})
    assert "<html" in page.content.decode()
    assert "<html" not in part.content.decode()
