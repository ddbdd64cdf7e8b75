"""Background work: reading a file of pictures and comparing what is in it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from minhbach.domains.pictures import services
from minhbach.domains.pictures.comparing import galleries_of, listed
from minhbach.domains.pictures.models import KnownPicture, Upload
from minhbach.domains.pictures.services.uploads import STAGE
from minhbach.domains.screening.models import Sweep
from minhbach.engine.refusals import EngineRefusal
from minhbach.foundation import files, jobs
from minhbach.foundation.clock import now
from minhbach.foundation.jobs import JobFailed, JobStopped, failures_kept, long_task, now_and_then
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

if TYPE_CHECKING:
    from minhbach.engine.pictures.gallery import Gallery


@long_task("pictures.run_upload", record=Upload, fail=services.fail_upload)
def run_upload(upload_id: str) -> None:
    """Describes the pictures, compares those of listings, keeps what was found in one transaction.

    Harmless to repeat: nothing is kept before the end.
    """
    own_id = UUID(upload_id)
    with acting_as(SYSTEM):
        upload = services.begin_upload(own_id, at=now())
    if upload is None:
        return
    with (
        failures_kept("upload", own_id, services.fail_upload),
        tempfile.TemporaryDirectory(prefix="minhbach-export-") as folder,
    ):
        try:
            _read(upload, Path(folder))
        except EngineRefusal as refusal:
            raise JobFailed(refusal.code, refusal.values) from None


def _read(upload: Upload, folder: Path) -> None:
    from minhbach.engine.pictures.descriptor import installed_model
    from minhbach.engine.pictures.gallery import make_gallery

    gallery = make_gallery(
        _lent(folder / "given", upload.name, upload.sha256),
        folder / "gallery",
        sheet=_lent(folder / "sheet", upload.sheet_name, upload.sheet_sha256) if upload.sheet_sha256 else None,
        always={"kind": upload.kind, **upload.told} if upload.kind else None,
        model=installed_model(),
        told=_Teller(upload.id),
    )
    if upload.sweep is None:
        _begin_keeping(upload.id)
        with acting_as(SYSTEM):
            services.keep_known(upload.id, gallery, at=now())
    else:
        _compare(upload, upload.sweep, gallery)


def _compare(upload: Upload, sweep: Sweep, gallery: Gallery) -> None:
    from minhbach.engine.pictures.matching import FAR, match

    with acting_as(SYSTEM):
        known = list(KnownPicture.objects.filter(withdrawn_at__isnull=True))
        own = listed(gallery, sweep)
    found = match(own.gallery, list(galleries_of(known)))
    rows = sorted(found.iter_rows(named=True), key=lambda row: (row["distance"] / FAR[row["by"]], row["file"]))
    _begin_keeping(upload.id)
    with acting_as(SYSTEM):
        services.keep_matches(upload.id, gallery, rows, own, {str(one.id): one for one in known}, at=now())


def _begin_keeping(upload_id: UUID) -> None:
    """Close the job to whoever would stop it.

    Raises: JobStopped where somebody has.
    """
    with acting_as(SYSTEM):
        if not jobs.begin_keeping(Upload.objects.filter(id=upload_id), at=now()):
            raise JobStopped


class _Teller:
    """Tells how many pictures were read, and stops the reading where somebody has stopped the job."""

    def __init__(self, upload_id: UUID) -> None:
        self._tell = now_and_then(lambda done: services.tell_progress(upload_id, done, at=now()), every=STAGE)

    def __call__(self, pictures: int) -> None:
        if not self._tell({"stage": STAGE, "pictures": pictures}):
            raise JobStopped


def _lent(folder: Path, name: str, sha256: str) -> Path:
    """Lend a kept file under its name: the ending says what it is."""
    files.open_stored(sha256).close()
    folder.mkdir()
    path = folder / name
    path.symlink_to(files.path_of(sha256))
    return path
