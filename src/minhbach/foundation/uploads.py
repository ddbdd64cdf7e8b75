"""What is on its way in: its size is known before any of it is read, and a file has no name on the disk.

A process that is killed meanwhile leaves nothing behind.
"""

from __future__ import annotations

import tempfile
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.http.request import UnreadablePostError

MEGABYTE = 1024 * 1024
# What a browser still sends while it is refused: cut off, it would show a broken connection instead of the sentence.
RUN_OUT = 64 * MEGABYTE
_AT_ONCE = 64 * 1024


def size_of(request: HttpRequest) -> int:
    """Return how many bytes a request says that it carries; one that names no size is none to Django."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def let_run_out(request: HttpRequest) -> None:
    """Take what is still on its way and keep nothing of it."""
    try:
        while request.read(_AT_ONCE):
            pass
    except UnreadablePostError:  # whoever sent it has gone
        pass


class NamelessUploadHandler(FileUploadHandler):
    """Writes what is too large for memory to a file that exists only as long as somebody holds it open."""

    def new_file(self, *given: Any, **named: Any) -> None:
        super().new_file(*given, **named)
        self.file = UploadedFile(
            tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR),  # noqa: SIM115 - closed by the request
            self.file_name,
            self.content_type,
            0,
            self.charset,
            self.content_type_extra,
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()
