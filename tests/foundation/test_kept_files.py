"""What no row names goes after two days, and nothing else does."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from minhbach.foundation import files as store
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.kept_files import Collected, KeptFile, collect
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
BEFORE = NOW - timedelta(days=2)

# Digests of what is no content of the store.
_DIGESTS = {
    # Of a file that document or evidence keeps; this says which one it was.
    "cases.ReferralItem.sha256",
    "intake.Attachment.original_sha256",
    "outreach.Picture.sha256",
    "pictures.KnownPicture.sha256",
    "screening.Lead.text_sha256",
    "screening.Lead.content_sha256",
    "screening.Sighting.run_sha256",
    "screening.Sighting.snapshot_sha256",
    "screening.Sighting.content_sha256",
    "screening.LexiconVersion.sha256",
    "subjects.Import.sha256",
}


@pytest.fixture(autouse=True)
def aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def age(path: Path, *, days: float) -> Path:
    moment = (NOW - timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))
    return path


@pytest.mark.django_db
def test_a_content_without_a_row_goes_when_it_is_old_enough(files: Path) -> None:
    old, young = store.put(b"killed before its row"), store.put(b"a form under way")
    age(store.path_of(old.sha256), days=3)
    age(store.path_of(young.sha256), days=1)
    assert collect(before=BEFORE, at=NOW) == Collected((old.sha256,), 0)
    assert [store.path_of(one.sha256).exists() for one in (old, young)] == [False, True]
    with acting_as(SYSTEM):
        entry = AuditEntry.objects.get(action="foundation.files.collected")
        assert entry.data == {"contents": [old.sha256], "count": 1, "half_written": 0}
    assert collect(before=BEFORE, at=NOW) == Collected((), 0)


@pytest.mark.django_db
def test_what_was_half_written_goes_too(files: Path, aside: Path) -> None:
    files.mkdir()
    gone = [files / ".incoming-a", aside / "tmpx.upload.csv", aside / "other.txt", aside / "minhbach-upload-y"]
    for path in gone[:3]:
        path.write_bytes(b"half")
    gone[3].mkdir()
    (gone[3] / "tep").write_bytes(b"half")
    for path in gone:
        age(path, days=3)
    (files / ".incoming-young").write_bytes(b"half")
    age(files / ".incoming-young", days=1)
    assert collect(before=BEFORE, at=NOW) == Collected((), 3)
    assert [path.exists() for path in gone] == [False, False, True, False]
    assert (files / ".incoming-young").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("label", ["screening.Export.sha256", "evidence.EvidenceItem.sha256"])
def test_a_content_that_a_row_names_stays(files: Path, label: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app, model, column = label.split(".")
    assert isinstance(apps.get_model(app, model)._meta.get_field(column), KeptFile)


def test_every_column_as_wide_as_a_digest_says_whether_it_names_a_file() -> None:
    digests = {
        f"{column.model._meta.app_label}.{column.model.__name__}.{column.name}"
        for model in apps.get_models()
        if model.__module__.startswith("minhbach.domains")
        for column in model._meta.local_fields
        if isinstance(column, models.CharField)
        and column.max_length == 64
        and not isinstance(column, KeptFile)
        and ("sha256" in column.name or "file" in column.name)
    }
    assert digests == _DIGESTS
