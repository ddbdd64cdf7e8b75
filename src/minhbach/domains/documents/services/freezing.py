"""Files of a document: drawn once from frozen content, kept by their hash."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import Any

from django.db.models import Max

from minhbach.domains.agencies.models import Officer
from minhbach.domains.documents.layout import (
    Envelope,
    digest_of,
    freeze,
    render_docx,
    thaw,
)
from minhbach.domains.documents.models import DocumentFile, OfficialDocument
from minhbach.domains.documents.papers import Content, thaw_content
from minhbach.domains.documents.types import FileKind
from minhbach.foundation import files

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def freeze_for_signing(
    document: OfficialDocument, envelope: Envelope, *, officer: Officer, at: datetime
) -> DocumentFile:
    """Freeze content and envelope, draw the file to be signed and keep it."""
    content = thaw_content(document.content)
    return keep_drawn(document, content, envelope, FileKind.SIGNED_OVER, officer=officer, at=at)


def keep_drawn(
    document: OfficialDocument, content: Content, envelope: Envelope, kind: FileKind, *, officer: Officer, at: datetime
) -> DocumentFile:
    """Draw a content as DOCX and keep it as the next version of its kind."""
    frozen = {"content": freeze(content), "envelope": freeze(envelope)}
    return keep(
        document,
        render_docx(content.compose(envelope)),
        kind,
        media_type=DOCX,
        extension="docx",
        officer=officer,
        at=at,
        content_digest=digest_of(frozen["content"]),
        frozen=frozen,
    )


def keep(
    document: OfficialDocument,
    content: bytes,
    kind: FileKind,
    *,
    media_type: str,
    extension: str,
    officer: Officer,
    at: datetime,
    content_digest: str = "",
    frozen: dict[str, Any] | None = None,
) -> DocumentFile:
    """Put bytes into the store and name them as the next version of a document's file of a kind."""
    stored = files.put(content)
    last = document.files.filter(kind=kind).aggregate(last=Max("version"))["last"] or 0
    file: DocumentFile = DocumentFile.objects.create(
        document=document,
        kind=kind,
        version=last + 1,
        name=file_name(document, kind, last + 1, extension),
        media_type=media_type,
        sha256=stored.sha256,
        size=stored.size,
        content_digest=content_digest,
        frozen=frozen,
        made_by=officer,
        made_at=at,
    )
    return file


def signed_file(document: OfficialDocument) -> DocumentFile:
    """Give the file last put up for signing."""
    file: DocumentFile = document.files.filter(kind=FileKind.SIGNED_OVER).latest("version")
    return file


def thaw_file(file: DocumentFile) -> tuple[Content, Envelope]:
    """Rebuild what a file was drawn from."""
    frozen = file.frozen or {}
    envelope: Envelope = thaw(frozen["envelope"], Envelope)
    return thaw_content(frozen["content"]), envelope


def file_name(document: OfficialDocument, kind: FileKind, version: int, extension: str) -> str:
    """Name a file in plain letters: "07-QD-XPHC.docx" once numbered, else by kind and version."""
    if document.number is not None and kind in (FileKind.NUMBERED, FileKind.SCAN):
        stem = f"{document.number:02d}-{document.symbol}-{document.dated:%Y}"
    else:
        stem = f"{document.symbol or document.kind}-{kind.value}-{version}"
    if kind == FileKind.SCAN:
        stem = f"{stem}-scan-{version}"
    return f"{plain_letters(stem)}.{extension}"


def plain_letters(text: str) -> str:
    """Keep letters, digits and dashes, without accents."""
    bare = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    letters = (letter for letter in bare if not unicodedata.combining(letter))
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in letters)
