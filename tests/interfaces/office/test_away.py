"""A database that is away is said calmly; when it is back, all is as before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from minhbach.interfaces.office import views
from tests.worlds import World, make_world


@pytest.fixture
def client(scratch_database: str, django_db_blocker: Any) -> Iterator[Client]:
    with django_db_blocker.unblock():
        world: World = make_world()
        client = Client(raise_request_exception=False)
        client.force_login(world.analyst)
        yield client
        connections.close_all()


@pytest.fixture
def cut_in_the_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lose the connection while a page is being made, once."""

    def cut(*_: Any, **__: Any) -> None:
        monkeypatch.undo()
        with connection.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr(views, "desk_of", cut)


def test_a_page_says_so_and_comes_again_by_itself(client: Client, cut_in_the_middle: None) -> None:
    response = client.get("/")
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    text = response.content.decode()
    assert "Hệ thống tạm gián đoạn" in text
    assert '<meta http-equiv="refresh" content="10">' in text
    assert "Traceback" not in text
    assert client.get("/").status_code == 200


def test_one_that_is_cut_when_the_session_is_kept_is_said_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_: Any, **__: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(pg_backend_pid())")

    # The store turns whatever the database says into a session that is gone, which is no request at all.
    monkeypatch.setattr(SessionStore, "create_model_instance", cut)
    monkeypatch.setattr(settings, "SESSION_SAVE_EVERY_REQUEST", True)
    assert client.get("/").status_code == 503


def test_one_that_cannot_be_reached_at_all_is_said_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    connections.close_all()
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")
    looked, sent = client.get("/"), client.post(reverse("account_login"), {"login": "a", "password": "b"})
    assert (looked.status_code, sent.status_code) == (503, 503)
    assert "refresh" not in sent.content.decode()
    assert "gửi lại không ghi thêm lần nữa" in sent.content.decode()
    connections.close_all()
    monkeypatch.undo()
    assert client.get("/").status_code == 200
