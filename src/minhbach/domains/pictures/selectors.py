"""Reads."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.pictures import policies
from minhbach.domains.pictures.comparing import galleries_of
from minhbach.domains.pictures.models import KnownPicture, PictureMatch, Upload
from minhbach.domains.pictures.refusals import PictureNotFound
from minhbach.domains.screening.models import Sweep
from minhbach.domains.screening.selectors.sweeps import failure_sentence, runs_to_choose
from minhbach.foundation import jobs
from minhbach.foundation.jobs import JobProgress

OF_LEAD = 5


def visible_matches(officer: Officer, *, at: datetime) -> QuerySet[Any]:
    """List what met and was not taken back, latest first.

    Raises: RoleMissing.
    """
    policies.require_reader(officer, at=at)
    rows: QuerySet[Any] = PictureMatch.objects.filter(undone_at__isnull=True)
    return rows.select_related("lead", "other_lead", "known", "judged_by").order_by("-found_at", "-id")


def get_match(officer: Officer, match_id: UUID, *, at: datetime) -> PictureMatch:
    """Raises: RoleMissing, PictureNotFound."""
    found: PictureMatch | None = visible_matches(officer, at=at).filter(pk=match_id).first()
    if found is None:
        raise PictureNotFound
    return found


def matches_of_lead(officer: Officer, lead_id: UUID, *, at: datetime) -> list[PictureMatch]:
    """List what a lead's pictures met, whichever side it is on: the nearest first, those found to be others not.

    Raises: RoleMissing.
    """
    rows = visible_matches(officer, at=at).filter(Q(lead_id=lead_id) | Q(other_lead_id=lead_id))
    return list(rows.exclude(verdict="different").order_by("distance", "id")[: OF_LEAD + 1])


def matches_with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(Q(file__icontains=text) | Q(other_file__icontains=text) | Q(other_listing_id__icontains=text))


def visible_known() -> QuerySet[Any]:
    """List the known pictures that the access in force reaches, latest first."""
    rows: QuerySet[Any] = KnownPicture.objects.select_related("owner_agency").order_by("-created_at", "-id")
    return rows


def get_known(known_id: UUID) -> KnownPicture:
    """Raises: PictureNotFound."""
    found: KnownPicture | None = visible_known().filter(pk=known_id).first()
    if found is None:
        raise PictureNotFound
    return found


def known_with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(Q(label__icontains=text) | Q(mark__icontains=text) | Q(source__icontains=text))


def hash_list() -> str:
    """Write the known pictures that stand as a hash list (CSV), without a picture."""
    from minhbach.engine.pictures.hash_lists import write_hash_list

    standing = visible_known().filter(withdrawn_at__isnull=True)
    parts = []
    with TemporaryDirectory() as folder:
        for number, gallery in enumerate(galleries_of(standing)):
            path = Path(folder) / f"{number}.csv"
            write_hash_list(gallery, path)
            parts.append(path.read_text(encoding="utf-8"))
    return "".join([*parts[:1], *(part.partition("\n")[2] for part in parts[1:])])


def visible_uploads(officer: Officer, *, at: datetime) -> QuerySet[Any]:
    """List the files of pictures that were sent, latest first.

    Raises: RoleMissing.
    """
    policies.require_upload_reader(officer, at=at)
    rows: QuerySet[Any] = Upload.objects.select_related("owner_agency", "requested_by", "sweep__export")
    return rows.order_by("-created_at", "-id")


def get_upload(officer: Officer, upload_id: UUID, *, at: datetime) -> Upload:
    """Raises: RoleMissing, PictureNotFound."""
    found: Upload | None = visible_uploads(officer, at=at).filter(pk=upload_id).first()
    if found is None:
        raise PictureNotFound
    return found


def sweeps_to_choose(officer: Officer, *, at: datetime) -> list[Sweep]:
    """List the latest sweeps that ended, of the agencies for which an officer sweeps."""
    return [one for one in runs_to_choose("") if policies.may_sweep(officer, at=at, agency=one.owner_agency)]


def progress_of(upload: Upload, *, at: datetime) -> JobProgress:
    """Work out how far an upload is, and why it failed."""
    broken = _("Việc đọc ảnh bị ngắt bất thường. Tệp vẫn được giữ; hãy nạp lại, nếu vẫn lỗi thì báo quản trị hệ thống.")
    failure = failure_sentence(upload.failure, broken=broken)
    return jobs.progress_of(upload, asked_at=upload.created_at, at=at, failure=failure)
