"""The scan of the sealed paper: kept as the original, told by its bytes, once."""

from __future__ import annotations

import pytest

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.documents import refusals, services
from minhbach.domains.documents.models import DocumentFile
from minhbach.domains.documents.services import scans
from minhbach.domains.documents.types import FileKind
from minhbach.foundation.refusals import NotFound, Refusal
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.documents.world import NOW, World, as_officer, draft_decision, issued_decision

PDF = b"%PDF-1.7\n1 0 obj\n"


def scan_count() -> int:
    with acting_as(SYSTEM):
        return int(DocumentFile.objects.filter(kind=FileKind.SCAN).count())


def test_a_scan_is_kept_with_its_hash(world: World) -> None:
    document_id = issued_decision(world)
    with as_officer(world.clerk) as officer:
        file = services.attach_scan(document_id=document_id, officer=officer, at=NOW, content=PDF)
        taken, stream = services.take_file(document_id=document_id, file_id=file.id, officer=officer, at=NOW)
        with stream:
            assert stream.read() == PDF
    assert (taken.media_type, taken.name) == ("application/pdf", "01-QD-XPHC-2026-scan-1.pdf")


def test_the_same_scan_again_is_the_same_file(world: World) -> None:
    document_id = issued_decision(world)
    with as_officer(world.clerk) as officer:
        first = services.attach_scan(document_id=document_id, officer=officer, at=NOW, content=PDF)
        again = services.attach_scan(document_id=document_id, officer=officer, at=NOW, content=PDF)
        better = services.attach_scan(document_id=document_id, officer=officer, at=NOW, content=PDF + b"%")
    assert first == again
    assert better.version == 2
    assert scan_count() == 2


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", refusals.ScanEmpty),
        (b"<html><script>alert(1)</script>", refusals.ScanUnreadable),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", refusals.ScanUnreadable),
        (b"MZ\x90\x00", refusals.ScanUnreadable),
        (PDF + b"x" * 64, refusals.ScanTooLarge),
    ],
)
def test_what_is_no_scan_is_refused_and_not_kept(
    world: World, content: bytes, refusal: type[Refusal], monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = issued_decision(world)
    if refusal is refusals.ScanTooLarge:
        monkeypatch.setattr(scans, "LIMIT_MB", 0.00005)
    with pytest.raises(refusal), as_officer(world.clerk) as officer:
        services.attach_scan(document_id=document_id, officer=officer, at=NOW, content=content)
    assert scan_count() == 0


def test_a_draft_has_no_sealed_paper(world: World) -> None:
    document_id = draft_decision(world)
    with pytest.raises(refusals.WrongState), as_officer(world.clerk) as officer:
        services.attach_scan(document_id=document_id, officer=officer, at=NOW, content=PDF)


def test_only_the_records_clerk_attaches_a_scan(world: World) -> None:
    document_id = issued_decision(world)
    with pytest.raises(RoleMissing), as_officer(world.inspector) as officer:
        services.attach_scan(document_id=document_id, officer=officer, at=NOW, content=PDF)


def test_a_file_is_taken_only_through_its_own_document(world: World) -> None:
    first, second = issued_decision(world), issued_decision(world)
    with as_officer(world.clerk) as officer:
        file = services.attach_scan(document_id=first, officer=officer, at=NOW, content=PDF)
        with pytest.raises(NotFound):
            services.take_file(document_id=second, file_id=file.id, officer=officer, at=NOW)
    with as_officer(world.policeman) as officer, pytest.raises(NotFound):
        services.take_file(document_id=first, file_id=file.id, officer=officer, at=NOW)
