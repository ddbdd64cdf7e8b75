"""The list, today's work, and how much they ask of the database."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Post
from minhbach.domains.cases import selectors
from tests.domains.cases.world import World, as_officer, at, case_at, on


def client_of(post: Post) -> Client:
    client = Client()
    client.force_login(post.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def listed(client: Client, **query: str) -> str:
    return client.get(reverse("cases:list"), {"sort": "code", **query}).content.decode()


def test_the_list_filters_by_step_clock_class_agency_and_trade(world: World) -> None:
    first = case_at(world, "opened", title="Hàng thứ nhất", is_ecommerce=True)
    second = case_at(world, "recorded", title="Hàng thứ hai")
    client = client_of(world.head)
    both = (first.code, second.code)
    for query, shown in (
        ({}, both),
        ({"step": "verification"}, both[:1]),
        ({"class": "KRNG"}, both[1:]),
        ({"clock": "none"}, both[:1]),
        ({"clock": "running"}, both[1:]),
        ({"officer": "none"}, ()),
        ({"officer": "mine"}, ()),
        ({"officer": str(world.inspector.officer_id)}, both),
        ({"officer": str(world.second.officer_id)}, ()),
        ({"ecommerce": "yes"}, both[:1]),
        ({"agency": str(world.team.id)}, both),
        ({"q": "thu hai"}, both[1:]),
        ({"q": "lý thị mai"}, both),
        ({"q": "không có"}, ()),
        ({"from": on(1).isoformat()}, ()),
        ({"step": "nonsense", "from": "x"}, both),
    ):
        page = listed(client, **query)
        assert [code for code in both if code in page] == list(shown), query


def test_the_list_begins_with_the_deadline_and_says_it_as_the_desk_does(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minhbach.interfaces.office.middleware.now", lambda: at(9))
    case_at(world, "opened")
    case_at(world, "recorded")
    client = client_of(world.head)
    page = client.get(reverse("cases:list"))
    rows = [row.due_on for row in page.context["list"].page.object_list]
    assert rows == [on(14), None]
    assert page.context["list"].columns[0].name == "due"
    assert "còn 3 ngày làm việc · đến 16/11/2026" in page.content.decode()
    last = client.get(reverse("cases:list"), {"sort": "-due"}).context["list"]
    assert [row.due_on for row in last.page.object_list] == [on(14), None]


def test_the_list_exports_to_a_workbook(world: World) -> None:
    case_at(world, "opened")
    answer = client_of(world.head).get(reverse("cases:list"), {"sort": "code", "export": "xlsx"})
    assert answer["Content-Disposition"] == 'attachment; filename="vu-viec.xlsx"'
    assert answer.content.startswith(b"PK")


def test_the_list_keeps_its_query_budget_however_many_cases(world: World, django_assert_max_num_queries: Any) -> None:
    for _ in range(4):
        case_at(world, "opened")
    client = client_of(world.head)
    listed(client)
    with django_assert_max_num_queries(23):
        listed(client)


@pytest.mark.parametrize("step", ["opened", "recorded", "decided"])
def test_the_page_of_a_case_keeps_its_query_budget(world: World, step: str, django_assert_max_num_queries: Any) -> None:
    case = case_at(world, step)
    case_at(world, "opened")
    client = client_of(world.inspector)
    client.get(case.get_absolute_url())
    with django_assert_max_num_queries(45):
        client.get(case.get_absolute_url())


def test_open_cases_are_counted_by_step(world: World) -> None:
    case_at(world, "opened")
    case_at(world, "recorded")
    case_at(world, "closed")
    with as_officer(world.head, at(13)):
        counts = selectors.open_case_counts()
    assert [counts.write(step) for step in ("verification", "decision", "inspection")] == ["1", "1", "0"]
    assert "closed" not in counts.counts


def test_counts_stop_where_nobody_reads_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minhbach.foundation.pages.tally.CAP", 1)
    for _ in range(2):
        case_at(world, "opened")
    case_at(world, "recorded")
    with as_officer(world.head, at(13)):
        counts = selectors.open_case_counts()
    assert [counts.write(step) for step in ("verification", "decision", "inspection")] == ["1+", "1", "0"]


def test_a_long_list_is_sorted_only_by_what_an_index_walks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minhbach.foundation.pages.listing.COUNT_CAP", 1)
    first = case_at(world, "opened", title="Hàng thứ nhất")
    second = case_at(world, "opened", title="Hàng thứ hai")
    client = client_of(world.head)
    long = listed(client, sort="title")
    assert "Danh sách dài hơn 1 dòng nên chưa sắp xếp theo cột này." in long
    for page in (listed(client, sort="-opened"), listed(client, sort="title", step="verification", q="nhất")):
        assert "chưa sắp xếp" not in page
    assert first.code in long
    assert second.code in long
