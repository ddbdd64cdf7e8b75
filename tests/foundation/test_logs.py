"""The server's log tells where and of what kind, and no value of anybody's."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from minhbach.domains.cases.services import open_case
from minhbach.domains.subjects.services import add_identifier, register_subject
from minhbach.domains.subjects.types import IdentifierKind, SubjectKind
from minhbach.foundation.attempts import KnownMark
from minhbach.foundation.clock import now
from minhbach.foundation.logs import JsonLines, Lines, PrivateFilter, write_error
from tests.worlds import World

NAME, PHONE = "Nông Thị Kín Đáo", "0912389389"
# What a person typed, saw or sent, in any writing.
PLANTED = (NAME, "Kín", "kín đáo", PHONE, "912389389", "+84912389389", "K%C3%ADn", "bi-mat-cua-toi")


@pytest.fixture(params=[Lines, JsonLines])
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """Everything that any logger says, as the server would write it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(PrivateFilter())
    handler.setFormatter(request.param())
    root, requests = logging.getLogger(), logging.getLogger("minhbach.requests")
    levels = root.level, requests.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    requests.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(levels[0])
    requests.setLevel(levels[1])


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines() if line.startswith("{")]


def test_nothing_that_was_typed_or_shown_is_in_the_log(
    world: World, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.acting(world.inspector):
        subject = register_subject(
            officer=world.inspector, at=world.at, kind=SubjectKind.INDIVIDUAL, name=NAME, place=world.commune
        )
        add_identifier(officer=world.inspector, at=world.at, subject=subject, kind=IdentifierKind.PHONE, value=PHONE)
        case = open_case(
            officer=world.inspector, at=world.at, title=f"Vụ {NAME}", subject_id=subject.id, place=world.commune,
            agency=world.team,
        )  # fmt: skip
    client = Client(raise_request_exception=False)
    client.post("/tai-khoan/dang-nhap/", {"login": NAME, "password": "bi-mat-cua-toi"})
    client.force_login(world.inspector, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in (
        "/", f"/tim/?q={PHONE}", f"/tim/?q={NAME}", f"/doi-tuong/?q={NAME}", f"/vu-viec/{case.id}/",
        f"/doi-tuong/{subject.id}/", f"/doi-tuong/{PHONE}/", f"/khong-co/{NAME}", f"/thong-tin/?tu={PHONE}",
        f"/bao-cao/?ky={NAME}",
    ):  # fmt: skip
        client.get(address)
    client.post(f"/vu-viec/{case.id}/sua/", {"title": NAME, "phone": PHONE})
    client.get("/", headers={"Host": f"{PHONE}.example.vn"})
    Client(enforce_csrf_checks=True).post(f"/tim/?q={PHONE}", {"name": NAME})

    def broken(*_given: Any, **_named: Any) -> None:
        raise ValueError(f"cannot read {NAME}, {PHONE}")

    monkeypatch.setattr("minhbach.interfaces.office.views.find_everywhere", broken)
    assert client.get(f"/tim/?q={PHONE}").status_code == 500
    said = written.getvalue()
    assert "office:search" in said or "builtins.ValueError" in said
    assert [planted for planted in PLANTED if planted.casefold() in said.casefold()] == []


@pytest.mark.parametrize("written", [JsonLines], indirect=True)
def test_each_request_is_one_line_with_the_page_and_the_officers_id(world: World, written: io.StringIO) -> None:
    client = Client()
    client.force_login(world.inspector, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(f"/tim/?q={PHONE}")
    (line,) = [one for one in lines(written) if one["logger"] == "minhbach.requests"]
    assert line.pop("ms") > 0
    assert line.pop("at")
    assert line == {
        "level": "INFO",
        "logger": "minhbach.requests",
        "message": "request",
        "request_id": answer.headers["X-Request-ID"],
        "view": "office:search",
        "method": "GET",
        "status": 200,
        "officer": str(world.inspector.id),
    }


@pytest.mark.parametrize("written", [JsonLines], indirect=True)
def test_a_page_that_is_not_there_is_told_without_its_address(world: World, written: io.StringIO) -> None:
    client = Client()
    client.force_login(world.inspector, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(f"/khong-co/{PHONE}")
    (line,) = [one for one in lines(written) if one["logger"] == "django.request"]
    assert line.pop("at")
    assert line == {
        "level": "WARNING",
        "logger": "django.request",
        "message": "Not Found",
        "request_id": answer.headers["X-Request-ID"],
        "status": 404,
    }


def test_an_error_is_told_by_its_kinds_and_where_they_rose(db: None) -> None:
    try:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    f"insert into foundation_press (id, officer_id, at, back) values ('{PHONE}', null, now(), '')"
                )
        except Exception as error:
            raise KeyError(NAME) from error
    except KeyError as error:
        told = write_error(error)
    assert told.splitlines()[-1] == "builtins.KeyError"
    assert "psycopg.errors.InvalidTextRepresentation (sqlstate 22P02)" in told
    assert "test_logs.py" in told
    assert PHONE not in told


def test_a_constraint_is_told_by_its_name(db: None) -> None:
    person = UUID("01a22777-ef6e-761d-8c63-4f682c7c5880")
    KnownMark.objects.create(officer_id=person, mark="m", last_at=now())
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        KnownMark.objects.create(officer_id=person, mark="m", last_at=now())
    assert "constraint foundation_knownmark_once" in write_error(caught.value)
    assert str(person) not in write_error(caught.value)
