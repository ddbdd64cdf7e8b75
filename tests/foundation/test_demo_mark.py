"""The demo's open door stands on a mark in the database, which the application cannot make"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from typer.testing import CliRunner

from minhbach.config.settings.environment import database_settings
from minhbach.foundation import demo_mark
from minhbach.foundation.clock import now
from minhbach.interfaces.cli import app
from minhbach.interfaces.health import deployment
from minhbach.interfaces.health.checks import unfit_to_serve
from tests.worlds import make_world

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NOT_THE_DEMOS = "MINHBACH_DEMO đang bật trên một cơ sở dữ liệu không phải của tỉnh mẫu."


@pytest.fixture
def unmarked(scratch_database: str, django_db_blocker: Any) -> Iterator[str]:
    """A database like the others, but made for work."""
    with psycopg.connect(scratch_database) as owner:
        owner.execute("delete from foundation_demomark")
    demo_mark.is_marked.cache_clear()
    with django_db_blocker.unblock():
        yield scratch_database
    demo_mark.is_marked.cache_clear()


def test_a_database_made_in_demo_mode_bears_the_mark(db: None, settings: Any) -> None:
    assert demo_mark.is_demo()
    assert list(deployment.demo(now())) == []
    settings.DEMO = False
    assert not demo_mark.is_demo()


@pytest.mark.parametrize(
    "act",
    [
        "insert into foundation_demomark (id, made_at) values (true, now())",
        "update foundation_demomark set made_at = now()",
        "delete from foundation_demomark",
        "truncate foundation_demomark",
    ],
)
def test_the_application_cannot_write_it(db: None, act: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act)


@pytest.mark.parametrize(("has_officers", "is_marked"), [(True, False), (False, True)])
def test_a_migration_in_demo_mode_marks_only_where_nobody_is_yet(
    unmarked: str, has_officers: bool, is_marked: bool
) -> None:
    if has_officers:
        with transaction.atomic():
            make_world()
    application = dict(connection.settings_dict)
    owner = database_settings(unmarked)
    connections.close_all()
    connection.settings_dict.update(USER=owner["USER"], PASSWORD=owner.get("PASSWORD", ""))
    try:
        demo_mark.mark()
        demo_mark.mark()
    finally:
        connections.close_all()
        connection.settings_dict.update(USER=application["USER"], PASSWORD=application["PASSWORD"])
    assert demo_mark.is_demo() is is_marked


def test_with_the_flag_alone_nobody_enters_without_a_password(unmarked: str) -> None:
    with transaction.atomic():
        world = make_world()
    client = Client()
    assert client.get("/vao-thu/").status_code == 404
    assert client.post(f"/vao-thu/{world.head.username}/").status_code == 404
    assert client.post("/vao-thu/quantri/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_with_the_flag_alone_a_second_factor_is_still_asked_for(unmarked: str) -> None:
    with transaction.atomic():
        world = make_world()
    client = Client()
    client.force_login(world.head, backend=BACKEND)
    assert client.get("/co-quan/").headers["Location"] == "/tai-khoan/ma-mot-lan/bat/"


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_with_the_flag_alone_nothing_is_served(unmarked: str, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    assert [ailment.what for ailment in unfit_to_serve(now())] == [NOT_THE_DEMOS]
    monkeypatch.setattr("minhbach.interfaces.cli.installation.prepare", lambda: None)
    monkeypatch.setattr("subprocess.Popen", lambda *_, **__: pytest.fail("it served"))
    done = CliRunner().invoke(app, [command])
    assert done.exit_code == 1
    assert NOT_THE_DEMOS in done.output
