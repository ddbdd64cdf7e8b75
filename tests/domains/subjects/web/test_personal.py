"""What tells of a person is shown whole to whoever says what for, and the log keeps it"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import Role
from minhbach.domains.subjects import personal, selectors, services
from minhbach.domains.subjects.models import Identifier, Statement, Subject
from minhbach.domains.subjects.types import SubjectKind
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import Sharing
from tests.domains.subjects.conftest import AT, World, make_officer

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WHOLE = ("0912 345 678", "0912345678", "+84912345678", "84912345678")


@pytest.mark.parametrize(
    ("kind", "canonical", "shown"),
    [
        ("phone", "+84901000111", "0901 ••• 111"),
        ("zalo", "+84901000111", "0901 ••• 111"),
        ("email", "nguyenhung@hopthu.example", "ng •••@hopthu.example"),
        ("bank_account", "970436:0011223344", "0011 ••• 344 (Vietcombank)"),
        ("bank_account", "970436:123456", "12 ••• 6 (Vietcombank)"),
        ("tax_code", "001203004567", "0012 ••• 567"),
    ],
)
def test_the_middle_is_left_out(kind: str, canonical: str, shown: str) -> None:
    assert personal.masked(Identifier(kind=kind, canonical=canonical)) == shown


def test_a_companys_number_tells_of_nobody() -> None:
    phone, code = (
        Identifier(kind="phone", canonical="+84901000111"),
        Identifier(kind="tax_code", canonical="0314409058"),
    )
    assert personal.tells_of_person(phone, [SubjectKind.HOUSEHOLD])
    assert personal.tells_of_person(phone, [SubjectKind.ORGANISATION, SubjectKind.INDIVIDUAL])
    assert not personal.tells_of_person(phone, [SubjectKind.ORGANISATION])
    assert not personal.tells_of_person(code, [SubjectKind.INDIVIDUAL])


@pytest.fixture
def subject(world: World, reach: Callable[[Officer], Any]) -> Subject:
    """A woman known to all, with a telephone, an account and a home."""
    common: dict[str, Any] = {"officer": world.inspector, "at": AT}
    with reach(world.inspector):
        made = services.register_subject(kind="individual", name="Lý Thị Mơ", place=world.commune, **common)
        services.add_identifier(subject=made, kind="phone", value="0912345678", **common)
        services.add_premises(subject=made, kind="home", address="12 ngõ Hoa Sữa", place=world.commune, **common)
        services.change_reach(subject=made, sharing=Sharing.NETWORK, **common)
    return made


@pytest.fixture
def enter() -> Callable[[Officer], Client]:
    def enter(officer: Officer) -> Client:
        client = Client()
        client.force_login(officer, backend=BACKEND)
        return client

    return enter


def pages_of(subject: Subject, identifier: Any) -> list[str]:
    return [
        reverse("subjects:subject", args=[subject.id]),
        reverse("subjects:identifier", args=[identifier]),
        reverse("subjects:identifier", args=[identifier]) + "?export=xlsx",
        reverse("subjects:identifier", args=[identifier]) + "?print=1",
        reverse("office:search") + "?q=Lý Thị Mơ",
        reverse("subjects:list") + "?q=Lý Thị Mơ",
    ]


@time_machine.travel(AT)
def test_no_page_or_file_shows_it_whole_until_a_purpose_is_given(
    world: World, subject: Subject, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any]
) -> None:
    with reach(world.inspector):
        identifier = Statement.objects.get(subject=subject, property="identifier").identifier_id
    client = enter(world.stranger)
    for url in pages_of(subject, identifier):
        read = _read(client, url)
        assert [words for words in (*WHOLE, "ngõ Hoa Sữa") if words in read] == [], url
    page = client.get(reverse("subjects:subject", args=[subject.id])).content.decode()
    assert "0912 ••• 678" in page
    url = reverse("subjects:open", args=[subject.id])
    assert url in page
    assert client.post(url, {"purpose": "", "reference": ""}).status_code == 422
    assert client.post(url, {"purpose": "case", "reference": ""}).status_code == 422
    assert not AuditEntry.objects.filter(action="subjects.personal.opened").exists()
    answer = client.post(url, {"purpose": "case", "reference": "VV-2026-00012"})
    assert answer["Location"] == reverse("subjects:subject", args=[subject.id])
    page = client.get(reverse("subjects:subject", args=[subject.id])).content.decode()
    assert "0912 345 678" in page
    assert "12 ngõ Hoa Sữa" in page
    [entry] = AuditEntry.objects.filter(action="subjects.personal.opened")
    assert (entry.officer_id, entry.target_id) == (world.stranger.id, str(subject.id))
    assert entry.data == {"purpose": "case", "reference": "VV-2026-00012"}
    assert set(entry.agencies) == {world.agency.id, world.other_agency.id}
    # Looked at again in the same sitting: told again with what for; another sitting asks anew.
    seen = AuditEntry.objects.filter(action="subjects.subject.viewed", officer_id=world.stranger.id).latest("at", "id")
    assert seen.data["purpose"] == "case"
    assert "0912 345 678" not in _read(enter(world.stranger), reverse("subjects:subject", args=[subject.id]))


@time_machine.travel(AT)
def test_one_who_wrote_it_or_keeps_the_subject_reads_it(
    world: World, subject: Subject, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any]
) -> None:
    url = reverse("subjects:subject", args=[subject.id])
    assert "0912 345 678" in _read(enter(world.inspector), url)
    colleague = make_officer("inspector-three", world.agency, Role.INSPECTOR)
    assert "0912 345 678" not in _read(enter(colleague), url)
    with reach(world.head):
        services.assign_keeper(officer=world.head, at=AT, subject=Subject.objects.get(pk=subject.pk), keeper=colleague)
    assert "0912 345 678" in _read(enter(colleague), url)
    seen = AuditEntry.objects.filter(action="subjects.subject.viewed", officer_id=colleague.id).latest("at", "id")
    assert seen.data["purpose"] == "area"


def test_nobody_finds_a_digit_by_searching(world: World, subject: Subject, reach: Callable[[Officer], Any]) -> None:
    with reach(world.stranger):
        assert [bool(selectors.find_subjects(text)) for text in ("0912345678", "0912", "09123", "0912345")] == [
            True, True, False, False,
        ]  # fmt: skip
    with reach(world.inspector):
        assert list(selectors.find_subjects("0912345")) == [subject]


@time_machine.travel(AT)
def test_another_agencys_person_leaves_in_a_file_by_family_name(
    world: World, subject: Subject, enter: Callable[[Officer], Client]
) -> None:
    url = reverse("subjects:list") + "?export=xlsx"
    assert "Lý Thị M." in _read(enter(world.stranger), url)
    assert "Lý Thị Mơ" not in _read(enter(world.stranger), url)
    assert "Lý Thị Mơ" in _read(enter(world.inspector), url)


@time_machine.travel(AT)
def test_a_personal_number_stands_closed_and_two_agencies_meet_at_it(
    world: World, subject: Subject, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any]
) -> None:
    number = "020090001141"
    with reach(world.inspector):
        stated = services.add_identifier(
            officer=world.inspector, at=AT, subject=subject, kind="personal_id", value="020 090 001 141"
        )
    with reach(world.stranger):
        own = services.register_subject(officer=world.stranger, at=AT, kind="individual", name="Lý Thị Mơ")
        met = services.add_identifier(officer=world.stranger, at=AT, subject=own, kind="personal_id", value=number)
        assert met.identifier_id == stated.identifier_id
        assert set(selectors.find_subjects(number)) == {subject, own}
        assert [list(selectors.find_subjects(part)) for part in ("0200", "020090001", "1141")] == [[], [], []]
        for table in ("subjects_identifier", "subjects_searchtoken", "subjects_statement", "foundation_auditentry"):
            with connection.cursor() as cursor:
                cursor.execute(f"select count(*) from {table} t where t::text like %s", [f"%{number[3:]}%"])
                assert cursor.fetchone()[0] == 0, table
    # Whoever wrote the number knows it; a third reads a part of it until a purpose is given.
    client, url = enter(world.chief), reverse("subjects:subject", args=[subject.id])
    page = _read(client, url)
    assert "••• 141" in page
    assert number not in page
    client.post(reverse("subjects:open", args=[subject.id]), {"purpose": "area"})
    assert number in _read(client, url)


def _read(client: Client, url: str) -> str:
    """What an answer says: a page as it is, a workbook by its parts."""
    answer = client.get(url, follow=True)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as file:
            content = b"".join(file.read(name) for name in file.namelist())
    return content.decode()
