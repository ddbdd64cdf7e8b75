"""Evidence is kept unchanged, its custody only grows, and only those who may see its record see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.evidence import selectors, services
from minhbach.domains.evidence.media import OPAQUE, media_type_of
from minhbach.domains.evidence.models import CustodyEntry, EvidenceItem
from minhbach.domains.evidence.refusals import (
    AlreadySetAside,
    CounterpartyMissing,
    CustodyBeforeLastStep,
    CustodyBeforeObtained,
    CustodyEnded,
    CustodyInFuture,
    EvidenceNotFound,
    EvidenceOfAnotherAgency,
    FileEmpty,
    FileTooLarge,
    NotHandedOver,
    ObtainedInFuture,
    ReasonMissing,
    RegisterNumberMissing,
    TitleMissing,
)
from minhbach.domains.evidence.types import Integrity
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import StoryEntry, Subject
from minhbach.domains.subjects.types import Provenance
from minhbach.foundation import files as store
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import Sharing
from tests.domains.evidence.conftest import PIXEL
from tests.domains.subjects.conftest import AT, World

LATER = AT + timedelta(hours=2)


def add(officer: Officer, subject: Subject, **more: Any) -> EvidenceItem:
    given: dict[str, Any] = {"kind": "photo", "title": "Mặt tiền", "content": PIXEL, "file_name": "IMG 01.png", **more}
    return services.add_evidence(officer=officer, at=AT, target=subject, **given)


@pytest.fixture
def item(files: Path, subject: Subject, as_inspector: Officer) -> EvidenceItem:
    return add(as_inspector, subject, obtained_at=AT - timedelta(hours=1))


@pytest.fixture
def shared(world: World, reach: Callable[[Officer], Any]) -> Subject:
    """A record that every agency may see."""
    with reach(world.inspector):
        return subjects.register_subject(
            officer=world.inspector,
            at=AT,
            kind="individual",
            name="Chung",
            provenance=Provenance(sharing=Sharing.NETWORK),
        )


def test_a_file_is_kept_with_who_when_and_its_digest(world: World, item: EvidenceItem, subject: Subject) -> None:
    assert (item.media_type, item.size, item.file_name, item.owner_agency_id, item.place_id) == (
        "image/png",
        len(PIXEL),
        "IMG_01.png",
        subject.owner_agency_id,
        subject.place_id,
    )
    assert store.path_of(item.sha256).read_bytes() == PIXEL
    assert [(entry.step, entry.happened_at) for entry in selectors.custody_of(item)] == [
        ("received", AT - timedelta(hours=1))
    ]
    assert selectors.evidence_of(subject) == [item]
    assert StoryEntry.objects.filter(subject=subject, kind="evidence.added").count() == 1
    assert AuditEntry.objects.filter(action="evidence.item.added", target_id=str(item.id)).count() == 1


def test_the_same_file_for_the_same_record_is_kept_once_and_recognized_elsewhere(
    world: World, item: EvidenceItem, subject: Subject, as_inspector: Officer
) -> None:
    assert add(as_inspector, subject, content=BytesIO(PIXEL)) == item
    other = subjects.register_subject(officer=as_inspector, at=AT, kind="individual", name="Khác")
    again = add(as_inspector, other)
    assert again != item
    assert list(selectors.same_file_elsewhere(again)) == [item]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"content": b""}, FileEmpty),
        ({"title": " "}, TitleMissing),
        ({"obtained_at": AT + timedelta(days=1)}, ObtainedInFuture),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_kept(
    files: Path, subject: Subject, as_inspector: Officer, given: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        add(as_inspector, subject, **given)
    assert not EvidenceItem.objects.exists()


def test_a_file_too_large_is_refused(
    files: Path, subject: Subject, as_inspector: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minhbach.domains.evidence.types.LARGEST_OTHER", len(PIXEL) - 1)
    with pytest.raises(FileTooLarge):
        add(as_inspector, subject)
    assert not EvidenceItem.objects.exists()


def test_one_whose_post_does_not_allow_it_adds_nothing(
    files: Path, world: World, subject: Subject, reach: Callable[[Officer], Any]
) -> None:
    with reach(world.auditor):
        with pytest.raises(RoleMissing):
            add(world.auditor, subject)
        assert not EvidenceItem.objects.exists()


def test_a_state_secret_is_its_register_number_and_no_file(
    files: Path, subject: Subject, as_inspector: Officer
) -> None:
    with pytest.raises(RegisterNumberMissing):
        services.add_secret_reference(
            officer=as_inspector, at=AT, target=subject, title="Công văn", register_number=" "
        )
    kept = services.add_secret_reference(
        officer=as_inspector, at=AT, target=subject, title="Công văn", register_number="07/SĐK"
    )
    assert (kept.sha256, kept.size, kept.secret_register_number) == ("", None, "07/SĐK")
    assert not files.exists()


def test_custody_runs_forward_and_ends_with_destruction(item: EvidenceItem, as_inspector: Officer) -> None:
    def step(name: str, minutes: int, **more: Any) -> CustodyEntry:
        return services.record_custody(
            officer=as_inspector, at=LATER, item=item, step=name, happened_at=AT + timedelta(minutes=minutes), **more
        )

    with pytest.raises(CustodyBeforeObtained):
        step("sealed", -90)
    with pytest.raises(CustodyInFuture):
        step("sealed", 600)
    with pytest.raises(NotHandedOver):
        step("returned", 5, counterparty="Viện Pháp y")
    step("sealed", 10, seal_number="NP-01")
    with pytest.raises(CounterpartyMissing):
        step("handed_over", 20)
    step("handed_over", 20, counterparty="Trung tâm Giám định")
    with pytest.raises(CustodyBeforeLastStep):
        step("returned", 15, counterparty="Trung tâm Giám định")
    step("returned", 30, counterparty="Trung tâm Giám định")
    step("destroyed", 40)
    with pytest.raises(CustodyEnded):
        step("sealed", 50)
    assert [entry.step for entry in selectors.custody_of(item)] == [
        "received",
        "sealed",
        "handed_over",
        "returned",
        "destroyed",
    ]


def test_a_changed_or_lost_file_is_found_out(item: EvidenceItem, as_inspector: Officer) -> None:
    def check() -> Integrity:
        return services.verify_file(officer=as_inspector, at=LATER, item=item).integrity

    assert check() == Integrity.INTACT
    path = store.path_of(item.sha256)
    path.chmod(0o600)
    path.write_bytes(PIXEL[:-1] + b"x")
    assert check() == Integrity.DAMAGED
    path.unlink()
    assert check() == Integrity.MISSING
    audited = AuditEntry.objects.filter(action="evidence.item.verified").order_by("id")
    assert [entry.data["integrity"] for entry in audited] == ["intact", "damaged", "missing"]


def test_set_aside_it_leaves_the_record_but_not_the_store(
    item: EvidenceItem, subject: Subject, as_inspector: Officer
) -> None:
    with pytest.raises(ReasonMissing):
        services.set_aside(officer=as_inspector, at=LATER, item=item, reason="")
    services.set_aside(officer=as_inspector, at=LATER, item=item, reason="Ảnh của cơ sở khác")
    assert selectors.evidence_of(subject) == []
    assert store.path_of(item.sha256).read_bytes() == PIXEL
    with pytest.raises(AlreadySetAside):
        services.set_aside(officer=as_inspector, at=LATER, item=item, reason="x")
    assert add(as_inspector, subject) != item


def test_another_agency_neither_sees_nor_changes_it(
    world: World, item: EvidenceItem, reach: Callable[[Officer], Any]
) -> None:
    with reach(world.stranger):
        with pytest.raises(EvidenceNotFound):
            selectors.access_evidence(world.stranger, item.id, at=AT)
        assert not EvidenceItem.unscoped.exists()
        assert not CustodyEntry.objects.exists()


def test_what_is_shared_can_be_seen_but_not_handed_on(
    world: World, files: Path, reach: Callable[[Officer], Any], shared: Subject
) -> None:
    with reach(world.inspector):
        kept = add(world.inspector, shared)
    with reach(world.stranger):
        assert selectors.access_evidence(world.stranger, kept.id, at=AT) == kept
        for refused in (
            lambda: services.set_aside(officer=world.stranger, at=AT, item=kept, reason="x"),
            lambda: services.record_custody(officer=world.stranger, at=AT, item=kept, step="sealed"),
        ):
            with pytest.raises(EvidenceOfAnotherAgency):
                refused()
    with reach(world.inspector):
        shared.sharing = Sharing.AGENCY
        shared.save(update_fields=["sharing"])
        assert services.rescope_evidence(shared) == 1
    with reach(world.stranger), pytest.raises(EvidenceNotFound):
        selectors.access_evidence(world.stranger, kept.id, at=AT)


def test_who_sees_anothers_record_adds_evidence_to_it_which_its_keeper_then_keeps(
    world: World, files: Path, reach: Callable[[Officer], Any], shared: Subject
) -> None:
    with reach(world.stranger):
        added = add(world.stranger, shared)
        assert (added.added_by, added.owner_agency) == (world.stranger, shared.owner_agency)
        assert selectors.access_evidence(world.stranger, added.id, at=AT) == added
    with reach(world.inspector):
        assert StoryEntry.objects.get(kind="evidence.added").target_id == str(added.id)
        assert services.record_custody(officer=world.inspector, at=AT, item=added, step="sealed").step == "sealed"


def test_the_database_lets_nobody_edit_evidence_or_its_custody(item: EvidenceItem) -> None:
    for command in (
        "update evidence_evidenceitem set sha256 = ''",
        "delete from evidence_evidenceitem",
        "update evidence_custodyentry set note = 'x'",
        "delete from evidence_custodyentry",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(command)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (PIXEL, "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"%PDF-1.7", "application/pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", OPAQUE),
        (b"<!doctype html><script>", OPAQUE),
        (b"", OPAQUE),
    ],
)
def test_a_file_is_what_its_first_bytes_prove(head: bytes, kind: str) -> None:
    assert media_type_of(head) == kind


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Ảnh\\Mặt tiền.JPG", "Mặt_tiền.JPG"),
        ("a\r\nb.html", "ab.html"),
        ("...", "tep"),
        ("x" * 400 + ".png", "x" * 150 + ".png"),
    ],
)
def test_a_name_is_made_safe(given: str, kept: str) -> None:
    assert services.safe_name(given) == kept
