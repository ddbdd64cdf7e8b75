"""What a file is, by its own first bytes: a name and a browser's claim prove nothing."""

from __future__ import annotations

OPAQUE = "application/octet-stream"
HEAD = 64
# Raster pictures can be shown in a page: they hold no script. Nothing else is ever shown inline.
RASTER = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
_SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"ID3", "audio/mpeg"),
)


def media_type_of(head: bytes) -> str:
    """Name the type that a file's first bytes prove, else the opaque one."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return "video/mp4"
    return next((name for signature, name in _SIGNATURES if head.startswith(signature)), OPAQUE)
