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

from minhbach.domains.agencies.models import Agency, Post
from minhbach.domains.agencies.selectors import keep_posts
from minhbach.domains.law.selectors import open_law
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.services import register_merchant
from minhbach.domains.subjects.types import MerchantFacts, SubjectKind
from minhbach.foundation.audit.looks import looking
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import Asked, Card, Kind, WorkItem, said, say_left
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
    assert len(asked) <= 14, "\n".join(one["sql"][:160] for one in asked)


def test_what_waits_in_many_tables_is_asked_in_one_question(world: World) -> None:
    """What is told of a person on the desk is in the log like any look at it; the rest is counted apart."""
    officer = world.inspector
    with world.acting(officer):
        for name in ("Tạp hóa Ba Sao", "Tạp hóa Hai Sông", "Tạp hóa Một Núi"):
            facts = MerchantFacts(kind=SubjectKind.UNKNOWN, name=name, place=world.commune)
            register_merchant(officer=officer, at=AT, facts=facts)
        subjects = Subject.objects.order_by("name")

        def say(rows: list[dict[str, Any]], others: int) -> list[WorkItem]:
            return [item(row["name"]) for row in rows] + [item("khác", count=others)] * bool(others)

        given = [
            Asked(subjects, {"name": "name"}, 2, say),
            item("một việc"),
            Asked(subjects.filter(name="không có"), {"name": "name"}, 2, say),
            Asked(Agency.objects.filter(pk=world.team.pk), {"name": "short_name"}, 5, say),
        ]
        with looking() as looks, CaptureQueriesContext(connection) as asked:
            told = [(one.what, one.count) for one in said(given) if isinstance(one, WorkItem)]
    assert told == [
        ("Tạp hóa Ba Sao", 1), ("Tạp hóa Hai Sông", 1), ("khác", 1), ("một việc", 1), (world.team.short_name, 1),
    ]  # fmt: skip
    # One for all of them, and one to count what is left of the first.
    assert len(asked) == 2
    # Whoever reads no further than a line has seen that there is another.
    assert set(looks.read) == {"subjects.subject"}
    assert set(looks.read["subjects.subject"].values()) == {world.team.id}


@pytest.mark.parametrize("who", ["inspector", "inspection_leader", "team_head", "analyst", "committee_officer"])
def test_the_menu_holds_no_more_than_one_takes_in(world: World, who: str) -> None:
    client = Client()
    client.force_login(getattr(world, who), backend="allauth.account.auth_backends.AuthenticationBackend")
    shown = client.get("/", follow=True).context["rooms"]
    assert len(shown) <= 12, [str(room["label"]) for room in shown]


def test_a_room_under_another_is_a_door_to_whoever_stands_in_either(world: World) -> None:
    client = Client()
    client.force_login(world.inspector, backend="allauth.account.auth_backends.AuthenticationBackend")

    def doors(view: str) -> dict[str, list[tuple[str, int, bool]]]:
        rooms = client.get(reverse(view)).context["rooms"]
        return {
            str(room["label"]): [(str(one["label"]), one["depth"], one["is_current"]) for one in room["within"]]
            for room in rooms
            if room["within"]
        }

    told = ("Quyền sở hữu trí tuệ", "Theo dõi", "Đối chiếu hồ sơ", "Mạng lưới", "Hỏi, trả lời", "Website, gian hàng")
    assert doors("subjects:list") == {"Tổ chức, cá nhân": [(one, 1, False) for one in told]}
    assert doors("networks:path") == {
        "Tổ chức, cá nhân": [
            ("Quyền sở hữu trí tuệ", 1, False),
            ("Theo dõi", 1, False),
            ("Đối chiếu hồ sơ", 1, False),
            ("Mạng lưới", 1, False),
            ("Đường nối", 2, True),
            ("Hỏi, trả lời", 1, False),
            ("Website, gian hàng", 1, False),
        ]
    }
    # Of two doors whose addresses begin alike one stands in one.
    assert [label for label, _, is_here in doors("pictures:known_list")["Thông tin cần thẩm tra"] if is_here] == [
        "Ảnh mẫu"
    ]
    # Whoever is not shown the room above it has it as one of his own.
    client.force_login(world.analyst, backend="allauth.account.auth_backends.AuthenticationBackend")
    own = [str(room["label"]) for room in client.get("/", follow=True).context["rooms"]]
    assert "Chợ" in own
    assert "Quản lý địa bàn" not in own


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
