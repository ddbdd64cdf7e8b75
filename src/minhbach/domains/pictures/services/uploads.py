"""Files of pictures: taken in, told of while a worker reads them, taken back as a whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import prefetch_related_objects

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.pictures import policies
from minhbach.domains.pictures.models import KnownPicture, PictureMatch, Upload
from minhbach.domains.pictures.refusals import NothingToUndo, UploadBeingKept
from minhbach.domains.screening.models import Sweep
from minhbach.domains.screening.services.exports import safe_name
from minhbach.foundation import audit, files, jobs
from minhbach.foundation.database.locks import hold, lock
from minhbach.foundation.jobs import JobState

TARGET = "pictures.upload"
STAGE = "reading"


@transaction.atomic
def send_known(
    *, officer: Officer, at: datetime, name: str, content: IO[bytes], kind: str, told: Mapping[str, str]
) -> tuple[Upload, bool]:
    """Take in known pictures: one, a ZIP of them, or a hash list (CSV). TOLD is said of each.

    Returns the upload, and whether it is a new one.
    Raises: RoleMissing, foundation.files.DiskFull.
    """
    agency = policies.require_keeper(officer, at=at)
    said = {key: value for key, value in told.items() if value}
    return _send(agency, officer, at, name, content, asked=["known", kind, sorted(said.items())], kind=kind, told=said)


@transaction.atomic
def send_listings(
    *,
    officer: Officer,
    at: datetime,
    sweep: Sweep,
    name: str,
    content: IO[bytes],
    sheet_name: str = "",
    sheet: IO[bytes] | None = None,
) -> tuple[Upload, bool]:
    """Take in the pictures of a sweep's listings, named by the listing's id or by a table.

    The same files again are the upload that stands, until other pictures are known.
    Raises: RoleMissing, foundation.files.DiskFull.
    """
    policies.require_sweeper(officer, at=at, agency=sweep.owner_agency)
    stored = files.put(sheet).sha256 if sheet is not None else ""
    known = KnownPicture.objects.filter(withdrawn_at__isnull=True).order_by("id").values_list("id", flat=True)
    return _send(
        sweep.owner_agency,
        officer,
        at,
        name,
        content,
        asked=["listings", str(sweep.id), stored, [str(one) for one in known]],
        sweep=sweep,
        sheet_name=safe_name(sheet_name) if stored else "",
        sheet_sha256=stored,
    )


def _send(
    agency: Agency, officer: Officer, at: datetime, name: str, content: IO[bytes], *, asked: list[Any], **columns: Any
) -> tuple[Upload, bool]:
    stored = files.put(content)
    request_key = hashlib.sha256(json.dumps([stored.sha256, *asked], ensure_ascii=False).encode()).hexdigest()
    standing = _standing(agency, request_key)
    if standing is not None:
        return standing, False
    try:
        with transaction.atomic():
            upload: Upload = Upload.unscoped.create(
                owner_agency=agency,
                requested_by=officer,
                name=safe_name(name),
                sha256=stored.sha256,
                request_key=request_key,
                created_at=at,
                **columns,
            )
    except IntegrityError:
        # The button was pressed twice and the other press came first.
        standing = _standing(agency, request_key)
        if standing is None:
            raise
        return standing, False
    jobs.defer("pictures.run_upload", upload_id=str(upload.id))
    audit.record(
        "pictures.upload.sent",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=upload.id,
        data={"sha256": stored.sha256, "size": stored.size, "kind": upload.kind or "listings"},
    )
    return upload, True


def _standing(agency: Agency, request_key: str) -> Upload | None:
    found: Upload | None = (
        Upload.unscoped.filter(owner_agency=agency, request_key=request_key, undone_at__isnull=True)
        .exclude(state__in=[JobState.FAILED, JobState.CANCELED])
        .first()
    )
    return found


@transaction.atomic
def begin_upload(upload_id: UUID, *, at: datetime) -> Upload | None:
    """Hand an upload to the worker that asks; None when there is nothing left to do."""
    upload = lock(Upload.objects, id=upload_id)
    # The worker reads outside any scope, where what was not read yet is out of reach.
    prefetch_related_objects([upload], "sweep")
    return upload if jobs.begin(upload, at=at, stage=STAGE) else None


def tell_progress(upload_id: UUID, progress: Mapping[str, Any], *, at: datetime) -> bool:
    """Write down how many pictures were read; False when somebody has stopped it."""
    return jobs.tell(Upload.objects.filter(id=upload_id), at=at, rows_done=progress["pictures"])


@transaction.atomic
def fail_upload(upload_id: UUID, failure: Mapping[str, Any], *, at: datetime) -> None:
    """Close an upload that cannot go on, with the code and values of why."""
    upload = lock(Upload.objects, id=upload_id)
    if jobs.fail(upload, failure, at=at):
        audit.record(
            "pictures.upload.failed",
            officer_id=upload.requested_by_id,
            at=at,
            target_type=TARGET,
            target_id=upload.id,
            data={"code": failure.get("code", "")},
        )


@transaction.atomic
def undo_upload(*, officer: Officer, at: datetime, upload: Upload) -> None:
    """Stop an upload that is under way, or take all back that it left: what was judged of it stays in its rows.

    Raises: RoleMissing, UploadBeingKept, NothingToUndo.
    """
    policies.require_keeper_of(officer, upload.owner_agency, at=at)
    hold(upload)
    if upload.undone_at is not None or upload.state in (JobState.FAILED, JobState.CANCELED):
        raise NothingToUndo
    if upload.is_under_way and not jobs.cancel(upload, at=at):
        raise UploadBeingKept
    upload.undone_at, upload.undone_by = at, officer
    upload.save(update_fields=["undone_at", "undone_by"])
    PictureMatch.objects.filter(upload=upload).update(undone_at=at)
    KnownPicture.objects.filter(upload=upload, withdrawn_at__isnull=True).update(
        withdrawn_at=at, withdrawn_by=officer, withdrawn_why=""
    )
    audit.record("pictures.upload.undone", officer_id=officer.id, at=at, target_type=TARGET, target_id=upload.id)
