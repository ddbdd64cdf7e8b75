"""Evidence through the office: who may, and that nothing given is ever run."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.evidence import services
from minhbach.domains.evidence.models import EvidenceItem
from minhbach.domains.subjects.models import Subject
from minhbach.foundation.audit.models import AuditEntry
from tests.domains.evidence.conftest import PIXEL
from tests.domains.subjects.conftest import AT, World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SCRIPT = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.fixture
def enter(client: Client) -> Callable[[Officer], Client]:
    def sign_in(officer: Officer) -> Client:
        client.force_login(officer, backend=BACKEND)
        return client

    return sign_in


@pytest.fixture
def item(files: Path, world: World, subject: Subject, reach: Callable[[Officer], Any]) -> EvidenceItem:
    with reach(world.inspector):
        return services.add_evidence(
            officer=world.inspector, at=AT, target=subject, kind="photo", title="Mặt tiền", content=PIXEL,
            file_name="mat tien.png",
        )  # fmt: skip


def add_url(subject: Subject) -> str:
    return reverse("evidence:add", args=["subjects.subject", subject.id])


def test_files_are_uploaded_from_the_records_page_and_shown_there(
    files: Path, world: World, subject: Subject, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any]
) -> None:
    client = enter(world.inspector)
    asked = client.get(add_url(subject)).content.decode()
    assert 'name="file_camera" accept="image/*" capture="environment"' in asked
    back = reverse("subjects:subject", args=[subject.id])
    response = client.post(
        add_url(subject),
        {
            "kind": "photo",
            "title": "Mặt tiền",
            "obtained_at": "2026-11-20T09:30",
            "next": back,
            "file": [SimpleUploadedFile("hai.svg", SCRIPT)],
            "file_camera": SimpleUploadedFile("một.png", PIXEL),
        },
    )
    assert response["Location"] == back
    with reach(world.inspector):
        assert {row.media_type for row in EvidenceItem.objects.all()} == {"image/png", "application/octet-stream"}
    piece = client.get(reverse("evidence:of", args=["subjects.subject", subject.id])).content.decode()
    assert piece.count("Mặt tiền") == 2
    assert reverse("evidence:of", args=["subjects.subject", subject.id]) in client.get(back).content.decode()


def test_one_bad_file_keeps_all_out(
    files: Path, world: World, subject: Subject, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any]
) -> None:
    given = {
        "kind": "photo",
        "title": "Mặt tiền",
        "file": [SimpleUploadedFile("mot.png", PIXEL), SimpleUploadedFile("hai.png", b"")],
    }
    response = enter(world.inspector).post(add_url(subject), given)
    assert response.status_code == 422
    assert "hai.png" in response.content.decode()
    with reach(world.inspector):
        assert not EvidenceItem.objects.exists()


def test_a_secret_with_a_file_is_refused_and_never_stored(
    files: Path, world: World, subject: Subject, enter: Callable[[Officer], Client]
) -> None:
    given = {
        "kind": "document",
        "title": "Công văn mật",
        "secret_register_number": "07/SĐK",
        "file": SimpleUploadedFile("mat.pdf", b"%PDF-1.7 secret"),
    }
    response = enter(world.inspector).post(add_url(subject), given)
    assert response.status_code == 422
    assert not files.exists()


def test_next_never_leads_away(files: Path, world: World, subject: Subject, enter: Callable[[Officer], Client]) -> None:
    given = {"kind": "photo", "title": "x", "file": SimpleUploadedFile("a.png", PIXEL), "next": "https://evil.example/"}
    response = enter(world.inspector).post(add_url(subject), given)
    assert response["Location"] == reverse("subjects:subject", args=[subject.id])


@pytest.mark.parametrize("page", ["item", "download", "picture"])
def test_evidence_is_closed_to_the_anonymous_and_to_another_agency(
    world: World, item: EvidenceItem, client: Client, enter: Callable[[Officer], Client], page: str
) -> None:
    url = reverse(f"evidence:{page}", args=[item.id])
    assert client.get(url).status_code == 302
    assert enter(world.stranger).get(url).status_code == 404
    response = enter(world.inspector).get(url)
    assert response.status_code == 200
    response.close()


def test_another_agency_and_a_wrong_role_add_and_change_nothing(
    world: World,
    subject: Subject,
    item: EvidenceItem,
    enter: Callable[[Officer], Client],
    reach: Callable[[Officer], Any],
) -> None:
    given = {
        "kind": "photo",
        "title": "x",
        "file": SimpleUploadedFile("a.png", b"other"),
        "reason": "x",
        "step": "sealed",
    }
    assert enter(world.stranger).post(add_url(subject), given).status_code == 404
    assert enter(world.auditor).post(add_url(subject), given).status_code == 403
    for act in ("custody", "set_aside"):
        url = reverse(f"evidence:{act}", args=[item.id])
        assert enter(world.stranger).post(url, given).status_code == 404
        assert enter(world.auditor).post(url, given).status_code == 403
    with reach(world.inspector):
        kept = EvidenceItem.objects.get()
        assert kept.set_aside_at is None
        assert kept.custody.count() == 1


def test_a_proven_picture_is_shown_in_a_sandbox_and_the_look_is_audited(
    world: World, item: EvidenceItem, enter: Callable[[Officer], Client]
) -> None:
    response = enter(world.inspector).get(reverse("evidence:picture", args=[item.id]))
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"].startswith("inline")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == PIXEL  # type: ignore[attr-defined]
    assert AuditEntry.objects.filter(action="evidence.item.viewed", officer_id=world.inspector.id).count() == 1


@pytest.mark.parametrize("page", ["download", "picture"])
def test_what_could_run_is_only_ever_handed_over_to_be_saved(
    files: Path, world: World, subject: Subject, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any],
    page: str,
) -> None:  # fmt: skip
    with reach(world.inspector):
        script = services.add_evidence(
            officer=world.inspector, at=AT, target=subject, kind="photo", title="x", content=SCRIPT,
            file_name="anh.svg",
        )  # fmt: skip
    response = enter(world.inspector).get(reverse(f"evidence:{page}", args=[script.id]))
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="anh.svg"'
    assert response["X-Content-Type-Options"] == "nosniff"
    response.close()


def test_the_page_checks_the_file_records_custody_and_sets_aside(
    world: World, item: EvidenceItem, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any]
) -> None:
    client = enter(world.inspector)
    page = client.post(reverse("evidence:verify", args=[item.id]), follow=True).content.decode()
    assert "còn nguyên vẹn" in page
    refused = client.post(reverse("evidence:custody", args=[item.id]), {"step": "returned", "counterparty": "Viện"})
    assert refused.status_code == 422
    given = {"step": "sealed", "seal_number": "NP-01"}
    assert "NP-01" in client.post(reverse("evidence:custody", args=[item.id]), given, follow=True).content.decode()
    assert client.post(reverse("evidence:set_aside", args=[item.id]), {"reason": ""}).status_code == 422
    page = client.post(reverse("evidence:set_aside", args=[item.id]), {"reason": "Nhầm cơ sở"}, follow=True)
    assert "Nhầm cơ sở" in page.content.decode()
    assert "Mặt tiền" not in client.get(reverse("evidence:list")).content.decode()


def test_the_list_is_searched_by_words_and_by_digest(
    world: World, item: EvidenceItem, enter: Callable[[Officer], Client]
) -> None:
    client = enter(world.inspector)
    for text, is_found in (("mat tien", True), (item.sha256, True), ("kho", False)):
        page = client.get(reverse("evidence:list"), {"q": text}).content.decode()
        assert ("Mặt tiền" in page) is is_found


def test_a_full_disk_refuses_and_leaves_nothing(
    files: Path,
    world: World,
    subject: Subject,
    enter: Callable[[Officer], Client],
    reach: Callable[[Officer], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    given = {"kind": "photo", "title": "Mặt tiền", "file": SimpleUploadedFile("một.png", PIXEL)}
    response = enter(world.inspector).post(add_url(subject), given)
    assert response.status_code == 422
    assert "Máy chủ hết chỗ lưu nên chưa ghi nhận gì." in response.content.decode()
    with reach(world.inspector):
        assert not EvidenceItem.objects.exists()
    assert [path for path in files.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), psycopg.errors.DiskFull("could not extend file")])
def test_a_disk_that_is_full_elsewhere_is_said_too(
    world: World,
    subject: Subject,
    enter: Callable[[Officer], Client],
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    def full(*args: Any, **given: Any) -> None:
        raise OperationalError("wrapped") from error

    client = enter(world.inspector)
    client.raise_request_exception = False
    monkeypatch.setattr(services, "add_evidence", full)
    given = {"kind": "photo", "title": "Mặt tiền", "file": SimpleUploadedFile("một.png", PIXEL)}
    response = client.post(add_url(subject), given)
    assert response.status_code == 507
    assert "Máy chủ hết chỗ lưu" in response.content.decode()
