"""The database says no, and the office answers in words"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client

from minhbach.domains.agencies import services as agencies
from minhbach.domains.agencies.models import Officer
from minhbach.foundation.database.locks import once
from minhbach.foundation.database.speaking import DoneMeanwhile, MetAnother, RuleOfRecord, refusal_of
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import Access, acting_as
from minhbach.interfaces.office import middleware
from tests.worlds import World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def said(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


TWICE = said(IntegrityError("x"), psycopg.errors.UniqueViolation("x"))
WRONG = said(IntegrityError("x"), psycopg.errors.CheckViolation("x"))
BLOCKED = said(OperationalError("x"), psycopg.errors.DeadlockDetected("x"))
GONE = said(OperationalError("x"), psycopg.errors.AdminShutdown("x"))


def as_officer(officer: Officer) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(officer, backend=BACKEND)
    return client


@pytest.mark.parametrize(
    ("error", "refusal"),
    [
        (TWICE, DoneMeanwhile),
        (WRONG, RuleOfRecord),
        (BLOCKED, MetAnother),
        (said(OperationalError("x"), psycopg.errors.SerializationFailure("x")), MetAnother),
        (GONE, type(None)),
        (ValueError("x"), type(None)),
    ],
)
def test_what_is_an_answer_and_what_a_fault(error: Exception, refusal: type) -> None:
    assert type(refusal_of(error)) is refusal


@pytest.mark.parametrize(("error", "status"), [(TWICE, 409), (BLOCKED, 409), (WRONG, 422), (GONE, 503)])
def test_a_form_comes_back_as_it_was_typed(
    world: World, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    monkeypatch.setattr(agencies, "enrol", raising(error))
    filled = {"full_name": "Nông Thị Mới", "username": "moi.vao"}
    response = as_officer(world.administrator).post("/co-quan/can-bo/moi/", filled)
    assert response.status_code == status
    if status != 503:
        assert 'value="Nông Thị Mới"' in response.content.decode()
        assert str(refusal_of(error)) in response.content.decode()


@pytest.mark.parametrize(("error", "status"), [(TWICE, 409), (BLOCKED, 409), (WRONG, 422), (GONE, 503)])
def test_a_bare_button_is_answered_too(
    world: World, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    monkeypatch.setattr(agencies, "set_active", raising(error))
    response = as_officer(world.administrator).post(f"/co-quan/can-bo/{world.inspector.pk}/khoa/", {"active": "no"})
    assert response.status_code == status


def test_what_the_database_asks_at_the_end_is_answered_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    times = count()

    @contextmanager
    def refused_at_first(access: Access) -> Iterator[Access]:
        with acting_as(access):
            yield access
            if next(times) == 0:
                raise BLOCKED

    monkeypatch.setattr(middleware, "acting_as", refused_at_first)
    response = as_officer(world.administrator).post(f"/co-quan/can-bo/{world.analyst.pk}/khoa/", {"active": "no"})
    assert response.status_code == 409
    world.analyst.refresh_from_db()
    assert world.analyst.is_active


def test_what_is_there_already_is_the_refusal_that_names_it(world: World) -> None:
    class Taken(Refusal):
        code = "test.taken"

    with pytest.raises(Taken), once(Taken()):
        Officer.objects.create(username="inspector", full_name="x", sort_key="x")
    with pytest.raises(IntegrityError), once(Taken()):
        Officer.objects.create(username=None, full_name="x", sort_key="x")


def raising(error: Exception) -> Any:
    def fail(*_given: Any, **_asked: Any) -> None:
        raise error

    return fail
