"""What came in parts, put together without its marks and kept; what nobody goes on with, removed."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import datetime, timedelta
from typing import IO, cast
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q

from minhbach.domains.intake.models import Attachment, Recording
from minhbach.engine.pictures.unmarking import PictureUnreadable, without_marks
from minhbach.engine.recordings import Kept, RecordingUnreadable, blank_marks
from minhbach.foundation import files
from minhbach.foundation.database.locks import lock
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

AT_ONCE = 10
# Positions below are those of the pictures that came with the form.
AFTER_PICTURES = 10
# A picture is read whole.
LARGEST_PICTURE = 32 << 20
UNREADABLE = "unreadable"
# As long as somebody may be on his way to a connection.
LEFT_AFTER = timedelta(hours=24)
# What was announced and never begun.
ANNOUNCED_AFTER = timedelta(hours=1)


def put_recordings_away() -> int:
    """Keep what is whole and belongs to a report; harmless to repeat. Returns how many were looked at."""
    with acting_as(SYSTEM):
        waiting = Recording.objects.filter(report__isnull=False, trouble="").order_by("touched_at")
        done = 0
        for recording_id in list(waiting.values_list("id", flat=True)[:AT_ONCE]):
            done += _put_away(recording_id)
        return done


def forget_left(*, at: datetime) -> int:
    """Remove what belongs to no report and is not gone on with. Returns how many."""
    with acting_as(SYSTEM):
        of_nobody = Q(report__isnull=True)
        left = Recording.objects.filter(
            of_nobody & (Q(touched_at__lt=at - LEFT_AFTER) | Q(arrived=0, touched_at__lt=at - ANNOUNCED_AFTER))
        )
        return left.delete()[1].get("intake.Recording", 0)


@transaction.atomic
def _put_away(recording_id: UUID) -> bool:
    found = lock(Recording.objects.filter(trouble=""), pk=recording_id)
    with tempfile.TemporaryFile() as whole:
        digest = hashlib.sha256()
        for content in found.parts.order_by("start").values_list("content", flat=True).iterator(chunk_size=1):
            digest.update(content)
            whole.write(content)
        try:
            bare = _without_marks(found, whole)
        except (RecordingUnreadable, PictureUnreadable):
            # Its sender is told; of the rest of his report nothing is lost.
            found.trouble, found.arrived = UNREADABLE, 0
            found.parts.all().delete()
            found.save(update_fields=["trouble", "arrived"])
            return True
        stored = files.put(bare)
    last = Attachment.objects.filter(report_id=found.report_id).aggregate(last=Max("position"))["last"] or 0
    Attachment.objects.create(
        report_id=found.report_id,
        position=max(last, AFTER_PICTURES) + 1,
        media_type=found.media_type,
        size=stored.size,
        original_sha256=digest.hexdigest(),
        sha256=stored.sha256,
    )
    found.delete()
    return True


def _without_marks(found: Recording, whole: IO[bytes]) -> bytes | IO[bytes]:
    if not found.media_type.startswith("image/"):
        return cast("IO[bytes]", _Within(whole, blank_marks(whole)))  # of a file, only `read` is asked
    if found.size > LARGEST_PICTURE:
        raise PictureUnreadable
    whole.seek(0)
    return without_marks(whole.read())[1]


class _Within:
    """Reads a part of a file, as a file is read."""

    def __init__(self, file: IO[bytes], kept: Kept) -> None:
        self.file, self.left = file, kept.end - kept.begin
        file.seek(kept.begin)

    def read(self, size: int) -> bytes:
        content = self.file.read(min(size, self.left))
        self.left -= len(content)
        return content
