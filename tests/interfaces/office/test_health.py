"""“Tình trạng hệ thống”: what is wrong and what to do, for whoever administers with nobody above."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from minhbach.domains.agencies import services
from minhbach.domains.agencies.models import Officer, Post
from minhbach.domains.agencies.selectors import keeps_installation
from minhbach.domains.agencies.types import Role
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.interfaces.health.ailments import Ailment
from minhbach.interfaces.health.checks import CHECKS, Check
from minhbach.interfaces.health.watch import look_now
from tests.worlds import World, officer_in

PAGE = "/tinh-trang/"
AGAIN = "/tinh-trang/kiem-tra-lai/"


@pytest.fixture
def world(standing_province: World, settings: Any, tmp_path: Path, files: Path) -> World:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, minhbach_home=tmp_path)
    return standing_province


@pytest.fixture
def below(world: World) -> Officer:
    """An administrator of an agency below that of another."""
    with acting_as(SYSTEM):
        return officer_in(world.commune_committee, Role.ADMINISTRATOR, "Bế Văn Tài", "Quản trị", username="below")


def client_of(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def sick(at: datetime) -> Iterator[Ailment]:
    yield Ailment("Ổ đĩa chỉ còn 3 MB.", "Dọn ổ đĩa.")


def test_who_administers_with_nobody_above_keeps_the_installation(world: World, below: Officer) -> None:
    on = world.at.date()
    assert keeps_installation(world.administrator, on=on)
    assert not keeps_installation(below, on=on)
    assert not keeps_installation(world.head, on=on)
    with acting_as(SYSTEM):
        post = Post.objects.get(officer=world.administrator)
        services.end_post(post=post, valid_until=date(2026, 11, 21), officer=None, at=world.at)
    assert keeps_installation(below, on=date(2026, 11, 21))


def test_others_find_neither_the_page_nor_its_door(world: World, below: Officer) -> None:
    for officer in (below, world.head, world.auditor):
        client = client_of(officer)
        assert client.get(PAGE).status_code == 403
        assert client.post(AGAIN).status_code == 403
        assert "Tình trạng hệ thống" not in client.get("/co-quan/").content.decode()
    assert "Tình trạng hệ thống" in client_of(world.administrator).get("/co-quan/").content.decode()


def test_nothing_is_claimed_before_anybody_looked(world: World) -> None:
    said = client_of(world.administrator).get(PAGE).content.decode()
    assert "Chưa xem lần nào." in said
    assert "✓" not in said


def test_no_more_is_claimed_than_was_looked_at(world: World) -> None:
    said = client_of(world.administrator).post(AGAIN, follow=True).content.decode()
    assert "1 mục chưa xem" in said
    look_now(now(), is_slow=True)
    assert "mục chưa xem" not in client_of(world.administrator).get(PAGE).content.decode()


def test_the_page_tells_what_is_wrong_first_with_its_remedy_and_the_figures(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = (*CHECKS[:2], Check("files", "Kho tệp ghi được, còn chỗ", sick))
    monkeypatch.setattr("minhbach.interfaces.office.health.CHECKS", checks)
    monkeypatch.setattr("minhbach.interfaces.health.watch.CHECKS", checks)
    client = client_of(world.administrator)
    said = client.post(AGAIN, follow=True).content.decode()
    assert "Đã kiểm tra lại: 1 chỗ hỏng." in said
    names = [said.index(name) for name in ("Kho tệp ghi được", "Cơ sở dữ liệu trả lời", "Vai trò của ứng dụng")]
    assert names == sorted(names)
    for words in ("Ổ đĩa chỉ còn 3 MB.", "→ Dọn ổ đĩa.", "Hỏng từ", "Ổ đĩa còn trống", "Sao lưu gần nhất", "chưa có"):
        assert words in said


def test_what_nobody_looked_at_for_three_minutes_is_said_to_be_old(world: World, tmp_path: Path) -> None:
    client = client_of(world.administrator)
    client.post(AGAIN)
    assert "số liệu cũ" not in client.get(PAGE).content.decode()
    kept = tmp_path / "health.json"
    look = json.loads(kept.read_text())
    kept.write_text(json.dumps({**look, "looked_at": "2026-11-29T00:00:00+00:00"}))
    assert "số liệu cũ" in client.get(PAGE).content.decode()


def test_a_check_that_breaks_in_the_database_spoils_no_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connection

    def broken(at: datetime) -> Iterator[Ailment]:
        with connection.cursor() as cursor:
            cursor.execute("select * from nowhere")
        yield Ailment("", "")

    checks = (Check("database", "Cơ sở dữ liệu trả lời", broken),)
    monkeypatch.setattr("minhbach.interfaces.health.watch.CHECKS", checks)
    said = client_of(world.administrator).post(AGAIN, follow=True).content.decode()
    assert "UndefinedTable" in said or "nowhere" in said
