"""Lịch trực: set a month at a time, read by everybody, called from the desk."""

from __future__ import annotations

import html
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.models import Duty, Officer
from minhbach.domains.agencies.refusals import DutyOfStranger, RoleMissing
from minhbach.domains.agencies.types import Shift
from minhbach.domains.agencies.work import work_items
from minhbach.foundation.pages.work import Card, said
from tests.worlds import AT, World

TODAY, TOMORROW = date(2026, 11, 20), date(2026, 11, 21)


def set_rota(world: World, officer: Officer, turns: dict[tuple[date, Shift], services.Turn]) -> None:
    with world.acting(officer):
        services.set_rota(agency=world.team, month=TODAY, turns=turns, officer=officer, at=AT)


def told(world: World) -> list[tuple[date, str, str, str]]:
    duties = selectors.duties_of(world.team, TODAY)
    return [(duty.day, duty.shift, duty.officer.full_name, duty.phone) for duty in duties]


def test_a_month_is_set_and_set_again(world: World) -> None:
    inspector, leader = world.inspector, world.inspection_leader
    Officer.objects.filter(pk=inspector.pk).update(phone="0912 000 111")
    inspector.refresh_from_db()
    set_rota(
        world,
        world.team_head,
        {
            (TODAY, Shift.LEADER): services.Turn(leader, "0205 3800 389"),
            (TODAY, Shift.NIGHT): services.Turn(inspector),
            (date(2026, 12, 1), Shift.DAY): services.Turn(inspector),
        },
    )
    assert told(world) == [
        (TODAY, "1_leader", leader.full_name, "0205 3800 389"),
        (TODAY, "3_night", inspector.full_name, "0912 000 111"),
    ]
    set_rota(world, world.team_head, {(TODAY, Shift.LEADER): services.Turn(inspector)})
    assert told(world) == [(TODAY, "1_leader", inspector.full_name, "0912 000 111")]


def test_only_who_keeps_the_unit_sets_it_and_only_its_own_people_serve(world: World) -> None:
    turns = {(TODAY, Shift.DAY): services.Turn(world.inspector)}
    with pytest.raises(RoleMissing):
        set_rota(world, world.inspector, turns)
    with pytest.raises(DutyOfStranger):
        set_rota(world, world.team_head, {(TODAY, Shift.DAY): services.Turn(world.outsider)})
    assert Duty.objects.count() == 0
    set_rota(world, world.head, turns)
    assert Duty.objects.count() == 1


def test_the_desk_says_who_is_on_duty_today(world: World) -> None:
    set_rota(
        world,
        world.team_head,
        {
            (TODAY, Shift.DAY): services.Turn(world.inspector, "0912 000 111"),
            (TOMORROW, Shift.DAY): services.Turn(world.inspection_leader),
        },
    )
    with world.acting(world.inspection_leader):
        (card,) = [one for one in work_items(world.inspection_leader, at=AT) if isinstance(one, Card)]
    (unit,) = card.shown["units"]
    assert [(duty.officer, duty.phone) for duty in unit["duties"]] == [(world.inspector, "0912 000 111")]


def test_a_head_is_told_that_nobody_was_named(world: World) -> None:
    with world.acting(world.team_head):
        (card,) = [one for one in work_items(world.team_head, at=AT) if isinstance(one, Card)]
    assert card.shown["name"] == world.team.short_name
    with world.acting(world.inspector):
        assert said(work_items(world.inspector, at=AT)) == []


def test_the_pages_show_and_set_a_month(world: World) -> None:
    client = Client()
    client.force_login(world.team_head, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = reverse("agencies:set_rota", args=[world.team.pk]) + "?thang=2026-12"
    body = client.get(page).content.decode()
    assert "d31_2_day" in body
    assert "d32_" not in body
    sent = {"d5_2_day": str(world.inspector.pk), "d5_phone": "0912 000 111"}
    marks = body.split('name="seen_marks" value="')[1].split('"')[0]
    answer = client.post(page, {**sent, "seen_marks": html.unescape(marks)})
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"].endswith("?thang=2026-12")
    month = client.get(answer["Location"]).content.decode()
    assert "T7 05/12/2026" in month
    assert world.inspector.full_name in month
    assert "0912 000 111" in month
